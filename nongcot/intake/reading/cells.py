"""Fetches cells of one row by field: dittos resolved, parsed, repairs noted, problems listed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from nongcot.intake.cells.understood import Understood, plain
from nongcot.intake.cells.words import is_ditto
from nongcot.intake.kinds import Field, ProblemKind, RepairKind
from nongcot.intake.reading.notes import Notes, most_telling

T = TypeVar("T")
Row = list[Any]
_DITTO_STARTS = frozenset("\"'`´“”„″〃ˮ,/-–—._ \u00a0nNhHtTdDiI…’‘\t\n(")
_SERIAL_ZERO = date(1899, 12, 30)
_LONGEST_DITTO = 20
_HUGE = 1e15  # beyond that a float is no whole number any more; infinities and not-a-number too
_REMEMBERED = 20_000  # cells of one column


def show(value: Any) -> str:
    """A parsed value as the text of a repair."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return "; ".join(show(each) for each in value)
    if isinstance(value, tuple):
        return " - ".join(show(each) for each in value)
    return str(getattr(value, "value", value))


def clean(cell: Any) -> Any:
    """A raw cell as the parsers know it: times and durations as text; a year that a date format turned into a day of
    1905 is that year again (1985 shown as a date is 7 June 1905)."""
    if isinstance(cell, date):
        if cell.year == 1905:
            day = cell.date() if isinstance(cell, datetime) else cell
            return (day - _SERIAL_ZERO).days
        return cell
    if isinstance(cell, time):
        return 0 if cell == time(0) else cell.isoformat()
    if isinstance(cell, timedelta):
        return cell / timedelta(days=1)
    return cell


class RowCells:
    """One row at a time of one table. ``columns`` maps fields to 0-based columns.

    Rosters repeat themselves: what a cell was understood to say is remembered for each column.
    """

    def __init__(self, columns: dict[Field, int], notes: Notes, more: tuple[int, ...] = ()) -> None:
        self.columns = columns
        self.notes = notes
        self.used = sorted({*columns.values(), *more})
        self.width = self.used[-1] + 1 if self.used else 0
        self.row = 0
        self.cells: Row = []
        self.above: Row = []
        self.dittos: dict[int, Any] = {}
        self.lost_dittos: set[int] = set()
        self.known: dict[int, dict[Any, Understood[Any]]] = {column: {} for column in self.used}

    def load(self, row: int, cells: Row) -> None:  # noqa: C901  one plain loop: it runs for every cell
        """Takes the next row; dittos get the value of the row above."""
        self.row = row
        if len(cells) < self.width:
            cells.extend([""] * (self.width - len(cells)))
        self.above, self.cells = self.cells, cells
        if self.dittos:
            self.dittos = {}
        if self.lost_dittos:
            self.lost_dittos = set()
        for column in self.used:
            cell = cells[column]
            kind = type(cell)
            if kind is str:
                if cell and cell[0] in _DITTO_STARTS and len(cell) <= _LONGEST_DITTO and is_ditto(cell):
                    self._ditto(column, cell)
            elif kind is date:
                if cell.year == 1905:
                    cells[column] = clean(cell)
            elif kind is float:
                if not -_HUGE < cell < _HUGE:
                    cells[column] = str(cell)
            else:
                cells[column] = "" if cell is None else clean(cell)

    def _ditto(self, column: int, cell: str) -> None:
        value = self.above[column] if column < len(self.above) else ""
        if value in ("", None):
            self.lost_dittos.add(column)
            self.cells[column] = ""
            return
        self.dittos[column] = cell
        self.cells[column] = value

    def raw(self, found: Field) -> Any:
        """The cell of a field; "" where the table has no such column."""
        column = self.columns.get(found)
        return "" if column is None else self.cells[column]

    def get(self, found: Field, parser: Callable[[Any], Understood[T]]) -> T:
        """The parsed value; a problem leaves it empty, listed, and the row is kept."""
        column = self.columns[found]
        return self.parse(column, self.cells[column], parser)

    def parse(self, column: int, cell: Any, parser: Callable[[Any], Understood[T]]) -> T:
        """A cell of a column parsed by that column's one parser, with repairs and problems noted."""
        known = self.known[column]
        read = known.get(cell) if type(cell) is not bool else None
        if read is None:
            read = parser(cell)
            if len(known) < _REMEMBERED and type(cell) is not bool:
                known[cell] = read
        if read.problem is not None or read.repairs or self.dittos or self.lost_dittos:
            self._note(column, cell, read)
        value: T = read.value
        return value

    def _note(self, column: int, cell: Any, read: Understood[Any]) -> None:
        if column in self.lost_dittos:
            self.notes.reject(self.row, column, "nt", ProblemKind.DITTO_WITHOUT_ABOVE, lost=False)
        elif read.problem is not None:
            self.notes.reject(self.row, column, cell, read.problem, read.params, lost=False)
        elif column in self.dittos:
            self.notes.repair(self.row, column, self.dittos[column], show(read.value), RepairKind.DITTO)
        elif read.repairs:
            self.notes.repair(self.row, column, cell, show(read.value), most_telling(read.repairs))

    def shown(self, column: int) -> str:
        """A cell by its column, as it would be shown."""
        return plain(self.cells[column])

    def text(self, found: Field) -> str:
        """A cell as it would be shown."""
        return plain(self.raw(found))
