""" "Đến ngày" in a list: the last day held, or the first day no longer held, as the rows of the list tell."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from nongcot.intake.commands import run_import
from nongcot.intake.kinds import EndIs, Field, ProblemKind
from nongcot.intake.reading import read_files
from nongcot.intake.recognise.mapping import Guide, Mapping
from nongcot.people.api import vacancies
from nongcot.people.facts import holds
from nongcot.people.kinds import EndReason, Mandate, Post
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


DRAWN = st.tuples(st.dates(date(1990, 1, 1), date(2026, 1, 1)), st.integers(0, 4000))


@given(st.lists(DRAWN, min_size=1, max_size=6, unique=True))
def test_a_post_is_held_on_its_last_day_and_not_on_the_next_whatever_the_dates(tmp_path_factory, drawn):
    """Leap days, ends of months and years, one day only; how it began and why it ended come along."""
    posts = [(start, start + timedelta(days=length)) for start, length in drawn]
    head = "Họ và tên,Chức vụ,Đơn vị,Từ ngày,Đến ngày,Hình thức,Lý do thôi\n"
    rows = (
        f"{name},Ủy viên BCH,CĐCS Công ty Sao,{days(start)},{days(last)},Chỉ định,Nghỉ hưu"
        for name, (start, last) in zip(NAMES, posts, strict=False)
    )
    reading = read(tmp_path_factory.getbasetemp(), head + "\n".join(rows), Guide(end_is=EndIs.LAST_DAY))
    kept = [(o.from_day, o.to_day) for o in reading.officers]
    for (start, last), (first, end) in zip(posts, kept, strict=True):
        assert first == start
        assert holds(first, end, last)
        assert not holds(first, end, last + timedelta(days=1))
    assert {(o.mandate, o.end_reason) for o in reading.officers} == {(Mandate.APPOINTED, EndReason.RETIRED)}


def test_a_reason_for_leaving_without_its_day_is_told(tmp_path):
    """The post is taken to be held still: a reader must know that the list said otherwise."""
    file = tmp_path / "can-bo.csv"
    rows = [
        "Lê An,Chủ tịch,CĐCS Công ty A,01/01/2001,,Nghỉ hưu",
        "Lê Bình,Phó Chủ tịch,CĐCS Công ty A,01/01/2001,01/01/2010,Nghỉ hưu",
        "Lê Cúc,Ủy viên BCH,CĐCS Công ty A,01/01/2001,nay,",
        "Lê Dung,Ủy viên BCH,CĐCS Công ty A,01/01/2001,,",
    ]
    head = "Họ và tên,Chức vụ,Đơn vị,Từ ngày,Đến ngày,Lý do thôi"
    file.write_text("\n".join([head, *rows]), encoding="utf-8")
    reading = read_files([file])
    assert [(r.cell, r.value, r.problem, r.row_lost) for r in reading.rejections] == [
        ("E2", "Nghỉ hưu", ProblemKind.END_WITHOUT_DAY, False)
    ]
    assert len(reading.officers) == 4


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


@pytest.mark.parametrize(
    ("gap", "said", "shift"),
    [
        (1, EndIs.FIRST_DAY_AFTER, 0),  # against what the rows tell
        (0, EndIs.LAST_DAY, 1),
        (400, EndIs.LAST_DAY, 1),  # where the rows do not tell
        (400, EndIs.FIRST_DAY_AFTER, 0),
        (400, None, 0),
    ],
)
def test_who_imports_may_say_it_for_all_tables(tmp_path, gap, said, shift):
    plain = read(tmp_path, book(gap), Guide(end_is=EndIs.FIRST_DAY_AFTER))
    forced = read(tmp_path, book(gap), Guide(end_is=said))
    moved = {(unit, start, end and end + timedelta(days=shift)) for unit, start, end in ends(plain)}
    assert set(ends(forced)) == moved
    assert (Field.LAST_DAY in forced.sheets[0].columns) is bool(shift)


def test_a_header_that_says_it_and_a_column_put_right_by_hand_come_before(tmp_path):
    reading = read(tmp_path, book(1, head="Thôi giữ chức từ ngày"), Guide(end_is=EndIs.LAST_DAY))
    assert Field.LAST_DAY not in reading.sheets[0].columns
    shape = read(tmp_path, book(1)).sheets[0].shape
    by_hand = Guide(mappings={shape: Mapping(columns={6: Field.TO_DAY})}, end_is=EndIs.LAST_DAY)
    assert Field.LAST_DAY not in read(tmp_path, book(1), by_hand).sheets[0].columns


@pytest.mark.django_db
@pytest.mark.parametrize(("said", "gaps"), [("last-day", 399), ("first-day-after", 400)])
def test_the_command_says_it_and_the_preview_too(tmp_path, said, gaps):
    make.federation()
    file, out = tmp_path / "can-bo.csv", StringIO()
    file.write_text(book(400, units=1), encoding="utf-8")
    given = {"files": [file], "day": date(2026, 1, 1), "console": Console(file=out, width=200), "actor": SYSTEM}
    for dry_run in (True, False):
        assert run_import(**given, dry_run=dry_run, end_is=EndIs(said)) == 0
    words = "ngày cuối cùng còn giữ" if said == "last-day" else "ngày đầu tiên không còn giữ"
    assert out.getvalue().count(words) == 2
    union = Unit.objects.get(name__endswith="Sao 1")
    found = vacancies(SYSTEM, post=Post.CHAIR, from_day=FIRST, to_day=date(2015, 3, 1), unit=union)
    assert [one.days for one in found] == [gaps, gaps]
