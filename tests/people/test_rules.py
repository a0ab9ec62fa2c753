"""Small decisions over plain values."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.people.kinds import BodyKind, Post
from nongcot.people.rules import name_order, post_rank, seats_taken, service_days

DAY = date(2026, 1, 1)
DAYS = st.dates(date(2000, 1, 1), date(2030, 1, 1))


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
    assert service_days(ranges, DAY) == days


@given(st.lists(st.tuples(DAYS, st.integers(1, 2000)), max_size=6))
def test_days_in_office_are_those_of_the_set_of_days(given_ranges):
    ranges = [(start, start + timedelta(length)) for start, length in given_ranges]
    days = {start + timedelta(n) for start, end in ranges for n in range((end - start).days)}
    assert service_days(ranges, DAY) == len({day for day in days if day < DAY})
