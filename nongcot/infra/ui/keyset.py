"""Pages of a long list that stay right while rows come and go: the next one begins behind the last row shown.

Nothing is counted and no row skipped over: the thousandth page is as quick as the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.http import HttpRequest

T = TypeVar("T")
SIZE = 50
_DIGITS = 8  # of a row's number: a longer one no list has, and no address of ours says


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """The rows of one page; ``first`` is its first row's number, ``previous`` and ``next`` are the places around it."""

    rows: Sequence[T]
    first: int
    previous: str
    next: str

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def before_row(self) -> int:
        return max(1, self.first - SIZE)


def first_row(request: HttpRequest) -> int:
    """``?row=``: which number the first row has, as the page before it said."""
    text = request.GET.get("row", "")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 1


def part_of(found: Sequence[Any], rows: Sequence[T], *, after: Any, before: Any, first: int, size: int) -> Part[T]:
    """A page out of at most ``size`` + 1 places ``found`` in order and the ``rows`` at those that are shown.

    Read backwards (``before``) the place too many is the first one, else the last one.
    """
    shown = found[-size:] if before is not None else found[:size]
    more = len(found) > size
    previous = str(shown[0]) if shown and (more if before is not None else after is not None) else ""
    following = str(shown[-1]) if shown and (before is not None or more) else ""
    return Part(rows, first if previous else 1, previous, following)
