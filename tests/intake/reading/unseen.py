"""Unseen workbooks: the sheets, and the officers and unions that a correct reading gives, no more and no less."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import openpyxl

from nongcot.intake.kinds import Reading
from nongcot.intake.reading import read_book
from nongcot.intake.workbook import open_workbook
from tests.intake.habit_files import to_xlsx
from tests.intake.habits import Grid

A = "Công đoàn cơ sở Công ty TNHH May Xuân Lan"
B = "Công đoàn cơ sở Công ty Cổ phần Gỗ Đại Thành"
C = "Nghiệp đoàn Vận tải Bến xe Tây Hồ"
D = "Công đoàn cơ sở Trường Cao đẳng nghề Kỹ Lộc"
SHORT_A = "CĐCS Công ty TNHH May Xuân Lan"
SHORT_B = "CĐCS Công ty Cổ phần Gỗ Đại Thành"
HEAD = ["STT", "Họ và tên", "Năm sinh", "Nữ", "Chức vụ", "Số điện thoại"]
WITH_UNION = [*HEAD, "CĐCS"]
R1 = ["01", "Nguyễn Văn An", "1980", "", "Chủ tịch", "0912345678"]
R2 = ["02", "Trần Thị Bình", "1981", "x", "Phó Chủ tịch", "0912345679"]
R3 = ["03", "Lê Thị Chi", "1982", "x", "Ủy viên BCH", "0912345670"]
R4 = ["1", "Phạm Văn Dũng", "1983", "", "CT", "0912345671"]
R5 = ["2", "Vũ Thị Em", "1984", "X", "PCT", "0912345672"]
R6 = ["3", "Bùi Thị Giang", "1985", "x", "UVBCH", "0912345673"]
POSTS = {
    "c": "executive_committee.chair",
    "v": "executive_committee.vice_chair",
    "m": "executive_committee.member",
    "k": "executive_committee.accountant",
    "t": "executive_committee.treasurer",
    "s": "standing_committee.member",
    "ih": "inspection_committee.head",
    "id": "inspection_committee.deputy_head",
    "im": "inspection_committee.member",
    "wh": "womens_committee.head",
    "wd": "womens_committee.deputy_head",
    "wm": "womens_committee.member",
    "g": "group.group_leader",
    "gd": "group.deputy_group_leader",
}
UnitFacts = tuple[str, int | None, int | None, int | None, str | None]  # name, members, women, seats, term from
File = tuple[bytes, str]


def officer(
    unit: str, name: str, sex: str | None = None, born: str | None = None, phone: str | None = None, posts: str = "m"
) -> str:
    """One officer as a line; ``posts`` are keys of POSTS."""
    held = ", ".join(sorted(POSTS[post] for post in posts.split()))
    return f"{unit} | {name} | {sex} | {born} | {phone} | {held}"


def first_three(unit: str) -> list[str]:
    """The officers of R1 to R3 at a union."""
    return [
        officer(unit, "Nguyễn Văn An", "male", "1980", "+84912345678", "c"),
        officer(unit, "Trần Thị Bình", "female", "1981", "+84912345679", "v"),
        officer(unit, "Lê Thị Chi", "female", "1982", "+84912345670", "m"),
    ]


def other_three(unit: str) -> list[str]:
    """The officers of R4 to R6 at a union."""
    return [
        officer(unit, "Phạm Văn Dũng", "male", "1983", "+84912345671", "c"),
        officer(unit, "Vũ Thị Em", "female", "1984", "+84912345672", "v"),
        officer(unit, "Bùi Thị Giang", "female", "1985", "+84912345673", "m"),
    ]


def sheet(*rows: Sequence[Any], name: str = "DS", merges: Sequence[tuple[int, int, int, int]] = ()) -> Grid:
    return Grid(name, [list(row) for row in rows], list(merges))


def check(made: list[Grid] | File, officers: Sequence[str], units: Sequence[UnitFacts] | None = None) -> None:
    """Reads the sheets (or the file) and compares everything that was understood."""
    data, name = made if isinstance(made, tuple) else (_xlsx(made), "ds.xlsx")
    reading = read_book(open_workbook(data, name))
    assert sorted(_officers(reading)) == sorted(officers)
    if units is not None:
        assert _units(reading) == list(units)


def _officers(reading: Reading) -> list[str]:
    return [
        f"{o.unit} | {o.name} | {o.sex.value if o.sex else None} | {o.born} | {o.phones[0] if o.phones else None} | "
        + ", ".join(sorted(f"{post.body.value}.{post.post.value}" for post in o.posts))
        for o in reading.officers
    ]


def _units(reading: Reading) -> list[UnitFacts]:
    return [
        (u.name, u.members, u.women, u.seats_fixed, u.term_from.isoformat() if u.term_from else None)
        for u in reading.units
    ]


def _xlsx(grids: list[Grid]) -> bytes:
    if not any(isinstance(cell, bool) for grid in grids for row in grid.rows for cell in row):
        return to_xlsx(grids)
    book = openpyxl.Workbook()
    book.remove(book.active)
    for grid in grids:
        page = book.create_sheet(grid.name)
        for row in grid.rows:
            page.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
