"""Zipped workbooks through calamine, each sheet guarded: what the library says, what it may not be given."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import Any, TypeVar

import python_calamine as calamine

from nongcot.intake.kinds import ProblemKind
from nongcot.intake.workbook import zipped
from nongcot.intake.workbook.book import MAX_COLUMNS, Book, FontMap, Merged, Row, Sheet, WorkbookError
from nongcot.intake.workbook.errors import with_errors, xlsx_errors
from nongcot.intake.workbook.xlsx_xml import SheetPart, SparseSheet, read_strings, read_styles, sheet_parts

T = TypeVar("T")
_PROBE = """
import io, resource, sys
import python_calamine
resource.setrlimit(resource.RLIMIT_AS, (3_000_000_000, 3_000_000_000))
book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
for sheet in book.sheets_metadata:
    if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet:
        book.get_sheet_by_name(sheet.name)
"""
_PROBE_SECONDS = 120
_BATCH = 500  # rows taken from the library at a time


def guarded(call: Callable[[], T]) -> T:
    """Runs a call into the native library; whatever it raises (Rust panics too) becomes a WorkbookError."""
    try:
        return call()
    except WorkbookError:
        raise
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except calamine.PasswordError as error:
        raise WorkbookError(ProblemKind.ENCRYPTED) from error
    except BaseException as error:
        raise WorkbookError(ProblemKind.TRUNCATED) from error


def survives_opening(data: bytes) -> None:
    """Opens a binary workbook in a process of its own first: what a damaged one asks of memory kills only that one.

    The XML formats are measured instead (see ``zipped``). Raises WorkbookError when the other process died.
    """
    try:
        subprocess.run(
            [sys.executable, "-c", _PROBE], input=data, capture_output=True, check=True, timeout=_PROBE_SECONDS
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise WorkbookError(ProblemKind.TRUNCATED) from error


def read_zipped(data: bytes, name: str) -> Book:
    """XLSX, XLSM, XLSB or ODS. Raises WorkbookError."""
    container = zipped.open_zip(data)
    names = set(container.namelist())
    if "xl/workbook.xml" in names:
        return _read_xlsx(data, name, container)
    if "xl/workbook.bin" in names:
        return _read_xlsb(data, name, container)
    if "content.xml" in names:
        return _read_ods(data, name, container)
    damaged = any(n.startswith("xl/") for n in names) or "[Content_Types].xml" not in names
    inner = [n for n in names if n.lower().endswith((".xlsx", ".xls", ".ods", ".csv"))]
    known_other = any(n.startswith(("word/", "ppt/")) for n in names) or inner or not damaged
    raise WorkbookError(ProblemKind.NOT_A_SPREADSHEET if known_other else ProblemKind.TRUNCATED)


def _read_xlsx(data: bytes, name: str, container: zipfile.ZipFile) -> Book:
    parts = {part.name: part for part in sheet_parts(container)}
    wanted = ("xl/sharedStrings.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels")
    zipped.verify_parts(container, [n for n in wanted if n in container.namelist()])
    extents = {part.part: zipped.xlsx_extent(container, part.part) for part in parts.values()}
    library = _open(data)
    shared: dict[str, Any] = {}
    sheets = []
    for title, hidden in _sheet_list(library):
        part = parts.get(title)
        sparse = _Sparse(container, part, shared) if part else None
        if part and sparse and extents[part.part].too_big_for_dense:
            sheets.append(sparse.sheet(title, hidden))
        else:
            extent = extents[part.part] if part else None
            height = extent.last_row + 1 if extent else 0
            sheet = _dense_sheet(library, title, hidden, sparse.fonts if sparse else dict, height)
            if part and extent and extent.errors:
                sheet.read = partial(_rows_with_errors, sheet.read, container, part.part)
            sheets.append(sheet)
    return Book(name, sheets)


def _rows_with_errors(
    read: Callable[[], Iterator[tuple[int, Row]]], container: zipfile.ZipFile, part: str
) -> Iterator[tuple[int, Row]]:
    return with_errors(read(), lambda: xlsx_errors(container, part))


class _Sparse:
    """The XML reader for one sheet; strings and styles are read once a book, when first needed."""

    def __init__(self, container: zipfile.ZipFile, part: SheetPart, shared: dict[str, Any]) -> None:
        self.container, self.part, self.shared = container, part, shared

    def _reader(self) -> SparseSheet:
        if not self.shared:
            strings, styles = read_strings(self.container), read_styles(self.container)
            self.shared.update(strings=strings, styles=styles)
        return SparseSheet(self.container, self.part.part, self.shared["strings"], self.shared["styles"])

    def fonts(self) -> FontMap:
        try:
            return self._reader().fonts()
        except WorkbookError:  # fonts help; the library may read more than this reader
            return {}

    def sheet(self, title: str, hidden: bool) -> Sheet:
        sheet = Sheet(title, lambda: iter(()), hidden=hidden, read_fonts=self.fonts)

        def rows() -> Iterator[tuple[int, Row]]:
            reader = self._reader()
            yield from reader.rows()
            if reader.dropped and not sheet.notes:
                sheet.notes.append((ProblemKind.TOO_MANY_COLUMNS, {"cells": reader.dropped, "limit": MAX_COLUMNS}))

        sheet.read = rows
        return sheet


def _read_xlsb(data: bytes, name: str, container: zipfile.ZipFile) -> Book:
    for part in container.namelist():
        if part.startswith("xl/worksheets/") and part.endswith(".bin"):
            zipped.refuse_beyond(zipped.xlsb_extent(zipped.read_part(container, part)))
    survives_opening(data)
    library = _open(data)
    return Book(name, [_dense_sheet(library, title, hidden, dict) for title, hidden in _sheet_list(library)])


def _read_ods(data: bytes, name: str, container: zipfile.ZipFile) -> Book:
    if "META-INF/manifest.xml" in container.namelist():
        manifest = zipped.read_part(container, "META-INF/manifest.xml", 10_000_000)
        if b"encryption-data" in manifest:
            raise WorkbookError(ProblemKind.ENCRYPTED)
    for extent in zipped.ods_extents(zipped.read_part(container, "content.xml")):
        zipped.refuse_beyond(extent)
    library = _open(data)
    return Book(name, [_dense_sheet(library, title, hidden, dict) for title, hidden in _sheet_list(library)])


def _open(data: bytes) -> Any:
    return guarded(lambda: calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)))


def _sheet_list(library: Any) -> list[tuple[str, bool]]:
    """Worksheets (no charts, no macro sheets) with whether they are hidden."""
    listed = guarded(lambda: list(library.sheets_metadata))
    work = [m for m in listed if m.typ == calamine.SheetTypeEnum.WorkSheet]
    return [(m.name, m.visible != calamine.SheetVisibleEnum.Visible) for m in work]


def _dense_sheet(library: Any, title: str, hidden: bool, fonts: Callable[[], FontMap], height: int = 0) -> Sheet:
    dense = _Dense(library, title)
    return Sheet(title, dense.rows, hidden=hidden, read_merged=dense.merged, read_fonts=fonts, height=height)


class _Dense:
    """One sheet through calamine. Loaded when first needed, let go when its rows have been read to the end, so that
    one sheet's grid is in memory at a time."""

    def __init__(self, library: Any, title: str) -> None:
        self.library, self.title = library, title
        self.loaded: Any = None

    def load(self) -> Any:
        if self.loaded is None:
            self.loaded = guarded(lambda: self.library.get_sheet_by_name(self.title))
        return self.loaded

    def merged(self) -> list[Merged]:
        return [(*first, *last) for first, last in (self.load().merged_cell_ranges or [])]

    def rows(self) -> Iterator[tuple[int, Row]]:
        loaded = self.load()
        if not loaded.start:
            return
        pad = [""] * loaded.start[1]
        grid = iter(guarded(loaded.iter_rows))
        number = 0
        while batch := guarded(lambda: list(islice(grid, _BATCH))):
            for row in batch:
                yield number, (pad + row if pad else row)[:MAX_COLUMNS]
                number += 1
        self.loaded = None
