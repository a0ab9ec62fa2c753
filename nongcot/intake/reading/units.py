"""Rows of a list of unions: one union with its members, seats, congress and term; perhaps its leading officers too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, cast

from nongcot.intake.cells.dates import day
from nongcot.intake.cells.numbers import count, term, with_women
from nongcot.intake.cells.spans import has_days, span
from nongcot.intake.cells.understood import Understood
from nongcot.intake.cells.unit_kinds import unit_kind
from nongcot.intake.cells.units import unit_name
from nongcot.intake.cells.words import flag, is_ditto, is_empty, text
from nongcot.intake.kinds import Field, OfficerRow, ProblemKind, RepairKind, SheetKind, UnitRow
from nongcot.intake.reading.cells import RowCells
from nongcot.intake.reading.codes import Codes
from nongcot.intake.reading.context import Context
from nongcot.intake.reading.names import understood_unit
from nongcot.intake.reading.notes import CellRefs, Notes
from nongcot.intake.reading.officers import OfficerReader
from nongcot.intake.recognise.table import Block, PersonColumns
from nongcot.kernel.dates import add_years
from nongcot.kernel.text import fold
from nongcot.people.kinds import Sector

F = Field
Row = list[Any]
_event_day = partial(day, year_only_as_first=True)
_COUNTS = ((F.MEMBERS, "members"), (F.WOMEN, "women"), (F.SEATS_FIXED, "seats_fixed"))
_USUAL_TERM = 5
_OF_ALL = frozenset(
    {F.UNIT, F.BODY_NAME, F.BODY, F.SUPERIOR, F.FROM_DAY, F.TO_DAY, F.LAST_DAY}
)  # told of every officer of a row


class UnitReader:
    """Reads the data rows of one list of unions."""

    def __init__(
        self,
        block: Block,
        notes: Notes,
        context: Context,
        emit: Callable[[UnitRow], None],
        emit_officer: Callable[[OfficerRow], None],
        *,
        codes: Codes | None = None,
    ) -> None:
        self.block, self.notes, self.context, self.emit = block, notes, context, emit
        self.columns, self.codes = block.columns, codes
        self.cells = RowCells(block.columns, notes, tuple(block.kinds))
        self.women_beside = F.MEMBERS in self.columns and F.WOMEN not in self.columns and self._names_women()
        self.people = [_person_reader(person, block, notes, context, emit_officer) for person in block.people]

    def _names_women(self) -> bool:
        """Whether the column of members tells the women too: "Đoàn viên (nữ)"."""
        place = self.columns[F.MEMBERS] - self.block.first
        path = self.block.paths[place] if place < len(self.block.paths) else ()
        return any("nu" in fold(header).split() for header in path)

    def group_changed(self) -> None:
        """Group rows name superiors here, which the context keeps."""

    def read(self, row: int, cells: Row, merged: frozenset[int] | None = None) -> None:
        """One data row: a union is emitted, or a rejection listed."""
        self.cells.load(row, cells)
        column = self.columns[F.UNIT]
        name = self.cells.parse(column, self.cells.raw(F.UNIT), understood_unit)
        if name is None:
            self.notes.reject(row, column, self.cells.raw(F.UNIT), ProblemKind.NO_UNIT_NAME)
            return
        unit = UnitRow(self.notes.file, self.notes.sheet, row + 1, name)
        self._fill(unit)
        self.emit(unit)
        for post_text, reader in self.people:
            self._read_person(reader, post_text, row, list(cells), name)

    def _read_person(self, reader: OfficerReader, post_text: str, row: int, cells: Row, unit: str) -> None:
        name = reader.columns[F.NAME]
        if name >= len(cells) or is_empty(cells[name]):
            return
        cells.extend([""] * (self.block.last + 2 - len(cells)))
        cells[self.block.last + 1 :] = [post_text, unit]
        reader.read(row, cells)

    def _fill(self, unit: UnitRow) -> None:
        cells = self.cells
        if self.women_beside:
            unit.members, unit.women = cells.get(F.MEMBERS, with_women)
        for found, name in _COUNTS:
            if found in self.columns and not (self.women_beside and found is F.MEMBERS):
                setattr(unit, name, cells.get(found, count))
        if F.UNIT_CODE in self.columns:
            unit.code = cells.get(F.UNIT_CODE, text) or None
        if F.SUPERIOR_CODE in self.columns:
            unit.superior_code = cells.get(F.SUPERIOR_CODE, text) or None
        self._fill_kind(unit)
        superior = unit_name(cells.raw(F.SUPERIOR)) if F.SUPERIOR in self.columns else ""
        found_above = self.context.superior_of(unit.name)
        unit.superior = superior or (unit_name(found_above) if found_above else "") or None
        for found, name in ((F.BEGAN_ON, "began_on"), (F.ENDED_ON, "ended_on")):
            if found in self.columns:
                setattr(unit, name, cells.get(found, _event_day))
        self._fill_term(unit)
        unit.cells = cast("dict[Field, str]", CellRefs(self.columns, cells.row))
        if unit.superior_code and not unit.superior and self.codes:
            self.codes.under(unit.superior_code, self.notes, cells.row, self.columns[F.SUPERIOR_CODE])

    def _fill_kind(self, unit: UnitRow) -> None:
        if F.KIND in self.columns:
            unit.kind, unit.sector, unit.ownership = self.cells.get(F.KIND, unit_kind)
        told = next((name for column, name in self.block.kinds.items() if flag(self.cells.cells[column]).value), None)
        told = told or self.context.category
        if told and not (unit.kind or unit.sector):
            unit.kind, unit.sector, unit.ownership = unit_kind(told).value
        if F.SECTOR in self.columns:
            unit.sector = unit.sector or self.cells.get(F.SECTOR, _sector)

    def _fill_term(self, unit: UnitRow) -> None:
        """From the congress to as many years later as the term has; without a congress day 1 January of the years."""
        cells = self.cells
        congress = cells.get(F.CONGRESS_DAY, _event_day) if F.CONGRESS_DAY in self.columns else None
        years = cells.get(F.TERM, term) if F.TERM in self.columns else None
        years = years or self.context.group_term or self.context.term
        days = span(cells.raw(F.TERM)).value if years and has_days(cells.raw(F.TERM)) else None
        start = cells.get(F.TERM_FROM, _event_day) if F.TERM_FROM in self.columns else None
        end = cells.get(F.TERM_TO, _event_day) if F.TERM_TO in self.columns else None
        end = end or (days[1] if days and congress is None else None)
        unit.term_from = start or congress or (days[0] if days else None) or (date(years[0], 1, 1) if years else None)
        if end is None and unit.term_from is not None:
            from_event = congress is not None or start is not None
            length = years[1] - years[0] if years else (_USUAL_TERM if from_event else 0)
            end = add_years(unit.term_from, length) if years else None
        unit.term_to = end


def _sector(cell: Any) -> Understood[Sector | None]:
    read = unit_kind(cell)
    return Understood(read.value[1], read.repairs, read.problem, read.params)


def _person_reader(
    person: PersonColumns, block: Block, notes: Notes, context: Context, emit: Callable[[OfficerRow], None]
) -> tuple[str, OfficerReader]:
    """A reader for a person kept beside the union: the post and the union are given two columns behind the table."""
    columns = {**person.columns, F.POST: block.last + 1, F.UNIT: block.last + 2}
    inner = Block(SheetKind.OFFICERS, columns, block.first, block.last + 2, block.header_row, block.data_row)
    return person.post_text, OfficerReader(inner, _SilentPosts(notes), context, emit)


class WithFurther(OfficerReader):
    """Reads rows that hold several officers in columns of their own, with what the row tells of all of them."""

    def __init__(
        self,
        reader: OfficerReader,
        block: Block,
        notes: Notes,
        context: Context,
        emit: Callable[[OfficerRow], None],
    ) -> None:
        super().__init__(block, notes, context, emit, reader.codes)
        shared = {found: column for found, column in block.columns.items() if found in _OF_ALL}
        self.further = []
        for person in block.people:
            inner = Block(
                SheetKind.OFFICERS,
                {**shared, **person.columns},
                block.first,
                block.last,
                block.header_row,
                block.data_row,
            )
            inner.post_text, inner.unit_share = person.post_text, block.unit_share
            self.further.append(OfficerReader(inner, notes, context, emit))

    def read(self, row: int, cells: Row, merged: frozenset[int] | None = None) -> None:
        """One data row: its first officer, then the others that are named."""
        super().read(row, cells, merged)
        for reader in self.further:
            name = reader.columns[F.NAME]
            if name < len(cells) and not is_empty(cells[name]):
                reader.read(row, cells, merged)


class FactsBeside:
    """What a table of officers tells of their unions: a row for each union, from the first row that tells it."""

    def __init__(self, block: Block, notes: Notes, context: Context, emit: Callable[[UnitRow], None]) -> None:
        inner = Block(SheetKind.UNITS, block.facts, block.first, block.last, block.header_row, block.data_row)
        self.reader = UnitReader(inner, notes, context, emit, lambda _: None)
        self.unit = block.facts[F.UNIT]
        self.counts = [block.facts[found] for found in (F.MEMBERS, F.SEATS_FIXED) if found in block.facts]
        self.last: Any = ""

    def read(self, row: int, cells: Row) -> None:
        """A row of the table; nothing is emitted for the further rows of a union."""
        name = cells[self.unit] if self.unit < len(cells) else ""
        if is_empty(name) or is_ditto(name) or name == self.last:
            return
        if any(column < len(cells) and not is_empty(cells[column]) for column in self.counts):
            self.last = name
            self.reader.read(row, list(cells))


class _SilentPosts(Notes):
    """Notes of a person beside a union: the post and union, which come from the header and the row, are no repairs."""

    def __init__(self, notes: Notes) -> None:
        super().__init__(notes.reading, notes.file, notes.sheet)

    def repair(self, row: int, column: int, before: Any, after: str, why: RepairKind) -> None:
        if why not in (RepairKind.POST_WORDS, RepairKind.UNIT_WORDS, RepairKind.CAPITALS) or before.isupper():
            super().repair(row, column, before, after, why)
