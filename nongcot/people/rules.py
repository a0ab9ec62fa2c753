"""Small decisions over plain values of the roster."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from nongcot.kernel.text import fold
from nongcot.people.kinds import COMMITTEE_SEATS, BodyKind, Post

_DIGITS = re.compile(r"(\d+)")
POST_ORDER = tuple(Post)


def name_order(name: str) -> tuple[tuple[int, int, str], ...]:
    """The key by which units are listed: no diacritics, numbers as numbers ("Phường 2" before "Phường 10")."""
    parts = (part.strip() for part in _DIGITS.split(fold(name)))
    return tuple((1, int(part), "") if part.isdecimal() else (2, 0, part) for part in parts if part)


def post_rank(post: str) -> int:
    """Chair first, then vice chairs, members, …; an unknown post last."""
    return POST_ORDER.index(Post(post)) if post in POST_ORDER else len(POST_ORDER)


def seats_taken(body: str, posts: Iterable[tuple[int, str]]) -> int:
    """How many persons sit on a body, from (person, post): accountant and treasurer need not be of the committee."""
    only_seats = body == BodyKind.EXECUTIVE_COMMITTEE
    return len({person for person, post in posts if not only_seats or post in COMMITTEE_SEATS})


Days = tuple[date | None, date | None]


def days_overlap(one: Days, other: Days) -> bool:
    """Whether two half-open ranges [first, end) share a day; None is open."""
    return (one[0] is None or other[1] is None or one[0] < other[1]) and (
        other[0] is None or one[1] is None or other[0] < one[1]
    )


def service_days(ranges: Iterable[tuple[date | None, date | None]], day: date) -> int:
    """Days up to ``day`` on which at least one post was held; ranges without a first day do not count."""
    known = sorted((start, min(end or day, day)) for start, end in ranges if start and start < day)
    total, reached = 0, date.min
    for start, end in known:
        fresh = max(start, reached)
        if end > fresh:
            total += (end - fresh).days
            reached = end
    return total
