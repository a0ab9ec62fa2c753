"""XLS through xlrd: the fonts of cells (for the old .VnTime and VNI fonts), and a second reader for damaged files."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import xlrd

from nongcot.intake.kinds import ProblemKind
from nongcot.intake.workbook.book import Book, FontMap, Raw, Row, Sheet, WorkbookError

_QUIET = io.StringIO


def _open(data: bytes, fonts: bool) -> Any:
    try:
        return xlrd.open_workbook(file_contents=data, logfile=_QUIET(), formatting_info=fonts)
    except xlrd.XLRDError as error:
        text = str(error).casefold()
        problem = ProblemKind.ENCRYPTED if "encrypt" in text or "password" in text else ProblemKind.TRUNCATED
        raise WorkbookError(problem) from error
    except Exception as error:  # struct, index, unicode and assertion errors on damaged files
        raise WorkbookError(ProblemKind.TRUNCATED) from error


def xls_fonts(data: bytes) -> Callable[[int], Callable[[], FontMap]]:
    """For a sheet's index, the function that reads its fonts; xlrd opens the file only when first asked."""
    opened: list[Any] = []

    def fonts_of(index: int) -> FontMap:
        try:
            if not opened:
                opened.append(_open(data, fonts=True))
            return _sheet_fonts(opened[0], index)
        except Exception:  # noqa: BLE001  fonts help, their absence must not stop the reading
            return {}

    return lambda index: lambda: fonts_of(index)


def _sheet_fonts(book: Any, index: int) -> FontMap:
    sheet = book.sheet_by_index(index)
    names: dict[int, str] = {}
    fonts: FontMap = {}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            if sheet.cell_type(row, column) != xlrd.XL_CELL_TEXT:
                continue
            style = sheet.cell_xf_index(row, column)
            if style not in names:
                names[style] = book.font_list[book.xf_list[style].font_index].name
            fonts[row, column] = names[style]
    return fonts


def read_with_xlrd(data: bytes, name: str) -> Book:
    """The whole book through xlrd. Raises WorkbookError."""
    book = _open(data, fonts=False)
    try:
        sheets = [_sheet(book, book.sheet_by_index(index)) for index in range(book.nsheets)]
    except Exception as error:
        raise WorkbookError(ProblemKind.TRUNCATED) from error
    return Book(name, sheets)


def _sheet(book: Any, sheet: Any) -> Sheet:
    def rows() -> Iterator[tuple[int, Row]]:
        for number in range(sheet.nrows):
            yield number, [_value(cell, book.datemode) for cell in sheet.row(number)]

    merged = [(a, c, b - 1, d - 1) for a, b, c, d in sheet.merged_cells]
    return Sheet(sheet.name, rows, hidden=bool(sheet.visibility), read_merged=lambda: merged, height=sheet.nrows)


def _value(cell: Any, datemode: int) -> Raw:
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            moment: datetime = xlrd.xldate_as_datetime(cell.value, datemode)
        except (ValueError, OverflowError, xlrd.XLDateError):
            return cell.value
        return date(moment.year, moment.month, moment.day)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    return cell.value if cell.ctype != xlrd.XL_CELL_EMPTY else ""
