"""Working days leave out the public holidays on record; of a year without a list that is said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.people.data_rights import clocks
from nongcot.people.kinds import DataRequestKind
from nongcot.regulations import HOLIDAYS, Calendar, EnteredValue, load
from nongcot.staffing.kinds.congress import CongressStep
from nongcot.staffing.rules import congress as rules

BOOK = load()
CALENDAR = Calendar(BOOK)
DAYS = st.dates(date(2024, 1, 1), date(2027, 10, 1))


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        (date(2026, 2, 13), 1, date(2026, 2, 23)),  # the Friday before Tết: the week after is off
        (date(2026, 4, 24), 1, date(2026, 4, 28)),  # Giỗ Tổ is a Sunday, its Monday is off
        (date(2026, 4, 29), 1, date(2026, 5, 4)),  # 30 April and 1 May, then a weekend
        (date(2026, 8, 31), 1, date(2026, 9, 3)),
        (date(2026, 3, 2), 10, date(2026, 3, 16)),  # no holiday between
        (date(2025, 12, 31), 1, date(2026, 1, 2)),
    ],
)
def test_holidays_are_no_working_days(start, n, expected):
    assert CALENDAR.after(start, n) == expected


# The first day of the first and the tenth of the third lunar month, reckoned by new moons and solar terms at UTC+7; how
# many days off before Tết, and which day beside 2 September, the government chose (2027: foreseen).
LUNAR = {
    2024: (date(2024, 2, 10), date(2024, 4, 18), 2, date(2024, 9, 3)),
    2025: (date(2025, 1, 29), date(2025, 4, 7), 2, date(2025, 9, 1)),
    2026: (date(2026, 2, 17), date(2026, 4, 26), 1, date(2026, 9, 1)),
    2027: (date(2027, 2, 6), date(2027, 4, 16), 1, date(2027, 9, 3)),
}


@pytest.mark.parametrize("year", LUNAR)
def test_the_days_off_on_record_are_those_of_article_112_with_their_substitutes(year):
    """Eleven days (Labour Code 2019, art. 112); one on a weekend is made up for on the next working day (111.3)."""
    tet, ancestors, ahead, beside = LUNAR[year]
    fixed = [date(year, 1, 1), date(year, 4, 30), date(year, 5, 1), date(year, 9, 2), beside, ancestors]
    named = sorted(fixed + [tet + timedelta(days=n - ahead) for n in range(5)])
    off = {day for day in named if day.weekday() < 5}
    for day in (day for day in named if day.weekday() >= 5):
        instead = day
        while instead.weekday() >= 5 or instead in off:
            instead += timedelta(days=1)
        off.add(instead)
    assert len(off) == 11
    assert CALENDAR.of_year(year) == off


@given(DAYS, st.integers(0, 40), st.integers(0, 40))
def test_working_days_add_up_and_never_end_on_a_day_off(start, n, m):
    end = CALENDAR.after(start, n)
    assert n == 0 or (end.weekday() < 5 and end not in CALENDAR)
    between = [start + timedelta(days=k) for k in range(1, (end - start).days + 1)]
    assert sum(day.weekday() < 5 and day not in CALENDAR for day in between) == n
    assert CALENDAR.after(end, m) == CALENDAR.after(start, n + m)


def test_a_year_without_a_list_is_told_and_counts_weekdays_alone():
    assert CALENDAR.of_year(2028) is None
    assert CALENDAR.unknown(date(2026, 12, 30), date(2027, 1, 5)) == ()
    assert CALENDAR.unknown(date(2027, 12, 30), date(2028, 1, 5)) == (2028,)
    assert CALENDAR.after(date(2027, 12, 31), 1) == date(2028, 1, 3)


def test_a_federation_enters_the_list_of_a_year_as_people_write_days():
    days = ["03/01/2028", "2028-01-04", "05/01/2027"]
    own = EnteredValue(HOLIDAYS, date(2028, 1, 1), days, "9/TB-LĐLĐ", "Liên đoàn", "1", entered_by="An")
    book = BOOK.with_values([own])
    calendar = Calendar(book)
    assert calendar.of_year(2028) == {date(2028, 1, 3), date(2028, 1, 4)}  # the day of another year says nothing
    assert calendar.of_year(2027) == CALENDAR.of_year(2027)
    assert calendar.after(date(2027, 12, 31), 1) == date(2028, 1, 5)
    assert calendar.unknown(date(2028, 1, 1), date(2029, 1, 5)) == (2029,)


def test_the_first_meeting_and_an_answer_about_data_wait_over_tet():
    steps = {one.step: one for one in rules.plan(BOOK.on(date(2026, 1, 5)), kind="enterprise", form="plenary")}
    meeting = steps[CongressStep.FIRST_MEETING]
    held = {CongressStep.CONGRESS: date(2026, 2, 13)}
    assert rules.due_on(meeting, date(2026, 2, 13), held) == date(2026, 3, 6)  # ten working days, five more off
    assert rules.years_without_holidays(meeting, date(2026, 2, 13), held) == ()
    late = {CongressStep.CONGRESS: date(2027, 12, 27)}
    assert rules.years_without_holidays(meeting, date(2027, 12, 27), late) == (2028,)
    assert rules.years_without_holidays(steps[CongressStep.PLAN], date(2028, 3, 1), {}) == ()  # counted in plain days
    found = clocks(DataRequestKind.ACCESS, date(2026, 2, 13), BOOK.on(date(2026, 2, 13)))
    assert found.acknowledge_by == date(2026, 2, 24)
    assert "no_holidays" not in found.rules["acknowledge_by"]
    told = clocks(DataRequestKind.ACCESS, date(2028, 3, 1), BOOK.on(date(2028, 3, 1)))
    assert told.rules["acknowledge_by"]["no_holidays"] == [2028]


def test_the_last_working_day_of_a_term_is_no_holiday():
    assert rules.last_day(date(2026, 5, 2), CALENDAR) == date(2026, 4, 29)
    assert rules.last_day(date(2026, 5, 2)) == date(2026, 5, 1)
