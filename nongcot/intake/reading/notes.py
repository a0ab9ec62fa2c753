"""Collects what was repaired and what could not be used, with its place; one repair a cell, the most telling one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from nongcot.intake.cells.understood import plain
from nongcot.intake.kinds import Field, ProblemKind, Reading, Rejection, Repair, RepairKind
from nongcot.intake.workbook import cell_ref, letters
from nongcot.kernel.text import tidy

_REMEMBERED = 2000  # cells whose repair is remembered, so that none is listed twice
_SHOWN = 200  # characters of a value that are kept
_WITH_ROW = 60  # rejections of a kind that keep what else stands in their row
_CELLS = 7
_BY_WEIGHT = (
    RepairKind.BY_HAND,
    RepairKind.DITTO,
    RepairKind.ENCODING,
    RepairKind.CENTURY,
    RepairKind.SECOND_PHONE,
    RepairKind.PHONE_ZERO,
    RepairKind.CITIZEN_ID_ZERO,
    RepairKind.PHONE_FORMAT,
    RepairKind.YEAR_ONLY,
    RepairKind.DATE_FORMAT,
    RepairKind.POST_WORDS,
    RepairKind.UNIT_WORDS,
    RepairKind.NUMBER_TEXT,
    RepairKind.TITLE,
    RepairKind.CAPITALS,
    RepairKind.UNICODE_FORM,
    RepairKind.SPACES,
)
_WEIGHT = {kind: -place for place, kind in enumerate(_BY_WEIGHT)}


def most_telling(kinds: tuple[RepairKind, ...]) -> RepairKind:
    """The repair to name where a cell had several."""
    return kinds[0] if len(kinds) == 1 else max(kinds, key=lambda kind: _WEIGHT.get(kind, -99))


def row_text(row: Sequence[Any]) -> str:
    """What stands in a row, short."""
    told = (tidy(plain(cell))[:60] for cell in row if cell not in ("", None))
    return " | ".join(islice(told, _CELLS))


class Notes:
    """Repairs and rejections of one sheet, written into the reading."""

    def __init__(self, reading: Reading, file: str, sheet: str) -> None:
        self.reading, self.file, self.sheet = reading, file, sheet
        self.done: set[tuple[int, int]] = set()  # cells of the rows at hand that have their repair
        self.first = len(reading.repairs)
        self.row: Sequence[Any] = ()  # the row at hand
        self.told: Counter[ProblemKind] = Counter()  # rejections of each kind so far

    def repair(self, row: int, column: int, before: Any, after: str, why: RepairKind) -> None:
        """One repair; a second one of the same cell is not listed."""
        place = (row, column)
        if place in self.done:
            return
        if len(self.done) > _REMEMBERED:
            self.done.clear()  # rows come in order: earlier ones do not come again
        self.done.add(place)
        shown = before if type(before) is str else plain(before)
        if len(shown) > _SHOWN or len(after) > _SHOWN:
            shown, after = shown[:_SHOWN], after[:_SHOWN]
        if shown != after or why is RepairKind.NUMBER_TEXT:
            cell = f"{letters(column)}{row + 1}"
            self.reading.repairs.append(Repair(self.file, self.sheet, cell, shown, after, why))

    def note_encoding(self, cells: Iterable[tuple[int, int, str, str]]) -> None:
        """Cells (row, column, as typed, as converted) that were typed in an old font: one repair each, from what was
        typed to what it was understood to say in the end."""
        own = self.reading.repairs[self.first :]
        after = {repair.cell: repair.after for repair in own}
        converted = []
        for row, column, before, text in cells:
            place = cell_ref(row, column)
            final = after.pop(place, text)
            converted.append(Repair(self.file, self.sheet, place, before[:_SHOWN], final[:_SHOWN], RepairKind.ENCODING))
        places = {repair.cell for repair in converted}
        self.reading.repairs[self.first :] = [repair for repair in own if repair.cell not in places] + converted

    def from_sheet(self, before: str, after: str) -> None:
        """The union was taken from the name of the sheet (or file)."""
        self.reading.repairs.append(Repair(self.file, self.sheet, "", before, after, RepairKind.UNIT_FROM_SHEET))

    def reject(  # noqa: PLR0917
        self,
        row: int,
        column: int | None,
        value: Any,
        problem: ProblemKind,
        params: Mapping[str, Any] | None = None,
        lost: bool = True,
    ) -> None:
        """One row that cannot be used (``lost``), or one cell left empty."""
        cell = cell_ref(row, column) if column is not None else f"{row + 1}"
        shown = plain(value)[:_SHOWN]
        rejection = Rejection(self.file, self.sheet, cell, shown, problem, dict(params or {}), lost, self._row(problem))
        self.reading.rejections.append(rejection)

    def _row(self, problem: ProblemKind) -> str:
        self.told[problem] += 1
        return row_text(self.row) if self.told[problem] <= _WITH_ROW else ""

    def reject_sheet(self, problem: ProblemKind, params: Mapping[str, Any], lost: bool = True) -> None:
        self.reading.rejections.append(Rejection(self.file, self.sheet, "", "", problem, dict(params), lost))


class CellRefs(Mapping[Field, str]):
    """Where the fields of one row stand ("C12"), worked out when asked: the columns are shared by the whole table."""

    __slots__ = ("_columns", "_row")

    def __init__(self, columns: dict[Field, int], row: int) -> None:
        self._columns, self._row = columns, row

    def __getitem__(self, key: Field) -> str:
        return f"{letters(self._columns[key])}{self._row + 1}"

    def __iter__(self) -> Iterator[Field]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)
