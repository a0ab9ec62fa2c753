"""The table on the terminal: the figures, and text that is never obeyed."""

import io

import pytest
from rich.console import Console

from nongcot.intake.report import print_diagnosis
from tests.infra.documents.hostile import HOSTILE


@pytest.fixture
def printed():
    def printed(diagnosis, language="vi", width=200, **options):
        stream = io.StringIO()
        print_diagnosis(diagnosis, Console(file=stream, width=width, **options), language=language)
        return stream.getvalue()

    return printed


def _row(text, start):
    return next([cell.strip() for cell in line.split("│")[1:-1]] for line in text.splitlines() if start in line)


def test_it_tells_totals_unions_duties_and_what_was_not_read(printed, diagnosis):
    text = printed(diagnosis)
    assert _row(text, "Cán bộ  ") == ["Cán bộ", "30"]
    unit = diagnosis["units"][1]
    assert _row(text, unit["name"])[1:4] == ["5", "5/6", "1"]
    assert "22/11/2026" in text
    assert "ds.xlsx › Sheet1 › C9" in text
    assert "Ngày tháng ở ô này không thể có" in text
    assert "Thêm số 0 đầu số điện thoại bị mất" in text
    assert "(*)" in text


def test_the_most_pressing_unions_come_first_and_the_rest_is_counted(printed, make_diagnosis):
    text = printed(make_diagnosis(units=40))
    assert "… và 15 dòng nữa" in text
    lines = [line for line in text.splitlines() if "Cần kiện toàn ngay" in line or "Còn việc phải làm" in line]
    assert "Cần kiện toàn ngay" in lines[0]


def test_seats_that_are_not_known_are_a_question_mark(printed, diagnosis):
    diagnosis["units"][1]["seats_fixed"] = None
    assert _row(printed(diagnosis), diagnosis["units"][1]["name"])[1:4] == ["5", "5", "?"]


def test_a_narrow_terminal_still_shows_every_word(printed, diagnosis):
    assert max(len(line) for line in printed(diagnosis, width=60).splitlines()) <= 60


def test_text_of_the_spreadsheets_is_neither_markup_nor_a_terminal_command(printed, diagnosis):
    for text in (*HOSTILE[:6], "[bold red]đỏ[/bold red]", "x\x1b[2Jy"):
        diagnosis["units"][0]["name"] = text
        out = printed(diagnosis, force_terminal=True)
        assert "\x1b[2J" not in out
        assert text.replace("\x1b", "\ufffd") in out


def test_nothing_due_is_said(printed, diagnosis):
    diagnosis["duties"] = []
    assert "Không có việc cần làm nào được tìm thấy." in printed(diagnosis)
