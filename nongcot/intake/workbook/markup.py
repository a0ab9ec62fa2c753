"""HTML tables and Excel-2003 XML saved under the name .xls: what old accounting and HR programs export."""

from __future__ import annotations

import re
from datetime import date, datetime
from html.parser import HTMLParser
from xml.parsers import expat

from nongcot.intake.kinds import ProblemKind
from nongcot.intake.workbook.book import MAX_COLUMNS, MAX_ROWS, Book, Merged, Raw, Row, Sheet, WorkbookError
from nongcot.intake.workbook.delimited import decode, sheet_name

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
_MAX_CELLS = 5_000_000


class _Grid:
    """Cells with spans, laid out as a table is."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.merged: list[Merged] = []
        self._taken: dict[int, set[int]] = {}
        self._cells = 0

    def new_row(self) -> None:
        if len(self.rows) < MAX_ROWS:
            self.rows.append([])

    def put(self, value: Raw, across: int = 1, down: int = 1) -> None:
        if not self.rows:
            self.new_row()
        row, number = self.rows[-1], len(self.rows) - 1
        taken = self._taken.get(number, set())
        while len(row) in taken:
            row.append("")
        column = len(row)
        self._cells += across
        if column + across > MAX_COLUMNS or self._cells > _MAX_CELLS:
            raise WorkbookError(ProblemKind.TOO_MANY_COLUMNS, limit=MAX_COLUMNS)
        row.append(value)
        row.extend([""] * (across - 1))
        if across > 1 or down > 1:
            self.merged.append((number, column, number + down - 1, column + across - 1))
        for below in range(number + 1, number + down):
            self._taken.setdefault(below, set()).update(range(column, column + across))


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.grid = _Grid()
        self.tables = 0
        self._cell: list[str] | None = None
        self._spans = (1, 1)
        self._depth = 0
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self._silent += 1
        elif tag == "table":
            self._finish_cell()
            self._depth += 1
            self.tables += 1
            if self.tables > 1:
                self.grid.new_row()
        elif tag == "tr":
            self._finish_cell()
            self.grid.new_row()
        elif tag in ("td", "th"):
            self._finish_cell()
            self._cell = []
            values = dict(attrs)
            self._spans = (_span(values.get("colspan"), MAX_COLUMNS), _span(values.get("rowspan"), 10_000))
        elif tag in ("br", "p", "div") and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._silent = max(0, self._silent - 1)
        elif tag in ("td", "th", "tr", "table"):
            self._finish_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._silent:
            self._cell.append(data)

    def close(self) -> None:
        super().close()
        self._finish_cell()

    def _finish_cell(self) -> None:
        if self._cell is None:
            return
        text = re.sub(r"[ \t\r\f\v]*\n[ \t\r\n\f\v]*", "\n", "".join(self._cell)).strip(" \t\r\n")
        self._cell = None
        self.grid.put(re.sub(r"[ \t]+", " ", text), *self._spans)


def _span(text: str | None, most: int) -> int:
    return max(1, min(most, int(text))) if text and text.isdigit() and len(text) < 8 else 1


def read_html(data: bytes, name: str) -> Book:
    """All tables of an HTML page, one below the other, as one sheet. Raises WorkbookError when it has none."""
    text = _html_text(data)
    parser = _Html()
    parser.feed(text)
    parser.close()
    if not parser.tables or not any(any(row) for row in parser.grid.rows):
        raise WorkbookError(ProblemKind.NOT_A_SPREADSHEET)
    return Book(name, [_sheet(sheet_name(name), parser.grid)])


def _html_text(data: bytes) -> str:
    told = _CHARSET.search(data[:4096])
    if told and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        charset = told[1].decode("ascii").casefold()
        if charset in ("utf-8", "windows-1258", "cp1258"):
            try:
                return data.decode(charset)
            except UnicodeDecodeError:
                pass
    return decode(data)[0]


class _Xml2003:
    """Excel 2003 XML: Worksheet / Table / Row / Cell / Data, with ss:Index, ss:MergeAcross, ss:MergeDown."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, _Grid]] = []
        self._data: list[str] | None = None
        self._kind = "String"
        self._cell: dict[str, str] = {}
        self._value: Raw = ""
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.EntityDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _refuse(self, *_: object) -> None:
        raise WorkbookError(ProblemKind.NOT_A_SPREADSHEET)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        values = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if tag == "Worksheet":
            self.sheets.append((values.get("Name", ""), _Grid()))
        elif tag == "Row" and self.sheets:
            self._new_row(values.get("Index"))
        elif tag == "Cell":
            self._cell, self._value = values, ""
        elif tag == "Data":
            self._data, self._kind = [], values.get("Type", "String")

    def _new_row(self, index: str | None) -> None:
        grid = self.sheets[-1][1]
        wanted = int(index) if index and index.isdigit() and len(index) < 8 else len(grid.rows) + 1
        while len(grid.rows) < min(wanted, MAX_ROWS):
            grid.new_row()

    def _text(self, text: str) -> None:
        if self._data is not None:
            self._data.append(text)

    def _end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "Data" and self._data is not None:
            self._value = _typed("".join(self._data), self._kind)
            self._data = None
        elif tag == "Cell" and self.sheets:
            self._put()

    def _put(self) -> None:
        grid = self.sheets[-1][1]
        index = self._cell.get("Index", "")
        if index.isdigit() and grid.rows:
            if len(index) > 6 or int(index) > MAX_COLUMNS:
                raise WorkbookError(ProblemKind.TOO_MANY_COLUMNS, limit=MAX_COLUMNS)
            grid.rows[-1].extend([""] * (int(index) - 1 - len(grid.rows[-1])))
        across = _span(self._cell.get("MergeAcross"), MAX_COLUMNS) if "MergeAcross" in self._cell else 0
        down = _span(self._cell.get("MergeDown"), MAX_ROWS) if "MergeDown" in self._cell else 0
        grid.put(self._value, across + 1, min(down, 10_000) + 1)


def _typed(text: str, kind: str) -> Raw:
    if kind == "Number":
        try:
            return float(text)
        except ValueError:
            return text
    if kind == "DateTime":
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            return text
        return date(moment.year, moment.month, moment.day)
    return text


def read_xml_2003(data: bytes, name: str) -> Book:
    """An Excel 2003 XML file. Raises WorkbookError when it is damaged."""
    reader = _Xml2003()
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise WorkbookError(ProblemKind.TRUNCATED) from error
    sheets = [_sheet(title, grid) for title, grid in reader.sheets]
    return Book(name, sheets)


def _sheet(title: str, grid: _Grid) -> Sheet:
    return Sheet(
        title,
        lambda: ((i, list(row)) for i, row in enumerate(grid.rows)),
        read_merged=lambda: grid.merged,
        height=len(grid.rows),
    )
