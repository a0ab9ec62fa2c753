"""The dated subtree: derived ranges must say on every day what climbing the placements of that day says."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.people.facts import holds
from nongcot.people.reach import intersect, reaches

START = date(2020, 1, 1)
DAYS = [START + timedelta(days=n) for n in range(12)]
UNITS = range(6)

Placement = tuple[int, int, date | None, date | None]


def day_or_open() -> st.SearchStrategy[date | None]:
    return st.one_of(st.none(), st.sampled_from(DAYS))


@st.composite
def placements(draw: st.DrawFn) -> list[Placement]:
    """Each unit under units of a smaller number (so no circle), in consecutive ranges."""
    rows: list[Placement] = []
    for unit in list(UNITS)[1:]:
        cuts = sorted(set(draw(st.lists(st.sampled_from(DAYS), max_size=3))))
        edges: list[date | None] = [None, *cuts, None]
        for begin, end in itertools.pairwise(edges):
            if draw(st.booleans()):
                rows.append((unit, draw(st.integers(0, unit - 1)), begin, end))
    return rows


def climb(unit: int, day: date, rows: list[Placement]) -> list[tuple[int, int]]:
    """(ancestor, depth) on one day, the slow and plain way."""
    found, current, depth = [(unit, 0)], unit, 0
    while True:
        above = [superior for below, superior, begin, end in rows if below == current and holds(begin, end, day)]
        if not above:
            return found
        current, depth = above[0], depth + 1
        found.append((current, depth))


@given(placements())
def test_every_day_reaches_what_climbing_that_day_reaches(rows: list[Placement]) -> None:
    derived = list(reaches(UNITS, rows))
    for day in [START - timedelta(days=1), *DAYS, DAYS[-1] + timedelta(days=1)]:
        for unit in UNITS:
            on_day = [(r.ancestor, r.depth) for r in derived if r.unit == unit and holds(r.from_day, r.to_day, day)]
            assert sorted(on_day) == sorted(climb(unit, day, rows))


def test_a_circle_is_refused() -> None:
    with pytest.raises(ValueError, match="circle"):
        list(reaches([1, 2], [(1, 2, None, None), (2, 1, None, None)]))


def test_superiors_that_change_places_on_different_days_are_no_circle() -> None:
    turn = date(2025, 7, 1)
    rows: list[Placement] = [(1, 2, None, turn), (2, 1, turn, None)]
    derived = {(r.ancestor, r.unit, r.from_day, r.to_day) for r in reaches([1, 2], rows) if r.depth == 1}
    assert derived == {(2, 1, None, turn), (1, 2, turn, None)}


@given(day_or_open(), day_or_open(), day_or_open(), day_or_open())
def test_intersect_holds_exactly_where_both_hold(
    a: date | None, b: date | None, c: date | None, d: date | None
) -> None:
    shared = intersect((a, b), (c, d))
    for day in DAYS:
        both = holds(a, b, day) and holds(c, d, day)
        assert (shared is not None and holds(*shared, day)) == both
