"""Figures over counted values, and which years and months a picture shows: pure, no Django."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from nongcot.insight.kinds import UNKNOWN, Row
from nongcot.kernel.text import fold

YEARS_BACK, YEARS_AHEAD = 3, 5  # years of their own; what lies beyond stands together
MONTHS = 12
_MAJORITY = frozenset({"kinh", "viet", "nguoi kinh", "dan toc kinh", "kinh (viet)", "viet (kinh)"})
_HEADS = ("Công đoàn cơ sở thành viên ", "Công đoàn cơ sở ", "Công đoàn ", "Liên đoàn Lao động ", "Nghiệp đoàn cơ sở ")


def median_of(counts: Iterable[tuple[int, int]]) -> int:
    """The (lower) median of values given as (value, how often).

    Raises:
        ValueError: nothing is given.
    """
    pairs = sorted(counts)
    half = (sum(times for _value, times in pairs) + 1) // 2
    for value, times in pairs:
        half -= times
        if half <= 0:
            return value
    raise ValueError("a median of nothing")


def by_year(counts: Mapping[int | None, int], year: int) -> list[Row]:
    """Counts by year as rows: the years around ``year`` each for itself, also those of nothing in between.

    Those before stand together as "to-2022", those after as "from-2032"; "unknown" is last.
    """
    first, last = year - YEARS_BACK, year + YEARS_AHEAD
    near = {each: n for each, n in counts.items() if each is not None and first <= each <= last}
    earlier = sum(n for each, n in counts.items() if each is not None and each < first)
    later = sum(n for each, n in counts.items() if each is not None and each > last)
    rows = [Row(f"to-{first - 1}", (earlier,))] if earlier else []
    if near:
        start = first if earlier else min(near)
        end = last if later else max(near)
        rows += [Row(str(each), (near.get(each, 0),)) for each in range(start, end + 1)]
    rows += [Row(f"from-{last + 1}", (later,))] if later else []
    unknown = counts.get(None, 0)
    return [*rows, Row(UNKNOWN, (unknown,))] if unknown else rows


def years_of(key: str) -> tuple[int | None, int | None]:
    """The first and last year a row of :func:`by_year` stands for; None is open.

    Raises:
        KeyError: no row has this key.
    """
    head, _dash, year = key.rpartition("-")
    if head not in {"", "to", "from"} or not (year.isascii() and year.isdigit() and len(year) == 4) or year == "0000":
        raise KeyError(key)
    return (None if head == "to" else int(year), None if head == "from" else int(year))


def months_to(day: date) -> list[date]:
    """The first days of the twelve months that end with that of ``day``."""
    last = day.year * 12 + day.month - 1
    return [date(at // 12, at % 12 + 1, 1) for at in range(last - MONTHS + 1, last + 1)]


def is_minority(ethnicity: str) -> bool:
    """Whether a text names an ethnicity other than Kinh; of an empty one nothing is known."""
    return bool(ethnicity.strip()) and " ".join(fold(ethnicity).split()) not in _MAJORITY


def short_name(name: str) -> str:
    """A unit's name without the words that all the names beside it begin with."""
    for head in _HEADS:
        if name.startswith(head):
            rest = name.removeprefix(head)
            return rest[0].upper() + rest[1:] if len(rest) > 2 else name
    return name
