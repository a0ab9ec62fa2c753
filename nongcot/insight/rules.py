"""Figures over counted values: pure, no Django."""

from __future__ import annotations

from collections.abc import Iterable


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
