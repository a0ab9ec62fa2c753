"""Thousands of damaged workbooks: none crashes, none lets an exception out, each that gives nothing says why.

The damage is drawn from a fixed seed, so a red run is always the same run. ``NONGCOT_FUZZ`` sets how many files.
"""

from __future__ import annotations

import io
import os
import random
import zipfile
from pathlib import Path

import pytest

from nongcot.intake.kinds import Reading, SheetKind
from nongcot.intake.reading import read_files
from tests.intake.habit_files import in_old_font, to_csv, to_html, to_ods, to_xls, to_xlsx
from tests.intake.habit_layouts import lay_out
from tests.intake.habits import invent

FILES = int(os.environ.get("NONGCOT_FUZZ", "2000"))
PARTS = 8
CELLS = [
    "",
    "#REF!",
    "=cmd|' /C calc'!A0",
    "nt",
    "\x00\x01",
    "9" * 400,
    "Họ và tên",
    "31/02/1985",
    "-1",
    "1e308",
    "Ủy viên" * 50,
    "\ud7ff",
    "I",
    "Cộng",
    "true",
]


def _base(rng: random.Random) -> tuple[bytes, str]:
    world = invent(rng, rng.randint(1, 3))
    grids = lay_out(world, rng)
    kind = rng.choice(["xlsx", "xlsx", "xlsx", "xls", "ods", "csv", "html", "old"])
    if kind == "xls":
        return to_xls(grids), "a.xls"
    if kind == "ods":
        return to_ods(grids), "a.ods"
    if kind == "csv":
        return to_csv(grids[0], rng.choice(",;\t|"), rng.choice(["utf-8", "utf-16", "cp1258"])), "a.csv"
    if kind == "html":
        return to_html(grids[0]), "a.xls"
    if kind == "old":
        typed = in_old_font(grids, rng.choice(["tcvn3", "vni"]))
        for grid, plain in zip(typed, grids, strict=True):
            grid.name = plain.name
        return to_xlsx(typed, rng.choice([None, ".VnTime", "VNI-Times"])), "a.xlsx"
    return to_xlsx(grids), "a.xlsx"


def _flip(data: bytes, rng: random.Random) -> bytes:
    spoiled = bytearray(data)
    for _ in range(rng.choice([1, 3, 20])):
        spoiled[rng.randrange(len(spoiled))] = rng.randrange(256)
    return bytes(spoiled)


def _cut(data: bytes, rng: random.Random) -> bytes:
    start = rng.choice([0, 0, rng.randrange(len(data))])
    return data[start : rng.randrange(start, len(data)) + 1]


def _insert(data: bytes, rng: random.Random) -> bytes:
    place = rng.randrange(len(data))
    return data[:place] + rng.randbytes(rng.randint(1, 300)) + data[place:]


def _members(data: bytes, rng: random.Random) -> bytes:
    """Members of the zip dropped, swapped, emptied, damaged inside, their XML changed."""
    try:
        old = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile:
        return _flip(data, rng)
    parts = {name: old.read(name) for name in old.namelist()}
    name = rng.choice(list(parts))
    action = rng.randrange(6)
    if action == 0:
        del parts[name]
    elif action == 1:
        other = rng.choice(list(parts))
        parts[name], parts[other] = parts[other], parts[name]
    elif action == 2:
        parts[name] = b""
    elif action == 3 and parts[name]:
        parts[name] = _flip(parts[name], rng)
    else:
        name = rng.choice(
            [n for n in parts if n.endswith(".xml") and ("sheet" in n or "content" in n or "Strings" in n)] or [name]
        )
        parts[name] = _xml(parts[name], rng)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for each, content in parts.items():
            new.writestr(zipfile.ZipInfo(each), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _xml(content: bytes, rng: random.Random) -> bytes:
    swaps = [
        (b't="s"', rng.choice([b't="n"', b't="d"', b't="zz"', b"", b't="b"'])),
        (b"<v>", rng.choice([b"<v>9", b"<v>-", b"<v>1e400", b"<v><v>", b"<f>1/0</f><v>"])),
        (b' r="B', rng.choice([b' r="XFD', b' r="AAAAB', b' r="', b' r="b', b' r="B9999999'])),
        (
            b'<row r="',
            rng.choice([b'<row r="-', b'<row r="99999', b'<row x="', b'<row r="1048576']),
        ),
        (b"</row>", rng.choice([b"", b"</row></row>", b"</row><row>"])),
        (
            b"<mergeCell ref=",
            rng.choice(
                [
                    b'<mergeCell ref="A1:XFD1048576"/><mergeCell ref=',
                    b"<mergeCell x=",
                    b'<mergeCell ref="Z"/><mergeCell ref=',
                ]
            ),
        ),
        (b"<t", rng.choice([b"<t>&#0;</t><t", b"<t>&amp;amp;</t><t", b"<rPh><t>x</t></rPh><t"])),
        (b"office:value=", rng.choice([b"office:valu=", b'office:value="1e999" x='])),
        (
            b"<table:table-cell",
            rng.choice(
                [
                    b'<table:table-cell table:number-columns-repeated="9999"',
                    b'<table:table-cell table:number-columns-repeated="-3"',
                ]
            ),
        ),
    ]
    before, after = rng.choice([swap for swap in swaps if swap[0] in content] or swaps)
    return content.replace(before, after, rng.choice([1, 2, -1]))


def _cells(data: bytes, rng: random.Random) -> bytes:
    """A whole workbook whose cells are overwritten and whose rows are moved: sound files with odd content."""
    del data
    world = invent(rng, rng.randint(1, 3))
    grids = lay_out(world, rng)
    for grid in grids:
        for _ in range(rng.randint(1, 12)):
            row = rng.choice(grid.rows)
            if row:
                row[rng.randrange(len(row))] = rng.choice([*CELLS[:4], *CELLS[5:], 1e300, -5, 0, 10**14])
        if rng.random() < 0.6:
            place = rng.randrange(len(grid.rows))
            grid.rows.insert(rng.randrange(len(grid.rows)), grid.rows.pop(place))
        if rng.random() < 0.2:
            rng.shuffle(grid.rows)
        grid.merges = grid.merges if rng.random() < 0.3 else []
    return to_csv(grids[0]) if rng.random() < 0.5 else to_ods(grids)


DAMAGES = [_flip, _cut, _insert, _members, _members, _cells]


@pytest.mark.parametrize("part", range(PARTS))
def test_damaged_files_are_read_or_refused_with_a_reason(part: int, tmp_path: Path) -> None:
    rng = random.Random(f"fuzz {part}")  # noqa: S311
    bases = [_base(rng) for _ in range(12)]
    path = tmp_path / "x"
    for _ in range(FILES // PARTS):
        data, name = rng.choice(bases)
        spoiled = rng.choice(DAMAGES)(data, rng)
        path = tmp_path / name
        path.write_bytes(spoiled)
        _check(read_files([path]))


def _check(reading: Reading) -> None:
    usable = any(sheet.kind is not SheetKind.IGNORED for sheet in reading.sheets)
    assert usable or reading.rejections, "nothing was read and nothing says why"
    for officer in reading.officers:
        assert all((officer.name, officer.unit, officer.posts))
        assert len(officer.name) <= 80
    for unit in reading.units:
        assert unit.name
    for repair in reading.repairs:
        assert max(len(repair.before), len(repair.after)) <= 200
