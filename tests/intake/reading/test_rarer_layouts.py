"""Rarer habits, seen together with the usual ones."""

from __future__ import annotations

from datetime import date

from nongcot.intake.kinds import Encoding
from tests.intake.habit_files import old_font
from tests.intake.reading.sheets import AN, BINH, CHI, HEAD, people, problems, read

EC, IC = "executive_committee", "inspection_committee"
A = "Công đoàn cơ sở Công ty TNHH May A"
B = "Công đoàn cơ sở Công ty Cổ phần Gỗ B"


def posts(lines: list[str]) -> list[str]:
    return [line.split(" | ")[2] for line in lines]


def test_two_tables_side_by_side_have_each_their_own_union_above() -> None:
    reading = read(
        ["CĐCS CÔNG TY TNHH MAY A", "", "", "", "CĐCS CÔNG TY CP GỖ B", "", ""],
        ["TT", "Họ tên", "Chức vụ", "", "TT", "Họ tên", "Chức vụ"],
        [1, "Trần Văn An", "Chủ tịch", "", 1, "Lê Thị Bình", "Chủ tịch"],
        ["", "", "", "", 2, "Võ Thu Dung", "PCT"],
    )
    assert people(reading) == [
        f"{A} | Trần Văn An | {EC}.chair",
        f"{B} | Lê Thị Bình | {EC}.chair",
        f"{B} | Võ Thu Dung | {EC}.vice_chair",
    ]


def test_two_tables_side_by_side_have_each_their_own_body_above() -> None:
    reading = read(
        [A],
        ["BAN CHẤP HÀNH", "", "", "", "ỦY BAN KIỂM TRA", "", ""],
        ["TT", "Họ tên", "Chức vụ", "", "TT", "Họ tên", "Chức vụ"],
        [1, "Trần Văn An", "Chủ tịch", "", 1, "Lê Thị Bình", "Chủ nhiệm"],
        [2, "Phạm Kim Chi", "Ủy viên", "", 2, "Võ Thu Dung", "Ủy viên"],
    )
    assert posts(people(reading)) == [f"{EC}.chair", f"{IC}.head", f"{EC}.member", f"{IC}.member"]


def test_the_union_may_stand_before_the_ordinal() -> None:
    reading = read(
        ["Tên CĐCS", "STT", "Họ và tên", "Chức danh"], [A, 1, "Trần Văn An", "Chủ tịch"], ["", 2, "Lê Thị Bình", "UV"]
    )
    assert [o.unit for o in reading.officers] == [A, A]


def test_counts_and_terms_behind_a_group_are_not_its_name() -> None:
    reading = read(
        ["STT", "Họ và tên", "Nam", "Nữ", "Chức vụ"],
        ["I", "CĐCS Công ty TNHH May A (2 đồng chí)", 1, 1, ""],
        [1, "Trần Văn An", 1980, "", "Chủ tịch"],
        [2, "Lê Thị Bình", "", 1985, "UVBCH"],
        ["II", "CĐCS Công ty CP Gỗ B - NK 2023-2028", 1, 0, ""],
        [1, "Phạm Văn Công", 1990, "", "Chủ tịch"],
        ["", "Cộng", 2, 1, ""],
    )
    assert [(o.unit, o.sex, o.born, o.term_from) for o in reading.officers] == [
        (A, "male", "1980", None),
        (A, "female", "1985", None),
        (B, "male", "1990", date(2023, 1, 1)),
    ]
    assert problems(reading) == []


def test_a_name_split_after_the_family_name() -> None:
    head = ["STT", "Họ", "Tên đệm và tên", "Chức danh CĐ", "CĐCS"]
    reading = read(head, [1, "Trần", "Văn An", "Chủ tịch", A], [2, "Lê", "Thị Bình", "UVBCH", A])
    assert [o.name for o in reading.officers] == ["Trần Văn An", "Lê Thị Bình"]


def test_posts_kept_among_the_notes_are_found() -> None:
    head = ["TT", "Họ và tên", "Năm sinh", "Đơn vị", "Ghi chú"]
    reading = read(head, [1, *AN[1:3], A, "Chủ tịch"], [2, *BINH[1:3], A, "UVBCH"], [3, *CHI[1:3], A, "UVBCH"])
    assert posts(people(reading)) == [f"{EC}.chair", f"{EC}.member", f"{EC}.member"]


def test_a_merged_column_of_bodies_gives_the_body() -> None:
    reading = read(
        ["TT", "Ban", "Họ và tên", "Chức vụ", "Đơn vị"],
        [1, "Ban Chấp hành", "Trần Văn An", "Chủ tịch", A],
        [2, "", "Lê Thị Bình", "Ủy viên", A],
        [3, "Ủy ban kiểm tra", "Phạm Kim Chi", "Chủ nhiệm", A],
        [4, "", "Võ Thu Dung", "Ủy viên", A],
        merges=((1, 1, 2, 1), (3, 1, 4, 1)),
    )
    assert posts(people(reading)) == [f"{EC}.chair", f"{EC}.member", f"{IC}.head", f"{IC}.member"]


def test_departments_are_no_unions() -> None:
    head = ["TT", "Họ tên", "Đơn vị công tác", "Chức vụ CĐ"]
    rows = [[1, "Trần Văn An", "Phòng TCHC", "Chủ tịch"], [2, "Lê Thị Bình", "Xưởng may 1", "Ủy viên"]]
    assert [o.unit for o in read([A], head, *rows).officers] == [A, A]
    beside = read([*head, "CĐCS"], *[[*row, A] for row in rows])
    assert [(o.unit, o.employer) for o in beside.officers] == [(A, "Phòng TCHC"), (A, "Xưởng may 1")]


def test_a_row_with_only_a_post_goes_on_with_the_person_above() -> None:
    reading = read(
        ["STT", "Họ và tên", "Chức vụ", "Đơn vị"],
        [1, "Trần Văn An", "Chủ tịch", A],
        ["", "", "Tổ trưởng tổ CĐ 1", ""],
        [2, "Lê Thị Bình", "UV BCH", A],
    )
    assert posts(people(reading)) == [f"{EC}.chair, group.group_leader", f"{EC}.member"]


def test_chairs_with_their_phones_under_a_merged_header_in_a_list_of_unions() -> None:
    reading = read(
        ["TT", "Tên CĐCS", "Chủ tịch", "", "Phó Chủ tịch", "", "Tổng số ĐV"],
        ["", "", "Họ và tên", "Số ĐT", "Họ và tên", "Số ĐT", ""],
        [1, A, "Trần Văn An", "0912345678", "Lê Thị Bình", "0912345679", 120],
        [2, B, "Phạm Kim Chi", 913456789, "", "", 90],
        merges=((0, 2, 0, 3), (0, 4, 0, 5)),
    )
    assert [u.members for u in reading.units] == [120, 90]
    assert [(o.name, o.phones) for o in reading.officers] == [
        ("Trần Văn An", ["+84912345678"]),
        ("Lê Thị Bình", ["+84912345679"]),
        ("Phạm Kim Chi", ["+84913456789"]),
    ]


def test_a_list_of_unions_under_two_header_rows_with_superiors_as_groups() -> None:
    reading = read(
        ["TT", "TÊN CÔNG ĐOÀN CƠ SỞ", "ĐOÀN VIÊN", "", "ĐẠI HỘI", "", ""],
        ["", "", "Tổng số", "Nữ", "Ngày", "Nhiệm kỳ", "Số UV BCH"],
        ["1", "2", "3", "4", "5", "6", "7"],
        ["A", "CÔNG ĐOÀN PHƯỜNG AN PHÚ", 330, 110, "", "", ""],
        [1, "CĐCS Công ty TNHH May A", 300, 100, "05/07/2023", "2023-2028", 5],
        [2, "CĐCS Trường MN Hoa", 30, 10, "05/08/2023", "2023-2028", 3],
        ["", "Cộng", 330, 110, "", "", 8],
        merges=((0, 2, 0, 3), (0, 4, 0, 6), (0, 0, 1, 0), (0, 1, 1, 1)),
    )
    assert [(u.members, u.women, u.seats_fixed, u.term_to, u.superior) for u in reading.units] == [
        (300, 100, 5, date(2028, 7, 5), "Công đoàn phường An Phú"),
        (30, 10, 3, date(2028, 8, 5), "Công đoàn phường An Phú"),
    ]


def test_the_committee_of_a_ward_union_is_its_own() -> None:
    title = "DANH SÁCH BAN CHẤP HÀNH CÔNG ĐOÀN PHƯỜNG AN PHÚ NHIỆM KỲ 2025-2030"
    reading = read(["LIÊN ĐOÀN LAO ĐỘNG TỈNH SAO MAI"], [title], HEAD, AN)
    assert [(o.unit, o.term_to) for o in reading.officers] == [("Công đoàn phường An Phú", date(2030, 1, 1))]


def test_a_sentence_in_the_title_does_not_become_part_of_the_name() -> None:
    sentence = "Thực hiện công văn số 12/LĐLĐ, CĐCS Công ty TNHH May A báo cáo danh sách như sau:"
    assert [o.unit for o in read(["Kính gửi: Công đoàn phường An Phú"], [sentence], HEAD, AN).officers] == [A]


def test_signatures_without_a_word_about_them_are_nobody() -> None:
    reading = read(
        ["Họ và tên", "Chức vụ", "Đơn vị", "ĐT"],
        ["Trần Văn An", "Chủ tịch", A, "0912345678"],
        ["Lê Thị Bình", "UV", A, "0912345679"],
        [],
        ["Người lập", "Chủ tịch", "", ""],
        ["Nguyễn Văn Lập", "Trần Văn Ký", "", ""],
    )
    assert [o.name for o in reading.officers] == ["Trần Văn An", "Lê Thị Bình"]
    assert problems(reading) == []


def test_only_some_columns_typed_with_an_old_font_are_converted() -> None:
    names = ["Nguyễn Thị Hường", "Đặng Hữu Quân", "Lê Mỹ Dung", "Võ Đức Hải"]
    rows = [[i + 1, old_font(name, "tcvn3"), "Ủy viên BCH", "Lê Lợi", A] for i, name in enumerate(names)]
    reading = read(["STT", "Họ và tên", "Chức vụ CĐ", "Quê quán", "CĐCS"], *rows)
    assert [o.name for o in reading.officers] == names
    assert reading.sheets[0].encoding is Encoding.TCVN3
    assert {repair.cell[0] for repair in reading.repairs if repair.why == "encoding"} == {"B"}
