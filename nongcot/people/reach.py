"""Who lies in whose subtree, on which days: derived from the dated placements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Reach:
    ancestor: int
    unit: int
    depth: int
    from_day: date | None
    to_day: date | None


def intersect(a: Days, b: Days) -> Days | None:
    """The days two half-open ranges share; None where they share none."""
    starts = [d for d in (a[0], b[0]) if d is not None]
    ends = [d for d in (a[1], b[1]) if d is not None]
    start, end = (max(starts) if starts else None), (min(ends) if ends else None)
    return None if start is not None and end is not None and start >= end else (start, end)


def reaches(units: Iterable[int], placements: Iterable[tuple[int, int, date | None, date | None]]) -> Iterator[Reach]:
    """All reaches of ``units`` from placements (unit, superior, from_day, to_day).

    Raises:
        ValueError: the placements form a circle on some day.
    """
    above: dict[int, list[tuple[int, date | None, date | None]]] = defaultdict(list)
    for unit, superior, from_day, to_day in placements:
        above[unit].append((superior, from_day, to_day))
    for unit in units:
        yield from _climb(unit, above)


def _climb(unit: int, above: dict[int, list[tuple[int, date | None, date | None]]]) -> Iterator[Reach]:
    stack: list[tuple[int, int, Days, tuple[int, ...]]] = [(unit, 0, (None, None), (unit,))]
    while stack:
        ancestor, depth, days, path = stack.pop()
        yield Reach(ancestor, unit, depth, *days)
        for superior, from_day, to_day in above[ancestor]:
            shared = intersect(days, (from_day, to_day))
            if shared is None:
                continue
            if superior in path:
                raise ValueError(f"unit {unit}: the superiors form a circle through {superior}")
            stack.append((superior, depth + 1, shared, (*path, superior)))
