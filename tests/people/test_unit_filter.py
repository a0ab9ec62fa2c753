"""The unit filter of lists: any unit one may see is found by typing, as of the day, with and without a script."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nongcot.kernel import clock
from nongcot.people import actions
from nongcot.people.kinds import Post, Role, UnitKind
from nongcot.people.models import PostHeld
from tests.factories import people as make
from tests.factories.ballots import ballot as make_ballot
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db
NAME = "Công đoàn cơ sở Công ty TNHH May Đồng Tiến"
FIND = "/don-vi/tim/"
LISTS = ("staffing:ballots", "staffing:first-terms", "staffing:handovers")


@pytest.fixture
def top():
    return make.federation()


@pytest.fixture
def ward(top):
    return make.unit("Công đoàn phường An Phú", under=top, kind=UnitKind.DIRECT_SUPERIOR)


@pytest.fixture
def union(ward):
    return make.unit(NAME, under=ward, code="SM-071")


@pytest.fixture
def signed_in(client, top):
    client.force_login(make.officer(top))
    return client


def offered(response) -> list[str]:
    """The names one may tick, without "all" and the one chosen."""
    assert response.status_code == 200
    page = response.content.decode()
    return re.findall(r'name="unit" value="\d+"><span>([^<]+)', page)


@pytest.mark.parametrize("typed", ["dong tien", "MAY ĐỒNG", "sm-071", "tien may"])
def test_a_grassroots_union_is_found_by_words_of_its_name_or_its_code(typed, signed_in, union):
    make.unit("Công đoàn cơ sở Trường Hoa Sen", under=union.placements.get().superior)
    assert offered(signed_in.get(FIND, {"unit_q": typed})) == [NAME]


def test_nobody_finds_a_unit_that_is_not_theirs(client, top, ward, union):
    client.force_login(make.officer(make.unit("Công đoàn phường Khác", under=top, kind=UnitKind.DIRECT_SUPERIOR)))
    assert offered(client.get(FIND, {"unit_q": "dong tien"})) == []
    assert "Không tìm thấy đơn vị nào bạn được xem." in client.get(FIND, {"unit_q": "dong tien"}).content.decode()
    for page in (
        "/can-bo/",
        "/viec/da-xong/",
        "/kien-toan/",
        "/bau-cu/",
        "/chu-tich-moi/",
        "/ban-giao/",
        "/tinh-hinh/",
    ):
        assert client.get(page, {"unit": union.pk}).status_code == 404, page


def test_a_unit_is_found_under_the_name_of_the_day(signed_in, union):
    day = clock.today() - timedelta(days=10)
    actions.rename_unit(actor=SYSTEM, unit=union, name="Công đoàn cơ sở Dệt Hòa Bình", day=day)
    before = f"{day - timedelta(days=1):%d/%m/%Y}"
    assert offered(signed_in.get(FIND, {"unit_q": "dong tien"})) == []
    assert offered(signed_in.get(FIND, {"unit_q": "det hoa binh"})) == ["Công đoàn cơ sở Dệt Hòa Bình"]
    assert offered(signed_in.get(FIND, {"unit_q": "dong tien", "day": before})) == [NAME]


def test_without_a_script_one_types_sends_and_ticks(signed_in, ward, union):
    page = signed_in.get("/viec/da-xong/", {"unit_q": "dong tien"})
    assert offered(page) == [NAME]
    assert '<details class="menu menu-plain" open>' in page.content.decode()
    assert 'name="unit_found" value="dong tien"' in page.content.decode()
    chosen = {"unit_q": "dong tien", "unit_found": "dong tien", "unit": str(union.pk)}
    page = signed_in.get("/viec/da-xong/", chosen)
    said = page.content.decode()
    assert f'value="{union.pk}" checked><span>{NAME}' in said
    assert '<details class="menu menu-plain">' in said
    assert f'href="{reverse("duties:done-file", args=["csv"])}?unit={union.pk}"' in said, "nothing that was typed"


def test_another_unit_is_looked_for_while_one_is_chosen(signed_in, ward, union):
    page = signed_in.get("/viec/da-xong/", {"unit_q": "an phu", "unit": union.pk})
    assert offered(page) == ["Công đoàn phường An Phú"]
    assert f'value="{union.pk}" checked' in page.content.decode()


def test_who_sees_one_unit_alone_is_asked_nothing(client, union):
    client.force_login(make.officer(union, Role.CHAIR))
    assert "unit_q" not in client.get("/viec/da-xong/").content.decode()


def test_who_stands_over_one_superior_union_chooses_among_those_below(client, ward, union):
    client.force_login(make.officer(ward, Role.SUPERIOR_OFFICER))
    assert offered(client.get("/viec/da-xong/")) == [NAME, "Công đoàn phường An Phú"]


def chair_of(unit, name: str, *, began: date | None = None, ended: date | None = None) -> PostHeld:
    return make.post(make.person(name), unit, Post.CHAIR, from_day=began or date(2024, 1, 1), to_day=ended)


def test_ballots_new_chairs_and_handovers_are_narrowed_to_a_unit(signed_in, ward, union):
    other = make.unit("Công đoàn cơ sở Trường Hoa Sen", under=ward)
    today = clock.today()
    for unit, name in ((union, "Lê Thị Hoa"), (other, "Trần Văn Bách")):
        chair_of(unit, f"{name} Cũ", ended=today - timedelta(days=20))
        chair_of(unit, f"{name} Mới", began=today - timedelta(days=20))
        make_ballot(unit, title=f"Bầu ở nơi của {name}")
    for page in LISTS:
        both = signed_in.get(reverse(page)).content.decode()
        assert "Lê Thị Hoa" in both, page
        assert "Trần Văn Bách" in both, page
        for unit, seen, hidden in ((union, "Lê Thị Hoa", "Trần Văn Bách"), (other, "Trần Văn Bách", "Lê Thị Hoa")):
            narrowed = signed_in.get(reverse(page), {"unit": unit.pk}).content.decode()
            assert seen in narrowed, page
            assert hidden not in narrowed, page
        assert "Lê Thị Hoa" in signed_in.get(reverse(page), {"unit": ward.pk}).content.decode(), page


def test_duplicates_and_the_lists_behind_a_figure_are_narrowed_to_a_unit(signed_in, ward, union):
    other = make.unit("Công đoàn cơ sở Trường Hoa Sen", under=ward)
    for unit, name in ((union, "Lê Thị Hoa"), (other, "Trần Văn Bách")):
        make.duty(unit, "person.possible_duplicate", person=chair_of(unit, name).person)
    page = signed_in.get(reverse("people:duplicates"), {"unit": union.pk}).content.decode()
    assert "Lê Thị Hoa" in page
    assert "Trần Văn Bách" not in page
    behind = signed_in.get("/tinh-hinh/completeness/all/", {"unit": union.pk}).content.decode()
    assert f"{NAME}</a>" in behind
    assert "Hoa Sen</a>" not in behind


@pytest.mark.parametrize("address", [FIND, "/viec/da-xong/"])
def test_the_questions_do_not_grow_with_the_units(address, signed_in, ward):
    counts = set()
    for more in (1, 2, 97):
        for _ in range(more):
            make.unit(under=ward)
        signed_in.get(address, {"unit_q": "cong doan"})
        with CaptureQueriesContext(connection) as asked:
            assert len(offered(signed_in.get(address, {"unit_q": "cong doan"}))) > 1
        counts.add(len(asked))
    assert len(counts) == 1


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_of_ballots_is_had_as_a_file(kind, signed_in, union):
    make_ballot(union, title="Bầu bổ sung")
    answer = signed_in.get(reverse("staffing:ballots-file", args=[kind]))
    assert answer.status_code == 200
    assert len(b"".join(answer)) > 100
