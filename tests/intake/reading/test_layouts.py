"""Layouts of tables, one habit a test."""

from __future__ import annotations

from datetime import date

import pytest

from nongcot.intake.kinds import Field, SheetKind
from tests.intake.habits import Grid
from tests.intake.reading.sheets import AN, BINH, CHI, HEAD, people, problems, read, read_grids

EC = "executive_committee"
A = "Công đoàn cơ sở Công ty TNHH May A"
B = "Công đoàn cơ sở Công ty TNHH Giày B"
CHAIR, MEMBER = f"{EC}.chair", f"{EC}.member"


def test_a_table_without_a_header_is_read_by_its_content() -> None:
    reading = read(
        [1, "Trần Văn An", "Nam", "05/07/1980", "CĐCS Công ty TNHH May A", "Chủ tịch", "0912345678"],
        [2, "Lê Thị Bình", "Nữ", "06/07/1981", "CĐCS Công ty TNHH May A", "UV BCH", "0912345679"],
        [3, "Phạm Kim Chi", "Nữ", "07/07/1982", "CĐCS Công ty TNHH May A", "UV BCH", "0912345670"],
    )
    assert people(reading) == [
        f"{A} | Trần Văn An | {CHAIR}",
        f"{A} | Lê Thị Bình | {MEMBER}",
        f"{A} | Phạm Kim Chi | {MEMBER}",
    ]
    assert [(o.sex, o.born, o.phones) for o in reading.officers][1] == ("female", "1981-07-06", ["+84912345679"])


def test_a_union_merged_down_over_its_officers_holds_for_all_of_them() -> None:
    reading = read([*HEAD, "CĐCS"], [*AN, A], [*BINH, ""], [1, *CHI[1:], B], merges=((1, 5, 2, 5),))
    assert [o.unit for o in reading.officers] == [A, A, B]
    assert reading.repairs == []


def test_a_union_only_on_the_first_of_its_rows_holds_for_the_blank_cells_below() -> None:
    reading = read([*HEAD, "CĐCS"], [*AN, A], [*BINH, ""], [1, *CHI[1:], B])
    assert [o.unit for o in reading.officers] == [A, A, B]


def test_a_name_merged_over_two_rows_is_one_person_with_the_posts_of_both() -> None:
    reading = read(
        ["STT", "Họ và tên", "Chức vụ CĐ", "CĐCS"],
        [1, "Trần Văn An", "Chủ tịch", A],
        [2, "Lê Thị Bình", "UV BCH", A],
        ["", "", "Chủ nhiệm UBKT", ""],
        [3, "Phạm Kim Chi", "UV BCH", A],
        merges=((2, 0, 3, 0), (2, 1, 3, 1), (2, 3, 3, 3)),
    )
    assert people(reading)[1:] == [
        f"{A} | Lê Thị Bình | {MEMBER}, inspection_committee.head",
        f"{A} | Phạm Kim Chi | {MEMBER}",
    ]


def test_group_rows_name_the_union_also_in_the_column_of_ordinals_and_merged_across() -> None:
    reading = read(
        HEAD,
        [f"I. {A.upper()}"],
        AN,
        ["II", B],
        BINH,
        [B.replace("Giày B", "Gỗ C")],
        CHI,
        merges=((1, 0, 1, 4), (5, 0, 5, 4)),
    )
    assert [o.unit for o in reading.officers] == [A, B, "Công đoàn cơ sở Công ty TNHH Gỗ C"]


def test_an_outer_group_names_the_superior_of_the_unions_below() -> None:
    reading = read(HEAD, ["A", "CÔNG ĐOÀN PHƯỜNG AN PHÚ"], ["I", A], AN, ["B", "CÔNG ĐOÀN XÃ TÂN LẬP"], ["I", B], BINH)
    assert [(o.unit, o.superior) for o in reading.officers] == [
        (A, "Công đoàn phường An Phú"),
        (B, "Công đoàn xã Tân Lập"),
    ]


def test_a_superior_followed_by_its_own_officers_is_their_union() -> None:
    reading = read(HEAD, ["I", "CÔNG ĐOÀN PHƯỜNG AN PHÚ"], AN, BINH, ["II", A], CHI)
    assert [o.unit for o in reading.officers] == ["Công đoàn phường An Phú", "Công đoàn phường An Phú", A]


def test_categories_between_groups_are_no_unions() -> None:
    reading = read(HEAD, ["A", "KHỐI DOANH NGHIỆP"], ["I", A], AN, ["B", "Khối hành chính sự nghiệp"], ["I", B], BINH)
    assert [o.unit for o in reading.officers] == [A, B]


def test_a_group_of_no_known_form_names_the_union_by_its_roman_number() -> None:
    reading = read(HEAD, ["I", "May Xuân Lan"], AN, ["II", "Gỗ Đại Thành"], BINH)
    assert [o.unit for o in reading.officers] == ["May Xuân Lan", "Gỗ Đại Thành"]


def test_sections_give_the_body_of_the_posts_below() -> None:
    head = ["STT", "Họ và tên", "Chức vụ"]
    reading = read(
        [f"Đơn vị: {A}"],
        head,
        ["I", "BAN CHẤP HÀNH"],
        [1, "Trần Văn An", "Chủ tịch"],
        ["II", "ỦY BAN KIỂM TRA"],
        [1, "Lê Thị Bình", "Chủ nhiệm"],
        [2, "Phạm Kim Chi", "Ủy viên"],
        ["III", "BAN NỮ CÔNG"],
        [1, "Võ Thu Dung", "Trưởng ban"],
        [2, "Hồ Thị Em", "Ủy viên"],
        ["IV", "TỔ TRƯỞNG CÔNG ĐOÀN"],
        [1, "Đỗ Văn Giang", "Tổ trưởng"],
    )
    assert [line.split(" | ")[2] for line in people(reading)] == [
        CHAIR,
        "inspection_committee.head",
        "inspection_committee.member",
        "womens_committee.head",
        "womens_committee.member",
        "group.group_leader",
    ]


def test_a_list_of_one_body_without_a_column_of_posts_takes_the_body_from_its_title() -> None:
    reading = read(
        [A.upper()],
        ["DANH SÁCH TỔ TRƯỞNG CÔNG ĐOÀN"],
        ["STT", "Họ và tên", "Năm sinh", "Điện thoại"],
        [1, "Trần Văn An", 1980, "0912345678"],
    )
    assert people(reading) == [f"{A} | Trần Văn An | group.group_leader"]


def test_unions_and_officers_may_stand_in_one_sheet_one_table_below_the_other() -> None:
    reading = read(
        ["DANH SÁCH CÔNG ĐOÀN CƠ SỞ"],
        ["STT", "Tên CĐCS", "Số đoàn viên", "Ngày đại hội"],
        [1, A, 120, "05/07/2023"],
        ["", "Cộng", 120, ""],
        [],
        ["DANH SÁCH BAN CHẤP HÀNH"],
        [*HEAD, "CĐCS"],
        [*AN, A],
    )
    assert [(u.name, u.members, u.term_from) for u in reading.units] == [(A, 120, date(2023, 7, 5))]
    assert people(reading) == [f"{A} | Trần Văn An | {CHAIR}"]
    assert [s.kind for s in reading.sheets] == [SheetKind.UNITS, SheetKind.OFFICERS]


def test_officers_kept_beside_their_union_in_a_list_of_unions_are_read_too() -> None:
    reading = read(
        ["STT", "Tên CĐCS", "Số đoàn viên", "Chủ tịch", "Điện thoại", "Phó Chủ tịch"],
        [1, A, 120, "Trần Văn An", "0912345678", "Lê Thị Bình"],
        [2, B, 80, "Phạm Kim Chi", "0912345679", ""],
    )
    assert [u.members for u in reading.units] == [120, 80]
    assert people(reading) == [
        f"{A} | Trần Văn An | {CHAIR}",
        f"{A} | Lê Thị Bình | {EC}.vice_chair",
        f"{B} | Phạm Kim Chi | {CHAIR}",
    ]
    assert reading.officers[0].phones == ["+84912345678"]


def test_columns_of_bodies_marked_with_x_give_seats() -> None:
    reading = read(
        ["STT", "Họ và tên", "CĐCS", "Chức vụ CĐ", "BCH", "UBKT"],
        [1, "Trần Văn An", A, "Chủ tịch", "x", ""],
        [2, "Lê Thị Bình", A, "", "x", "x"],
    )
    assert people(reading) == [
        f"{A} | Trần Văn An | {CHAIR}",
        f"{A} | Lê Thị Bình | {MEMBER}, inspection_committee.member",
    ]


def test_totals_between_groups_and_signatures_at_the_end_are_nobody() -> None:
    reading = read(
        HEAD,
        ["I", A],
        AN,
        ["", "Cộng: 1 đồng chí"],
        ["II", B],
        BINH,
        ["", "Tổng cộng: 2 đồng chí"],
        [],
        ["", "", "", "An Phú, ngày 5 tháng 7 năm 2026"],
        ["", "NGƯỜI LẬP BIỂU", "", "TM. BAN CHẤP HÀNH"],
        ["", "(Ký, ghi rõ họ tên)", "", "CHỦ TỊCH"],
        [],
        ["", "Nguyễn Thị Lập", "", "Nguyễn Văn Chủ Tọa"],
    )
    assert [o.name for o in reading.officers] == ["Trần Văn An", "Lê Thị Bình"]
    assert problems(reading) == []


def test_the_header_again_on_each_printed_page_changes_nothing() -> None:
    reading = read(
        [*HEAD, "CĐCS"], [*AN, A], ["1", "2", "3", "4", "5", "6"], [*HEAD, "CĐCS"], [*BINH, "nt"], [*CHI, "nt"]
    )
    assert [(o.name, o.unit) for o in reading.officers] == [("Trần Văn An", A), ("Lê Thị Bình", A), ("Phạm Kim Chi", A)]
    assert len(reading.sheets) == 1


def test_notes_and_counts_without_persons_are_ignored() -> None:
    reading = read_grids(
        Grid("Tổng hợp", [["STT", "CĐCS", "Số cán bộ", "Nam", "Nữ"], [1, A, 5, 2, 3], [2, B, 6, 2, 4]]),
        Grid("Ghi chú", [["Gửi trước ngày 15"]]),
        Grid("DS", [[*HEAD, "CĐCS"], [*AN, A]]),
    )
    assert [(s.sheet, s.kind.value) for s in reading.sheets] == [
        ("Tổng hợp", "ignored"),
        ("Ghi chú", "ignored"),
        ("DS", "officers"),
    ]
    assert reading.units == []


def test_a_name_split_under_one_header_over_both_columns_is_joined() -> None:
    reading = read(
        ["STT", "Họ và tên", "", "Chức vụ CĐ", "CĐCS"],
        [1, "Trần Văn", "An", "Chủ tịch", A],
        [2, "Lê Thị", "Bình", "UV BCH", A],
        merges=((0, 1, 0, 2),),
    )
    assert [o.name for o in reading.officers] == ["Trần Văn An", "Lê Thị Bình"]


def test_three_header_rows_are_one_header() -> None:
    reading = read(
        ["STT", "THÔNG TIN CÁ NHÂN", "", "", "CÔNG ĐOÀN", ""],
        ["", "Họ và tên", "Ngày sinh", "", "Chức vụ", "Đơn vị"],
        ["", "", "Nam", "Nữ", "", ""],
        [1, "Trần Văn An", "05/07/1980", "", "Chủ tịch", A],
        [2, "Lê Thị Bình", "", "06/07/1981", "UV BCH", A],
        merges=((0, 0, 2, 0), (0, 1, 0, 3), (0, 4, 0, 5), (1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 2, 4), (1, 5, 2, 5)),
    )
    assert [(o.name, o.sex, o.born) for o in reading.officers] == [
        ("Trần Văn An", "male", "1980-07-05"),
        ("Lê Thị Bình", "female", "1981-07-06"),
    ]


@pytest.mark.parametrize("header", ["Chức vụ", "Chức danh", "CV"])
def test_the_job_is_never_taken_for_the_post(header: str) -> None:
    reading = read(
        ["STT", "Họ và tên", "Chức vụ chuyên môn", header, "CĐCS"],
        [1, "Trần Văn An", "Giám đốc", "Chủ tịch", A],
        [2, "Lê Thị Bình", "Kế toán", "Ủy viên BCH", A],
    )
    assert [line.split(" | ")[2] for line in people(reading)] == [CHAIR, MEMBER]
    assert [o.job for o in reading.officers] == ["Giám đốc", "Kế toán"]


def test_of_two_columns_called_post_the_one_that_holds_posts_is_it() -> None:
    reading = read(
        ["STT", "Họ và tên", "Chức danh", "Chức vụ", "CĐCS"],
        [1, "Trần Văn An", "Chủ tịch", "Giám đốc", A],
        [2, "Lê Thị Bình", "Ủy viên BCH", "Công nhân", A],
        [3, "Phạm Kim Chi", "Ủy viên BCH", "Bảo vệ", A],
    )
    assert [o.job for o in reading.officers] == ["Giám đốc", "Công nhân", "Bảo vệ"]


def test_a_column_headed_phone_that_holds_e_mails_holds_e_mails() -> None:
    reading = read(
        ["STT", "Họ và tên", "Chức vụ CĐ", "CĐCS", "Điện thoại", "Liên lạc"],
        [1, "Trần Văn An", "Chủ tịch", A, "an@vidu.vn", "0912345678"],
        [2, "Lê Thị Bình", "UV BCH", A, "binh@vidu.vn", "0912345679"],
    )
    assert [(o.email, o.phones) for o in reading.officers] == [
        ("an@vidu.vn", ["+84912345678"]),
        ("binh@vidu.vn", ["+84912345679"]),
    ]


def test_the_day_of_issue_of_an_id_is_not_the_birth_date() -> None:
    reading = read(
        ["STT", "Họ và tên", "CCCD", "", "", "Sinh ngày", "Chức vụ CĐ", "CĐCS"],
        ["", "", "Số", "Ngày cấp", "Nơi cấp", "", "", ""],
        [1, "Trần Văn An", "001080123456", "01/05/2021", "Cục CSQLHC", "05/07/1980", "Chủ tịch", A],
        [2, "Lê Thị Bình", "001181123456", "01/05/2021", "Cục CSQLHC", "06/07/1981", "UV BCH", A],
        merges=((0, 2, 0, 4),),
    )
    assert [(o.born, o.citizen_id) for o in reading.officers] == [
        ("1980-07-05", "001080123456"),
        ("1981-07-06", "001181123456"),
    ]


def test_the_union_may_be_only_in_the_name_of_the_file() -> None:
    reading = read(HEAD, AN, BINH, sheet="Sheet1", file="CĐCS Công ty TNHH May A.xlsx")
    assert [o.unit for o in reading.officers] == [A, A]


def test_without_any_union_each_row_is_refused() -> None:
    reading = read(HEAD, AN, BINH)
    assert problems(reading) == [("B2", "no_unit", True), ("B3", "no_unit", True)]


def test_a_sheet_name_cut_at_31_characters_is_completed_from_the_list_of_unions() -> None:
    full = "Công đoàn cơ sở Công ty Cổ phần Xây dựng Hạ tầng Bình An"
    reading = read_grids(
        Grid("Danh mục", [["STT", "Tên CĐCS", "Số đoàn viên"], [1, full, 120]]),
        Grid("1. Cổ phần Xây dựng Hạ tầng Bình An"[:31], [HEAD, AN]),
    )
    assert [o.unit for o in reading.officers] == [full]


def test_title_gives_superior_term_and_day() -> None:
    reading = read(
        ["LIÊN ĐOÀN LAO ĐỘNG TỈNH SAO MAI"],
        ["CÔNG ĐOÀN PHƯỜNG AN PHÚ"],
        ["DANH SÁCH BAN CHẤP HÀNH CĐCS CÔNG TY TNHH MAY A"],
        ["NHIỆM KỲ 2023 - 2028"],
        ["(Tính đến ngày 31/10/2026)"],
        HEAD,
        AN,
    )
    officer = reading.officers[0]
    assert (officer.unit, officer.superior) == (A, "Công đoàn phường An Phú")
    assert (officer.term_from, officer.term_to) == (date(2023, 1, 1), date(2028, 1, 1))
    assert reading.sheets[0].as_of == date(2026, 10, 31)


def test_headers_without_diacritics_and_in_english_are_known() -> None:
    plain = read(
        ["STT", "Ho va ten", "Nam sinh", "Gioi tinh", "Chuc vu", "Don vi", "So dien thoai"],
        [1, "Trần Văn An", 1980, "Nam", "Chủ tịch", A, "0912345678"],
    )
    english = read(
        ["No", "Full name", "Date of birth", "Sex", "Union post", "Union", "Mobile"],
        [1, "Trần Văn An", "05/07/1980", "male", "Chủ tịch", A, "0912345678"],
    )
    for reading in (plain, english):
        assert people(reading) == [f"{A} | Trần Văn An | {CHAIR}"]
        assert (reading.officers[0].sex, reading.officers[0].phones) == ("male", ["+84912345678"])


def test_columns_are_told_by_their_letters() -> None:
    reading = read(["", "STT", "Họ và tên", "Chức vụ CĐ", "CĐCS"], ["", 1, "Trần Văn An", "Chủ tịch", A])
    assert reading.sheets[0].columns == {Field.NUMBER: "B", Field.NAME: "C", Field.POST: "D", Field.UNIT: "E"}
    assert reading.sheets[0].header_row == 1


@pytest.mark.parametrize("name", ["Mã thẻ", "Mốc B", "Tô Màu"])
def test_a_column_whose_name_could_be_somebodys_leaves_the_header_a_header(name: str) -> None:
    head = ["STT", "Họ và tên", "Ngày sinh", "CĐCS", "Chức vụ", "Từ ngày", "Đến ngày", name]
    reading = read(head, [1, "Lê An", "05/07/1980", "CĐCS Công ty A", "Chủ tịch", "01/01/2021", "31/12/2024", "T1"])
    assert {Field.FROM_DAY, Field.TO_DAY} <= set(reading.sheets[0].columns)
    assert [(o.name, o.from_day) for o in reading.officers] == [("Lê An", date(2021, 1, 1))]
