"""When a digest is sent, and what stands in it: pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from nongcot.infra.notices.kinds import Digest, Frequency, Item

SOON_DAYS = 7


def period_began(frequency: Frequency, day: date) -> date | None:
    """The first day of the period that one digest covers: the day itself, or its Monday; None when it is off."""
    if frequency is Frequency.OFF:
        return None
    return day if frequency is Frequency.DAILY else day - timedelta(days=day.weekday())


def is_due(frequency: Frequency, last: date | None, day: date) -> bool:
    """Whether a digest is to be sent on ``day``, the last one having been sent on ``last``.

    A weekly one goes out on Monday or, when nothing ran that day, on the first day after it.
    """
    began = period_began(frequency, day)
    return began is not None and (last is None or last < began)


def digest(items: Iterable[Item], *, day: date, last: date | None) -> Digest:
    """Late, then new since the last digest, then due within a week; what is none of these is left out.

    Without a last digest everything that was not told yet is new. What opened on the day of the last digest may have
    opened after it was sent, so it is told again.
    """
    found = Digest([], [], [])
    nearest = sorted(items, key=lambda item: (item.due_on is None, item.due_on or day, item.key))
    for item in nearest:
        if item.due_on is not None and item.due_on < day:
            found.late.append(item)
        elif last is None or item.opened_on >= last:
            found.new.append(item)
        elif item.due_on is not None and item.due_on <= day + timedelta(days=SOON_DAYS):
            found.soon.append(item)
    return found
