"""What a sheet looks like, for the person who checks how it was understood: headers, first values, first rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nongcot.intake.cells.understood import plain
from nongcot.intake.kinds import SheetKind, SheetReading
from nongcot.intake.reading.notes import row_text
from nongcot.intake.recognise.scan import TableIgnored
from nongcot.intake.recognise.table import Block, Column
from nongcot.intake.workbook import letters
from nongcot.kernel.text import tidy

FIRST_ROWS = 15
_VALUES = 3
_LONGEST = 80


class Looks:
    """Gathers the first rows of a sheet, the first values of its tables, and a table that was ignored."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, str]] = []
        self.skipped: TableIgnored | None = None

    def take_row(self, number: int, row: Sequence[Any]) -> None:
        text = row_text(row)
        if text:
            self.rows.append((number + 1, text))

    def take_values(self, reading: SheetReading, block: Block, row: Sequence[Any]) -> None:
        take_values(reading.values, row, block.first, block.last)

    def take_ignored(self, event: TableIgnored) -> None:
        self.skipped = self.skipped or event

    def ignored(self, file: str, sheet: str) -> SheetReading:
        """A sheet without any table that is used."""
        found = SheetReading(file, sheet, SheetKind.IGNORED, 0)
        if self.skipped is not None:
            header = self.skipped.header
            found.header_row, found.shape = header.first + 1, self.skipped.shape
            found.heads = _heads(header.columns)
            for row in self.skipped.sample:
                take_values(found.values, row, 0, max(column.index for column in header.columns))
        return found


def take_values(into: dict[str, list[str]], row: Sequence[Any], first: int, last: int) -> None:
    """Keep the cells of ``row`` from ``first`` to ``last`` where fewer than three values of the column are known."""
    for index in range(first, min(last + 1, len(row))):
        if row[index] in ("", None):
            continue
        known = into.setdefault(letters(index), [])
        if len(known) < _VALUES:
            known.append(tidy(plain(row[index]))[:_LONGEST])


def heads(block: Block) -> list[tuple[str, str]]:
    """The letter and the header of each column of a table."""
    return _heads([Column(block.first + n, path) for n, path in enumerate(block.paths)])


def _heads(columns: Sequence[Column]) -> list[tuple[str, str]]:
    told = ((column.index, " / ".join(dict.fromkeys(tidy(text) for text in column.path))) for column in columns)
    return [(letters(index), text[:200]) for index, text in told]


def others(block: Block) -> list[str]:
    """Columns that mean something together with others: further phones, marks of bodies, persons beside a union."""
    people = [index for person in block.people for index in person.columns.values()]
    found = {*block.more_phones, *block.flags, *people} - set(block.columns.values())
    return [letters(index) for index in sorted(found)]
