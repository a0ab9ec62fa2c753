"""A second reader for XLSX sheets, straight from the XML: sparse, bounded, slower.

Used where calamine must not be (a cell far away makes its dense grid enormous) and to learn the fonts of cells,
which calamine does not give. Entities are refused (expat), so no expansion attack.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from xml.parsers import expat

from nongcot.intake.kinds import ProblemKind
from nongcot.intake.workbook.book import MAX_COLUMNS, MAX_ROWS, FontMap, Raw, Row, WorkbookError
from nongcot.intake.workbook.zipped import chunks, column_number

_BUILT_IN_DATES = frozenset([*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)])
_NOT_DATE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_MAX_TEXT = 32_767


@dataclass(slots=True)
class SheetPart:
    """One worksheet in workbook order: its name, part name and visibility."""

    name: str
    part: str
    hidden: bool


@dataclass(slots=True)
class Styles:
    """Per cell style: whether it shows a date, and the font's name."""

    dates: list[bool] = field(default_factory=list)
    fonts: list[str] = field(default_factory=list)


class _Parser:
    """expat over the chunks of one part, local tag names, entities refused."""

    def __init__(self) -> None:
        self.expat = expat.ParserCreate()
        self.expat.buffer_text = True
        self.expat.EntityDeclHandler = self._refuse
        self.expat.StartElementHandler = self._start
        self.expat.EndElementHandler = self._end

    def _refuse(self, *_: Any) -> None:
        raise WorkbookError(ProblemKind.NOT_A_SPREADSHEET)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.start(tag.rpartition(":")[2], attributes)

    def _end(self, tag: str) -> None:
        self.end(tag.rpartition(":")[2])

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...

    def end(self, tag: str) -> None: ...

    def feed(self, container: zipfile.ZipFile, part: str) -> None:
        for piece in chunks(container, part):
            self.parse(piece, False)
        self.parse(b"", True)

    def parse(self, piece: bytes, last: bool) -> None:
        try:
            self.expat.Parse(piece, last)
        except expat.ExpatError as error:
            raise WorkbookError(ProblemKind.TRUNCATED) from error


class _Tags(_Parser):
    """Collects (tag, attributes) of all elements of a small part."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self.tags) < 500_000:
            self.tags.append((tag, attributes))


def sheet_parts(container: zipfile.ZipFile) -> list[SheetPart]:
    """The worksheets of an XLSX or XLSB in order; raises WorkbookError when the workbook part is damaged."""
    names = set(container.namelist())
    main = next((n for n in ("xl/workbook.xml",) if n in names), None)
    if main is None:
        return []
    book, relations = _Tags(), _Tags()
    book.feed(container, main)
    rels = "xl/_rels/workbook.xml.rels"
    if rels in names:
        relations.feed(container, rels)
    targets = {a.get("Id"): a.get("Target", "") for tag, a in relations.tags if tag == "Relationship"}
    parts = []
    for tag, attributes in book.tags:
        if tag != "sheet":
            continue
        target = targets.get(next((v for k, v in attributes.items() if k.rpartition(":")[2] == "id"), None), "")
        part = posixpath.normpath(posixpath.join("xl", target)) if not target.startswith("/") else target[1:]
        if part in names:
            parts.append(SheetPart(attributes.get("name", ""), part, attributes.get("state", "visible") != "visible"))
    return parts


def read_styles(container: zipfile.ZipFile) -> Styles:
    """The cell styles of an XLSX; empty when it has none."""
    if "xl/styles.xml" not in container.namelist():
        return Styles()
    tags = _Tags()
    tags.feed(container, "xl/styles.xml")
    formats: dict[str, str] = {}
    fonts: list[str] = []
    styles = Styles()
    inside = ""
    for tag, attributes in tags.tags:
        if tag in ("fonts", "cellXfs", "cellStyleXfs", "dxfs", "numFmts", "cellStyles", "fills", "borders"):
            inside = tag
        elif tag == "numFmt" and inside == "numFmts":
            formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "font" and inside == "fonts":
            fonts.append("")
        elif tag in ("name", "rFont") and inside == "fonts" and fonts:
            fonts[-1] = attributes.get("val", "")
        elif tag == "xf" and inside == "cellXfs":
            number = attributes.get("numFmtId", "0")
            styles.dates.append(_is_date_format(number, formats))
            index = attributes.get("fontId", "0")
            styles.fonts.append(fonts[int(index)] if index.isdigit() and int(index) < len(fonts) else "")
    return styles


def _is_date_format(number: str, formats: dict[str, str]) -> bool:
    code = formats.get(number)
    if code is None:
        return number.isdigit() and int(number) in _BUILT_IN_DATES
    return bool(re.search(r"[dmyhs]", _NOT_DATE.sub("", code).casefold().replace("general", "")))


class _Strings(_Parser):
    """Shared strings; phonetic runs (rPh) do not count."""

    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []
        self._pieces: list[str] = []
        self._phonetic = False
        self._inside = False
        self.expat.CharacterDataHandler = self._text

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "si":
            self._pieces = []
        elif tag == "rPh":
            self._phonetic = True
        self._inside = tag == "t" and not self._phonetic

    def _text(self, text: str) -> None:
        if self._inside:
            self._pieces.append(text)

    def end(self, tag: str) -> None:
        self._inside = False
        if tag == "si":
            self.strings.append("".join(self._pieces)[:_MAX_TEXT])
        elif tag == "rPh":
            self._phonetic = False


def read_strings(container: zipfile.ZipFile) -> list[str]:
    """The shared strings of an XLSX; empty when it has none."""
    if "xl/sharedStrings.xml" not in container.namelist():
        return []
    parser = _Strings()
    parser.feed(container, "xl/sharedStrings.xml")
    return parser.strings


class _Cells(_Parser):
    """Finished rows are taken from ``done`` by the caller between chunks."""

    def __init__(self, strings: list[str], styles: Styles, epoch_1904: bool) -> None:
        super().__init__()
        self.strings, self.styles = strings, styles
        self.epoch = datetime(1904, 1, 1) if epoch_1904 else datetime(1899, 12, 30)  # noqa: DTZ001
        self.done: list[tuple[int, dict[int, Raw]]] = []
        self.style_ids: dict[tuple[int, int], int] = {}
        self.dropped = 0
        self._row, self._column = -1, -1
        self._cells: dict[int, Raw] = {}
        self._type, self._style = "n", 0
        self._pieces: list[str] = []
        self._inside = self._phonetic = False
        self.expat.CharacterDataHandler = self._text

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._start_cell(attributes)
        elif tag in ("v", "t"):
            self._inside = not self._phonetic
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "row":
            number = attributes.get("r", "")
            self._row = int(number) - 1 if number.isdigit() else self._row + 1
            self._column, self._cells = -1, {}

    def _start_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r", "")
        found = re.match(r"([A-Za-z]{1,8})(\d{1,12})$", place)
        self._column = column_number(found[1].encode()) if found else self._column + 1
        self._type = attributes.get("t", "n")
        style = attributes.get("s", "0")
        self._style = int(style) if style.isdigit() else 0
        self._pieces = []

    def _text(self, text: str) -> None:
        if self._inside:
            self._pieces.append(text)

    def end(self, tag: str) -> None:
        if tag in ("v", "t"):
            self._inside = False
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "c":
            self._end_cell()
        elif tag == "row" and self._cells and self._row < MAX_ROWS:
            self.done.append((self._row, self._cells))

    def _end_cell(self) -> None:
        text = "".join(self._pieces)
        if not text:
            return
        if not 0 <= self._column < MAX_COLUMNS or self._row >= MAX_ROWS:
            self.dropped += 1
            return
        value = self._value(text)
        self._cells[self._column] = value
        if isinstance(value, str):
            self.style_ids[self._row, self._column] = self._style

    def _value(self, text: str) -> Raw:
        if self._type == "s":
            return self.strings[int(text)] if text.isdigit() and int(text) < len(self.strings) else ""
        if self._type in ("str", "inlineStr", "e"):
            return text[:_MAX_TEXT]
        if self._type == "b":
            return text.strip() == "1"
        try:
            number = float(text)
        except ValueError:
            return text[:_MAX_TEXT]
        if self._style < len(self.styles.dates) and self.styles.dates[self._style]:
            return self._day(number)
        return number

    def _day(self, number: float) -> Raw:
        if not 1 <= number < 2_958_466:
            return number
        moment = self.epoch + timedelta(days=number)
        return date(moment.year, moment.month, moment.day) if number == int(number) else moment


@dataclass(slots=True)
class SparseSheet:
    """Reads one sheet part row by row. ``dropped`` counts filled cells beyond the limits, after reading."""

    container: zipfile.ZipFile
    part: str
    strings: list[str]
    styles: Styles
    epoch_1904: bool = False
    dropped: int = 0

    def rows(self) -> Iterator[tuple[int, Row]]:
        parser = _Cells(self.strings, self.styles, self.epoch_1904)
        for piece in chunks(self.container, self.part):
            parser.parse(piece, False)
            parser.style_ids.clear()
            done, parser.done = parser.done, []
            for number, cells in done:
                yield number, _dense(cells)
        parser.parse(b"", True)
        self.dropped = parser.dropped

    def fonts(self) -> FontMap:
        parser = _Cells(self.strings, self.styles, self.epoch_1904)
        for piece in chunks(self.container, self.part):
            parser.parse(piece, False)
            parser.done.clear()
            if len(parser.style_ids) > 3_000_000:
                break
        names = self.styles.fonts
        return {place: names[style] for place, style in parser.style_ids.items() if style < len(names)}


def _dense(cells: dict[int, Raw]) -> Row:
    row: Row = [""] * (max(cells) + 1)
    for column, value in cells.items():
        row[column] = value
    return row
