"""Small sheets for tests: written as XLSX, read back, shown as short lines."""

from __future__ import annotations

from typing import Any

from nongcot.intake.kinds import Reading
from nongcot.intake.reading import read_book
from nongcot.intake.workbook import open_workbook
from tests.intake.habit_files import to_xlsx
from tests.intake.habits import Grid

HEAD = ["STT", "Họ và tên", "Năm sinh", "Chức vụ công đoàn", "Điện thoại"]
AN = [1, "Trần Văn An", 1980, "Chủ tịch", "0912345678"]
BINH = [2, "Lê Thị Bình", 1985, "Ủy viên BCH", "0987654321"]
CHI = [3, "Phạm Kim Chi", 1990, "Ủy viên BCH", "0911222333"]


def read(
    *rows: list[Any], merges: tuple[tuple[int, int, int, int], ...] = (), sheet: str = "DS", file: str = "ds.xlsx"
) -> Reading:
    """One sheet with these rows."""
    return read_grids(Grid(sheet, [list(row) for row in rows], list(merges)), file=file)


def read_grids(*grids: Grid, file: str = "ds.xlsx") -> Reading:
    return read_book(open_workbook(to_xlsx(list(grids)), file))


def people(reading: Reading) -> list[str]:
    """ "Union | Name | body.post, body.post" in order."""
    return [
        f"{o.unit} | {o.name} | {', '.join(f'{p.body.value}.{p.post.value}' for p in o.posts)}"
        for o in reading.officers
    ]


def problems(reading: Reading) -> list[tuple[str, str, bool]]:
    return [(r.cell, r.problem.value, r.row_lost) for r in reading.rejections]
