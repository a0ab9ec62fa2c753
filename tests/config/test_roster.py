"""`nongcot units`, `posts`, `vacancies`: the dated roster for other programs."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from rich.console import Console

from nongcot.config.roster import show_posts, show_units, show_vacancies
from nongcot.people.kinds import Post, UnitKind
from nongcot.people.models import Unit, UnitPlacement
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture
def province():
    """A union that came under another superior on 1 July 2025, with a year without a chair."""
    top = make.federation()
    Unit.objects.filter(pk=top.pk).update(code="P")
    district = make.unit("Liên đoàn Lao động huyện An Phú", under=top, kind=UnitKind.DIRECT_SUPERIOR, code="D")
    ward = make.unit("Công đoàn phường An Phú", under=top, kind=UnitKind.DIRECT_SUPERIOR, code="W")
    union = make.unit("Công đoàn cơ sở May", under=district, code="C")
    Unit.objects.filter(pk=union.pk).update(began_on=date(2010, 1, 1))
    union.names.update(from_day=date(2010, 1, 1))
    union.placements.update(from_day=date(2010, 1, 1), to_day=AFTER)
    UnitPlacement.objects.create(unit=union, superior=ward, from_day=AFTER)
    first, second = make.person("Nguyễn Văn An"), make.person("Trần Thị Bình")
    make.post(first, union, Post.CHAIR, from_day=date(2010, 1, 1), to_day=date(2015, 1, 1))
    make.post(second, union, Post.CHAIR, from_day=date(2016, 1, 1))
    return union


def told(capsys, show, **given):
    assert show(kind="json", actor=SYSTEM, console=Console(), **given) == 0
    return json.loads(capsys.readouterr().out)


def test_units_stand_under_the_superior_of_the_day(province, capsys):
    for day, above in ((BEFORE, "D"), (AFTER, "W")):
        rows = {row["code"]: row for row in told(capsys, show_units, day=day)}
        assert rows["C"]["superior_code"] == above
    assert rows["C"] == {
        "code": "C",
        "name": "Công đoàn cơ sở May",
        "kind": "enterprise",
        "superior_code": "W",
        "from": "2010-01-01",
        "to": None,
    }


def test_as_csv_nothing_typed_can_be_run(province, capsys):
    province.names.update(name="=cmd|'/C calc'!A1")
    show_posts(day=AFTER, unit="C", kind="csv", actor=SYSTEM, console=Console())
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["person"], row["unit"], row["from"], row["to"]) for row in rows] == [
        ("Trần Thị Bình", "'=cmd|'/C calc'!A1", "2016-01-01", "")
    ]


def test_posts_are_those_of_the_day(province, capsys):
    assert told(capsys, show_posts, day=date(2015, 6, 1), unit="") == []
    (row,) = told(capsys, show_posts, day=date(2014, 12, 31), unit="")
    assert row == {
        "person": "Nguyễn Văn An",
        "unit": "Công đoàn cơ sở May",
        "code": "C",
        "body": "executive_committee",
        "post": "chair",
        "from": "2010-01-01",
        "to": "2015-01-01",
    }


def test_vacancies_are_half_open_days_within_the_asked_ones(province, capsys):
    given = {"post": Post.CHAIR, "unit": "C"}
    (row,) = told(capsys, show_vacancies, from_day=date(2000, 1, 1), to_day=date(2026, 1, 1), **given)
    assert (row["code"], row["from"], row["to"], row["days"]) == ("C", "2015-01-01", "2016-01-01", 365)
    (row,) = told(capsys, show_vacancies, from_day=date(2015, 3, 1), to_day=date(2015, 3, 2), **given)
    assert (row["from"], row["to"], row["days"]) == ("2015-03-01", "2015-03-02", 1)
    assert told(capsys, show_vacancies, from_day=date(2016, 1, 1), to_day=date(2020, 1, 1), **given) == []


def test_nothing_is_said_of_times_before_the_union_and_of_unions_nobody_knows_anything_of(province, capsys):
    Unit.objects.filter(code="C").update(began_on=None, ended_on=date(2017, 1, 1))
    make.unit("Công đoàn cơ sở không có danh sách", under=Unit.objects.get(code="W"), code="N")
    given = {"post": Post.VICE_CHAIR, "unit": ""}
    rows = told(capsys, show_vacancies, from_day=date(2000, 1, 1), to_day=date(2026, 1, 1), **given)
    assert [(row["code"], row["from"], row["to"]) for row in rows] == [("C", "2010-01-01", "2017-01-01")]


def test_a_committee_nobody_ever_sat_in_is_vacant_from_the_beginning_of_its_union(province, capsys):
    ward = Unit.objects.get(code="W")
    for code, began, term in (
        ("N1", date(2012, 3, 1), date(2014, 1, 1)),
        ("N2", None, date(2014, 1, 1)),
        ("N3", None, None),  # a committee, and no day on record
    ):
        union = make.unit("Công đoàn cơ sở chưa có ai", under=ward, code=code)
        Unit.objects.filter(pk=union.pk).update(began_on=began)
        if term:
            make.term(union, from_day=term, planned_end=date(2019, 1, 1))
        else:
            make.body(union)
    rows = told(capsys, show_vacancies, from_day=date(2000, 1, 1), to_day=date(2020, 1, 1), post=Post.CHAIR, unit="")
    assert [(row["code"], row["from"], row["to"]) for row in rows] == [
        ("C", "2015-01-01", "2016-01-01"),
        ("N1", "2012-03-01", "2020-01-01"),
        ("N2", "2014-01-01", "2020-01-01"),
    ]


def test_an_unknown_code_or_a_turned_round_range_is_refused_in_words(capsys):
    said = io.StringIO()
    given = {"kind": "json", "actor": SYSTEM, "console": Console(file=said)}
    assert show_posts(day=AFTER, unit="X9", **given) == 2
    assert "X9" in said.getvalue()
    assert show_vacancies(post=Post.CHAIR, unit="", from_day=AFTER, to_day=AFTER, **given) == 2
    assert capsys.readouterr().out == ""
    assert show_posts(day=AFTER, unit="X9", **{**given, "console": Console()}) == 2
    out, err = capsys.readouterr()
    assert (out, "X9" in err) == ("", True)  # a program that reads the list is not given words


def test_a_code_is_found_in_small_letters_and_with_spaces(capsys):
    make.post(make.person("Nguyễn Văn An"), make.unit(under=make.federation(), code="Ab1"), Post.CHAIR)
    assert [len(told(capsys, show_posts, day=AFTER, unit=code)) for code in ("Ab1", " AB1 ", "ab1")] == [1, 1, 1]


@pytest.mark.parametrize("many", [1, 3, 100])
def test_the_questions_are_as_many_whatever_the_size(many, capsys, django_assert_num_queries):
    top = make.federation()
    for _ in range(many):
        make.post(make.person("Nguyễn Văn An"), make.unit(under=top), Post.CHAIR)
    with django_assert_num_queries(2):
        told(capsys, show_vacancies, from_day=date(2000, 1, 1), to_day=date(2026, 1, 1), post=Post.CHAIR, unit="")
    with django_assert_num_queries(2):
        told(capsys, show_units, day=AFTER)
    with django_assert_num_queries(1):
        told(capsys, show_posts, day=AFTER, unit="")
