"""The list of officers: the same rows on every way to them, in order, page by page, and nobody else's."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta

import pytest

from nongcot.infra.ui.keyset import SIZE
from nongcot.kernel.text import fold
from nongcot.people import actions, queries
from nongcot.people.kinds import AgeBand, BodyKind, Post, Role, UnitKind
from nongcot.people.lists import export
from nongcot.people.lists.choice import Choice, Place, read_place
from nongcot.people.models import PostHeld, TermExtension, UnitName
from nongcot.people.permissions import remember
from nongcot.people.queries import listing
from nongcot.people.rules import age_band, born_between
from nongcot.people.views import officer_list
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db
DAY = date(2026, 7, 1)
NAMES = ("Nguyễn Thị Hoa", "Nguyễn Văn Hoàng", "Hoàng Thị Lan", "Trần Thị Hòa", "Lê Đào", "Đỗ Thị Hoa", "Phạm An")
UNITS = ("Công đoàn cơ sở May Hoa Sen", "Công đoàn cơ sở Giày Lan", "Nghiệp đoàn Xe ôm", "Công đoàn cơ sở Hóa chất")


@pytest.fixture
def province():
    top, other = make.federation(), make.federation("Liên đoàn Lao động tỉnh Khác")
    ward = make.unit("Công đoàn phường Hòa Bình", under=top, kind=UnitKind.DIRECT_SUPERIOR)
    units = [make.unit(name, under=ward if n % 2 else top) for n, name in enumerate(UNITS)]
    moved = make.unit("Công đoàn cơ sở Dời Đi", under=other)
    actions.move_unit(actor=SYSTEM, unit=moved, superior=top, day=date(2025, 7, 1))
    actions.rename_unit(actor=SYSTEM, unit=units[0], name="Công đoàn cơ sở May Sao Khuê", day=date(2026, 1, 1))
    foreign = make.unit("Công đoàn cơ sở Hoa Nơi Khác", under=other)
    for number, unit in enumerate([*units, moved, foreign]):
        for place, name in enumerate(NAMES):
            who = make.person(name, sex=("male", "female")[place % 2], born=f"{1965 + 5 * place}-07-01")
            ended = date(2026, 3, 1) if place == 4 else None
            kind = Post.CHAIR if place == 0 else Post.MEMBER
            make.post(who, unit, kind, of=list(BodyKind)[number % 3], to_day=ended)
    return top, ward, units, moved, foreign


def naive(seen, search: str, day: date) -> list[int]:
    """The rule itself: each word begins a word of the person's name or of the unit's name of the day."""
    found = []
    for held in PostHeld.objects.select_related("person").filter(unit__in=seen):
        if (held.from_day and held.from_day > day) or (held.to_day and held.to_day <= day):
            continue
        names = UnitName.objects.filter(unit=held.unit_id)
        of_day = [n for n in names if not (n.from_day and n.from_day > day) and not (n.to_day and n.to_day <= day)]
        words = [*held.person.search_key.split(), *(word for name in of_day for word in name.search_key.split())]
        if all(any(word.startswith(asked) for word in words) for asked in fold(search).split()):
            found.append((held.person.sort_key, held.person_id, held.pk))
    return [pk for _key, _person, pk in sorted(found)]


WAYS = ("as planned", "units", "word", "sorted", "many units")


def force(monkeypatch, way: str) -> None:
    if way == "units":
        monkeypatch.setattr(listing, "_first_word", lambda *_: None)
    elif way == "word":
        monkeypatch.setattr(listing, "_first_word", lambda words, *_: words[0] if words else None)
    elif way != "as planned":
        monkeypatch.setattr(listing, "_first_word", lambda *_: None)
        monkeypatch.setattr(listing, "FEW_UNITS", 0)
        if way == "many units":
            monkeypatch.setattr(listing, "MOST", 0)


@pytest.mark.parametrize("way", WAYS)
def test_every_way_leads_to_the_same_rows(way, province, monkeypatch):
    top, _ward, units, moved, _foreign = province
    force(monkeypatch, way)
    user = make.officer(top)
    for search in ("", "hoa", "ho thi", "nguyen", "lan sen", "LAN  khuê", "may", "cong doan h", "xyz", "d"):
        for day in (DAY, date(2025, 12, 1)):
            places = queries.places(user, Choice(search=search), day=day, most=500)
            assert [place.held for place in places] == naive([*units, moved], search, day), (search, day)


@pytest.mark.parametrize("way", WAYS)
def test_a_branch_is_that_of_the_day_and_nobody_sees_more_than_his_own(way, province, monkeypatch):
    top, ward, units, moved, foreign = province
    force(monkeypatch, way)
    user = make.officer(ward, Role.READER)
    remember(user)
    assert {p.held for p in queries.places(user, Choice(), day=DAY, most=500)} == set(naive(units[1::2], "", DAY))
    assert {p.held for p in queries.places(user, Choice(within=top.pk, search="hoa"), day=DAY, most=500)} == set(
        naive(units[1::2], "hoa", DAY)
    )
    assert queries.places(make.user(), Choice(search="hoa"), day=DAY, most=500) == []
    everything = queries.places(SYSTEM, Choice(), day=DAY, most=500)
    assert {p.held for p in everything} == set(naive([*units, moved, foreign], "", DAY))
    before_the_move = queries.places(make.officer(top), Choice(within=top.pk), day=date(2025, 6, 1), most=500)
    assert {p.held for p in before_the_move} == set(naive(units, "", date(2025, 6, 1)))


@pytest.mark.parametrize("way", WAYS)
def test_pages_forwards_and_backwards_are_the_list(way, province, monkeypatch):
    top = province[0]
    force(monkeypatch, way)
    user, choice = make.officer(top), Choice(search="thi")
    whole = queries.places(user, choice, day=DAY, most=500)
    forwards: list[Place] = []
    while part := queries.places(user, choice, day=DAY, most=4, after=forwards[-1] if forwards else None):
        forwards += part
    assert forwards == whole
    backwards = [whole[-1]]
    while part := queries.places(user, choice, day=DAY, most=4, before=backwards[0]):
        backwards = [*part, *backwards]
    assert backwards == whole


PLAIN = (
    {},
    {"body": "executive_committee"},
    {"post": "chair", "age": AgeBand.FROM_60.value},
    {"sex": "female", "age": AgeBand.UNDER_30.value},
    {"age": AgeBand.FROM_50.value, "body": "executive_committee", "post": "member", "sex": "male"},
)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("plain", PLAIN, ids=str)
def test_a_page_of_the_usual_size_has_the_rows_of_any_other(way, plain, province, monkeypatch):
    top, ward = province[:2]
    force(monkeypatch, way)
    make.post(make.person("Nguyễn Thị Trẻ", sex="female", born="2000-07-01"), province[2][1], Post.MEMBER)
    user, asked = make.officer(top), []
    for within in (None, ward.pk, top.pk):
        choice = Choice(within=within, **plain)
        whole = queries.places(user, choice, day=DAY, most=500)
        assert queries.places(user, choice, day=DAY, most=SIZE + 1) == whole
        asked += whole
        for place in whole[:1]:
            assert queries.places(user, choice, day=DAY, most=SIZE + 1, after=place) == whole[1:]
        for place in whole[-1:]:
            assert queries.places(user, choice, day=DAY, most=SIZE + 1, before=place) == whole[:-1]
    assert asked


def held_by(choice: Choice, user=SYSTEM, day: date = DAY) -> set[str]:
    rows = queries.places(user, choice, day=day, most=500)
    return {row.name for row in queries.posts_at([place.held for place in rows], day=day)}


def test_the_choices_narrow_the_list():
    union = make.unit()
    full = {"sex": "male", "phone": "+84912345678", "email": "a@b.vn", "citizen_id": "079085005687"}
    young = make.person("Trẻ", born="1996-08-01", education="Thạc sĩ Luật", party_member=True, **full)
    older = make.person("Già", born="1970-07-01", education="đại học", party_member=False, sex="female")
    make.post(young, union, Post.CHAIR, from_day=date(2025, 1, 1))
    make.post(older, union, Post.CHAIR, from_day=date(2015, 1, 1), to_day=date(2025, 1, 1))
    make.post(older, union, Post.MEMBER, from_day=date(2025, 1, 1))
    make.post(make.person("Trống"), union, of=BodyKind.INSPECTION_COMMITTEE)
    term = make.term(union, planned_end=date(2027, 5, 1))
    assert held_by(Choice(post="chair")) == {"Trẻ"}
    assert held_by(Choice(body="inspection_committee")) == {"Trống"}
    assert held_by(Choice(sex="female")) == {"Già"}
    assert held_by(Choice(age=AgeBand.UNDER_30)) == {"Trẻ"}
    assert held_by(Choice(age=AgeBand.FROM_50)) == {"Già"}
    assert held_by(Choice(education="postgraduate")) == {"Trẻ"}
    assert held_by(Choice(education="university")) == {"Già"}
    assert held_by(Choice(education="unknown")) == {"Trống"}
    assert held_by(Choice(party=True)) == {"Trẻ"}
    assert held_by(Choice(party=False)) == {"Già"}
    assert held_by(Choice(first_term=True)) == {"Trẻ", "Trống"}
    assert held_by(Choice(ends_in=2027)) == {"Trẻ", "Già"}
    assert held_by(Choice(ends_in=2030)) == set()
    assert held_by(Choice(missing="phone")) == {"Già", "Trống"}
    assert held_by(Choice(missing="education")) == {"Trống"}
    TermExtension.objects.create(
        term=term, new_end=date(2030, 1, 1), decision_number="1", decision_day=date(2026, 6, 1)
    )
    assert held_by(Choice(ends_in=2030)) == {"Trẻ", "Già"}
    assert held_by(Choice(ends_in=2027)) == set()
    assert held_by(Choice(ends_in=2027), day=date(2026, 5, 1)) == {"Trẻ", "Già"}


def test_who_has_a_post_of_unknown_beginning_is_not_said_to_hold_the_first_one():
    union = make.unit()
    make.post(make.person("Chưa Rõ"), union, Post.CHAIR, from_day=None)
    both = make.person("Cả Hai")
    make.post(both, union, Post.MEMBER)
    make.post(both, union, of=BodyKind.INSPECTION_COMMITTEE, from_day=None)
    make.post(make.person("Mới"), union)
    assert held_by(Choice(first_term=True)) == {"Mới"}


@pytest.mark.parametrize("age", [0, 29, 30, 39, 40, 49, 50, 59, 60, 90])
def test_each_age_lies_in_one_band_to_the_day(age):
    born = DAY.replace(year=DAY.year - age)
    for day_of_birth, expected in ((born, age), (born + timedelta(days=1), age - 1)):
        bands = []
        for band in AgeBand:
            after, until = born_between(band, DAY)
            if day_of_birth.isoformat() > after and (until is None or day_of_birth.isoformat() <= until):
                bands.append(band)
        starts = list(zip(AgeBand, (-1, 30, 40, 50, 60), strict=True))
        assert bands == [next(band for band, least in reversed(starts) if expected >= least)]
        assert expected < 0 or bands == [age_band(day_of_birth.isoformat(), DAY)]


def test_a_place_is_read_as_it_was_written():
    place = Place("c5j6", 12, 34)
    assert read_place(str(place)) == place
    for text in ("", "a.b.c", "c5.1", "z9.1.2", "c5.1.2.3", "c5.-1.2", "c5.1.２", "'.1.2"):
        assert read_place(text) is None


def test_party_membership_narrows_only_for_those_who_may_know(client):
    top = make.federation()
    union = make.unit(under=top)
    make.post(make.person("Đảng Viên", party_member=True), union, Post.CHAIR)
    make.post(make.person("Quần Chúng", party_member=False), union)
    client.force_login(make.officer(top))
    page = client.get("/can-bo/?party=yes").content.decode()
    assert "Đảng Viên</strong>" in page
    assert "Quần Chúng</strong>" not in page
    client.force_login(make.officer(top, Role.READER))
    page = client.get("/can-bo/?party=yes").content.decode()
    assert "Quần Chúng</strong>" in page
    assert '<select class="input" name="party"' not in page
    both = make.officer(union, Role.READER)
    make.grant(both, make.unit(under=top), Role.CHAIR)
    client.force_login(both)
    assert "Đảng Viên</strong>" not in client.get("/can-bo/?party=yes").content.decode()


def shown(page: str) -> list[str]:
    return re.findall(r"<strong>(Người Số\d+)</strong>", page)


def links(page: str) -> dict[str, str]:
    return {rel: href.replace("&amp;", "&") for rel, href in re.findall(r'rel="(\w+)" href="([^"]+)"', page)}


def test_the_next_page_begins_behind_the_last_row_whatever_happens_between(client):
    top = make.federation()
    union = make.unit(under=top)
    for number in range(2 * SIZE + 3):
        make.post(make.person(f"Người Số{number:03}"), union)
    client.force_login(make.officer(top))
    first = client.get("/can-bo/").content.decode()
    make.post(make.person("Người Số0000"), union)  # now stands on the first page
    PostHeld.objects.filter(person__name="Người Số050").delete()
    second = client.get("/can-bo/" + links(first)["next"]).content.decode()
    third = client.get("/can-bo/" + links(second)["next"]).content.decode()
    rows = [*shown(first), *shown(second), *shown(third)]
    assert rows == [f"Người Số{number:03}" for number in range(2 * SIZE + 3) if number != 50]
    assert f"Dòng {SIZE + 1} – {2 * SIZE}" in second
    assert "prev" not in links(first)
    assert "next" not in links(third)
    back = client.get("/can-bo/" + links(second)["prev"]).content.decode()
    assert shown(back)[-1] == "Người Số049"
    assert len(shown(back)) == SIZE


def test_a_page_keeps_the_choices_and_the_day(client):
    top = make.federation()
    union = make.unit(under=top)
    for number in range(SIZE + 1):
        make.post(make.person(f"Người Số{number:03}"), union)
    client.force_login(make.officer(top))
    page = client.get("/can-bo/?q=nguoi&post=member&day=05/07/2024").content.decode()
    following = links(page)["next"]
    assert {"q=nguoi", "post=member", "day=05/07/2024"} <= set(following.removeprefix("?").split("&"))
    assert len(shown(client.get("/can-bo/" + following).content.decode())) == 1


@pytest.mark.parametrize(
    "query", ["after=x", "after=c5.1.2&before=c5.1.2", "row=99999999999999999", "before=zz", "ends=99"]
)
def test_an_address_nobody_made_is_no_error(query, client):
    top = make.federation()
    make.post(make.person("Ai Đó"), make.unit(under=top))
    client.force_login(make.officer(top))
    assert client.get(f"/can-bo/?{query}").status_code == 200


def _all_pages(client, query: str) -> list[tuple[str, str]]:
    """(officer, unit) of every row of the list, page after page."""
    rows, place = [], ""
    while True:
        page = client.get(f"/can-bo/?{query}&after={place}").context["page"]
        rows += [(row.name, row.unit_name) for row in page.rows]
        if not page.next:
            return rows
        place = page.next


@pytest.mark.parametrize("day", ["2025-06-30", "2025-07-01", "2026-02-01", "2026-07-01"])
@pytest.mark.parametrize("query", ["", "q=hoa", "post=chair", "sex=female"])
def test_the_csv_has_the_rows_of_the_list_in_its_order_also_of_a_union_that_changed_federation(
    client, province, day, query, monkeypatch
):
    monkeypatch.setattr(officer_list, "SIZE", 7)
    monkeypatch.setattr(export, "_CHUNK", 5)
    top, _ward, _units, moved, _foreign = province
    for seen in (top, moved.placements.order_by("from_day").first().superior):
        client.force_login(make.officer(seen, Role.FEDERATION_OFFICER))
        asked = f"day={day}&{query}"
        content = b"".join(client.get(f"/can-bo/danh-sach.csv?{asked}")).decode().removeprefix("\ufeff")
        rows = [(row["Họ và tên"], row["Đơn vị"]) for row in csv.DictReader(io.StringIO(content))]
        assert rows
        assert rows == _all_pages(client, asked)
        assert any(unit == moved.name for _officer, unit in rows) == (seen == top)
