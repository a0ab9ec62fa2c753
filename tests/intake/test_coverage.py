"""Lists that name only some seats accuse nobody of what they do not tell."""

from __future__ import annotations

from datetime import date

from nongcot.intake.diagnosis import diagnose
from nongcot.intake.reading import read_book
from nongcot.intake.workbook import open_workbook
from nongcot.regulations import load
from tests.intake.habit_files import to_xlsx
from tests.intake.habits import Grid

A, B = "Công đoàn cơ sở Công ty TNHH May A", "Công đoàn cơ sở Công ty TNHH Giày B"
UNIONS = Grid("DV", [["STT", "Tên CĐCS", "Số đoàn viên", "Số UV BCH"], [1, A, 80, 5], [2, B, 60, 3]])
HEAD = ["STT", "Họ và tên", "CĐCS", "Chức vụ"]


def due(*grids: Grid) -> list[tuple[str, str]]:
    reading = read_book(open_workbook(to_xlsx(list(grids)), "a.xlsx"))
    duties = diagnose(reading, day=date(2026, 11, 22), rulebook=load())["duties"]
    return sorted((d["check"], d["unit"][-1]) for d in duties if d["check"].startswith(("committee.", "inspection.")))


def test_a_list_of_chairs_says_nothing_of_the_other_seats() -> None:
    chairs = Grid("CB", [HEAD, [1, "Trần Văn An", A, "Chủ tịch"], [2, "Lê Thị Bình", B, "Chủ tịch"]])
    assert due(UNIONS, chairs) == []


def test_chairs_beside_their_unions_say_nothing_of_the_other_seats() -> None:
    head = ["STT", "Tên CĐCS", "Số đoàn viên", "Số UV BCH", "Họ tên Chủ tịch"]
    assert due(Grid("DV", [head, [1, A, 80, 5, "Trần Văn An"]])) == []


def test_a_list_of_whole_committees_tells_the_vacant_seats() -> None:
    rows = [[1, "Trần Văn An", A, "Chủ tịch"], [2, "Lê Thị Bình", A, "UV BCH"], [3, "Võ Kim Chi", B, "Chủ tịch"]]
    assert due(UNIONS, Grid("CB", [HEAD, *rows])) == [
        ("committee.below_minimum", "A"),
        ("committee.below_minimum", "B"),
        ("committee.vacant_seats", "A"),
        ("committee.vacant_seats", "B"),
        ("inspection.missing", "A"),
        ("inspection.missing", "B"),
    ]


def test_a_list_of_unions_alone_says_nothing_of_their_chairs() -> None:
    assert due(UNIONS) == []


def test_a_list_of_group_leaders_says_nothing_of_the_chair() -> None:
    assert (
        due(Grid("CB", [HEAD, [1, "Trần Văn An", A, "Tổ trưởng tổ CĐ 1"], [2, "Lê Thị Bình", A, "Tổ trưởng tổ CĐ 2"]]))
        == []
    )


def test_a_listed_union_left_out_of_the_list_of_officers_has_no_chair() -> None:
    assert due(UNIONS, Grid("CB", [HEAD, [1, "Trần Văn An", A, "Chủ tịch"], [2, "Lê Thị Bình", A, "UV BCH"]]))[1] == (
        "committee.no_chair",
        "B",
    )
