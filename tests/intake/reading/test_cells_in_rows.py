"""What happens to single cells of a row: repairs, dittos, refusals, sexes, dates."""

from __future__ import annotations

from datetime import date

from nongcot.intake.kinds import RepairKind
from tests.intake.habits import Grid
from tests.intake.reading.sheets import AN, BINH, CHI, HEAD, people, problems, read, read_grids

A = "Công đoàn cơ sở Công ty TNHH May A"
FULL = ["STT", "Họ và tên", "Ngày sinh", "Chức vụ CĐ", "CĐCS", "Điện thoại"]


def repairs(reading: object) -> list[tuple[str, str, str, str]]:
    return [(r.cell, r.before, r.after, r.why.value) for r in reading.repairs]  # type: ignore[attr-defined]


def test_every_repair_says_where_from_to_and_why() -> None:
    reading = read(
        FULL,
        [1, "TRẦN VĂN AN", "5-7-1985", "CT", A, 912345678],
        [2, "Lê Thị Bình  ", "06/07/1981", "Ủy viên Ban Chấp hành", "nt", "0912 345 679"],
    )
    assert repairs(reading) == [
        ("B2", "TRẦN VĂN AN", "Trần Văn An", "capitals"),
        ("D2", "CT", "Chủ tịch", "post_words"),
        ("C2", "5-7-1985", "1985-07-05", "date_format"),
        ("F2", "912345678", "+84912345678", "phone_zero"),
        ("B3", "Lê Thị Bình  ", "Lê Thị Bình", "spaces"),
        ("E3", "nt", A, "ditto"),
        ("F3", "0912 345 679", "+84912345679", "phone_format"),
    ]


def test_a_group_row_is_listed_once_as_the_source_of_the_union() -> None:
    reading = read(HEAD, ["I", "CĐCS Công ty TNHH May A"], AN, BINH)
    assert repairs(reading) == [("B2", "CĐCS Công ty TNHH May A", A, "unit_from_group_row")]


def test_the_name_of_the_sheet_is_listed_once_as_the_source_of_the_union() -> None:
    reading = read_grids(Grid("1. TNHH May A", [HEAD, AN]), Grid("2. TNHH Giày B", [HEAD, AN]))
    assert [(r.before, r.after, r.why) for r in reading.repairs] == [
        ("1. TNHH May A", "Công ty TNHH May A", RepairKind.UNIT_FROM_SHEET),
        ("2. TNHH Giày B", "Công ty TNHH Giày B", RepairKind.UNIT_FROM_SHEET),
    ]


def test_a_ditto_in_the_first_row_has_nothing_above_it() -> None:
    reading = read([*FULL, "Dân tộc"], [1, "Trần Văn An", "05/07/1980", "Chủ tịch", A, "0912345678", "nt"])
    assert problems(reading) == [("G2", "ditto_without_above", False)]
    assert reading.officers[0].ethnicity is None


def test_a_bad_phone_is_left_out_and_the_row_is_kept() -> None:
    reading = read(FULL, [1, "Trần Văn An", "05/07/1980", "Chủ tịch", A, "12345"])
    assert problems(reading) == [("F2", "bad_phone", False)]
    assert (reading.officers[0].name, reading.officers[0].phones) == ("Trần Văn An", [])


def test_an_impossible_date_is_left_out_and_the_row_is_kept() -> None:
    reading = read(FULL, [1, "Trần Văn An", "31/02/1980", "Chủ tịch", A, "0912345678"])
    assert problems(reading) == [("C2", "impossible_date", False)]
    assert reading.officers[0].born is None


def test_rows_without_name_post_or_with_an_unknown_post_are_refused_alone() -> None:
    reading = read(
        FULL,
        [1, "", "05/07/1980", "Chủ tịch", A, "0912345678"],
        [2, "Lê Thị Bình", "05/07/1980", "", A, "0912345678"],
        [3, "Phạm Kim Chi", "05/07/1980", "Phi công", A, "0912345678"],
        [4, "Võ Thu Dung", "05/07/1980", "UV BCH", A, "0912345678"],
    )
    assert problems(reading) == [("B2", "no_name", True), ("D3", "no_post", True), ("D4", "unknown_post", True)]
    assert [o.name for o in reading.officers] == ["Võ Thu Dung"]
    assert reading.sheets[0].rows == 4


def test_formula_errors_are_named_as_such() -> None:
    reading = read(
        FULL,
        [1, "#REF!", "05/07/1980", "Chủ tịch", A, "0912345678"],
        [2, "Lê Thị Bình", "#N/A", "UV BCH", A, "#VALUE!"],
        [3, "Phạm Kim Chi", "05/07/1980", "#NAME?", A, ""],
    )
    assert problems(reading) == [
        ("B2", "formula_error", True),
        ("C3", "formula_error", False),
        ("F3", "formula_error", False),
        ("D4", "formula_error", True),
    ]


def test_a_cell_that_would_be_a_command_is_only_text_and_no_name() -> None:
    reading = read(
        FULL,
        [1, "=cmd|' /C calc'!A0", "05/07/1980", "Chủ tịch", A, "0912345678"],
        [2, "Lê Thị Bình", "05/07/1980", "UV BCH", A, "0912345678"],
    )
    assert problems(reading) == [("B2", "no_name", True)]


def test_blank_under_a_column_of_women_is_a_man() -> None:
    reading = read(
        ["STT", "Họ tên", "Nữ", "Chức danh", "CĐCS"],
        [1, "Trần Văn An", "", "Chủ tịch", A],
        [2, "Lê Thị Bình", "x", "UV BCH", A],
    )
    assert [o.sex for o in reading.officers] == ["male", "female"]


def test_marks_under_both_sexes_contradict_each_other() -> None:
    reading = read(
        ["STT", "Họ tên", "Nam", "Nữ", "Chức danh", "CĐCS"],
        [1, "Trần Văn An", "x", "x", "Chủ tịch", A],
        [2, "Lê Thị Bình", "", "x", "UV BCH", A],
    )
    assert problems(reading) == [("D2", "conflicting_sex", False)]
    assert [o.sex for o in reading.officers] == [None, "female"]


def test_birth_years_under_columns_of_sexes_without_a_parent_header() -> None:
    reading = read(
        ["STT", "Họ tên", "Nam", "Nữ", "Chức danh", "CĐCS"],
        [1, "Trần Văn An", 1980, "", "Chủ tịch", A],
        [2, "Lê Thị Bình", "", "1985", "UV BCH", A],
    )
    assert [(o.sex, o.born) for o in reading.officers] == [("male", "1980"), ("female", "1985")]


def test_a_year_formatted_as_a_date_is_the_year() -> None:
    grid = Grid(
        "DS", [["STT", "Họ tên", "Năm sinh", "Chức danh", "CĐCS"], [1, "Trần Văn An", date(1905, 6, 7), "Chủ tịch", A]]
    )
    assert read_grids(grid).officers[0].born == "1985"


def test_a_post_with_days_mandate_and_decision() -> None:
    reading = read(
        ["STT", "Họ tên", "Chức danh", "CĐCS", "Từ ngày", "Đến ngày", "Hình thức", "Số QĐ", "Ngày QĐ", "Lý do thôi"],
        [
            1,
            "Trần Văn An",
            "Chủ tịch",
            A,
            "05/07/2023",
            "01/06/2025",
            "Bầu tại Đại hội",
            "12/QĐ-LĐLĐ",
            "10/07/2023",
            "Nghỉ hưu",
        ],
    )
    officer = reading.officers[0]
    assert (officer.from_day, officer.to_day, officer.decision_day) == (
        date(2023, 7, 5),
        date(2025, 6, 1),
        date(2023, 7, 10),
    )
    assert (officer.mandate, officer.end_reason, officer.decision_number) == ("congress", "retired", "12/QĐ-LĐLĐ")


def test_a_decision_with_its_day_in_one_cell_is_taken_apart() -> None:
    reading = read(
        ["STT", "Họ tên", "Chức danh", "CĐCS", "Số, ngày quyết định"],
        [1, "Trần Văn An", "Chủ tịch", A, "12/QĐ-LĐLĐ ngày 10/07/2023"],
    )
    assert (reading.officers[0].decision_number, reading.officers[0].decision_day) == ("12/QĐ-LĐLĐ", date(2023, 7, 10))


def test_an_end_before_the_start_is_left_out() -> None:
    reading = read(
        ["STT", "Họ tên", "Chức danh", "CĐCS", "Từ ngày", "Đến ngày"],
        [1, "Trần Văn An", "Chủ tịch", A, "05/07/2023", "01/06/2021"],
    )
    assert problems(reading) == [("F2", "end_before_start", False)]
    assert reading.officers[0].to_day is None


def test_two_columns_of_phones_are_one_list() -> None:
    reading = read(
        ["STT", "Họ tên", "Chức danh", "CĐCS", "Điện thoại cơ quan", "Di động"],
        [1, "Trần Văn An", "Chủ tịch", A, "0243 8254321", "0912345678"],
        [2, *BINH[1:2], "UV BCH", A, "", "0912345679"],
    )
    assert sorted(reading.officers[0].phones) == ["+842438254321", "+84912345678"]
    assert reading.officers[1].phones == ["+84912345679"]


def test_the_address_before_a_name_is_left_off_and_tells_the_sex() -> None:
    reading = read(
        ["STT", "Họ tên", "Chức danh", "CĐCS"],
        [1, "Ông Trần Văn An", "Chủ tịch", A],
        [2, "Đ/c Lê Thị Bình", "UV BCH", A],
        [3, "Bà Phạm Kim Chi", "UV BCH", A],
    )
    assert [(o.name, o.sex) for o in reading.officers] == [
        ("Trần Văn An", "male"),
        ("Lê Thị Bình", None),
        ("Phạm Kim Chi", "female"),
    ]


def test_congress_day_and_years_make_the_term() -> None:
    reading = read(
        ["STT", "Tên CĐCS", "Số đoàn viên", "Ngày đại hội", "Nhiệm kỳ"],
        [1, "CĐCS Công ty TNHH May A", "1.650", "23-11-2025", "2025-2030"],
        [2, "CĐCS Công ty TNHH Giày B", 80, "", "2023-2028"],
    )
    assert [(u.members, u.term_from, u.term_to) for u in reading.units] == [
        (1650, date(2025, 11, 23), date(2030, 11, 23)),
        (80, date(2023, 1, 1), date(2028, 1, 1)),
    ]


def test_units_keep_their_superior_code_and_kind() -> None:
    reading = read(
        ["STT", "Mã CĐCS", "Tên CĐCS", "Công đoàn cấp trên", "Loại hình", "Số đoàn viên", "Nữ"],
        [1, "CS001", "CĐCS Công ty TNHH May A", "CĐ phường An Phú", "DN ngoài nhà nước", 80, 40],
    )
    unit = reading.units[0]
    assert (unit.code, unit.superior, unit.kind, unit.sector, unit.women) == (
        "CS001",
        "Công đoàn phường An Phú",
        "enterprise",
        "non_state",
        40,
    )


def test_fields_point_at_their_cells() -> None:
    officer = read(FULL, [1, "Trần Văn An", "05/07/1980", "Chủ tịch", A, "0912345678"]).officers[0]
    assert dict(officer.cells) == {
        "number": "A2",
        "name": "B2",
        "born": "C2",
        "post": "D2",
        "unit": "E2",
        "phone": "F2",
    }


def test_hidden_rows_count() -> None:
    grid = Grid("DS", [[*HEAD, "CĐCS"], [*AN, A], [*BINH, A], [*CHI, A]], hidden_rows={2})
    assert [line.split(" | ")[1] for line in people(read_grids(grid))] == ["Trần Văn An", "Lê Thị Bình", "Phạm Kim Chi"]
