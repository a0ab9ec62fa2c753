"""Walks down a sheet once and says what each row is: title, header, group row, data, total, signature, nothing."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from nongcot.intake.recognise.blocks import header_blocks, headless_block
from nongcot.intake.recognise.headers import Header, Merges, could_be_header, find_header, has_person, is_number_row
from nongcot.intake.recognise.lines import Line, LineKind, read_line
from nongcot.intake.recognise.mapping import LOOK, Mapping, header_of, overruled, shape
from nongcot.intake.recognise.rows import RowKind, RowReader
from nongcot.intake.recognise.table import Block
from nongcot.kernel.text import tidy

Row = list[Any]
Numbered = tuple[int, Row]
_LOOK = 12  # rows looked at to find a header
_SAMPLE = 150  # rows looked at to judge columns


@dataclass(slots=True)
class TitleLine:
    row: int
    column: int
    text: str


@dataclass(slots=True)
class TablesFound:
    """New tables begin; ``title`` are the lines since the last data row, ``shape`` the header's fingerprint."""

    blocks: list[Block]
    title: list[TitleLine]
    shape: str = ""


@dataclass(slots=True)
class TableIgnored:
    """A table of neither officers nor unions: its header row and columns."""

    header: Header
    shape: str = ""
    sample: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class GroupFound:
    """A line inside a table that says something about the rows below."""

    block: int
    row: int
    column: int
    line: Line
    before_data: bool  # the next row that is not blank is a data row


@dataclass(slots=True)
class DataFound:
    block: int
    row: int
    cells: Row
    merged: frozenset[int] | None = None  # columns whose value comes from a cell merged over several rows


@dataclass(slots=True)
class TextsLeft:
    """Lines after the last table (or in a sheet without one)."""

    title: list[TitleLine]


Event = TablesFound | TableIgnored | GroupFound | DataFound | TextsLeft


@dataclass(slots=True)
class _Cursor:
    """The rows with a look ahead."""

    rows: Iterator[Numbered]
    ahead: deque[Numbered] = field(default_factory=deque)

    def next(self) -> Numbered | None:
        return self.ahead.popleft() if self.ahead else next(self.rows, None)

    def peek(self, count: int) -> list[Numbered]:
        while len(self.ahead) < count:
            row = next(self.rows, None)
            if row is None:
                break
            self.ahead.append(row)
        return list(islice(self.ahead, count))


def scan(
    rows: Iterator[Numbered],
    merges: Merges,
    mappings: Dict[str, Mapping] | None = None,
    header_row: int | None = None,
) -> Iterator[Event]:
    """The rows of one sheet as events, in order.

    ``mappings`` (by shape) overrule what is recognised; ``header_row`` is one that a person chose.
    """
    return _Scanner(_Cursor(_with_merged_values(rows, merges)), merges, mappings or {}, header_row).events()


def _with_merged_values(rows: Iterator[Numbered], merges: Merges) -> Iterator[Numbered]:
    """Values of cells merged over several rows are repeated in those rows, marked by ``_Repeated``."""
    tops: dict[tuple[int, int], Any] = {}
    if not merges.by_row:
        yield from rows
        return
    for number, row in rows:
        copied = False
        filled: Any = row
        for first, column, last, end in merges.by_row.get(number, ()):
            if last == first:
                continue
            if number == first:
                tops[first, column] = row[column] if column < len(row) else ""
            elif tops.get((first, column), "") != "" and end - column < 3:
                if not copied:
                    filled, copied = _RowWithMerged(row), True
                filled.put(column, tops[first, column])
        yield number, filled


class _RowWithMerged(list[Any]):
    """A row in which some values are repeated from a merged cell above; ``merged`` are their columns."""

    def __init__(self, row: Row) -> None:
        super().__init__(row)
        self.merged: set[int] = set()

    def put(self, column: int, value: Any) -> None:
        self.extend([""] * (column + 1 - len(self)))
        if self[column] in ("", None):
            self[column] = value
            self.merged.add(column)


class _Scanner:
    def __init__(self, cursor: _Cursor, merges: Merges, mappings: Dict[str, Mapping], header_row: int | None) -> None:
        self.cursor = cursor
        self.merges = merges
        self.mappings = mappings
        self.chosen = header_row  # the header a person chose: nothing above it is one
        self.blocks: list[Block] = []
        self.readers: list[RowReader] = []
        self.title: list[TitleLine] = []
        self.ignoring = False

    def events(self) -> Iterator[Event]:
        if self.chosen is None:
            self.chosen = self._chosen_before()
        while (numbered := self.cursor.next()) is not None:
            number, row = numbered
            if not any(row):
                continue
            if self.chosen is not None and number <= self.chosen:
                if number == self.chosen:
                    yield from self._begin(self._header(numbered) or header_of(number, row))
                else:
                    self._add_title(number, row)
                continue
            if self.readers and self._is_plain_data(row):
                yield DataFound(0, number, row, _merged(row))
                if self.title:
                    self.title = []
                continue
            if (not self.readers or could_be_header(row)) and (header := self._header(numbered)):
                yield from self._begin(header)
            elif self.readers:
                yield from self._in_table(number, row)
            else:
                yield from self._outside(numbered)
        yield TextsLeft(self.title)

    def _is_plain_data(self, row: Row) -> bool:
        return len(self.readers) == 1 and self.readers[0].is_plain_data(row)

    def _header(self, numbered: Numbered) -> Header | None:
        return find_header([numbered, *self.cursor.peek(_LOOK)], self.merges)

    def _chosen_before(self) -> int | None:
        """The row that a person chose as the header of an earlier sheet of this shape."""
        wanted = {key for key, mapping in self.mappings.items() if mapping.is_header}
        if not wanted:
            return None
        ahead = self.cursor.peek(LOOK + _LOOK)
        for n, (number, row) in enumerate(ahead[:LOOK]):
            found = find_header(ahead[n : n + 1 + _LOOK], self.merges)
            shapes = {shape(h.columns) for h in (found, header_of(number, row)) if h is not None}
            if shapes & wanted:
                return number
        return None

    def _begin(self, header: Header) -> Iterator[Event]:
        for _ in range(header.rows_used - 1):
            self.cursor.next()
        paths = tuple(column.path for column in header.columns)
        if self.blocks and paths == tuple(p for block in self.blocks for p in block.paths if p):
            yield from self._again()
            return
        sample = [row for _, row in self.cursor.peek(_SAMPLE) if any(row)]
        blocks = header_blocks(header, self._sample(sample))
        told = shape(header.columns)
        if told in self.mappings:
            blocks = overruled(blocks, header, self.mappings[told])
        if not blocks and not self._worth_ignoring(header):
            self._add_title(header.first, [""])
            return
        self.blocks, self.readers = blocks, [RowReader(block) for block in blocks]
        self.ignoring = not blocks
        if blocks:
            yield TablesFound(blocks, self.title, told)
        else:
            yield TableIgnored(header, told, sample[:3])
        self.title = []

    def _again(self) -> Iterator[Event]:
        """The same header again: a printed page, or the next union's table; lines above it may name that union."""
        for reader in self.readers:
            reader.signed = False
        lines = [(found, read_line(found.text)) for found in self.title]
        self.title = []
        for found, line in lines:
            if line.unit or line.superior or line.term or (line.kind is LineKind.SECTION and line.body):
                last = line is lines[-1][1] or line.kind is LineKind.SECTION
                for index in range(len(self.blocks)):
                    yield GroupFound(index, found.row, found.column, line, line.kind is not LineKind.SUPERIOR or last)

    def _worth_ignoring(self, header: Header) -> bool:
        return len(header.columns) >= 2

    def _sample(self, rows: list[Row]) -> list[Row]:
        """Rows with more than a word in them, up to the next header or the end of the table."""
        kept: list[Row] = []
        for row in rows:
            if is_number_row(row):
                continue
            filled = sum(1 for cell in row if cell not in ("", None))
            if filled >= 3 and could_be_header(row) and (len(kept) >= 3 or (kept and not has_person(row))):
                break
            if filled >= 2:
                kept.append(row)
        widths = sorted(sum(1 for cell in row if cell not in ("", None)) for row in kept)
        usual = widths[len(widths) // 2] if widths else 0
        return [row for row in kept if sum(1 for cell in row if cell not in ("", None)) * 2 > usual]

    def _outside(self, numbered: Numbered) -> Iterator[Event]:
        if not self.ignoring:
            block = headless_block([numbered, *self.cursor.peek(60)])
            if block is not None:
                self.blocks, self.readers = [block], [RowReader(block)]
                yield TablesFound([block], self.title)
                self.title = []
                yield from self._in_table(*numbered)
                return
        self._add_title(*numbered)

    def _add_title(self, number: int, row: Row) -> None:
        for column, cell in enumerate(row):
            if isinstance(cell, str) and cell.strip() and len(self.title) < 200:
                self.title.append(TitleLine(number, column, _label_with_value(cell, row, column)))

    def _in_table(self, number: int, row: Row) -> Iterator[Event]:
        if is_number_row(row):
            return
        found_data = False
        for index, reader in enumerate(self.readers):
            kind, column, line = reader.read(row, self._next_row)
            if kind is RowKind.DATA:
                found_data = True
                yield DataFound(index, number, row, _merged(row))
            elif kind is RowKind.GROUP and line is not None:
                yield GroupFound(index, number, column, line, self._data_follows(reader))
        if found_data:
            self.title = []
        else:
            self._add_title(number, row)

    def _next_row(self) -> Row | None:
        return next((row for _, row in self.cursor.peek(6) if any(row)), None)

    def _data_follows(self, reader: RowReader) -> bool:
        row = self._next_row()
        return row is not None and reader.looks_like_data(row)


def _merged(row: Row) -> frozenset[int] | None:
    return frozenset(row.merged) if isinstance(row, _RowWithMerged) and row.merged else None


def _label_with_value(cell: str, row: Row, column: int) -> str:
    """ "Đơn vị:" with its value in a cell to the right, read as one line."""
    if not cell.rstrip().endswith((":", "：")):
        return cell
    value = next((v for v in row[column + 1 : column + 6] if isinstance(v, str) and v.strip()), "")
    return f"{tidy(cell)} {value}"
