"""Opens a spreadsheet file safely into sheets of raw cells: XLSX, XLSM, XLSB, XLS, ODS, CSV/TSV/TXT, HTML as .xls."""

from __future__ import annotations

from pathlib import Path

from nongcot.intake.kinds import ProblemKind
from nongcot.intake.workbook.book import (
    MAX_COLUMNS,
    MAX_ROWS,
    Book,
    FontMap,
    Merged,
    Raw,
    Row,
    Sheet,
    WorkbookError,
    cell_ref,
    letters,
)
from nongcot.intake.workbook.delimited import read_text
from nongcot.intake.workbook.markup import read_html, read_xml_2003
from nongcot.intake.workbook.native import read_zipped
from nongcot.intake.workbook.old_xls import read_xls
from nongcot.intake.workbook.sniff import MAX_BYTES, FileKind, file_kind

__all__ = [
    "MAX_BYTES",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "Book",
    "FontMap",
    "Merged",
    "Raw",
    "Row",
    "Sheet",
    "WorkbookError",
    "cell_ref",
    "letters",
    "open_workbook",
]

_READERS = {
    FileKind.ZIPPED: read_zipped,
    FileKind.OLE: read_xls,
    FileKind.HTML: read_html,
    FileKind.XML_2003: read_xml_2003,
    FileKind.TEXT: read_text,
}


def open_workbook(source: Path | str | bytes, name: str | None = None) -> Book:
    """The file as a :class:`Book`; its kind is told by its bytes, never by its suffix.

    Raises :class:`WorkbookError` with a :class:`ProblemKind` for everything that cannot be read: empty, encrypted,
    truncated, not a spreadsheet, too large, zip bomb, too many columns.
    """
    if isinstance(source, bytes):
        data = source
    else:
        data = _file_bytes(Path(source))
        name = name or Path(source).name
    return _READERS[file_kind(data)](data, name or "")


def _file_bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise WorkbookError(ProblemKind.TOO_LARGE, size_mb=size // 1_048_576, limit_mb=MAX_BYTES // 1_048_576)
        return path.read_bytes()
    except OSError as error:
        raise WorkbookError(ProblemKind.NOT_A_SPREADSHEET, error=error.strerror or str(error)) from error
