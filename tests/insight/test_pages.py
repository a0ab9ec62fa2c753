"""The dashboard: its figures, the lists behind them, its files, and what they cost."""

from __future__ import annotations

import zipfile
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nongcot.duties.models import Duty
from nongcot.infra.audit.api import System
from nongcot.insight.kinds import Question, Row, State
from nongcot.insight.queries import branches, closing, completeness, education, first_term, terms
from nongcot.insight.scope import Scope
from nongcot.insight.shown import picture
from nongcot.people.kinds import Post, Role, UnitKind
from nongcot.people.models import TermExtension
from tests.factories import people as make

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)
ALL = Scope(System("test"), DAY)


@pytest.fixture
def superior():
    return make.unit("Công đoàn phường An Phú", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)


@pytest.fixture
def unions(superior):
    """One complete, one with a vacant seat, one without a chair."""
    made = [make.unit(f"Công đoàn cơ sở {name}", under=superior) for name in ("A", "B", "C")]
    make.duty(made[1], "committee.vacant_seats", opened_on=DAY)
    make.duty(made[2], "committee.no_chair", opened_on=DAY)
    make.duty(made[0], "data.missing", opened_on=DAY)  # about the list, not about the union
    return made


def by_key(rows: list[Row]) -> dict[str, tuple[int, ...]]:
    return {row.key: row.values for row in rows}


def test_a_union_counts_by_its_gravest_open_duty(unions):
    assert by_key(completeness(ALL)) == {"complete": (1,), "incomplete": (1,), "urgent": (1,)}


def test_a_duty_that_was_closed_by_the_day_counts_no_more_and_before_it_opened_not_yet(unions):
    Duty.objects.filter(code="committee.no_chair").update(closed_on=DAY)
    assert by_key(completeness(ALL))["urgent"] == (0,)
    assert by_key(completeness(Scope(System("test"), DAY - timedelta(days=1))))["incomplete"] == (0,)


def test_tiles_are_the_units_directly_below_with_their_unions(unions, superior):
    federation = superior.placements.get().superior
    other = make.unit("Công đoàn phường Bình Khê", under=federation, kind=UnitKind.DIRECT_SUPERIOR)
    make.unit("Công đoàn cơ sở D", under=other)
    make.unit("Công đoàn phường không có đơn vị", under=federation, kind=UnitKind.DIRECT_SUPERIOR)
    found = {tile.name: tile for tile in branches(ALL)}
    assert sorted(found) == ["Công đoàn phường An Phú", "Công đoàn phường Bình Khê"]
    assert (found["Công đoàn phường An Phú"].total, found["Công đoàn phường An Phú"].share) == (3, 33)
    assert found["Công đoàn phường Bình Khê"].state is State.COMPLETE
    below = branches(Scope(System("test"), DAY, superior.pk))
    assert [(tile.name[-1], tile.leaf, tile.state.value) for tile in below] == [
        ("A", True, "complete"),
        ("B", True, "incomplete"),
        ("C", True, "urgent"),
    ]


def test_terms_count_by_the_year_of_their_end_with_extensions(unions):
    make.term(unions[0], planned_end=date(2027, 5, 1))
    extended = make.term(unions[1], planned_end=date(2027, 5, 1))
    TermExtension.objects.create(
        term=extended, new_end=date(2028, 5, 1), decision_number="1/QĐ", decision_day=date(2026, 1, 1)
    )
    assert by_key(terms(ALL)) == {"2027": (1,), "2028": (1,), "unknown": (1,)}
    before = Scope(System("test"), date(2025, 12, 31))
    assert by_key(terms(before)) == {"2027": (2,), "unknown": (1,)}


def test_a_chair_is_in_a_first_term_until_one_was_held_before(unions):
    first, again, unknown = make.person("Một"), make.person("Hai"), make.person("Ba")
    make.post(first, unions[0], Post.CHAIR)
    make.post(again, unions[1], Post.CHAIR, from_day=date(2018, 1, 1), to_day=date(2020, 1, 1))
    make.post(again, unions[1], Post.CHAIR)
    make.post(unknown, unions[2], Post.CHAIR, from_day=None)
    untold = make.person("Tư")  # chairs since a known day, and chaired elsewhere since nobody knows when
    make.post(untold, unions[2], Post.CHAIR)
    make.post(untold, unions[0], Post.CHAIR, from_day=None, to_day=date(2024, 1, 1))
    assert by_key(first_term(ALL)) == {"first": (1,), "again": (1,), "unknown": (2,)}


def test_an_officer_with_two_posts_is_counted_once_by_age_and_education(unions):
    person = make.person("Hoa", born="1996-11-22", sex="female", education="Đại học Luật")
    make.post(person, unions[0], Post.CHAIR)
    make.post(person, unions[1], Post.MEMBER)
    make.post(make.person("Lan", born="1996-11-23", sex="female"), unions[1], Post.MEMBER)
    shown = {row.key: row.cells for row in picture(ALL, Question.AGES).rows}
    assert (shown["30-39"], shown["0-29"]) == ((1, 0, 0, 1), (1, 0, 0, 1))
    assert by_key(education(ALL))["university"] == (1,)
    assert by_key(education(ALL))["unknown"] == (1,)


def test_times_to_close_are_medians_of_the_last_year(unions):
    for days in (10, 20, 90):
        opened = date(2026, 6, 1)
        make.duty(
            unions[0],
            "term.ended",
            opened_on=opened,
            closed_on=opened + timedelta(days=days),
            subject=str(days),
        )
    make.duty(unions[0], "term.ended", opened_on=date(2020, 1, 1), closed_on=date(2020, 2, 1), subject="old")
    assert closing(ALL) == [Row("term.ended", (3, 20))]


@pytest.fixture
def signed_in(client, superior):
    client.force_login(make.officer(superior, Role.SUPERIOR_OFFICER))
    return client


def text(response) -> str:
    assert response.status_code == 200, response.status_code
    return b"".join(response).decode() if response.streaming else response.content.decode()


def test_each_figure_opens_into_the_list_it_counts(signed_in, unions):
    person = make.person("Trần Thị Hoa", born="1985-07-05", sex="female", education="Cao đẳng")
    make.post(person, unions[0], Post.CHAIR, from_day=date(2024, 1, 1))
    make.term(unions[0], planned_end=date(2027, 5, 1))
    for asked in Question:
        for row in picture(ALL, asked).rows:
            counted = row.cells[-1] if asked is not Question.CLOSING else 0
            address = f"/tinh-hinh/{asked}/{row.key}/"
            if asked is Question.CLOSING:
                continue
            response = signed_in.get(f"{address}?day=2026-11-22")
            assert len(response.context["page"].rows) == counted, address
            lines = text(signed_in.get(f"{address}?day=2026-11-22&format=csv")).strip().splitlines()
            assert len(lines) == counted + 1, address


def test_the_duties_behind_a_median_are_those_it_counted(signed_in, unions):
    opened = date(2026, 6, 1)
    make.duty(unions[0], "term.ended", opened_on=opened, closed_on=date(2026, 7, 1))
    make.duty(unions[1], "term.ended", opened_on=opened, closed_on=date(2026, 7, 2))
    make.duty(unions[0], "term.ended", opened_on=date(2020, 1, 1), closed_on=date(2020, 2, 1), subject="old")
    answer = signed_in.get(f"/tinh-hinh/closing/term.ended/?day=2026-11-22&unit={unions[0].pk}", follow=True)
    assert [row.duty.closed_on for row, _days in answer.context["rows"]] == [date(2026, 7, 1)]
    assert signed_in.get("/tinh-hinh/closing/khac&unit=1/").status_code == 404


def test_the_page_shows_nothing_of_a_foreign_unit(signed_in, unions):
    foreign = make.unit("Công đoàn cơ sở Bình Khê", under=make.federation("Liên đoàn khác"))
    make.post(make.person("Người Bình Khê", born="1985"), foreign, Post.CHAIR)
    page = text(signed_in.get("/tinh-hinh/"))
    assert "Công đoàn cơ sở A" in page
    assert "Bình Khê" not in page
    assert "Bình Khê" not in text(signed_in.get("/tinh-hinh/ages/40-49/"))
    assert signed_in.get(f"/tinh-hinh/?unit={foreign.pk}").status_code == 404


def test_an_unknown_question_or_row_is_not_found(signed_in):
    for address in (
        "/tinh-hinh/tien-luong/so-lieu/",
        "/tinh-hinh/ages/7-9/",
        "/tinh-hinh/terms/abcd/",
        "/tinh-hinh/bao-cao.exe",
    ):
        assert signed_in.get(address).status_code == 404, address


def test_the_report_is_made_as_pdf_word_and_excel(signed_in, unions):
    make.post(make.person("=cmd|' /C calc'!A0", born="1985", education="=1+1"), unions[0], Post.CHAIR)
    pdf = signed_in.get("/tinh-hinh/bao-cao.pdf").content
    assert pdf.startswith(b"%PDF-")
    for kind, part in (("docx", "word/document.xml"), ("xlsx", "xl/workbook.xml")):
        with zipfile.ZipFile(BytesIO(signed_in.get(f"/tinh-hinh/bao-cao.{kind}").content)) as made:
            assert part in made.namelist()


def test_the_dashboard_asks_as_much_for_a_hundred_unions_as_for_one(signed_in, superior):
    asked = []
    for more in (1, 2, 97):
        for _number in range(more):
            union = make.unit(under=superior)
            make.post(make.person(born="1985"), union, Post.CHAIR)
            make.duty(union, opened_on=DAY)
        signed_in.get("/tinh-hinh/")
        with CaptureQueriesContext(connection) as found:
            text(signed_in.get("/tinh-hinh/"))
        asked.append(len(found))
    assert asked == [asked[0]] * 3
    assert asked[0] <= 16
