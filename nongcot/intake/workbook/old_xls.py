"""XLS through xlrd: values, merged ranges and the fonts of cells (for the old .VnTime and VNI fonts).

Pure Python on purpose: calamine reserves memory by the counts a damaged XLS claims, which can end the process.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import xlrd

from nongcot.intake.kinds import ProblemKind
from nongcot.intake.workbook.book import Book, FontMap, Raw, Row, Sheet, WorkbookError


def read_xls(data: bytes, name: str) -> Book:
    """The whole book. Raises WorkbookError: encrypted, or damaged beyond reading."""
    try:
        book = _open(data, formatting=True)
    except WorkbookError as error:
        if error.problem is ProblemKind.ENCRYPTED:
            raise
        book = _open(data, formatting=False)
    try:
        sheets = [_sheet(book, book.sheet_by_index(index)) for index in range(book.nsheets)]
    except Exception as error:
        raise WorkbookError(ProblemKind.TRUNCATED) from error
    return Book(name, sheets)


def _open(data: bytes, formatting: bool) -> Any:
    try:
        return xlrd.open_workbook(
            file_contents=data,
            logfile=io.StringIO(),
            formatting_info=formatting,
            ragged_rows=True,
            ignore_workbook_corruption=True,
        )
    except xlrd.XLRDError as error:
        text = str(error).casefold()
        problem = ProblemKind.ENCRYPTED if "encrypt" in text or "password" in text else ProblemKind.TRUNCATED
        raise WorkbookError(problem) from error
    except Exception as error:  # struct, index, unicode and assertion errors on damaged files
        raise WorkbookError(ProblemKind.TRUNCATED) from error


def _sheet(book: Any, sheet: Any) -> Sheet:
    def rows() -> Iterator[tuple[int, Row]]:
        for number in range(sheet.nrows):
            cells = zip(sheet.row_types(number), sheet.row_values(number), strict=True)
            yield number, [_value(kind, value, book.datemode) for kind, value in cells]

    merged = [(first, left, last - 1, right - 1) for first, last, left, right in sheet.merged_cells]
    return Sheet(
        sheet.name,
        rows,
        hidden=bool(sheet.visibility),
        read_merged=lambda: merged,
        read_fonts=lambda: _fonts(book, sheet),
        height=sheet.nrows,
    )


def _fonts(book: Any, sheet: Any) -> FontMap:
    names: dict[int, str] = {}
    fonts: FontMap = {}
    try:
        for row in range(sheet.nrows):
            for column, kind in enumerate(sheet.row_types(row)):
                if kind != xlrd.XL_CELL_TEXT:
                    continue
                style = sheet.cell_xf_index(row, column)
                if style not in names:
                    names[style] = book.font_list[book.xf_list[style].font_index].name
                fonts[row, column] = names[style]
    except Exception:  # noqa: BLE001  fonts help, their absence must not stop the reading
        return {}
    return fonts


def _value(kind: int, value: Any, datemode: int) -> Raw:
    if kind in (xlrd.XL_CELL_TEXT, xlrd.XL_CELL_NUMBER):
        return value
    if kind == xlrd.XL_CELL_DATE:
        return _moment(value, datemode)
    if kind == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(value, "#N/A"))
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    return ""


def _moment(value: float, datemode: int) -> Raw:
    try:
        moment: datetime = xlrd.xldate_as_datetime(value, datemode)
    except (ValueError, OverflowError, xlrd.XLDateError):
        return value
    return date(moment.year, moment.month, moment.day)
