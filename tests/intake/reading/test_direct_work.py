"""Who works directly in production, as lists tell it; and what looks like it and is not."""

from __future__ import annotations

from typing import Any

import pytest

from nongcot.intake.kinds import Field
from nongcot.intake.reading import read_book
from nongcot.intake.workbook import open_workbook
from tests.intake.habit_files import to_xlsx
from tests.intake.habits import Grid
from tests.intake.reading.unseen import SHORT_A, SHORT_B

NAMES = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Thị Chi", "Phạm Văn Dũng")
YES, NO, UNTOLD = True, False, None


def read(heads: list[str], *cells: Any) -> Any:
    """Four officers at one union with further columns; ``cells`` is a row's further cells each."""
    head = ["STT", "Họ và tên", "Năm sinh", "CĐCS", "Chức vụ CĐ", *heads]
    rows = [
        [n + 1, name, 1980 + n, SHORT_A, "Ủy viên BCH", *more]
        for n, (name, more) in enumerate(zip(NAMES, cells, strict=True))
    ]
    return read_book(open_workbook(to_xlsx([Grid("DS", [head, *rows], [])]), "ds.xlsx"))


def told(heads: list[str], *cells: Any) -> list[bool | None]:
    return [officer.direct_work for officer in read(heads, *cells).officers]


@pytest.mark.parametrize(
    "head",
    [
        "Công nhân trực tiếp sản xuất", "CN trực tiếp", "CN trực tiếp SX", "LĐ trực tiếp", "Lao động trực tiếp",
        "Trực tiếp sản xuất", "TRỰC TIẾP SẢN XUẤT, CÔNG TÁC", "Là công nhân trực tiếp (đánh dấu x)",
        "Người lao động trực tiếp sản xuất", "Làm việc trực tiếp sản xuất kinh doanh",
    ],
)  # fmt: skip
def test_a_column_to_mark_says_yes_where_it_is_marked_and_nothing_where_it_is_empty(head: str) -> None:
    assert told([head], ["x"], [""], ["X"], [""]) == [YES, UNTOLD, YES, UNTOLD]


def test_yes_and_no_may_be_words_or_figures() -> None:
    assert told(["CN trực tiếp"], ["Có"], ["Không"], ["có"], ["-"]) == [YES, NO, YES, UNTOLD]
    assert told(["LĐ trực tiếp"], [1], [0], [1], [""]) == [YES, NO, YES, UNTOLD]


@pytest.mark.parametrize(
    "head",
    [
        "Trực tiếp/gián tiếp", "Trực tiếp, gián tiếp", "Lao động trực tiếp/gián tiếp",
        "Lao động (trực tiếp/ gián tiếp)", "Trực tiếp hay gián tiếp sản xuất",
        "Vị trí trực tiếp/gián tiếp", "Loại lao động", "Tính chất lao động",
    ],
)  # fmt: skip
def test_a_column_of_either_says_which(head: str) -> None:
    assert told([head], ["Trực tiếp"], ["Gián tiếp"], ["trực tiếp SX"], [""]) == [YES, NO, YES, UNTOLD]


def test_either_may_be_shortened_and_a_bare_mark_in_it_could_be_both() -> None:
    assert told(["TT/GT"], ["TT"], ["GT"], ["TT"], ["GT"]) == [YES, NO, YES, NO]
    assert told(["Trực tiếp/gián tiếp"], ["x"], ["x"], [""], ["x"]) == [UNTOLD] * 4


def test_two_columns_to_mark_and_both_marked_says_nothing() -> None:
    heads = ["LĐ trực tiếp", "LĐ gián tiếp"]
    assert told(heads, ["x", ""], ["", "x"], ["x", "x"], ["", ""]) == [YES, NO, UNTOLD, UNTOLD]


def test_a_single_cell_that_is_no_answer_is_listed_and_the_row_kept() -> None:
    reading = read(["LĐ trực tiếp"], ["x"], ["tổ may"], ["x"], ["x"])
    assert [officer.direct_work for officer in reading.officers] == [YES, UNTOLD, YES, YES]
    assert [(problem.cell, problem.row_lost) for problem in reading.rejections] == [("F3", False)]


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("Cấp trên trực tiếp", ["Công đoàn phường An Phú"] * 4),
        ("Người quản lý trực tiếp", ["Vũ Văn Ba", "Lê Thị Năm", "Vũ Văn Ba", "Lê Thị Năm"]),
        ("Bầu trực tiếp tại đại hội", ["x", "x", "", "x"]),
        ("Dự trực tiếp/trực tuyến", ["Trực tiếp", "Trực tuyến", "Trực tiếp", "Trực tiếp"]),
        ("Tham gia trực tiếp", ["x", "", "x", "x"]),
        ("Số điện thoại trực tiếp", ["0912345678", "0912345679", "0912345670", "0912345671"]),
        ("Số lao động trực tiếp", [120, 130, 120, 90]),
        ("Lao động trực tiếp", [120, 130, 120, 90]),
        ("Lao động", ["x", "", "x", "x"]),
        ("Loại lao động", ["x", "", "x", "x"]),
        ("Loại lao động", ["May", "Cắt", "Là", "Kho"]),
        ("Ngày làm việc trực tiếp", ["05/07/2020", "06/07/2020", "07/07/2020", "08/07/2020"]),
        ("Công nhân trực tiếp sản xuất", ["05/07/2020", "06/07/2020", "07/07/2020", "08/07/2020"]),
    ],
)
def test_what_is_no_such_column_is_not_taken(head: str, cells: list[Any]) -> None:
    reading = read([head], *([cell] for cell in cells))
    assert [officer.direct_work for officer in reading.officers] == [UNTOLD] * 4
    assert all(Field.DIRECT_WORK not in sheet.columns for sheet in reading.sheets)


def test_a_list_of_unions_counts_workers_and_says_nothing_of_persons() -> None:
    head = ["STT", "Tên CĐCS", "Tổng số đoàn viên", "Lao động trực tiếp", "Lao động gián tiếp"]
    rows = [[1, SHORT_A, 120, 100, 20], [2, SHORT_B, 60, 50, 10]]
    reading = read_book(open_workbook(to_xlsx([Grid("DS", [head, *rows], [])]), "ds.xlsx"))
    assert [(unit.members) for unit in reading.units] == [120, 60]
    assert not reading.officers


def test_under_a_common_header() -> None:
    head = ["STT", "Họ và tên", "Năm sinh", "CĐCS", "Chức vụ CĐ", "Lao động", ""]
    below = ["", "", "", "", "", "Trực tiếp", "Gián tiếp"]
    rows = [
        [n + 1, name, 1980 + n, SHORT_A, "Ủy viên BCH", direct, indirect]
        for n, (name, (direct, indirect)) in enumerate(
            zip(NAMES, [("x", ""), ("", "x"), ("x", ""), ("", "")], strict=True)
        )
    ]
    merges = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 1, 3), (0, 4, 1, 4), (0, 5, 0, 6)]
    reading = read_book(open_workbook(to_xlsx([Grid("DS", [head, below, *rows], merges)]), "ds.xlsx"))
    assert [officer.direct_work for officer in reading.officers] == [YES, NO, YES, UNTOLD]
