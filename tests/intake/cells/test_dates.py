from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.intake.cells.dates import born, day
from nongcot.intake.kinds import ProblemKind, RepairKind

TODAY = date(2026, 11, 22)

HABITS = {
    "dash": "{d:02}-{m:02}-{y}",
    "dots": "{d}.{m}.{y}",
    "slashes": "{d}/{m}/{y}",
    "padded slashes": "{d:02}/{m:02}/{y}",
    "spaced": " {d} - {m} - {y} ",
    "iso": "{y}-{m:02}-{d:02}",
    "iso with time": "{y}-{m:02}-{d:02} 00:00:00",
    "words": "ngày {d} tháng {m} năm {y}",
    "capitals": "NGÀY {d:02} THÁNG {m:02} NĂM {y}",
    "no separator": "{d:02}{m:02}{y}",
    "Excel in Vietnamese": "{d}-thg {m}-{y}",
    "slash and space": "{d}/ {m} /{y}",
    "long dash": "{d}\u2013{m}\u2013{y}",
    "no-break space": "{d}/{m}/{y}\u00a0",
    "labelled": "Sinh ngày {d}/{m}/{y}",
}


@given(st.dates(date(1930, 1, 1), date(2008, 1, 1)), st.sampled_from(sorted(HABITS)))
def test_a_date_written_in_any_habit_is_read_back(exact: date, habit: str) -> None:
    written = HABITS[habit].format(d=exact.day, m=exact.month, y=exact.year)
    read = born(written, TODAY)
    assert (read.value, read.problem) == (exact.isoformat(), None)


@given(st.dates(date(1940, 1, 1), date(2010, 1, 1)))
def test_a_day_as_excel_counts_it_is_read_back(exact: date) -> None:
    serial = (exact - date(1899, 12, 30)).days
    assert born(float(serial), TODAY).value == exact.isoformat()
    assert born(str(serial), TODAY).value == exact.isoformat()
    assert day(float(serial), latest=TODAY).value == exact


@given(st.dates(date(1932, 1, 1), date(2010, 11, 22)))
def test_two_digits_of_a_year_are_the_century_in_which_the_person_can_work(exact: date) -> None:
    read = born(f"{exact.day:02}-{exact.month:02}-{exact.year % 100:02}", TODAY)
    assert read.value == exact.isoformat()
    assert RepairKind.CENTURY in read.repairs


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("5/7/1985", "1985-07-05"),
        ("05-07-85", "1985-07-05"),
        ("05-07-05", "2005-07-05"),
        ("1985", "1985"),
        (1995.0, "1995"),
        (1995, "1995"),
        ("1995.0", "1995"),
        ("Sinh năm 1985", "1985"),
        ("1985 (41 tuổi)", "1985"),
        ("05/07/1985 (41t)", "1985-07-05"),
        ("  /  /1985", "1985"),
        ("00/00/1985", "1985"),
        ("00/07/1985", "1985-07"),
        ("tháng 7/1985", "1985-07"),
        ("T7/1985", "1985-07"),
        ("7/1985", "1985-07"),
        ("07-1985", "1985-07"),
        ("1985-07", "1985-07"),
        (7.1985, "1985-07"),
        (10.198, "1980-10"),  # 10.1980 typed as a number
        (5071985.0, "1985-07-05"),
        ("5-Jul-85", "1985-07-05"),
        (date(1991, 3, 7), "1991-03-07"),
        (datetime(1991, 3, 7, 0, 0), "1991-03-07"),  # noqa: DTZ001 - a cell has no zone
        ("", None),
        (None, None),
        ("-", None),
        ("/  /", None),
    ],
)
def test_a_birth_date_or_what_is_known_of_it(cell: Any, value: str | None) -> None:
    read = born(cell, TODAY)
    assert (read.value, read.problem) == (value, None)


@pytest.mark.parametrize(
    "cell",
    ["31/02/1980", "15/13/1980", "12/25/1980", "32/1/1980", "13/1985", "5/00/1985", "1/1/1899", "23/11/2026", "2027",
    "1899-01-01",
     date(1850, 1, 1), date(2030, 1, 1)],
)  # fmt: skip
def test_a_date_that_cannot_be_is_refused_and_never_turned_round(cell: Any) -> None:
    read = born(cell, TODAY)
    assert (read.value, read.problem) == (None, ProblemKind.IMPOSSIBLE_DATE)


@pytest.mark.parametrize(
    "cell",
    ["1985?", "khoảng 1985", "nt", "5/7", "35 tuổi", True, 12.0, 0.5, "05/07/15", "1985 - 1990", "5/1985/7", "abc",
    "1/2/3/1985",
     -5.0, "x"],
)  # fmt: skip
def test_what_is_no_date_is_refused(cell: Any) -> None:
    read = born(cell, TODAY)
    assert (read.value, read.problem) == (None, ProblemKind.BAD_DATE)


def test_the_day_given_is_the_last_day_a_birth_can_have() -> None:
    assert born("22/11/2026", TODAY).value == "2026-11-22"
    assert born("22/11/2026", date(2026, 11, 21)).problem is ProblemKind.IMPOSSIBLE_DATE


def test_repairs_say_what_was_understood_differently() -> None:
    assert born("05/07/1985", TODAY).repairs == ()
    assert born("5/7/1985", TODAY).repairs == ()
    assert born(date(1985, 7, 5), TODAY).repairs == ()
    assert born("5.7.1985", TODAY).repairs == (RepairKind.DATE_FORMAT,)
    assert born("1985", TODAY).repairs == (RepairKind.YEAR_ONLY,)
    assert born("5/7/85", TODAY).repairs == (RepairKind.CENTURY,)
    assert born("#REF!", TODAY).problem is ProblemKind.FORMULA_ERROR


def test_other_days_need_all_their_parts_unless_the_first_day_will_do() -> None:
    assert day("05/07/2026", latest=TODAY).value == date(2026, 7, 5)
    assert day("23-11-2025", latest=TODAY).value == date(2025, 11, 23)
    assert day("2025", latest=TODAY).problem is ProblemKind.BAD_DATE
    assert day("7/2025", latest=TODAY).value is None
    assert day("2025", year_only_as_first=True, latest=TODAY).value == date(2025, 1, 1)
    assert day("7/2025", year_only_as_first=True, latest=TODAY).value == date(2025, 7, 1)
    assert day("", latest=TODAY).problem is None
    assert (day("nay", latest=TODAY).value, day("Đến nay", latest=TODAY).problem) == (None, None)


def test_two_digits_of_another_year_look_twenty_years_ahead() -> None:
    assert day("05-07-30", latest=TODAY).value == date(2030, 7, 5)
    assert day("05-07-46", latest=TODAY).value == date(2046, 7, 5)
    assert day("05-07-47", latest=TODAY).value == date(1947, 7, 5)
