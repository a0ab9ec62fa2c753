"""The dashboard: its figures, the lists behind them, its files, and what they cost."""

from __future__ import annotations

import re
import zipfile
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nongcot.duties.models import Duty
from nongcot.infra.audit.api import System
from nongcot.infra.documents.official import Band, Table
from nongcot.insight.kinds import Question, Row, State
from nongcot.insight.queries import below, figures, finished, officers, terms
from nongcot.insight.report import gather
from nongcot.insight.report.document import document as report_document
from nongcot.insight.scope import Scope
from nongcot.insight.shown import picture
from nongcot.people.api import unit as unit_of
from nongcot.people.kinds import Post, Role, UnitKind
from nongcot.people.models import TermExtension
from tests.factories import people as make
from tests.factories.sizes import learn_sizes

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
    assert by_key(below(ALL).states) == {"complete": (1,), "incomplete": (1,), "urgent": (1,)}


def test_a_duty_that_was_closed_by_the_day_counts_no_more_and_before_it_opened_not_yet(unions):
    Duty.objects.filter(code="committee.no_chair").update(closed_on=DAY)
    assert by_key(below(ALL).states)["urgent"] == (0,)
    assert by_key(below(Scope(System("test"), DAY - timedelta(days=1))).states)["incomplete"] == (0,)


def test_tiles_are_the_units_directly_below_with_their_unions(unions, superior):
    federation = superior.placements.get().superior
    other = make.unit("Công đoàn phường Bình Khê", under=federation, kind=UnitKind.DIRECT_SUPERIOR)
    make.unit("Công đoàn cơ sở D", under=other)
    make.unit("Công đoàn phường không có đơn vị", under=federation, kind=UnitKind.DIRECT_SUPERIOR)
    found = {tile.name: tile for tile in below(ALL).branches}
    assert sorted(found) == ["Công đoàn phường An Phú", "Công đoàn phường Bình Khê"]
    assert (found["Công đoàn phường An Phú"].total, found["Công đoàn phường An Phú"].share) == (3, 33)
    assert found["Công đoàn phường Bình Khê"].level is State.COMPLETE
    assert found["Công đoàn phường An Phú"].level is State.URGENT
    ward = below(Scope(System("test"), DAY, superior.pk))
    assert ward.branches == []
    assert [(leaf.name[-1], leaf.state.value, leaf.alike) for leaf in ward.leaves] == [
        ("A", "complete", 1),
        ("B", "incomplete", 1),
        ("C", "urgent", 1),
    ]


def test_every_union_is_counted_once_whether_it_stands_under_a_ward_or_directly(unions, superior):
    federation = superior.placements.get().superior
    make.duty(make.unit("Công đoàn cơ sở Cảng", under=federation), "committee.no_chair", opened_on=DAY)
    found = below(ALL)
    assert (len(found.branches), found.alike, found.total) == (1, {State.URGENT: 1}, 4)


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
    assert by_key(officers(ALL).first_term) == {"first": (1,), "again": (1,), "unknown": (2,)}


def test_an_officer_with_two_posts_is_counted_once_by_age_and_education(unions):
    person = make.person("Hoa", born="1996-11-22", sex="female", education="Đại học Luật")
    make.post(person, unions[0], Post.CHAIR)
    make.post(person, unions[1], Post.MEMBER)
    make.post(make.person("Lan", born="1996-11-23", sex="female"), unions[1], Post.MEMBER)
    shown = {row.key: [cell.value for cell in row.cells] for row in picture(Question.AGES, figures(ALL)).lines}
    assert (shown["30-39"], shown["0-29"], shown["all"]) == ([1, 0, 0, 1], [1, 0, 0, 1], [2, 0, 0, 2])
    assert by_key(officers(ALL).education)["university"] == (1,)
    assert by_key(officers(ALL).education)["unknown"] == (1,)


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
    gone = {"opened_on": DAY, "closed_on": DAY, "close_reason": "rule_changed", "subject": "gone"}
    make.duty(unions[0], "term.ended", **gone)
    done = finished(ALL)
    assert done.by_kind == [Row("term.ended", (3, 20))]
    months = by_key(done.by_month)
    assert list(months)[0::11] == ["2025-12", "2026-11"]
    assert {key: value for key, value in months.items() if value[0]} == {"2026-06": (2, 10), "2026-08": (1, 90)}
    assert done.halves == (None, 20)


@pytest.fixture
def signed_in(client, superior):
    client.force_login(make.officer(superior, Role.SUPERIOR_OFFICER))
    return client


def text(response) -> str:
    assert response.status_code == 200, response.status_code
    return b"".join(response).decode() if response.streaming else response.content.decode()


@pytest.fixture
def told(unions):
    """Something to count in every picture."""
    hoa = make.person("Trần Thị Hoa", born="1985-07-05", sex="female", education="Cao đẳng", party_member=True)
    make.post(hoa, unions[0], Post.CHAIR, from_day=date(2024, 1, 1))
    make.post(make.person("Lý A Páo", born="1999", sex="male", ethnicity="Mông"), unions[1], Post.MEMBER)
    make.post(make.person("Vũ An"), unions[2], Post.MEMBER)
    for union, year in zip(unions, (2019, 2027, 2040), strict=True):
        make.term(union, planned_end=date(year, 5, 1))
    for days in (3, 60):
        opened = date(2026, 6, 1)
        closed = opened + timedelta(days=days)
        make.duty(unions[0], "term.ended", opened_on=opened, closed_on=closed, subject=str(days))


def test_every_figure_opens_exactly_the_list_it_counts(signed_in, told, superior):
    asked_for = {}  # a list that several figures open is opened once
    opened = 0
    for scope in (ALL, Scope(System("test"), DAY, superior.pk)):
        for asked in Question:
            for row in picture(asked, figures(scope, asked)).lines:
                for cell in row.cells:
                    if cell.opens is None:
                        continue
                    unit = cell.opens.unit or scope.within or ""
                    address = f"/tinh-hinh/{cell.opens.question}/{cell.opens.key}/?day=2026-11-22&unit={unit}"
                    # the reader sees the ward alone: its unions stand directly, the ward is no row
                    if cell.opens.question is Question.UNITS and scope is ALL:
                        continue
                    if address not in asked_for:
                        asked_for[address] = len(signed_in.get(address).context["page"].rows)
                        if scope is ALL:  # the file asks the same question
                            lines = text(signed_in.get(f"{address}&format=csv")).strip().splitlines()
                            assert len(lines) == asked_for[address] + 1, address
                    assert asked_for[address] == cell.value, address
                    opened += 1
    assert opened > 100


def test_what_is_drawn_on_the_page_leads_to_the_same_lists(signed_in, told):
    page = text(signed_in.get("/tinh-hinh/?day=2026-11-22"))
    drawn = set(re.findall(r'<a href="(/tinh-hinh/[^"?]+/[^"?]+/[^"]*)" tabindex="-1">', page))
    listed = set(re.findall(r'<td><a href="([^"]+)">', page))
    assert drawn
    assert drawn <= listed


def test_party_and_ethnicity_are_counted_only_for_those_who_may_know_them(client, signed_in, told, superior):
    assert "Đảng viên" in text(signed_in.get("/tinh-hinh/"))
    assert len(signed_in.get("/tinh-hinh/make_up/minority.officers/").context["page"].rows) == 1
    reader = make.officer(superior, Role.READER)
    client.force_login(reader)
    page = text(client.get("/tinh-hinh/"))
    assert "Dưới 40 tuổi" in page
    assert "Đảng viên" not in page
    assert "Dân tộc" not in page
    for key in ("party.officers", "minority.chairs", "minority.untold"):
        assert client.get(f"/tinh-hinh/make_up/{key}/").status_code == 404
    assert "Đảng viên" not in text(client.get("/tinh-hinh/make_up/so-lieu/"))
    # one role that may not is enough: what is seen by it cannot be told apart
    make.grant(reader, make.unit("Công đoàn cơ sở E"), Role.CHAIR)
    assert "Đảng viên" not in text(client.get("/tinh-hinh/"))


def test_an_empty_page_says_what_to_do(client):
    client.force_login(make.officer(make.federation(), Role.FEDERATION_OFFICER))
    assert 'href="/nhap-du-lieu/"' in text(client.get("/tinh-hinh/"))
    for kind in ("pdf", "docx", "xlsx"):
        assert client.get(f"/tinh-hinh/bao-cao.{kind}").status_code == 200


def test_the_report_is_of_the_unit_and_lists_the_unions_to_complete(told, superior):
    user = make.officer(superior.placements.get().superior, Role.FEDERATION_OFFICER)
    scope = Scope(user, DAY)
    of_province = report_document(gather(scope, None))
    head = of_province.letterhead
    assert (head.superior, head.issuer) == ("TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", "LIÊN ĐOÀN LAO ĐỘNG TỈNH SAO MAI")
    rows = [row for block in of_province.blocks if isinstance(block, Table) for row in block.rows]
    assert ("1", "Công đoàn cơ sở C", "Cần kiện toàn ngay") in [
        tuple(row)[:3] for row in rows if not isinstance(row, Band)
    ]
    ward = unit_of(user, superior.pk, day=DAY)
    head = report_document(gather(Scope(user, DAY, superior.pk), ward)).letterhead
    assert (head.superior, head.issuer) == ("LIÊN ĐOÀN LAO ĐỘNG TỈNH SAO MAI", "CÔNG ĐOÀN PHƯỜNG AN PHÚ")
    assert head.number == "Số: ……/BC-CĐ"


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
        learn_sizes()
        signed_in.get("/tinh-hinh/")
        with CaptureQueriesContext(connection) as found:
            text(signed_in.get("/tinh-hinh/"))
        asked.append(len(found))
    assert asked == [asked[0]] * 3
    assert asked[0] <= 22
