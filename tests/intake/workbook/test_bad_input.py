"""What bad input gets: a clear problem, bounded memory and time, never an exception of a library."""

from __future__ import annotations

import io
import re
import resource
import struct
import zipfile
from pathlib import Path

import pytest

from nongcot.intake.kinds import ProblemKind
from nongcot.intake.reading import read_files
from nongcot.intake.workbook import MAX_BYTES, WorkbookError, open_workbook
from tests.intake.habit_files import to_ods, to_xls, to_xlsx
from tests.intake.habits import Grid

ROWS = [["STT", "Họ và tên", "Chức vụ CĐ", "CĐCS"], [1, "Trần Văn An", "Chủ tịch", "CĐCS Công ty TNHH May A"]]


def book() -> bytes:
    return to_xlsx([Grid("DS", ROWS)])


def repacked(data: bytes, change: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The zip with some members replaced or added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", method) as new:
        for name in old.namelist():
            if name not in change:
                new.writestr(name, old.read(name))
        for name, content in change.items():
            new.writestr(name, content)
    return buffer.getvalue()


def sheet_xml(cells: str, dimension: str = "A1") -> bytes:
    head = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return f'{head}<dimension ref="{dimension}"/><sheetData>{cells}</sheetData></worksheet>'.encode()


def inline(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def ole(streams: dict[str, bytes]) -> bytes:
    """The smallest compound file that holds these streams (each below 4096 bytes is padded above it)."""
    sector = 512
    bodies = {name: body.ljust(4096, b"\0") for name, body in streams.items()}
    count = sum((len(body) + sector - 1) // sector for body in bodies.values())
    directory_sectors = 1
    fat = [0xFFFFFFFD] + [0xFFFFFFFE] * directory_sectors
    entries = [_ole_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)]
    data = b""
    for index, (name, body) in enumerate(bodies.items()):
        start = len(fat)
        need = len(body) // sector
        fat += [start + i + 1 for i in range(need - 1)] + [0xFFFFFFFE]
        following = index + 2 if index + 1 < len(bodies) else 0xFFFFFFFF
        entries.append(_ole_entry(name, 2, start, len(body), right=following))
        data += body
    assert max(len(entries) * 32, len(fat), count) <= 128
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * (4 * 108)
    table = b"".join(struct.pack("<I", each) for each in fat) + b"\xff" * (sector - 4 * len(fat))
    directory = b"".join(entries) + _ole_entry("", 0, 0, 0) * (4 - len(entries))
    return header + table + directory + data


def _ole_entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF) -> bytes:
    raw = name.encode("utf-16-le")
    length = len(raw) + 2 if name else 0
    head = raw.ljust(64, b"\0") + struct.pack("<HBB", length, kind, 1)
    return head + struct.pack("<III", 0xFFFFFFFF, right, child) + bytes(36) + struct.pack("<IQ", start, size)


def problem_of(data: bytes, name: str = "x.xlsx") -> ProblemKind:
    with pytest.raises(WorkbookError) as caught:
        open_workbook(data, name)
    return caught.value.problem


@pytest.mark.parametrize("data", [b"", b"\n\r\n \t", b"\xef\xbb\xbf", bytes(100)])
def test_an_empty_file_says_so(data: bytes) -> None:
    assert problem_of(data) is ProblemKind.EMPTY_FILE


def test_an_encrypted_xlsx_says_so() -> None:
    assert problem_of(ole({"EncryptionInfo": b"x", "EncryptedPackage": b"y"})) is ProblemKind.ENCRYPTED


def test_an_encrypted_xls_says_so() -> None:
    beginning = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 0x0005, 0, 0, 0, 0)
    filepass = struct.pack("<HHH", 0x002F, 54, 1) + bytes(52)
    end = struct.pack("<HH", 0x000A, 0)
    assert problem_of(ole({"Workbook": beginning + filepass + end}), "x.xls") is ProblemKind.ENCRYPTED


def test_an_encrypted_ods_says_so() -> None:
    entry = b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    manifest = b'<manifest:manifest xmlns:manifest="urn:x">' + entry + b"</manifest:manifest>"
    data = repacked(to_ods([Grid("DS", ROWS)]), {"META-INF/manifest.xml": manifest})
    assert problem_of(data, "x.ods") is ProblemKind.ENCRYPTED


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_xlsx_says_so(share: float) -> None:
    data = book()
    assert problem_of(data[: int(len(data) * share)]) is ProblemKind.TRUNCATED


def test_a_truncated_xls_is_refused_or_read_never_worse() -> None:
    data = to_xls([Grid("DS", ROWS)])
    for share in (0.05, 0.1, 0.3, 0.6, 0.9):
        assert problem_of(data[: int(len(data) * share)], "x.xls") in (
            ProblemKind.TRUNCATED,
            ProblemKind.NOT_A_SPREADSHEET,
        )


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10,
        b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 10,
        b"%PDF-1.7\n%\xe2\xe3\n" + b"x" * 100,
        b"GIF89a" + bytes(200),
        b"<!DOCTYPE html><html><body>Xin loi, het phien lam viec</body></html>",
        ole({"WordDocument": b"x"}),
        bytes(range(256)) * 40,
    ],
    ids=["png", "jpeg", "pdf", "gif", "page", "word", "noise"],
)
def test_what_is_no_spreadsheet_says_so_whatever_its_name(data: bytes) -> None:
    assert problem_of(data) is ProblemKind.NOT_A_SPREADSHEET


def test_a_word_document_or_any_other_zip_is_no_spreadsheet() -> None:
    for names in (["[Content_Types].xml", "word/document.xml"], ["a.txt", "b.xlsx"]):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as container:
            for name in names:
                container.writestr(name, "x")
        assert problem_of(buffer.getvalue(), "x.xlsx") is ProblemKind.NOT_A_SPREADSHEET


def test_a_zip_bomb_is_not_opened() -> None:
    data = repacked(book(), {"xl/media/image1.png": bytes(120_000_000)})
    assert len(data) < 1_000_000
    assert problem_of(data) is ProblemKind.ZIP_BOMB


def test_a_zip_that_lies_about_its_sizes_is_refused() -> None:
    data = bytearray(repacked(book(), {"xl/worksheets/sheet1.xml": sheet_xml(" " * 3_000_000)}))
    place = data.rfind(b"xl/worksheets/sheet1.xml") - 46
    assert data[place : place + 4] == b"PK\x01\x02"
    data[place + 24 : place + 28] = struct.pack("<I", 1000)
    assert problem_of(bytes(data)) is ProblemKind.TRUNCATED


def test_a_cell_in_the_last_corner_costs_no_memory_and_the_table_is_read(tmp_path: Path) -> None:
    cells = "".join(
        f'<row r="{i + 1}">'
        + "".join(inline(f"{'ABCD'[j]}{i + 1}", str(cell)) for j, cell in enumerate(row))
        + "</row>"
        for i, row in enumerate(ROWS)
    )
    xml = sheet_xml(cells + f'<row r="1048576">{inline("XFD1048576", "x")}</row>', "A1:XFD1048576")
    path = tmp_path / "corner.xlsx"
    path.write_bytes(repacked(book(), {"xl/worksheets/sheet1.xml": xml}))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    reading = read_files([path])
    assert [o.name for o in reading.officers] == ["Trần Văn An"]
    assert [(r.problem, r.row_lost) for r in reading.rejections] == [(ProblemKind.TOO_MANY_COLUMNS, False)]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


def test_a_million_columns_are_refused(tmp_path: Path) -> None:
    wide = tmp_path / "wide.csv"
    wide.write_bytes(b"a," * 1_000_000 + b"\n" + b"1," * 1_000_000)
    reading = read_files([wide])
    assert ProblemKind.TOO_MANY_COLUMNS in {r.problem for r in reading.rejections}
    names = [f"{a}{b}{c}" for a in "ABCD" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    xml = sheet_xml('<row r="1">' + "".join(inline(f"{name}1", "a") for name in names) + "</row>")
    path = tmp_path / "wide.xlsx"
    path.write_bytes(repacked(book(), {"xl/worksheets/sheet1.xml": xml}))
    assert ProblemKind.TOO_MANY_COLUMNS in {r.problem for r in read_files([path]).rejections}


def test_an_ods_that_repeats_a_cell_a_billion_times_is_refused() -> None:
    content = zipfile.ZipFile(io.BytesIO(to_ods([Grid("DS", ROWS)]))).read("content.xml")
    content = content.replace(b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1048576">', 1)
    data = repacked(
        to_ods([Grid("DS", ROWS)]),
        {
            "content.xml": content.replace(
                b"<table:table-cell ", b'<table:table-cell table:number-columns-repeated="400" ', 1
            )
        },
    )
    assert problem_of(data, "x.ods") is ProblemKind.TOO_MANY_ROWS
    data = repacked(
        to_ods([Grid("DS", ROWS)]),
        {
            "content.xml": content.replace(
                b"<table:table-cell ", b'<table:table-cell table:number-columns-repeated="16384" ', 1
            )
        },
    )
    assert problem_of(data, "x.ods") is ProblemKind.TOO_MANY_COLUMNS


def test_a_part_that_claims_more_than_it_can_hold_is_refused() -> None:
    parts = zipfile.ZipFile(io.BytesIO(book()))
    for name in ("xl/sharedStrings.xml", "xl/styles.xml"):
        claimed = re.sub(rb'ount="\d+"', b'ount="4294967295"', parts.read(name))
        assert problem_of(repacked(book(), {name: claimed})) is ProblemKind.TRUNCATED


def test_a_damaged_xlsb_ends_only_the_process_that_tried_it() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        container.writestr("xl/workbook.bin", b"\x83\x01\x00" + b"\xff" * 500)
    assert problem_of(buffer.getvalue(), "x.xlsb") is ProblemKind.TRUNCATED


def test_entities_are_not_expanded() -> None:
    entities = b'<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    bomb = b'<?xml version="1.0"?><!DOCTYPE w [' + entities + b"]><workbook>&b;</workbook>"
    assert problem_of(repacked(book(), {"xl/workbook.xml": bomb})) is ProblemKind.NOT_A_SPREADSHEET


def test_a_file_above_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    reading = read_files([path])
    assert [(r.problem, r.params) for r in reading.rejections] == [
        (ProblemKind.TOO_LARGE, {"size_mb": 40, "limit_mb": 40})
    ]


def test_a_workbook_of_empty_sheets_is_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    path.write_bytes(to_xlsx([Grid("Sheet1"), Grid("Sheet2")]))
    assert [r.problem for r in read_files([path]).rejections] == [ProblemKind.EMPTY_FILE]


def test_a_workbook_without_any_list_says_so(tmp_path: Path) -> None:
    path = tmp_path / "letter.xlsx"
    path.write_bytes(to_xlsx([Grid("Thư", [["Kính gửi các đồng chí"], ["Đề nghị gửi danh sách trước ngày 15"]])]))
    assert [r.problem for r in read_files([path]).rejections] == [ProblemKind.NO_TABLE]


def test_a_missing_file_is_a_refusal_too(tmp_path: Path) -> None:
    assert [r.problem for r in read_files([tmp_path / "none.xlsx"]).rejections] == [ProblemKind.NOT_A_SPREADSHEET]


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.xlsx", tmp_path / "good.xlsx"
    bad.write_bytes(b"PK\x03\x04 cut")
    good.write_bytes(book())
    reading = read_files([bad, good])
    assert [o.name for o in reading.officers] == ["Trần Văn An"]
    assert [(r.file, r.problem) for r in reading.rejections] == [("bad.xlsx", ProblemKind.TRUNCATED)]
