"""Cells of an XLSX sheet that hold the error of a formula: the library gives them as empty, which hides them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

from nongcot.intake.workbook.zipped import chunks, column_number

_CELL = re.compile(rb'<c (?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>(.*?)</c>', re.DOTALL)
_VALUE = re.compile(rb"<v>([^<]{1,20})</v>")
_MOST = 200_000  # errors kept of one sheet
Row = list[Any]
Errors = dict[int, dict[int, str]]


def xlsx_errors(container: zipfile.ZipFile, part: str) -> Errors:
    """0-based row -> column -> "#N/A" of every cell with an error. Raises WorkbookError for a damaged part."""
    found: Errors = {}
    count, rest = 0, b""
    for piece in chunks(container, part):
        joined = rest + piece
        cut = joined.rfind(b"</c>") + 4
        for letters, number, inner in _CELL.findall(joined, 0, cut) if cut >= 4 else ():
            value = _VALUE.search(inner)
            if value and count < _MOST:
                found.setdefault(int(number) - 1, {})[column_number(letters)] = unescape(value[1].decode())
                count += 1
        rest = joined[cut:] if cut >= 4 else joined
    return found


def with_errors(rows: Iterator[tuple[int, Row]], read: Callable[[], Errors]) -> Iterator[tuple[int, Row]]:
    """The rows with the errors put where the library left the cell empty."""
    errors = read()
    for number, row in rows:
        for column, error in errors.get(number, {}).items():
            if column < len(row) and row[column] in ("", None):
                row[column] = error
        yield number, row
