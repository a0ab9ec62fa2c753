"""When a digest is sent and what stands in it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.infra.notices.kinds import Frequency, Item
from nongcot.infra.notices.rules import digest, is_due

WEDNESDAY = date(2026, 7, 8)
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def item(key: str, due: int | None, opened: int = -100) -> Item:
    return Item(
        key=key,
        title="Việc",
        where="",
        opened_on=WEDNESDAY + timedelta(days=opened),
        path="/",
        due_on=None if due is None else WEDNESDAY + timedelta(days=due),
    )


@pytest.mark.parametrize(
    ("frequency", "last", "due"),
    [
        (Frequency.DAILY, None, True),
        (Frequency.DAILY, -1, True),
        (Frequency.DAILY, 0, False),
        (Frequency.WEEKLY, None, True),
        (Frequency.WEEKLY, 0, False),
        (Frequency.WEEKLY, -2, False),  # this week's Monday
        (Frequency.WEEKLY, -3, True),
        (Frequency.OFF, None, False),
        (Frequency.OFF, -400, False),
    ],
)
def test_a_digest_is_due_once_a_day_or_once_a_week_or_never(frequency, last, due):
    day = None if last is None else WEDNESDAY + timedelta(days=last)
    assert is_due(frequency, day, WEDNESDAY) is due


@given(
    frequency=st.sampled_from([Frequency.DAILY, Frequency.WEEKLY]), began=DAYS, run=st.lists(st.booleans(), max_size=40)
)
def test_whatever_days_a_run_is_missed_no_day_and_no_week_gets_two(frequency, began, run):
    last, sent = None, []
    for n, happens in enumerate(run):
        day = began + timedelta(days=n)
        if happens and is_due(frequency, last, day):
            last = day
            sent.append(day if frequency is Frequency.DAILY else day.isocalendar()[:2])
    assert len(sent) == len(set(sent))


def test_each_item_is_told_once_where_it_matters_most_nearest_first():
    rows = [
        item("later", 30),
        item("soon", 7),
        item("late", -1, opened=-1),
        item("later-late", -9),
        item("new", 60, opened=-1),
        item("new-without-day", None, opened=-2),
        item("old-without-day", None),
        item("today", 0),
    ]
    told = digest(rows, day=WEDNESDAY, last=WEDNESDAY - timedelta(days=2))
    assert [row.key for row in told.late] == ["later-late", "late"]
    assert [row.key for row in told.new] == ["new", "new-without-day"]
    assert [row.key for row in told.soon] == ["today", "soon"]
    assert told.total == 6


def test_the_first_digest_tells_everything():
    told = digest([item("a", 30), item("b", None), item("c", -1)], day=WEDNESDAY, last=None)
    assert (len(told.late), len(told.new), len(told.soon)) == (1, 2, 0)
