from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.kernel.dates import (
    DayRange,
    add_months,
    add_years,
    age_on,
    born_by,
    born_year,
    is_partial_iso,
    show_partial,
    working_days_after,
)

days = st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1))
ranges = st.builds(
    lambda a, n, from_open, to_open: DayRange(None if from_open else a, None if to_open else a + timedelta(days=n)),
    days,
    st.integers(1, 4000),
    st.booleans(),
    st.booleans(),
)


def test_a_range_holds_its_first_day_and_not_its_last() -> None:
    term = DayRange(date(2023, 7, 5), date(2028, 7, 5))
    assert term.contains(date(2023, 7, 5))
    assert term.contains(date(2028, 7, 4))
    assert not term.contains(date(2028, 7, 5))
    assert not term.contains(date(2023, 7, 4))
    assert DayRange().contains(date(1900, 1, 1))


def test_ranges_that_touch_do_not_overlap() -> None:
    before, after = DayRange(None, date(2025, 7, 1)), DayRange(date(2025, 7, 1), None)
    assert not before.overlaps(after)
    assert before.intersect(after) is None
    assert before.intersect(DayRange(date(2025, 6, 30))) == DayRange(date(2025, 6, 30), date(2025, 7, 1))


@given(ranges, ranges, days)
def test_a_day_is_in_the_intersection_if_it_is_in_both(a: DayRange, b: DayRange, day: date) -> None:
    both = a.intersect(b)
    assert (both is not None and both.contains(day)) == (a.contains(day) and b.contains(day))
    assert both == b.intersect(a)


def test_an_empty_range_is_refused() -> None:
    with pytest.raises(ValueError, match="empty range"):
        DayRange(date(2025, 7, 1), date(2025, 7, 1))


@pytest.mark.parametrize("text", ["1985", "1985-07", "1985-07-05", "2000-02-29"])
def test_partial_dates_are_known(text: str) -> None:
    assert is_partial_iso(text)
    assert born_year(text) == int(text[:4])


@pytest.mark.parametrize(
    "text", ["", "85", "1985-13", "1985-00", "1985-02-29", "1985-7", "1985-07-05T00", "٢٠٠٠", "0000"]
)
def test_other_texts_are_no_partial_dates(text: str) -> None:
    assert not is_partial_iso(text)
    with pytest.raises(ValueError, match="not a date"):
        born_year(text)


def test_partial_dates_are_shown_as_people_write_them() -> None:
    assert show_partial("1968-11-20") == "20/11/1968"
    assert show_partial("1985-07") == "7/1985"
    assert show_partial("1985") == "1985"


def test_age_grows_on_the_birthday() -> None:
    assert age_on("1985-07-05", date(2026, 7, 4)) == 40
    assert age_on("1985-07-05", date(2026, 7, 5)) == 41
    assert age_on("1985-07", date(2026, 6, 30)) == 40
    assert age_on("1985-07", date(2026, 7, 1)) == 41
    assert age_on("1985", date(2026, 1, 1)) == 41
    assert age_on("2026-07-05", date(2026, 7, 4)) is None


def test_months_and_years_are_added_within_the_calendar() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2024, 1, 15), -1) == date(2023, 12, 15)
    assert add_months(date(2023, 12, 15), 1) == date(2024, 1, 15)
    assert add_years(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert add_years(date(2025, 11, 23), 5) == date(2030, 11, 23)


def test_working_days_leave_out_weekends_and_holidays() -> None:
    friday = date(2026, 11, 20)
    assert working_days_after(friday, 0) == friday
    assert working_days_after(friday, 1) == date(2026, 11, 23)
    assert working_days_after(friday, 1, holidays={date(2026, 11, 23)}) == date(2026, 11, 24)
    assert working_days_after(date(2026, 11, 21), 10) == date(2026, 12, 4)
    with pytest.raises(ValueError, match="backwards"):
        working_days_after(friday, -1)


@given(
    born=st.dates(date(1930, 1, 1), date(2010, 12, 31)),
    cut=st.sampled_from([4, 7, 10]),
    years=st.integers(1, 90),
    day=st.dates(date(2011, 1, 1), date(2040, 12, 31)),
)
def test_a_birth_compared_as_text_tells_the_same_age(born: date, cut: int, years: int, day: date) -> None:
    known = born.isoformat()[:cut]
    age = age_on(known, day)
    assert age is not None
    assert (known <= born_by(day, years)) == (age >= years)
