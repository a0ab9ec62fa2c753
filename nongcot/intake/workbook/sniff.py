"""What a file really is, by its bytes and not by its name; what is not a spreadsheet is refused here."""

from __future__ import annotations

import io
from enum import StrEnum

import olefile

from nongcot.intake.kinds import ProblemKind
from nongcot.intake.workbook.book import WorkbookError


class FileKind(StrEnum):
    ZIPPED = "zipped"  # XLSX, XLSM, XLSB, ODS
    OLE = "ole"  # XLS
    HTML = "html"
    XML_2003 = "xml_2003"
    TEXT = "text"


_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BM",
    b"%PDF",
    b"{\\rtf",
    b"II*\x00",
    b"MM\x00*",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"\x7fELF",
    b"MZ",
    b"RIFF",
    b"SQLite format 3",
)
MAX_BYTES = 40 * 1024 * 1024


def file_kind(data: bytes) -> FileKind:
    """The kind of file in ``data``; raises WorkbookError for what cannot be a spreadsheet."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise WorkbookError(ProblemKind.EMPTY_FILE)
    if len(data) > MAX_BYTES:
        raise WorkbookError(ProblemKind.TOO_LARGE, size_mb=len(data) // 1_048_576, limit_mb=MAX_BYTES // 1_048_576)
    if data.startswith(b"PK"):
        return _zipped(data)
    if data.startswith(_OLE[: min(8, len(data))]) and len(data) >= 4:
        return _ole(data)
    if (data.startswith(_OTHERS) and b"\x00" in data[:4096]) or data.startswith((b"%PDF", b"{\\rtf", b"GIF8", b"Rar!")):
        raise WorkbookError(ProblemKind.NOT_A_SPREADSHEET)
    return _textual(data)


def _zipped(data: bytes) -> FileKind:
    if data.startswith(_ZIP):
        return FileKind.ZIPPED
    if data.startswith(b"PK\x05\x06"):
        raise WorkbookError(ProblemKind.EMPTY_FILE)
    raise WorkbookError(ProblemKind.TRUNCATED)


def _ole(data: bytes) -> FileKind:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            streams = {"/".join(parts).casefold() for parts in ole.listdir(streams=True, storages=True)}
    except Exception as error:  # olefile raises many kinds on damaged files
        raise WorkbookError(ProblemKind.TRUNCATED) from error
    if streams & {"encryptedpackage", "encryptioninfo"}:
        raise WorkbookError(ProblemKind.ENCRYPTED)
    if streams & {"workbook", "book"}:
        return FileKind.OLE
    raise WorkbookError(ProblemKind.NOT_A_SPREADSHEET)


def _textual(data: bytes) -> FileKind:
    head = data[:8192]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    elif head.count(0) > len(head) // 8:
        little = head[1::2].count(0) >= head[0::2].count(0)
        head = head.decode("utf-16-le" if little else "utf-16-be", "ignore").encode("utf-8", "ignore")
    low = head.lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in low and b"<workbook" in low:
        return FileKind.XML_2003
    start = low.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"<", b"mime-version")):
        if b"<table" in data.lower() or b"<html" in low:
            return FileKind.HTML
        raise WorkbookError(ProblemKind.NOT_A_SPREADSHEET)
    if _looks_binary(head):
        raise WorkbookError(ProblemKind.NOT_A_SPREADSHEET)
    return FileKind.TEXT


def _looks_binary(head: bytes) -> bool:
    control = sum(1 for byte in head if byte < 32 and byte not in (9, 10, 13, 12, 27))
    return control > max(2, len(head) // 100)
