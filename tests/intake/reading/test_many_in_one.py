"""Rows and cells that hold more than one thing: several persons, post and union, posts by body, births."""

from __future__ import annotations

from nongcot.intake.reading import read_book
from nongcot.intake.workbook import open_workbook
from tests.intake.habit_files import to_xlsx
from tests.intake.reading.unseen import SHORT_A, SHORT_B, A, B, C, check, officer, sheet


def test_several_persons_on_the_lines_of_one_row() -> None:
    check(
        [
            sheet(
                ["TT", "Tên CĐCS", "Họ tên BCH", "Chức vụ", "Điện thoại"],
                [1, SHORT_A, "Vũ Văn Ba\nLê Thị Năm\nLê Thị Sáu", "CT\nPCT\nUV", "0912345678\n0912345670\n0912345671"],
                [2, SHORT_B, "Phan Văn Tư\nPhan Thị Bảy", "CT\nUV BCH", "0912345672"],
            )
        ],
        [
            officer(A, "Vũ Văn Ba", None, None, "+84912345678", "c"),
            officer(A, "Lê Thị Năm", None, None, "+84912345670", "v"),
            officer(A, "Lê Thị Sáu", None, None, "+84912345671", "m"),
            officer(B, "Phan Văn Tư", None, None, "+84912345672", "c"),
            officer(B, "Phan Thị Bảy", None, None, "+84912345672", "m"),
        ],
    )


def test_a_name_wrapped_over_two_lines_is_one_person() -> None:
    head = ["TT", "Họ và tên", "Chức vụ", "CĐCS"]
    rows = [[1, "Lê Thị\nHà An", "Ủy viên\nBCH", SHORT_A], [2, "Nguyễn Hoàng\nAnh", "Chủ tịch", SHORT_A]]
    check([sheet(head, *rows)], [officer(A, "Lê Thị Hà An"), officer(A, "Nguyễn Hoàng Anh", posts="c")])


def test_post_and_union_in_one_column() -> None:
    check(
        [
            sheet(
                ["STT", "Họ và tên", "Chức vụ, đơn vị công tác"],
                [1, "Vũ Văn Ba", f"Chủ tịch {SHORT_A}"],
                [2, "Lê Thị Năm", f"UVBCH, CNUBKT {SHORT_A}"],
                [3, "Phan Văn Tư", "Phó Chủ tịch - Công ty Cổ phần Gỗ Đại Thành"],
                [4, "Hà Thị Bích", "Chủ tịch Công đoàn phường An Phú"],
            )
        ],
        [
            officer(A, "Vũ Văn Ba", posts="c"),
            officer(A, "Lê Thị Năm", posts="m ih"),
            officer("Công ty Cổ phần Gỗ Đại Thành", "Phan Văn Tư", posts="v"),
            officer("Công đoàn phường An Phú", "Hà Thị Bích", posts="c"),
        ],
    )


def test_a_column_for_each_body_holds_marks_or_posts() -> None:
    check(
        [
            sheet(
                [SHORT_A],
                ["TT", "Họ và tên", "Chức vụ công đoàn", "", "", ""],
                ["", "", "BCH", "BTV", "UBKT", "Nữ công"],
                [1, "Vũ Văn Ba", "CT", "x", "", ""],
                [2, "Lê Thị Năm", "PCT", "x", "CN", ""],
                [3, "Lê Thị Sáu", "UV", "", "", "TB"],
                [4, "Hồ Văn Tám", "", "", "UV", ""],
                [5, "Hồ Văn Chín", "UV", "", "PCN", ""],
                merges=[(1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 5)],
            )
        ],
        [
            officer(A, "Vũ Văn Ba", posts="c s"),
            officer(A, "Lê Thị Năm", posts="v s ih"),
            officer(A, "Lê Thị Sáu", posts="m wh"),
            officer(A, "Hồ Văn Tám", posts="im"),
            officer(A, "Hồ Văn Chín", posts="m id"),
        ],
    )


def test_ordinals_before_names_and_births_behind_them() -> None:
    rows = [["1. Vũ Văn Ba (SN 1980)", "CT"], ["2. Lê Thị Năm (1982)", "PCT"], ["3. Lê Thị Sáu - 05/07/1984", "UV"]]
    check(
        [sheet([SHORT_A], ["Họ và tên", "Chức vụ"], *rows)],
        [
            officer(A, "Vũ Văn Ba", None, "1980", None, "c"),
            officer(A, "Lê Thị Năm", None, "1982", None, "v"),
            officer(A, "Lê Thị Sáu", None, "1984-07-05"),
        ],
    )


def test_a_phone_and_an_e_mail_in_one_column() -> None:
    rows = [
        [1, "Vũ Văn Ba", "CT", "0912345678\nba@example.vn"],
        [2, "Lê Thị Năm", "PCT", "0912345670 - nam@example.vn"],
    ]
    check(
        [sheet([SHORT_A], ["STT", "Họ và tên", "Chức vụ", "Điện thoại/Email"], *rows)],
        [
            officer(A, "Vũ Văn Ba", None, None, "+84912345678", "c"),
            officer(A, "Lê Thị Năm", None, None, "+84912345670", "v"),
        ],
    )


def test_members_of_a_union_beside_its_officers() -> None:
    head = ["STT", "Tên CĐCS", "Số ĐV", "BCH (ĐH bầu)", "Họ và tên CB", "Chức vụ"]
    rows = [
        [1, SHORT_A, 320, 9, "Vũ Văn Ba", "CT"],
        ["", "", "", "", "Lê Thị Năm", "PCT"],
        [2, SHORT_B, 85, 5, "Phan Văn Tư", "CT"],
        ["", "", "", "", "Phan Thị Bảy", "UV"],
    ]
    check(
        [sheet(head, *rows, merges=[(r, c, r + 1, c) for r in (1, 3) for c in range(4)])],
        [
            officer(A, "Vũ Văn Ba", posts="c"),
            officer(A, "Lê Thị Năm", posts="v"),
            officer(B, "Phan Văn Tư", posts="c"),
            officer(B, "Phan Thị Bảy"),
        ],
        [(A, 320, None, 9, None), (B, 85, None, 5, None)],
    )


def test_members_that_differ_within_a_union_are_those_of_its_groups() -> None:
    head = ["STT", "CĐCS", "Tổ công đoàn", "Họ tên tổ trưởng", "Chức vụ", "Số đoàn viên"]
    rows = [[1, SHORT_A, "Tổ 1", "Vũ Văn Ba", "Tổ trưởng", 30], [2, SHORT_A, "Tổ 2", "Lê Thị Năm", "Tổ trưởng", 25]]
    check([sheet(head, *rows)], [officer(A, "Vũ Văn Ba", posts="g"), officer(A, "Lê Thị Năm", posts="g")], [])


def test_the_posts_of_an_earlier_term_are_left_alone() -> None:
    head = ["STT", "Họ và tên", "Chức vụ khóa cũ", "Chức vụ khóa mới (2023-2028)"]
    rows = [[1, "Vũ Văn Ba", "Phó Chủ tịch", "Chủ tịch"], [2, "Lê Thị Sáu", "", "Ủy viên"]]
    check([sheet([SHORT_A], head, *rows)], [officer(A, "Vũ Văn Ba", posts="c"), officer(A, "Lê Thị Sáu")])


def test_numbers_that_stand_for_the_sexes() -> None:
    head = ["STT", "Họ và tên", "Giới tính (Nam: 1; Nữ: 0)", "Năm sinh", "Chức vụ"]
    rows = [[1, "Vũ Văn Ba", 1, 1980, "CT"], [2, "Lê Thị Năm", 0, 1982, "PCT"], [3, "Lê Thị Sáu", 0, 1984, "UV"]]
    check(
        [sheet([SHORT_A], head, *rows)],
        [
            officer(A, "Vũ Văn Ba", "male", "1980", None, "c"),
            officer(A, "Lê Thị Năm", "female", "1982", None, "v"),
            officer(A, "Lê Thị Sáu", "female", "1984", None, "m"),
        ],
    )


def test_small_tables_below_each_other_with_headers_of_their_own() -> None:
    check(
        [
            sheet(
                [SHORT_A],
                ["1. Ủy ban kiểm tra"],
                ["TT", "Họ và tên", "Nhiệm vụ"],
                [1, "Lê Thị Năm", "Chủ nhiệm"],
                [2, "Hồ Văn Tám", "Ủy viên"],
                [],
                ["2. Ban nữ công quần chúng"],
                ["TT", "Họ và tên", "Chức danh", "Ghi chú"],
                [1, "Hồ Thị Chín", "Trưởng ban", ""],
                [2, "Lê Thị Năm", "Ủy viên", ""],
                [],
                ["3. Tổ trưởng công đoàn"],
                ["TT", "Họ và tên", "Tổ công đoàn"],
                [1, "Trần Văn Một", "Tổ may 1"],
            )
        ],
        [
            officer(A, "Lê Thị Năm", posts="ih"),
            officer(A, "Hồ Văn Tám", posts="im"),
            officer(A, "Hồ Thị Chín", posts="wh"),
            officer(A, "Lê Thị Năm", posts="wm"),
            officer(A, "Trần Văn Một", posts="g"),
        ],
    )


def test_a_superior_s_line_ends_before_what_it_announces() -> None:
    made = sheet(
        ["CÔNG ĐOÀN PHƯỜNG AN PHÚ: CÁC CÔNG ĐOÀN CƠ SỞ TRỰC THUỘC"],
        ["TT", "Tên CĐCS", "Số đoàn viên"],
        [1, SHORT_A, 200],
        ["", "Cộng phường An Phú", 200],
        ["", "CÔNG ĐOÀN XÃ TÂN LẬP (12 CĐCS)"],
        [1, SHORT_B, 90],
    )
    reading = read_book(open_workbook(to_xlsx([made]), "ds.xlsx"))
    assert [(u.name, u.superior) for u in reading.units] == [
        (A, "Công đoàn phường An Phú"),
        (B, "Công đoàn xã Tân Lập"),
    ]


def test_terms_between_tables_with_one_header_are_each_union_s_own() -> None:
    head = ["STT", "Họ và tên", "Chức vụ"]
    made = sheet(
        [f"1. {SHORT_A}"], ["Nhiệm kỳ: 2023 - 2028"], head, [1, "Vũ Văn Ba", "CT"], [],
        [f"2. {SHORT_B}"], ["Nhiệm kỳ: 2022 - 2027"], head, [1, "Phan Văn Tư", "CT"],
    )  # fmt: skip
    reading = read_book(open_workbook(to_xlsx([made]), "ds.xlsx"))
    assert [(o.unit, o.term_from and o.term_from.year) for o in reading.officers] == [(A, 2023), (B, 2022)]


def test_phones_behind_names_in_a_list_of_unions() -> None:
    rows = [
        [1, SHORT_A, 320, "Vũ Văn Ba - 0912345678"],
        [2, SHORT_B, 85, "Phan Văn Tư (0912.345.672)"],
        [3, C, 45, "Bà Mai Thị Thuận, ĐT: 0977654322"],
    ]
    check(
        [sheet(["STT", "Tên CĐCS", "Số ĐV", "Chủ tịch CĐCS (họ tên, SĐT)"], *rows)],
        [
            officer(A, "Vũ Văn Ba", None, None, "+84912345678", "c"),
            officer(B, "Phan Văn Tư", None, None, "+84912345672", "c"),
            officer(C, "Mai Thị Thuận", "female", None, "+84977654322", "c"),
        ],
        [(A, 320, None, None, None), (B, 85, None, None, None), (C, 45, None, None, None)],
    )


def test_the_header_of_the_names_tells_which_post_they_hold() -> None:
    head = ["STT", "Tổ công đoàn", "Số ĐV", "Tổ trưởng", "", "Tổ phó", ""]
    below = ["", "", "", "Họ và tên", "SĐT", "Họ và tên", "SĐT"]
    rows = [
        [1, "Tổ may 1", 30, "Vũ Văn Ba", "0912345678", "Lê Thị Năm", "0912345670"],
        [2, "Tổ may 2", 28, "Lê Thị Sáu", "0912345671", "Khuyết", ""],
    ]
    merges = [(2, 0, 3, 0), (2, 1, 3, 1), (2, 2, 3, 2), (2, 3, 2, 4), (2, 5, 2, 6)]
    check(
        [sheet([SHORT_A], ["DANH SÁCH TỔ TRƯỞNG, TỔ PHÓ CÔNG ĐOÀN"], head, below, *rows, merges=merges)],
        [
            officer(A, "Vũ Văn Ba", None, None, "+84912345678", "g"),
            officer(A, "Lê Thị Năm", None, None, "+84912345670", "gd"),
            officer(A, "Lê Thị Sáu", None, None, "+84912345671", "g"),
        ],
    )


def test_a_column_of_ong_and_ba_tells_the_sex() -> None:
    rows = [[1, "Ông", "Vũ Văn Ba", "CT"], [2, "Bà", "Lê Thị Năm", "PCT"]]
    check(
        [sheet([SHORT_A], ["TT", "Ông/Bà", "Họ và tên", "Chức danh"], *rows)],
        [officer(A, "Vũ Văn Ba", "male", posts="c"), officer(A, "Lê Thị Năm", "female", posts="v")],
    )


def test_a_header_that_begins_like_a_family_s_name_is_a_header() -> None:
    rows = [[1, "Vũ Văn Ba", "Toán - Tin", "CT"], [2, "Lê Thị Năm", "Văn", "PCT"]]
    for words in ("Tổ chuyên môn", "Tổ trực tiếp sản xuất"):
        check(
            [sheet([SHORT_A], ["TT", "Họ và tên", words, "Chức vụ CĐ"], *rows)],
            [officer(A, "Vũ Văn Ba", posts="c"), officer(A, "Lê Thị Năm", posts="v")],
        )
