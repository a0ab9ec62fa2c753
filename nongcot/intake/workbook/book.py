"""What an opened file is: sheets of raw cells with their true places. Pure values, whatever the file format was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from nongcot.intake.kinds import ProblemKind

Raw = Any  # str | int | float | bool | date | datetime | time | timedelta; an empty cell is ""
Row = list[Raw]
Merged = tuple[int, int, int, int]  # first row, first column, last row, last column: 0-based, inclusive
FontMap = dict[tuple[int, int], str]  # (row, column), 0-based -> font name

MAX_COLUMNS = 512
MAX_ROWS = 1_048_576


class WorkbookError(Exception):
    """The file cannot be used at all. ``problem`` says why, ``params`` the figures for the sentence."""

    def __init__(self, problem: ProblemKind, **params: Any) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.params = params


def _no_fonts() -> FontMap:
    return {}


def _no_merges() -> list[Merged]:
    return []


@dataclass
class Sheet:
    """One sheet. ``rows()`` may be called again; each row is a list from column 0, at most ``MAX_COLUMNS`` long.

    ``notes`` are limits that were met while reading (cells beyond the last column read, ...): problem and figures.
    """

    name: str
    read: Callable[[], Iterator[tuple[int, Row]]]
    hidden: bool = False
    read_merged: Callable[[], list[Merged]] = _no_merges
    read_fonts: Callable[[], FontMap] = _no_fonts
    notes: list[tuple[ProblemKind, dict[str, Any]]] = field(default_factory=list)
    height: int = 0  # rows, as far as known beforehand (for progress)

    @cached_property
    def merged(self) -> list[Merged]:
        """The merged ranges."""
        return self.read_merged()

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Rows in order as (0-based row number, cells). Rows without cells may be left out."""
        return self.read()

    def fonts(self) -> FontMap:
        """Font names of text cells, where the format keeps them and they can be read; else an empty map."""
        return self.read_fonts()


@dataclass(slots=True)
class Book:
    """An opened file. ``text_encoding`` is set for CSV: the encoding its bytes were read with."""

    name: str
    sheets: list[Sheet]
    text_encoding: str | None = None


@lru_cache(maxsize=1024)
def letters(column: int) -> str:
    """The letters of a 0-based column: 0 -> "A", 26 -> "AA"."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def cell_ref(row: int, column: int) -> str:
    """0-based row and column -> "C12"."""
    return f"{letters(column)}{row + 1}"
