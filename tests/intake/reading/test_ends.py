""" "Đến ngày" in a list: the last day held, or the first day no longer held, as the rows of the list tell."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO

import pytest
from rich.console import Console

from nongcot.intake.commands import run_import
from nongcot.intake.kinds import Field
from nongcot.intake.reading import read_files
from nongcot.intake.recognise.mapping import Guide, Mapping
from nongcot.people.api import vacancies
from nongcot.people.kinds import Post
from nongcot.people.models import PostHeld, Unit
from tests.factories import people as make
from tests.factories.people import SYSTEM

HEAD = "STT,Họ và tên,Ngày sinh,Chức vụ,Đơn vị,Từ ngày,{},Lý do thôi\n"
NAMES = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường", "Phạm Thị Dung", "Vũ Văn Em", "Đỗ Thị Phương"]
FIRST = date(2005, 3, 1)


def days(text):
    return text.strftime("%d/%m/%Y") if text else ""


def book(gap, *, units=3, head="Đến ngày", exceptions=()):
    """Chairs one after another, five years each; ``gap``: days from one's "Đến ngày" to the next one's "Từ ngày"."""
    rows, number = [], 0
    for unit in range(units):
        for turn in range(3):
            start = FIRST + timedelta(days=1826 * turn + unit * 30)
            after = start + timedelta(days=1826)
            end = after - timedelta(days=exceptions[number] if number < len(exceptions) else gap) if turn < 2 else None
            name, born = NAMES[(unit + turn * 2) % 6], f"{number + 1:02}/0{turn + 1}/19{60 + number}"
            number += 1
            rows.append(
                f"{number},{name},{born},Chủ tịch,CĐCS Công ty Sao {unit + 1},{days(start)},{days(end)},"
                f"{'Thôi tham gia' if end else ''}"
            )
    return HEAD.format(head) + "\n".join(rows) + "\n"


def read(tmp_path, text, guide=None):
    file = tmp_path / "can-bo.csv"
    file.write_text(text, encoding="utf-8")
    return read_files([file], guide=guide) if guide else read_files([file])


def ends(reading):
    return sorted({(o.unit, o.from_day, o.to_day) for o in reading.officers}, key=str)


def test_last_days_become_the_first_day_no_longer_held(tmp_path):
    reading = read(tmp_path, book(1))
    (sheet,) = reading.sheets
    assert Field.LAST_DAY in sheet.columns
    assert Field.TO_DAY not in sheet.columns
    told = ends(reading)
    assert told == ends(read(tmp_path, book(0)))  # the same history, written the other way


def test_first_days_stay_and_are_told_as_such(tmp_path):
    reading = read(tmp_path, book(0))
    assert Field.TO_DAY in reading.sheets[0].columns
    assert (FIRST, FIRST + timedelta(days=1826)) in {(o.from_day, o.to_day) for o in reading.officers}


@pytest.mark.parametrize(
    ("exceptions", "last"),
    [
        ((1, 1, 0, 1), True),  # three successions on the next day: enough
        ((1, 1, 0, 9, 9, 0, 9, 9), False),  # two: too few, the house's own way is taken
        ((1, 1, 0, 1, 0, 0, 0, 9), False),  # as many on the day itself: nothing told
    ],
)
def test_both_sides_of_what_is_believed(tmp_path, exceptions, last):
    reading = read(tmp_path, book(9, exceptions=exceptions))
    assert (Field.LAST_DAY in reading.sheets[0].columns) is last


def test_a_header_that_says_it_is_believed(tmp_path):
    reading = read(tmp_path, book(1, head="Thôi giữ chức từ ngày"))
    assert Field.TO_DAY in reading.sheets[0].columns


@pytest.mark.parametrize(("gap", "said", "shift"), [(1, Field.TO_DAY, 0), (0, Field.LAST_DAY, 1)])
def test_what_a_person_said_of_such_tables_overrules(tmp_path, gap, said, shift):
    shape = read(tmp_path, book(gap)).sheets[0].shape
    guide = Guide(mappings={shape: Mapping(columns={6: said})})
    reading = read(tmp_path, book(gap), guide)
    assert said in reading.sheets[0].columns
    expected = FIRST + timedelta(days=1826 - gap + shift)
    assert expected in {o.to_day for o in reading.officers}


@pytest.mark.django_db
def test_imported_from_the_command_line_there_is_no_day_of_vacancy_and_it_says_how_it_read(tmp_path):
    make.federation()
    file = tmp_path / "can-bo.csv"
    file.write_text(book(1), encoding="utf-8")
    said = StringIO()
    console = Console(file=said, width=240)
    assert run_import(files=[file], dry_run=False, day=date(2026, 1, 1), console=console, actor=SYSTEM) == 0
    assert "ngày cuối cùng còn giữ chức vụ" in said.getvalue()
    assert PostHeld.objects.filter(post=Post.CHAIR).count() == 9
    for unit in Unit.objects.filter(name__contains="Sao 1"):
        held = list(PostHeld.objects.filter(unit=unit).order_by("from_day").values_list("from_day", "to_day"))
        assert [end for _start, end in held[:2]] == [start for start, _end in held[1:]]
        found = vacancies(SYSTEM, post=Post.CHAIR, from_day=FIRST, to_day=date(2019, 1, 1), unit=unit)
        assert list(found) == []
