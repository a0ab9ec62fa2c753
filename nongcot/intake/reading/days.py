"""Days that stand together in one cell of an officer's row, or in its note."""

from __future__ import annotations

from datetime import date

from nongcot.intake.cells.numbers import term
from nongcot.intake.cells.spans import has_days, left_on, span
from nongcot.intake.kinds import Field, OfficerRow, RepairKind
from nongcot.intake.reading.cells import RowCells
from nongcot.intake.reading.context import Context
from nongcot.intake.recognise.table import Block

F = Field


def fill_span(officer: OfficerRow, cells: RowCells) -> None:
    """ "15/03/2023 - nay" in one column: the first and the last day of the post; the cell then holds nothing more."""
    if F.FROM_DAY not in cells.columns or F.TO_DAY in cells.columns:
        return
    column = cells.columns[F.FROM_DAY]
    told = span(cells.cells[column])
    if told.value:
        officer.from_day, officer.to_day = told.value
        shown = " - ".join(day.isoformat() for day in told.value if day)
        cells.notes.repair(cells.row, column, cells.cells[column], shown, RepairKind.DATE_FORMAT)
        cells.cells[column] = ""


def day_left(note: str, cells: RowCells) -> date | None:
    """The day of leaving that a note tells: "Đã nghỉ việc từ 01/6/2026"."""
    left = left_on(note)
    if left:
        cells.notes.repair(cells.row, cells.columns[F.NOTE], note, left.isoformat(), RepairKind.DATE_FORMAT)
    return left


def term_of_row(cells: RowCells, block: Block, context: Context) -> tuple[date | None, date | None]:
    """The term that the row tells in a column of its own, else the lines above it: by its years from 1 January."""
    years = context.group_term or context.term
    if F.TERM in cells.columns and F.TERM not in block.facts:
        days = span(cells.raw(F.TERM)).value
        if days and has_days(cells.raw(F.TERM)):
            return days
        years = term(cells.raw(F.TERM)).value or years
    return (date(years[0], 1, 1), date(years[1], 1, 1)) if years else (None, None)
