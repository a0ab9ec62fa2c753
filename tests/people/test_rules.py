"""Small decisions over plain values."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.people.kinds import AgeBand, BodyKind, Education, Post
from nongcot.people.rules import (
    age_band,
    age_limits,
    chaired_before,
    days_of,
    education_of,
    gaps,
    latest_end,
    name_order,
    partial_of,
    post_rank,
    seats_taken,
    service_length,
    service_periods,
)
from nongcot.regulations import load

DAY = date(2026, 1, 1)
DAYS = st.dates(date(2000, 1, 1), date(2030, 1, 1))


@pytest.mark.parametrize(
    ("kind", "end", "latest"),
    [
        ("enterprise", date(2028, 5, 31), date(2030, 11, 30)),  # thirty months, the shorter month's last day
        ("syndicate", date(2028, 6, 1), date(2030, 12, 1)),
        ("direct_superior", date(2028, 6, 1), None),  # the rule speaks of grassroots unions
        ("enterprise", None, None),
    ],
)
def test_a_term_is_moved_by_thirty_months_at_most(kind, end, latest):
    found = latest_end(load().on(date(2024, 1, 1)), kind=kind, planned_end=end)
    assert (found[0] if found else None) == latest


def test_before_the_charter_that_says_so_no_rule_limits_an_extension():
    assert latest_end(load().on(date(2020, 2, 2)), kind="enterprise", planned_end=DAY) is None
    assert latest_end(load().on(date(2020, 2, 3)), kind="enterprise", planned_end=DAY) is not None


def test_numbers_in_names_count_as_numbers():
    names = ["Phường 10", "Phường 2", "phường Đông Hòa", "Phường An Phú", "2 tháng 9"]
    assert sorted(names, key=name_order) == ["2 tháng 9", "Phường 2", "Phường 10", "Phường An Phú", "phường Đông Hòa"]


@given(st.lists(st.text(max_size=20)))
def test_any_names_can_be_ordered(names):
    keys = [name_order(name) for name in sorted(names, key=name_order)]
    assert keys == sorted(keys)


def test_the_chair_comes_first_and_the_unknown_last():
    posts = ["treasurer", "?", "member", "chair", "vice_chair"]
    assert sorted(posts, key=post_rank) == ["chair", "vice_chair", "member", "treasurer", "?"]


@pytest.mark.parametrize(("body", "taken"), [(BodyKind.EXECUTIVE_COMMITTEE, 2), (BodyKind.INSPECTION_COMMITTEE, 3)])
def test_an_accountant_takes_no_seat_of_the_committee(body, taken):
    held = [(1, Post.CHAIR), (1, Post.MEMBER), (2, Post.MEMBER), (3, Post.ACCOUNTANT)]
    assert seats_taken(body, held) == taken


@pytest.mark.parametrize(
    ("ranges", "days"),
    [
        ([], 0),
        ([(None, None)], 0),
        ([(DAY - timedelta(10), None)], 10),
        ([(DAY - timedelta(10), DAY - timedelta(4))], 6),
        ([(DAY - timedelta(10), DAY - timedelta(4)), (DAY - timedelta(8), None)], 10),
        ([(DAY, None)], 0),
        ([(DAY - timedelta(3), DAY + timedelta(5))], 3),
    ],
)
def test_days_in_office_are_counted_once(ranges, days):
    assert sum((end - start).days for start, end in service_periods(ranges, DAY)) == days


@given(st.lists(st.tuples(DAYS, st.integers(1, 2000)), max_size=6))
def test_days_in_office_are_those_of_the_set_of_days(given_ranges):
    ranges = [(start, start + timedelta(length)) for start, length in given_ranges]
    days = {start + timedelta(n) for start, end in ranges for n in range((end - start).days)}
    periods = service_periods(ranges, DAY)
    assert {s + timedelta(n) for s, e in periods for n in range((e - s).days)} == {day for day in days if day < DAY}
    assert all(one[1] < other[0] for one, other in pairwise(periods))


@pytest.mark.parametrize(
    ("periods", "length"),
    [
        ([], (0, 0)),
        ([(date(2020, 1, 1), date(2025, 1, 1))], (5, 0)),  # five years, one of them a leap year
        ([(date(2024, 1, 31), date(2024, 2, 29))], (0, 1)),  # the last day of the month that has no 31st
        ([(date(2024, 2, 1), date(2024, 3, 1))], (0, 1)),
        ([(date(2024, 1, 15), date(2024, 2, 14))], (0, 1)),  # thirty days
        ([(date(2024, 2, 15), date(2024, 3, 14))], (0, 0)),  # twenty-eight
        ([(date(2020, 1, 1), date(2020, 1, 16)), (date(2021, 1, 1), date(2021, 1, 16))], (0, 1)),
    ],
)
def test_service_is_counted_in_calendar_months_and_thirty_of_the_days_left(periods, length):
    assert service_length(periods) == length


@pytest.mark.parametrize(
    ("partial", "first", "end"),
    [
        ("2026-07-05", date(2026, 7, 5), date(2026, 7, 6)),
        ("2026-12", date(2026, 12, 1), date(2027, 1, 1)),
        ("2024-02", date(2024, 2, 1), date(2024, 3, 1)),
        ("2021", date(2021, 1, 1), date(2022, 1, 1)),
    ],
)
def test_a_day_a_month_and_a_year_are_ranges_and_are_told_from_them(partial, first, end):
    assert days_of(partial) == (first, end)
    assert partial_of(first, end) == partial


def test_a_course_of_some_days_is_no_month_and_no_year():
    assert partial_of(date(2026, 7, 1), date(2026, 7, 31)) is None
    assert partial_of(date(2026, 7, 2), date(2026, 8, 2)) is None


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Thạc sĩ Luật", Education.POSTGRADUATE),
        ("Sau đại học", Education.POSTGRADUATE),
        ("ThS. Quản trị", Education.POSTGRADUATE),
        ("Đại học Kinh tế", Education.UNIVERSITY),
        ("ĐH", Education.UNIVERSITY),
        ("Kỹ sư may", Education.UNIVERSITY),
        ("Cao đẳng, Đại học tại chức", Education.UNIVERSITY),
        ("Cao đẳng", Education.COLLEGE),
        ("CĐ nghề", Education.COLLEGE),
        ("Trung cấp", Education.INTERMEDIATE),
        ("12/12", Education.SCHOOL),
        ("THPT", Education.SCHOOL),
        ("10/10", Education.SCHOOL),
        ("ĐH Luật, ThS", Education.POSTGRADUATE),
        ("Cao đẳng, ĐH tại chức", Education.UNIVERSITY),
        ("kĩ sư", Education.UNIVERSITY),
        ("Tốt nghiệp phổ thông", Education.SCHOOL),
        ("Chứng chỉ A", Education.OTHER),
        ("", Education.UNKNOWN),
        ("  ", Education.UNKNOWN),
    ],
)
def test_education_is_read_from_the_words_people_write(text, level):
    assert education_of(text) is level


def test_bands_of_age_touch_each_other_without_a_gap():
    limits = [age_limits(band) for band in AgeBand]
    assert limits == [(0, 30), (30, 40), (40, 50), (50, 60), (60, None)]


@pytest.mark.parametrize(
    ("born", "band"),
    [
        ("1996-01-02", AgeBand.UNDER_30),
        ("1996-01-01", AgeBand.FROM_30),
        ("1986-01-02", AgeBand.FROM_30),
        ("1986-01-01", AgeBand.FROM_40),
        ("1976-01-02", AgeBand.FROM_40),
        ("1976-01-01", AgeBand.FROM_50),
        ("1976", AgeBand.FROM_50),
        ("1966-01-02", AgeBand.FROM_50),
        ("1966-01-01", AgeBand.FROM_60),
    ],
)
def test_ages_fall_into_bands_on_both_sides_of_the_birthday(born, band):
    assert age_band(born, DAY) is band


def test_who_is_not_born_yet_or_whose_birth_is_no_date_has_no_age():
    assert age_band("2026-01-02", DAY) is None
    assert age_band("", DAY) is None
    assert age_band("khoảng 1970", DAY) is None


@pytest.mark.parametrize(
    ("first", "unknown", "from_day", "expected"),
    [
        (date(2020, 1, 1), False, date(2025, 1, 1), True),
        (date(2020, 1, 1), True, date(2025, 1, 1), True),  # one known earlier post is enough
        (date(2025, 1, 1), False, date(2025, 1, 1), False),
        (date(2025, 1, 1), True, date(2025, 1, 1), None),
        (None, True, None, None),
        (date(2020, 1, 1), True, None, None),
    ],
)
def test_who_chaired_before_is_told_from_known_days_only(first, unknown, from_day, expected):
    assert chaired_before(first, unknown, from_day) is expected


@given(st.lists(st.tuples(DAYS | st.none(), DAYS | st.none()), max_size=6), DAYS, DAYS)
def test_a_day_lies_in_a_gap_if_no_range_holds_it(ranges, first, end):
    found = gaps(ranges, first, end)
    whole = [first + timedelta(days=n) for n in range(0, max(0, (end - first).days), 17)]
    for day in whole:
        held = any((a is None or a <= day) and (b is None or day < b) for a, b in ranges)
        assert held != any(a <= day < b for a, b in found)
    assert all(first <= a < b <= end for a, b in found)
    assert all(one[1] < other[0] for one, other in pairwise(found))
