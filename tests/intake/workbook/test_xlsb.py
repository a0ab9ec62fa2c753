"""A real binary XLSX ([MS-XLSB]) is read like any other workbook: built here record by record, no tool writes one."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import Any

from tests.intake.reading.unseen import SHORT_A, A, check, officer

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
BOOK, BUNDLES, BUNDLE, END_BUNDLES, END_BOOK = 131, 143, 156, 144, 132
SHEET, SIZE, DATA, ROW, REAL, TEXT, END_DATA, END_SHEET = 129, 148, 145, 0, 5, 6, 146, 130


def record(kind: int, body: bytes = b"") -> bytes:
    """One record: its kind in one or two bytes, its length in seven bits a byte, its body ([MS-XLSB] 2.1.4)."""
    out = bytearray([kind] if kind < 128 else [kind & 0x7F | 0x80, kind >> 7])
    left = len(body)
    while left > 0x7F:
        out.append(left & 0x7F | 0x80)
        left >>= 7
    return bytes(out) + bytes([left]) + body


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def cell(column: int, value: Any) -> bytes:
    head = struct.pack("<II", column, 0)
    return record(TEXT, head + wide(value)) if isinstance(value, str) else record(REAL, head + struct.pack("<d", value))


def sheet_part(rows: list[list[Any]]) -> bytes:
    size = struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    out = record(SHEET) + record(SIZE, size) + record(DATA)
    for number, row in enumerate(rows):
        out += record(ROW, struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0))
        out += b"".join(cell(column, value) for column, value in enumerate(row) if value != "")
    return out + record(END_DATA) + record(END_SHEET)


def relations(kind: str, target: str) -> str:
    link = f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{link}</Relationships>'


def xlsb(rows: list[list[Any]]) -> bytes:
    bundle = struct.pack("<II", 0, 1) + wide("rId1") + wide("DS")
    book = record(BOOK) + record(BUNDLES) + record(BUNDLE, bundle) + record(END_BUNDLES) + record(END_BOOK)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        container.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types"/>')
        container.writestr("_rels/.rels", relations("officeDocument", "xl/workbook.bin"))
        container.writestr("xl/_rels/workbook.bin.rels", relations("worksheet", "worksheets/sheet1.bin"))
        container.writestr("xl/workbook.bin", book)
        container.writestr("xl/worksheets/sheet1.bin", sheet_part(rows))
    return buffer.getvalue()


def test_a_real_xlsb_is_read() -> None:
    head = ["STT", "Họ và tên", "Năm sinh", "Chức vụ", "SĐT"]
    rows = [[1.0, "Vũ Văn Ba", 1980.0, "Chủ tịch", "0912345678"], [2.0, "Lê Thị Năm", 1982.0, "PCT", 912345670.0]]
    check(
        (xlsb([[SHORT_A], head, *rows]), "ds.xlsb"),
        [
            officer(A, "Vũ Văn Ba", None, "1980", "+84912345678", "c"),
            officer(A, "Lê Thị Năm", None, "1982", "+84912345670", "v"),
        ],
    )
