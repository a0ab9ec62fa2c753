"""Pages of long lists without counting them: one row more than shown tells whether there is a next page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest

T = TypeVar("T")
SIZE = 50
LAST_PAGE = 400  # further down a search finds it sooner, and the database need not skip so many rows


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """The rows of one page. ``first`` is the number of its first row, counted from 1."""

    rows: Sequence[T]
    number: int
    first: int
    has_next: bool

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def has_previous(self) -> bool:
        return self.number > 1


def page_number(request: HttpRequest) -> int:
    """``?page=``, kept between 1 and :data:`LAST_PAGE`."""
    text = request.GET.get("page", "")
    return min(max(int(text), 1), LAST_PAGE) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def page_of(rows: QuerySet[Any, Any] | Sequence[Any], request: HttpRequest, size: int = SIZE) -> Page[Any]:
    """The asked page of ``rows``: one query where they are a query."""
    number = page_number(request)
    start = (number - 1) * size
    found = list(islice(rows[start : start + size + 1], size + 1))
    return Page(found[:size], number, start + 1, len(found) > size and number < LAST_PAGE)
