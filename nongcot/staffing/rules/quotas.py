"""Delegates divided over groups by their members: pure."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def divide(total: int, sizes: Sequence[int]) -> list[int]:
    """``total`` delegates over groups of these sizes: one for each group that has members, the largest first, then to
    whose share is furthest behind (Sainte-Laguë).

    The sum is ``total`` wherever somebody has members; a larger group never gets fewer; with one delegate more no group
    loses one.
    """
    found = [0] * len(sizes)
    peopled = [at for at, size in enumerate(sizes) if size > 0]
    for _number in range(total if peopled else 0):
        at = min(peopled, key=lambda at: (found[at] > 0, -Fraction(sizes[at], 2 * found[at] + 1), at))
        found[at] += 1
    return found
