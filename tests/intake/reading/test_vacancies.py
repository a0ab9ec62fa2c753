"""A post that nobody holds is written in many ways: it is no person and no mistake, and its union is known."""

from __future__ import annotations

from typing import Any

import pytest

from nongcot.intake.kinds import Reading, RepairKind
from nongcot.intake.reading import read_book
from nongcot.intake.workbook import open_workbook
from tests.intake.habit_files import to_xlsx
from tests.intake.reading.unseen import SHORT_A, SHORT_B, A, B, C, check, officer, sheet

HEAD = ["TT", "Họ và tên", "Chức vụ", "Đơn vị", "SĐT"]
CHAIR = [1, "Vũ Văn Ba", "Chủ tịch", SHORT_A, "0912345678"]
CHAIR_LINE = officer(A, "Vũ Văn Ba", None, None, "+84912345678", "c")


def read(*rows: list[Any]) -> Reading:
    return read_book(open_workbook(to_xlsx([sheet(*rows)]), "ds.xlsx"))


@pytest.mark.parametrize(
    "words",
    [
        "Khuyết", "(khuyết)", "Đang khuyết", "KHUYẾT 01", "Khuyết (đ/c Hoa chuyển công tác)", "Trống", "Chưa có",
        "Chưa bầu", "chưa kiện toàn", "Thiếu 1 người", "Không có", "vacant", "-", "…………",
    ],
)  # fmt: skip
def test_words_for_a_vacancy_are_nobody_and_no_mistake(words: str) -> None:
    reading = read(HEAD, CHAIR, [2, words, "Phó Chủ tịch", "nt", ""], [3, "Lê Thị Năm", "Ủy viên", "nt", ""])
    assert [o.name for o in reading.officers] == ["Vũ Văn Ba", "Lê Thị Năm"]
    assert [o.unit for o in reading.officers] == [A, A]
    assert reading.rejections == []
    assert [(r.cell, r.after) for r in reading.repairs if r.why is RepairKind.VACANT] == [("B3", "")]


@pytest.mark.parametrize("name", ["Lê Trọng", "Thiều Thị Hoa", "Khổng Cô Chi", "Khuất Duy Trống", "Chu Văn Cơ"])
def test_names_that_sound_like_a_vacancy_are_somebody(name: str) -> None:
    reading = read(HEAD, CHAIR, [2, name, "Phó Chủ tịch", "nt", ""])
    assert [o.name for o in reading.officers] == ["Vũ Văn Ba", name]


def test_a_dash_beside_a_phone_is_a_name_that_is_missing() -> None:
    reading = read(HEAD, CHAIR, [2, "-", "Phó Chủ tịch", SHORT_A, "0912345679"])
    assert [(r.cell, r.problem.value) for r in reading.rejections] == [("B3", "no_name")]


def test_a_union_whose_every_post_is_vacant_is_listed_once() -> None:
    reading = read(HEAD, CHAIR, [2, "Khuyết", "Chủ tịch", SHORT_B, ""], [3, "Khuyết", "PCT", "", ""])
    assert [(u.name, u.row) for u in reading.units] == [(B, 3)]


def test_a_vacancy_carries_its_union_to_the_blank_cells_below() -> None:
    rows = [[1, "Khuyết", "Chủ tịch", SHORT_B, ""], [2, "Lê Thị Năm", "PCT", "", "0912345670"]]
    check([sheet(HEAD, CHAIR, *rows)], [CHAIR_LINE, officer(B, "Lê Thị Năm", None, None, "+84912345670", "v")], [])


def test_a_post_under_a_vacancy_is_not_given_to_the_person_above_it() -> None:
    head, rows = ["TT", "Họ và tên", "Chức vụ"], [[1, "Vũ Văn Ba", "CT"], [2, "Khuyết", "PCT"], ["", "", "CN UBKT"]]
    reading = read([SHORT_A], head, *rows)
    assert [(o.name, len(o.posts)) for o in reading.officers] == [("Vũ Văn Ba", 1)]


def test_vacancies_in_a_list_of_unions_with_a_column_for_each_post() -> None:
    head = ["TT", "Tên CĐCS", "Chủ tịch", "", "Phó Chủ tịch", ""]
    below = ["", "", "Họ và tên", "SĐT", "Họ và tên", "SĐT"]
    merges = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 5)]
    rows = [
        [1, SHORT_A, "Vũ Văn Ba", "0912345678", "Khuyết", ""],
        [2, SHORT_B, "(khuyết)", "", "Lê Thị Năm", "0912345670"],
        [3, C, "Mai Văn Thuận", "0977654322", "không có", ""],
    ]
    check(
        [sheet(head, below, *rows, merges=merges)],
        [
            CHAIR_LINE,
            officer(B, "Lê Thị Năm", None, None, "+84912345670", "v"),
            officer(C, "Mai Văn Thuận", None, None, "+84977654322", "c"),
        ],
        [(A, None, None, None, None), (B, None, None, None, None), (C, None, None, None, None)],
    )
