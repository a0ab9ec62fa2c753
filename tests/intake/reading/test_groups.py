"""Leaders of groups and sections: which one they lead stands in a column of its own or in a line above them."""

from __future__ import annotations

from typing import Any

import pytest

from nongcot.intake.reading import read_book
from nongcot.intake.workbook import open_workbook
from tests.intake.habit_files import to_xlsx
from tests.intake.reading.unseen import SHORT_A, sheet


def led(*rows: list[Any]) -> dict[str, list[str]]:
    """Officer -> body and name of the body of each post."""
    reading = read_book(open_workbook(to_xlsx([sheet([SHORT_A], *rows)]), "ds.xlsx"))
    assert reading.rejections == []
    return {o.name: [f"{p.body.value} {p.body_name}".strip() for p in o.posts] for o in reading.officers}


@pytest.mark.parametrize("header", ["Tổ công đoàn", "Tổ CĐ", "Tên tổ", "Tổ", "Thuộc tổ", "Bộ phận", "Tổ sản xuất"])
def test_a_column_names_the_group(header: str) -> None:
    assert led(
        ["TT", "Họ và tên", header, "Chức vụ"],
        [1, "Vũ Văn Ba", "", "Chủ tịch"],
        [2, "Lê Thị Năm", "Tổ may 1", "Tổ trưởng"],
        [3, "Lê Thị Sáu", "Tổ công đoàn may 2", "Tổ trưởng"],
        [4, "Lê Thị Bảy", "nt", "Tổ phó"],
        [5, "Lê Thị Tám", "Văn thư", "UV BCH, Tổ trưởng"],
    ) == {
        "Vũ Văn Ba": ["executive_committee"],
        "Lê Thị Năm": ["group Tổ may 1"],
        "Lê Thị Sáu": ["group Tổ may 2"],
        "Lê Thị Bảy": ["group Tổ may 2"],
        "Lê Thị Tám": ["executive_committee", "group Tổ Văn thư"],
    }


def test_a_number_names_the_group_and_the_words_of_the_post_come_first() -> None:
    assert led(
        ["TT", "Tổ", "Họ và tên", "Chức danh"],
        [1, 1, "Lê Thị Năm", "Tổ trưởng"],
        [2, 2, "Lê Thị Sáu", "Tổ trưởng tổ cắt"],
    ) == {"Lê Thị Năm": ["group Tổ 1"], "Lê Thị Sáu": ["group Tổ cắt"]}


def test_a_column_names_the_section() -> None:
    assert led(
        ["TT", "Họ và tên", "Công đoàn bộ phận", "Chức vụ CĐ"],
        [1, "Lê Thị Năm", "Khoa Nội", "Chủ tịch CĐBP"],
        [2, "Lê Thị Sáu", "CĐBP Khoa Ngoại", "Chủ tịch CĐBP"],
        [3, "Lê Thị Bảy", "nt", "PCT CĐBP"],
    ) == {
        "Lê Thị Năm": ["section Khoa Nội"],
        "Lê Thị Sáu": ["section Khoa Ngoại"],
        "Lê Thị Bảy": ["section Khoa Ngoại"],
    }


def test_a_title_of_group_leaders_takes_the_group_from_its_column() -> None:
    assert led(
        ["DANH SÁCH TỔ TRƯỞNG CÔNG ĐOÀN"],
        ["TT", "Họ và tên", "Tổ công đoàn"],
        [1, "Trần Văn Một", "Tổ công đoàn may 1"],
        [2, "Trần Văn Hai", "Tổ công đoàn may 2"],
    ) == {"Trần Văn Một": ["group Tổ may 1"], "Trần Văn Hai": ["group Tổ may 2"]}


def test_lines_between_the_rows_name_the_group() -> None:
    assert led(
        ["TT", "Họ và tên", "Chức vụ"],
        ["I", "TỔ CÔNG ĐOÀN MAY 1"],
        [1, "Lê Thị Năm", "Tổ trưởng"],
        [2, "Lê Thị Sáu", "Tổ phó"],
        ["II", "Tổ công đoàn Văn phòng"],
        [1, "Lê Thị Bảy", "Tổ trưởng"],
    ) == {
        "Lê Thị Năm": ["group Tổ MAY 1"],
        "Lê Thị Sáu": ["group Tổ MAY 1"],
        "Lê Thị Bảy": ["group Tổ Văn phòng"],
    }
