"""Officers whose union is given only by a code: any sheet, any file of the call, in any order."""

from __future__ import annotations

from pathlib import Path

import pytest

from nongcot.intake.reading import read_files
from tests.intake.habit_files import to_xlsx
from tests.intake.habits import Grid
from tests.intake.reading.sheets import problems, read, read_grids

A, B = "Công đoàn cơ sở Công ty TNHH May A", "Công đoàn cơ sở Công ty TNHH Giày B"
UNIONS = Grid("DV", [["Mã ĐV", "Tên đơn vị", "Số đoàn viên"], ["01", A, 80], ["DN 02", B, 60]])
HEAD = ["Mã đơn vị", "Họ và tên", "Chức vụ"]


@pytest.mark.parametrize("order", [1, -1])
def test_the_list_of_unions_may_be_another_file_before_or_after(tmp_path: Path, order: int) -> None:
    officers = Grid("CB", [HEAD, [1, "Trần Văn An", "Chủ tịch"], ["dn02", "Lê Thị Bình", "UV BCH"]])
    paths = []
    for name, grid in (("a.xlsx", UNIONS), ("b.xlsx", officers)):
        paths.append(tmp_path / name)
        paths[-1].write_bytes(to_xlsx([grid]))
    reading = read_files(paths[::order])
    assert [(o.unit, o.unit_code) for o in reading.officers] == [(A, "01"), (B, "DN 02")]
    assert problems(reading) == []


def test_a_code_nobody_listed_is_named_in_the_rejection() -> None:
    reading = read_grids(UNIONS, Grid("CB", [HEAD, ["01", "Trần Văn An", "Chủ tịch"], ["X9", "Lê Thị Bình", "UV BCH"]]))
    assert [o.name for o in reading.officers] == ["Trần Văn An"]
    assert problems(reading) == [("A3", "unknown_unit_code", True)]
    assert reading.rejections[0].value == "X9"


def test_a_blank_code_means_the_one_above() -> None:
    reading = read_grids(
        UNIONS,
        Grid("CB", [HEAD, ["01", "Trần Văn An", "Chủ tịch"], ["", "Lê Thị Bình", "UV BCH"], ["DN02", "Võ Chi", "CT"]]),
    )
    assert [o.unit for o in reading.officers] == [A, A, B]


def test_a_title_stands_where_a_code_of_unknown_kind_is_listed_nowhere() -> None:
    reading = read(
        [A], ["Mã số", "Họ và tên", "Chức vụ"], ["NV1", "Trần Văn An", "Chủ tịch"], ["NV2", "Lê Thị Bình", "UV"]
    )
    assert [(o.unit, o.unit_code) for o in reading.officers] == [(A, None), (A, None)]


def test_a_code_that_repeats_in_a_list_of_unions_is_none() -> None:
    reading = read(["Mã", "Tên CĐCS", "Số đoàn viên"], ["DN", A, 80], ["DN", B, 60], ["DN", f"{B} 2", 60])
    assert [u.code for u in reading.units] == [None, None, None]


@pytest.mark.parametrize(
    ("end", "facts"),
    [
        ("01/09/2030", ("2025-09-01", "2030-09-01", None, None)),
        ("01/09/2026", (None, None, "2025-09-01", "2026-09-01")),
    ],
)
def test_two_days_of_a_union_are_a_term_only_where_they_span_one(end: str, facts: tuple[str | None, ...]) -> None:
    unit = read(["Mã", "Tên CĐCS", "Số đoàn viên", "Từ ngày", "Đến ngày"], ["01", A, 80, "01/09/2025", end]).units[0]
    days = (unit.term_from, unit.term_to, unit.began_on, unit.ended_on)
    assert tuple(day.isoformat() if day else None for day in days) == facts
