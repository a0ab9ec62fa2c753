"""Days that stand together in one cell of an officer's row, or in its note."""

from __future__ import annotations

from datetime import date

from nongcot.intake.cells.numbers import term
from nongcot.intake.cells.spans import has_days, left_on, span
from nongcot.intake.cells.words import is_empty
from nongcot.intake.kinds import Field, OfficerRow, ProblemKind, RepairKind
from nongcot.intake.reading.cells import RowCells
from nongcot.intake.reading.context import Context
from nongcot.intake.reading.notes import Notes
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


def check_end(officer: OfficerRow, cells: RowCells, notes: Notes) -> bool:
    """Whether the list's own column tells the end. A day of leaving is taken from the note too; an end before the
    beginning is left out, and a reason for leaving without its day is told: the post is taken to be held still."""
    told = officer.to_day is not None
    if officer.note and not told:
        officer.to_day = day_left(officer.note, cells)
    ends = F.LAST_DAY if F.LAST_DAY in cells.columns else F.TO_DAY
    if ends not in cells.columns:
        return told
    if officer.from_day and officer.to_day and officer.to_day < officer.from_day:
        notes.reject(cells.row, cells.columns[ends], cells.raw(ends), ProblemKind.END_BEFORE_START, lost=False)
        officer.to_day = None
    elif officer.end_reason and officer.to_day is None and is_empty(cells.raw(ends)):
        value, column = cells.raw(F.END_REASON), cells.columns[ends]
        notes.reject(cells.row, column, value, ProblemKind.END_WITHOUT_DAY, lost=False)
    return told
