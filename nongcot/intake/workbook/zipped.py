"""Zip containers (XLSX, XLSM, XLSB, ODS): sizes are checked before anything is opened.

calamine lays a sheet out as a dense grid from its first to its last cell, so one cell at XFD1048576 would ask for
terabytes and kill the process. The used range is therefore measured here, on the decompressed stream, first.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from nongcot.intake.kinds import ProblemKind
from nongcot.intake.workbook.book import MAX_COLUMNS, MAX_ROWS, WorkbookError

MAX_UNPACKED = 1_500_000_000
MAX_RATIO = 200
RATIO_FROM = 50_000_000
MAX_PART = 700_000_000
MAX_DENSE_CELLS = 12_000_000
_CHUNK = 1 << 20


@dataclass(slots=True)
class Extent:
    """How far a sheet's cells reach (0-based, last used row and column) and how many cells it has, roughly."""

    last_row: int = -1
    last_column: int = -1
    errors: bool = False  # some cell holds the error of a formula
    prefixed: bool = False  # tags carry a namespace prefix, or the data begin late: nothing is taken for granted

    @property
    def too_wide(self) -> bool:
        return self.last_column >= MAX_COLUMNS

    @property
    def too_big_for_dense(self) -> bool:
        return self.too_wide or (self.last_row + 1) * (self.last_column + 1) > MAX_DENSE_CELLS


def open_zip(data: bytes) -> zipfile.ZipFile:
    """The container, its directory checked: no bomb, no encryption, nothing cut off. Raises WorkbookError."""
    try:
        container = zipfile.ZipFile(io.BytesIO(data))
        entries = container.infolist()
    except Exception as error:  # damaged directories raise many kinds
        raise WorkbookError(ProblemKind.TRUNCATED) from error
    _check_sizes(entries, len(data))
    if any(entry.flag_bits & 1 for entry in entries):
        raise WorkbookError(ProblemKind.ENCRYPTED)
    return container


def _check_sizes(entries: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED or (unpacked > RATIO_FROM and unpacked > MAX_RATIO * packed):
        raise WorkbookError(ProblemKind.ZIP_BOMB, unpacked_mb=unpacked // 1_000_000)
    if sum(entry.compress_size for entry in entries) > packed or len(entries) > 20_000:
        raise WorkbookError(ProblemKind.ZIP_BOMB, unpacked_mb=unpacked // 1_000_000)


def chunks(container: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The decompressed part in pieces. Reading to the end also proves its length and checksum."""
    try:
        with container.open(name) as stream:
            while piece := stream.read(_CHUNK):
                yield piece
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        KeyError,
        ValueError,
        struct.error,
    ) as error:
        raise WorkbookError(ProblemKind.TRUNCATED) from error
    except RuntimeError as error:  # zipfile says so for encrypted members
        raise WorkbookError(ProblemKind.ENCRYPTED) from error


def verify_parts(container: zipfile.ZipFile, names: list[str]) -> None:
    """Reads the named parts to the end; raises WorkbookError when one is damaged or lies about its size or counts."""
    for name in names:
        size, most, before = 0, 0, b""
        for piece in chunks(container, name):
            size += len(piece)
            most = max(most, _claimed(before + piece))
            before = piece[-_CLAIM_LENGTH:]
        _check_claim(most, size)


_CLAIM_LENGTH = 40
_CLAIM = re.compile(rb'ount="(\d{6,})"')


def _claimed(piece: bytes) -> int:
    """The largest number of elements that a piece of XML claims to hold: calamine asks for memory by such claims."""
    return max((int(claim) for claim in _CLAIM.findall(piece)), default=0)


def _check_claim(most: int, size: int) -> None:
    if most > size:
        raise WorkbookError(ProblemKind.TRUNCATED)


def read_part(container: zipfile.ZipFile, name: str, limit: int = MAX_PART) -> bytes:
    """A whole part; raises WorkbookError when it is missing, damaged or above ``limit`` bytes."""
    pieces, size = [], 0
    for piece in chunks(container, name):
        size += len(piece)
        if size > limit:
            raise WorkbookError(ProblemKind.ZIP_BOMB, unpacked_mb=size // 1_000_000)
        pieces.append(piece)
    return b"".join(pieces)


_REF = re.compile(rb'\br="([A-Za-z]{1,8})(\d{1,12})"')
_LAST_REF = re.compile(rb' r="[A-Z](\d{1,7})"')
_ROW_NUMBER = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d{1,12})"')
_CELL = re.compile(rb"<(?:\w+:)?c[ />]")


@lru_cache(maxsize=2048)
def column_number(text: bytes) -> int:
    """b"A" -> 0, b"AA" -> 26."""
    number = 0
    for byte in text.upper():
        number = number * 26 + byte - 64
    return number - 1


def xlsx_extent(container: zipfile.ZipFile, name: str) -> Extent:
    """Measures one sheet's XML without building it. Cells without an address are counted along the row.

    Usual chunks (single-letter columns, every cell with its address, none further down than the last row's number of
    digits allows) are only searched, at the speed of the C library; all others are taken apart.
    """
    extent = Extent()
    rest = b""
    size = claim = 0
    for number, piece in enumerate(chunks(container, name)):
        if number == 0 and b"<sheetData" not in piece:
            extent.prefixed = True
        joined = rest + piece
        extent.errors = extent.errors or b't="e"' in joined
        size, claim = size + len(piece), max(claim, _claimed(joined[-len(piece) - _CLAIM_LENGTH :]))
        cut = joined.rfind(b"</row>")
        rest = joined[cut + 6 :] if cut >= 0 else joined
        if len(rest) > 64_000_000:
            raise WorkbookError(ProblemKind.TOO_MANY_COLUMNS, limit=MAX_COLUMNS)
        if cut >= 0:
            _measure(joined[: cut + 6], extent)
    _measure(rest, extent)
    _check_claim(claim, size)
    return extent


def _measure(piece: bytes, extent: Extent) -> None:
    last = _LAST_REF.match(piece, max(0, piece.rfind(b' r="')))
    if extent.prefixed or last is None or not _is_usual(piece, len(last[1])):
        for row in piece.split(b"</row>"):
            _measure_odd_row(row, extent)
        return
    extent.last_column = max(extent.last_column, 25)
    extent.last_row = max(extent.last_row, int(last[1]) - 1)


@lru_cache(maxsize=16)
def _unusual(digits: int) -> re.Pattern[bytes]:
    """Addresses of two letters, or with more digits; begins with plain bytes for the quick search of the engine."""
    return re.compile(rb' r="[A-Z](?:[^0-9]|\d{%d})' % (digits + 1))


def _is_usual(piece: bytes, digits: int) -> bool:
    """Every tag that begins like a cell is one with its address first, every row has its number, no far address."""
    return (
        piece.count(b"<c") == piece.count(b'<c r="')
        and piece.count(b"</row>") == piece.count(b'<row r="')
        and not _unusual(digits).search(piece)
    )


def _measure_odd_row(row: bytes, extent: Extent) -> None:
    cells = len(_CELL.findall(row))
    if not cells:
        return
    refs = [(column_number(letters), int(number) - 1) for letters, number in _REF.findall(row)]
    numbers = [int(number) - 1 for number in _ROW_NUMBER.findall(row)]
    furthest = max((column for column, _ in refs), default=-1) + max(0, cells - len(refs))
    extent.last_column = max(extent.last_column, furthest)
    extent.last_row = max([extent.last_row + 1 - bool(refs or numbers), *numbers, *(number for _, number in refs)])


def xlsb_extent(data: bytes) -> Extent:
    """Measures a binary sheet part record by record ([MS-XLSB] 2.1.4: type and size are variable-length)."""
    extent = Extent()
    place, row, size = 0, -1, len(data)
    while place < size:
        kind, place = _varint(data, place, 2)
        length, place = _varint(data, place, 4)
        if kind == 0 and length >= 4 and place + 4 <= size:
            row = int.from_bytes(data[place : place + 4], "little")
        elif 1 <= kind <= 11 and place + 4 <= size:
            column = int.from_bytes(data[place : place + 4], "little")
            extent.last_column = max(extent.last_column, column)
            extent.last_row = max(extent.last_row, row)
        place += length
    return extent


def _varint(data: bytes, place: int, most: int) -> tuple[int, int]:
    value = shift = 0
    for _ in range(most):
        if place >= len(data):
            return value, place
        byte = data[place]
        place += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            break
    return value, place


_ODS_TAG = re.compile(rb"<table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*?)(/?)>")
_REPEAT_COLUMNS = re.compile(rb'number-columns-repeated="(\d{1,12})"')
_REPEAT_ROWS = re.compile(rb'number-rows-repeated="(\d{1,12})"')


def ods_extents(content: bytes) -> list[Extent]:
    """One extent a table of an ODS content.xml; repeated cells and rows count as often as they repeat."""
    extents: list[Extent] = []
    row = column = 0
    repeat = 1
    for tag in _ODS_TAG.finditer(content):
        name, attributes = tag[1], tag[2]
        if name == b"table":
            extents.append(Extent())
            row = 0
        elif name == b"table-row":
            found = _REPEAT_ROWS.search(attributes)
            repeat = int(found[1]) if found else 1
            row, column = row + repeat, 0
        elif extents:
            found = _REPEAT_COLUMNS.search(attributes)
            column += int(found[1]) if found else 1
            if b"value-type" in attributes:
                extents[-1].last_column = max(extents[-1].last_column, column - 1)
                extents[-1].last_row = max(extents[-1].last_row, row - 1)
    return extents


def refuse_beyond(extent: Extent) -> None:
    """Raises WorkbookError for a sheet that can only be refused (formats without a sparse reader)."""
    if extent.too_wide:
        raise WorkbookError(ProblemKind.TOO_MANY_COLUMNS, columns=extent.last_column + 1, limit=MAX_COLUMNS)
    if extent.too_big_for_dense:
        raise WorkbookError(ProblemKind.TOO_MANY_ROWS, rows=extent.last_row + 1, limit=MAX_ROWS)
