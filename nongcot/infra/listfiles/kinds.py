"""What can be had as a file: apps say so, the top of the house connects them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

Tell = Callable[[int, int], None]  # rows done, rows in all


@dataclass(frozen=True, slots=True)
class ListKind:
    """A list that is made as a workbook.

    ``page`` is the URL name of the page that shows it, ``name`` the file's name without day and suffix; ``make`` gets
    actor, query string, day and the function that tells how far it has come, and gives the workbook. ``title`` is its
    title, translated when it is shown.
    """

    key: str
    page: str
    name: str
    title: Any
    make: Callable[[Any, str, date, Tell], bytes]


_kinds: dict[str, ListKind] = {}


def offer(kind: ListKind) -> None:
    """Make a list available; offering it again replaces it."""
    _kinds[kind.key] = kind


def kind_of(key: str) -> ListKind | None:
    return _kinds.get(key)
