"""One sheet: decoded if typed in an old font, scanned, its tables read row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from nongcot.intake.cells.units import unit_name
from nongcot.intake.kinds import (
    Encoding,
    EndIs,
    Field,
    OfficerRow,
    Reading,
    RepairKind,
    SheetKind,
    SheetReading,
    UnitRow,
)
from nongcot.intake.reading.by_hand import by_hand
from nongcot.intake.reading.codes import Codes
from nongcot.intake.reading.context import Context
from nongcot.intake.reading.encodings import MAX_SAMPLES, Decoder, decoder_for
from nongcot.intake.reading.ends import Ends, says_first_day
from nongcot.intake.reading.looks import FIRST_ROWS, Looks, heads, others
from nongcot.intake.reading.notes import Notes
from nongcot.intake.reading.officers import OfficerReader
from nongcot.intake.reading.short_names import Labelled
from nongcot.intake.reading.units import FactsBeside, UnitReader, WithFurther
from nongcot.intake.recognise.headers import Merges
from nongcot.intake.recognise.line_facts import line_facts
from nongcot.intake.recognise.lines import LineKind, is_superior_name, read_line
from nongcot.intake.recognise.mapping import Guide
from nongcot.intake.recognise.scan import (
    DataFound,
    Event,
    GroupFound,
    TableIgnored,
    TablesFound,
    TitleLine,
    scan,
)
from nongcot.intake.recognise.sheet_names import name_in_label
from nongcot.intake.recognise.table import Block
from nongcot.intake.workbook import Book, Sheet, letters
from nongcot.kernel.text import tidy

_LONGEST_SHEET_NAME = 31
_EVERY = 1000
Reader = OfficerReader | UnitReader | WithFurther


@dataclass(slots=True)
class _Table:
    block: Block
    reader: Reader
    context: Context
    reading: SheetReading


class SheetReader:
    """Reads one sheet of a book into ``reading``."""

    def __init__(  # noqa: PLR0917
        self,
        reading: Reading,
        book: Book,
        sheet: Sheet,
        progress: Callable[[int], None] | None,
        codes: Codes,
        guide: Guide | None = None,
    ) -> None:
        self.guide = guide or Guide()
        self.looks = Looks()
        self.out, self.book, self.sheet, self.progress, self.codes = reading, book, sheet, progress, codes
        self.notes = Notes(reading, book.name, sheet.name)
        self.tables: list[_Table] = []
        self.context = Context()
        self.decoder: Decoder | None = None
        self.labelled: Labelled | None = None
        self.rows_seen = 0
        self.found: list[SheetReading] = []
        self.ends: list[tuple[Ends, SheetReading]] = []

    def read(self) -> None:
        """Raises WorkbookError when the sheet turns out damaged on the way."""
        key = (self.book.name, self.sheet.name)
        self.decoder = decoder_for(self.sheet)
        rows = self.sheet.rows()
        if self.decoder:
            rows = self.decoder.rows(rows)
        if key in self.guide.cells:
            rows = by_hand(rows, self.guide.cells[key], self.notes)
        rows, header_row = self._counted(rows), self.guide.header_rows.get(key)
        if key in self.guide.ignored:
            rows = islice(rows, FIRST_ROWS)
        try:
            for event in scan(rows, Merges.of(self.sheet.merged), self.guide.mappings, header_row):
                if key not in self.guide.ignored:
                    self._take(event)
        finally:
            self._finish()

    def _take(self, event: Event) -> None:
        if isinstance(event, DataFound):
            table = self.tables[event.block]
            table.reading.rows += 1
            if table.reading.rows <= FIRST_ROWS:
                self.looks.take_values(table.reading, table.block, event.cells)
            self.notes.row = event.cells
            table.reader.read(event.row, event.cells, event.merged)
        elif isinstance(event, GroupFound):
            self._group(event)
        elif isinstance(event, TablesFound):
            self._begin(event)
        elif isinstance(event, TableIgnored):
            self.looks.take_ignored(event)

    def _counted(self, rows: Iterator[tuple[int, list[Any]]]) -> Iterator[tuple[int, list[Any]]]:
        for number, row in rows:
            if any(row):
                self.rows_seen += 1
                if self.rows_seen <= FIRST_ROWS:
                    self.looks.take_row(number, row)
                if self.progress and self.rows_seen % _EVERY == 0:
                    self.progress(number + 1)
                yield number, row

    # --- tables and groups -----------------------------------------------------------------------------------------

    def _begin(self, event: TablesFound) -> None:
        shared, own = _title_by_block(event.title, event.blocks)
        self.context.take_title(shared)
        self.tables = [
            self._table(block, shared, own[index], len(event.blocks) > 1, event.shape)
            for index, block in enumerate(event.blocks)
        ]

    def _table(
        self, block: Block, title: list[TitleLine], own_title: list[TitleLine], several: bool, shape: str
    ) -> _Table:
        context = self.context
        if several:
            context = Context(**{name: getattr(context, name) for name in Context.__slots__})
            body = context.body
            context.take_title(own_title)
            context.body = context.body or body
        self._unit_from_labels(block, context)
        reading = SheetReading(
            file=self.book.name,
            sheet=self.sheet.name,
            kind=block.kind,
            rows=0,
            columns={found: letters(index) for found, index in sorted(block.columns.items(), key=lambda item: item[1])},
            header_row=block.header_row + 1 if block.header_row is not None else None,
            title=context.title,
            superior=unit_name(context.superior) if context.superior else None,
            as_of=context.as_of,
            shape=shape,
            heads=heads(block),
            others=others(block),
        )
        self.found.append(reading)
        self.out.sheets.append(reading)
        reader: Reader
        if block.kind is SheetKind.OFFICERS:
            reader = OfficerReader(block, self.notes, context, self._emit_officer, self.codes)
            reader.ends = self._ends(block, reading)
            if block.people:
                reader = WithFurther(reader, block, self.notes, context, self._emit_officer)
            if block.facts:
                reader.beside = FactsBeside(block, self.notes, context, self.out.units.append).read
            self._facts_of_title(own_title if several else title, context)
        else:
            reader = UnitReader(block, self.notes, context, self.out.units.append, self._emit_officer, codes=self.codes)
        return _Table(block, reader, context, reading)

    def _ends(self, block: Block, reading: SheetReading) -> Ends | None:
        """What the table's "Đến ngày" means is asked of its rows, unless a person or its header has said it."""
        column = block.columns.get(Field.TO_DAY)
        mapping = self.guide.mappings.get(reading.shape)
        if column is None or (mapping is not None and column in mapping.columns):
            return None
        if says_first_day(dict(reading.heads).get(letters(column), "")):
            return None
        if self.guide.end_is is EndIs.FIRST_DAY_AFTER:
            return None
        ends = Ends(last_days=self.guide.end_is is EndIs.LAST_DAY)
        self.ends.append((ends, reading))
        return ends

    def _emit_officer(self, officer: OfficerRow) -> None:
        self.out.officers.append(officer)
        if self.labelled and officer.unit == self.labelled.name:
            self.labelled.officers.append(officer)

    def _unit_from_labels(self, block: Block, context: Context) -> None:
        """The union in the name of the sheet or the file, where nothing in the sheet names one so far."""
        if block.kind is not SheetKind.OFFICERS or context.unit or context.group_unit:
            return
        several = len(self.book.sheets) > 1
        label, name = self.sheet.name, name_in_label(self.sheet.name, certain=several)
        if name is None and not several:
            label = self.book.name.rsplit(".", 1)[0]
            name = name_in_label(label)
        if name is None:
            return
        context.unit = name
        if "unit" in block.columns:
            return
        cut = len(self.sheet.name) >= _LONGEST_SHEET_NAME and label == self.sheet.name
        self.labelled = Labelled(unit_name(name), self.book.name, self.sheet.name, cut)
        self.codes.labelled.append(self.labelled)
        self.notes.from_sheet(label, unit_name(name))

    def _facts_of_title(self, title: list[TitleLine], context: Context) -> None:
        """Members and seats told above the rows, from the line that names the union on."""
        unit = context.group_unit or context.unit
        named = [n for n, found in enumerate(title) if read_line(found.text).unit]
        for found in title[named[-1] if named else 0 :]:
            self._facts_of_line(found.row, found.text, unit)

    def _facts_of_line(self, row: int, text: str, unit: str | None) -> None:
        told = line_facts(text)
        if told and unit and not is_superior_name(unit):
            made = UnitRow(self.book.name, self.sheet.name, row + 1, unit_name(unit))
            made.members, made.women, made.seats_fixed = told.members, told.women, told.seats_fixed
            self.out.units.append(made)

    def _group(self, event: GroupFound) -> None:
        table = self.tables[event.block]
        line = table.context.inside(event.line)
        table.context.take_line(line, event.before_data, table.block.kind is SheetKind.OFFICERS)
        if table.block.kind is SheetKind.OFFICERS:
            self._facts_of_line(event.row, line.text, table.context.group_unit or table.context.unit)
        if line.kind in (LineKind.UNIT, LineKind.SUPERIOR):
            table.reader.group_changed()
            unit = table.context.group_unit
            if unit and table.block.kind is SheetKind.OFFICERS:
                self.notes.repair(
                    event.row, event.column, tidy(line.text), unit_name(unit), RepairKind.UNIT_FROM_GROUP_ROW
                )

    # --- the end ---------------------------------------------------------------------------------------------------

    def _finish(self) -> None:
        if not self.found:
            empty = self.looks.ignored(self.book.name, self.sheet.name)
            self.found.append(empty)
            self.out.sheets.append(empty)
        self.found[0].first_rows = self.looks.rows
        for ends, reading in self.ends:
            if ends.settle():
                reading.columns = {
                    Field.LAST_DAY if name is Field.TO_DAY else name: letter for name, letter in reading.columns.items()
                }
        if self.decoder:
            self._note_encoding(self.decoder)
        for problem, params in self.sheet.notes:
            self.notes.reject_sheet(problem, params, lost=False)

    def _note_encoding(self, decoder: Decoder) -> None:
        self.notes.note_encoding([(each.row, each.column, each.before, tidy(each.after)) for each in decoder.converted])
        samples = {each.before: tidy(each.after) for each in decoder.converted if len(each.before) > 3}
        for reading in self.found:
            reading.encoding = decoder.encoding if decoder.converted else Encoding.UNICODE
            left_out = (self.book.name, self.sheet.name) in self.guide.ignored
            reading.needs_confirmation = bool(decoder.converted) and not left_out
            reading.samples = list(samples.items())[:MAX_SAMPLES]


def _title_by_block(title: list[TitleLine], blocks: list[Block]) -> tuple[list[TitleLine], list[list[TitleLine]]]:
    """Title lines for all tables, and those that stand above one of several tables side by side."""
    own: list[list[TitleLine]] = [[] for _ in blocks]
    if len(blocks) < 2:
        return title, own
    by_row: dict[int, list[TitleLine]] = {}
    for line in title:
        by_row.setdefault(line.row, []).append(line)
    shared: list[TitleLine] = []
    for lines in by_row.values():
        places = [next((i for i, b in enumerate(blocks) if b.first <= line.column <= b.last), 0) for line in lines]
        if len(set(places)) > 1:
            for place, line in zip(places, lines, strict=True):
                own[place].append(line)
        else:
            shared += lines
    return shared, own
