"""Unions under short names get the full one from the list of unions where exactly one fits; else they keep theirs."""

from __future__ import annotations

from typing import Any

import pytest

from nongcot.intake.kinds import Reading, RepairKind
from nongcot.intake.reading import read_book
from nongcot.intake.workbook import open_workbook
from tests.intake.habit_files import to_xlsx
from tests.intake.reading.unseen import SHORT_A, SHORT_B, A, B, sheet

LIST = [["TT", "Tên CĐCS", "Tổng số đoàn viên"], [1, SHORT_A, 200], [2, SHORT_B, 90]]
HEAD = ["STT", "Họ và tên", "Năm sinh", "Chức vụ"]
ROWS = [HEAD, [1, "Vũ Văn Ba", 1980, "Chủ tịch"], [2, "Lê Thị Năm", 1982, "PCT"]]


def read(*sheets: tuple[str, list[list[Any]]]) -> Reading:
    made = to_xlsx([sheet(*rows, name=name) for name, rows in sheets])
    return read_book(open_workbook(made, "ds.xlsx"))


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("label", ["May Xuân Lan", "TNHH May Xuân Lan", "May Xuan Lan", "1. May Xuân Lan"])
def test_a_sheet_under_a_short_name_belongs_to_the_listed_union(label: str, first: bool) -> None:
    sheets = [("Tổng hợp", LIST), (label, ROWS)]
    reading = read(*(sheets if first else sheets[::-1]))
    assert [o.unit for o in reading.officers] == [A, A]
    assert [(r.before, r.after) for r in reading.repairs if r.why is RepairKind.UNIT_FROM_SHEET] == [(label, A)]


def test_a_cut_sheet_name_with_words_that_lists_abbreviate_is_completed() -> None:
    full = "Công ty TNHH Sản xuất Thương mại Dịch vụ Bao bì Tân Á"
    reading = read(("Tổng hợp", [*LIST, [3, f"CĐCS {full}", 150]]), (full[:31], ROWS))
    assert {o.unit for o in reading.officers} == {f"Công đoàn cơ sở {full}"}


def test_a_short_name_that_fits_two_unions_stays() -> None:
    twins = [*LIST, [3, "CĐCS Công ty CP May Xuân Lan", 10]]
    assert {o.unit for o in read(("Tổng hợp", twins), ("May Xuân Lan", ROWS)).officers} == {"May Xuân Lan"}


def test_a_name_with_another_tone_or_of_one_word_fits_nothing() -> None:
    reading = read(("Tổng hợp", LIST), ("May Xuân Lân", ROWS), ("Thành", ROWS))
    assert {o.unit for o in reading.officers} == {"May Xuân Lân", "Thành"}


def test_short_names_in_a_column_are_completed_and_listed_once() -> None:
    rows = [
        [*HEAD, "CĐCS"],
        [1, "Vũ Văn Ba", 1980, "CT", "Gỗ Đại Thành"],
        [2, "Lê Thị Năm", 1982, "UV", "Gỗ Đại Thành"],
    ]
    reading = read(("DS", rows), ("CĐCS", LIST))
    assert [o.unit for o in reading.officers] == [B, B]
    assert [
        (r.cell, r.before, r.after) for r in reading.repairs if r.why is RepairKind.UNIT_WORDS and r.sheet == "DS"
    ] == [("E2", "Gỗ Đại Thành", B)]
