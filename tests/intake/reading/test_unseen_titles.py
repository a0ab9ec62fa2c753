"""Unseen titles, groups and names of unions."""

from __future__ import annotations

from tests.intake.reading.unseen import (
    HEAD,
    R1,
    R2,
    R3,
    R4,
    R5,
    R6,
    SHORT_A,
    SHORT_B,
    WITH_UNION,
    A,
    B,
    C,
    check,
    first_three,
    officer,
    other_three,
    sheet,
)


def test_a_title_with_union_and_term_is_no_total() -> None:
    check(
        [sheet(["DANH SÁCH CÁN BỘ CÔNG ĐOÀN CƠ SỞ CÔNG TY TNHH MAY XUÂN LAN NHIỆM KỲ 2023-2028"], HEAD, R1, R2, R3)],
        first_three(A),
    )


def test_a_title_with_union_and_year_names_the_union() -> None:
    check(
        [sheet(["DANH SÁCH BAN CHẤP HÀNH CĐCS CÔNG TY TNHH MAY XUÂN LAN NĂM 2026"], HEAD, R1, R2, R3)], first_three(A)
    )


def test_a_title_of_three_lines_in_one_cell() -> None:
    check(
        [
            sheet(
                [
                    (
                        "DANH SÁCH TRÍCH NGANG BAN CHẤP HÀNH\nCÔNG ĐOÀN CƠ SỞ CÔNG TY TNHH MAY XUÂN LAN\n"
                        "(Nhiệm kỳ 2023 - 2028)"
                    )
                ],
                HEAD,
                R1,
                R2,
                R3,
            )
        ],
        first_three(A),
    )


def test_the_union_beside_its_label_above_other_labels() -> None:
    check(
        [sheet(["Tên đơn vị:", A], ["Địa chỉ:", "KCN Tân An"], ["Số đoàn viên:", 240], HEAD, R1, R2, R3)],
        first_three(A),
    )


def test_a_title_that_counts_the_officers_names_the_union() -> None:
    check(
        [sheet(["DANH SÁCH 03 ĐỒNG CHÍ ỦY VIÊN BCH CĐCS CÔNG TY TNHH MAY XUÂN LAN"], HEAD, R1, R2, R3)], first_three(A)
    )


def test_short_forms_of_a_union_s_name() -> None:
    v = [
        "CĐCS Cty TNHH May Xuân Lan",
        "CĐ cơ sở C.ty TNHH May Xuân Lan",
        "CTY TNHH MAY XUÂN LAN",
        "CĐCS-Công ty TNHH May Xuân Lan",
        "Công đoàn Công ty TNHH May Xuân Lan",
    ]
    rs = []
    for i, x in enumerate(v):
        rs.append([i + 1, f"Nguyễn Văn {'ABCDE'[i]}n", "1980", "", "UV BCH", f"091234567{i}", x])
    check(
        [sheet(["STT", "Tên CĐCS", "Số đoàn viên"], [1, A, 100], name="dv"), sheet(WITH_UNION, *rs)],
        [
            officer(
                {0: A, 1: A, 2: "Công ty TNHH May Xuân Lan", 3: "Công đoàn cơ sở-Công ty TNHH May Xuân Lan", 4: x}[i],
                f"Nguyễn Văn {'ABCDE'[i]}n",
                "male",
                "1980",
                f"+8491234567{i}",
            )
            for i, x in enumerate(v)
        ],
    )


def test_sections_give_the_body() -> None:
    check(
        [
            sheet(
                [SHORT_A.upper()],
                HEAD,
                ["BAN CHẤP HÀNH"],
                R1,
                R2,
                R3,
                ["ỦY BAN KIỂM TRA"],
                ["1", "Lê Thị Chi", "1982", "x", "Chủ nhiệm", "0912345670"],
                ["2", "Bùi Thị Giang", "1985", "x", "Ủy viên", "0912345673"],
            )
        ],
        [
            *first_three(A),
            officer(A, "Lê Thị Chi", "female", "1982", "+84912345670", "ih"),
            officer(A, "Bùi Thị Giang", "female", "1985", "+84912345673", "im"),
        ],
    )


def test_sections_inside_the_groups_of_unions() -> None:
    check(
        [
            sheet(
                HEAD,
                ["I", SHORT_A],
                ["", "Ban Chấp hành"],
                R1,
                R2,
                R3,
                ["", "Ủy ban Kiểm tra"],
                ["1", "Bùi Thị Giang", "1985", "x", "Ủy viên", "0912345673"],
                ["II", SHORT_B],
                ["", "Ban Chấp hành"],
                R4,
                R5,
            )
        ],
        [*first_three(A), officer(A, "Bùi Thị Giang", "female", "1985", "+84912345673", "im"), *other_three(B)[:2]],
    )


def test_a_group_row_may_carry_a_phone() -> None:
    check(
        [
            sheet(
                HEAD,
                ["I", SHORT_A, "", "", "", "02438551234"],
                R1,
                R2,
                R3,
                ["II", SHORT_B, "", "", "", "02438551235"],
                R4,
                R5,
                R6,
            )
        ],
        first_three(A) + other_three(B),
    )


def test_a_group_row_may_carry_a_count() -> None:
    check(
        [
            sheet(
                [*HEAD[:1], "Họ và tên", "Năm sinh", "Nữ", "Chức vụ", "Số điện thoại", "Số ĐV"],
                ["I", SHORT_A, "", "", "", "", 120],
                [*R1, ""],
                [*R2, ""],
                [*R3, ""],
                ["II", SHORT_B, "", "", "", "", 62],
                [*R4, ""],
                [*R5, ""],
            )
        ],
        first_three(A) + other_three(B)[:2],
    )


def test_syndicates_are_unions_too() -> None:
    check(
        [
            sheet(
                HEAD,
                ["I", "Nghiệp đoàn Vận tải Bến xe Tây Hồ"],
                R1,
                R2,
                R3,
                ["II", "NGHIỆP ĐOÀN NGHỀ CÁ XÃ BÌNH MINH"],
                R4,
                R5,
                R6,
            )
        ],
        first_three(C) + other_three("Nghiệp đoàn Nghề Cá xã Bình Minh"),
    )
