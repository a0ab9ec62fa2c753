"""The decision of something recorded earlier is completed; the fact stays as it is."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nongcot.infra.audit.models import AuditEntry
from nongcot.people import api
from nongcot.people.errors import Refused
from nongcot.people.kinds import DecidedFact, Post, UnitEnd, UnitKind
from nongcot.people.models import PostHeld, Term, Unit, UnitKindSpan, UnitName, UnitPlacement
from tests.factories import people as make
from tests.factories.people import SYSTEM

DAY, SIGNED, NUMBER = date(2026, 3, 1), date(2026, 2, 20), "15/QĐ-LĐLĐ"
FACTS = (Unit, UnitName, UnitKindSpan, UnitPlacement, Term, PostHeld)


def recorded(cast, fact: DecidedFact):
    """A fact of the factory without its decision."""
    unit = cast.factory
    if fact is DecidedFact.NAME:
        api.rename_unit(actor=SYSTEM, unit=unit, name="Công đoàn cơ sở May Sao Hôm", day=DAY)
        return UnitName.objects.get(unit=unit, from_day=DAY)
    if fact is DecidedFact.KIND:
        api.change_unit_kind(actor=SYSTEM, unit=unit, kind=UnitKind.SYNDICATE, day=DAY)
        return UnitKindSpan.objects.get(unit=unit, from_day=DAY)
    if fact is DecidedFact.PLACEMENT:
        api.move_unit(actor=SYSTEM, unit=unit, superior=cast.other_ward, day=DAY)
        return UnitPlacement.objects.get(unit=unit, from_day=DAY)
    if fact is DecidedFact.END:
        api.end_unit(actor=SYSTEM, unit=unit, day=DAY, reason=UnitEnd.DISSOLVED)
        return Unit.objects.get(pk=unit.pk)
    return make.term(unit) if fact is DecidedFact.TERM else cast.held


def stored() -> list[list[dict]]:
    return [list(model.objects.order_by("pk").values()) for model in FACTS]


def decision_of(fact: DecidedFact, row) -> tuple[str, date | None]:
    row.refresh_from_db()
    if fact is DecidedFact.END:
        return row.end_decision_number, row.end_decision_day
    return row.decision_number, row.decision_day


@pytest.mark.parametrize("fact", DecidedFact)
def test_nothing_but_the_decision_changes_and_it_can_be_taken_back(cast, fact):
    row = recorded(cast, fact)
    before = stored()
    api.complete_document(actor=cast.head, fact=fact, row=row, decision_number=f" {NUMBER} ", decision_day=SIGNED)
    assert decision_of(fact, row) == (NUMBER, SIGNED)
    for was, now in zip(before, stored(), strict=True):
        for one, other in zip(was, now, strict=True):
            assert {name for name in one if one[name] != other[name]} <= {
                name for name in one if name.endswith(("decision_number", "decision_day"))
            }
    told = AuditEntry.objects.order_by("-pk")[0]
    assert told.changes["changes"] == {"decision_number": [None, NUMBER], "decision_day": [None, SIGNED.isoformat()]}
    assert (told.actor_id, told.unit) == (cast.head.pk, cast.factory.pk)
    api.take_back_change(actor=cast.head, change=told, reason="Ghi nhầm số")
    assert stored() == before


def test_what_is_missing_is_completed_and_nothing_is_replaced(cast):
    row = cast.held
    complete = {"actor": cast.leader, "fact": DecidedFact.POST, "row": row}
    api.complete_document(**complete, decision_number=NUMBER)
    assert decision_of(DecidedFact.POST, row) == (NUMBER, None)
    api.complete_document(**complete, decision_number=NUMBER, decision_day=SIGNED)
    assert decision_of(DecidedFact.POST, row) == (NUMBER, SIGNED)
    with pytest.raises(Refused, match="Đã ghi quyết định khác: 15/QĐ-LĐLĐ"):
        api.complete_document(**complete, decision_number="16/QĐ-LĐLĐ")
    for nothing in ({}, {"decision_number": "  "}, {"decision_number": NUMBER, "decision_day": SIGNED}):
        with pytest.raises(Refused, match="còn thiếu"):
            api.complete_document(**complete, **nothing)
    assert decision_of(DecidedFact.POST, row) == (NUMBER, SIGNED)


def test_a_unit_that_goes_on_has_no_decision_of_its_end(cast):
    with pytest.raises(Refused, match="chưa kết thúc"):
        api.complete_document(actor=cast.head, fact=DecidedFact.END, row=cast.factory, decision_number=NUMBER)


@pytest.mark.parametrize("fact", DecidedFact)
def test_a_chair_completes_what_is_of_the_committee_and_a_stranger_nothing(cast, fact):
    row = recorded(cast, fact)
    others = make.officer(cast.foreign)
    with pytest.raises(PermissionDenied):
        api.complete_document(actor=others, fact=fact, row=row, decision_number=NUMBER)
    if fact in (DecidedFact.TERM, DecidedFact.POST):
        api.complete_document(actor=cast.leader, fact=fact, row=row, decision_number=NUMBER)
    else:
        with pytest.raises(PermissionDenied):
            api.complete_document(actor=cast.leader, fact=fact, row=row, decision_number=NUMBER)


def send(client, cast, fact: str, pk: int, **values: str):
    address = reverse("people:complete-document", args=[cast.factory.pk, fact, pk])
    shown = client.get(address)
    assert shown.status_code == 200
    return client.post(address, {"once": shown.context["once"], "seen": str(shown.context["seen"]), **values})


def test_from_the_units_page_to_a_list_that_empties(cast, client):
    row = recorded(cast, DecidedFact.NAME)
    client.force_login(cast.officer)
    page = client.get(reverse("people:unit", args=[cast.factory.pk])).content.decode()
    listing = reverse("people:lacking-documents", args=[cast.factory.pk])
    assert f'href="{listing}"' in page
    said = client.get(listing).content.decode()
    assert "Tên gọi: Công đoàn cơ sở May Sao Hôm, từ ngày 01/03/2026" in said
    answer = send(client, cast, "name", row.pk, decision_number=NUMBER, decision_day="20/02/2026")
    assert answer.status_code == 302
    assert answer.headers["Location"] == listing
    assert "May Sao Hôm, từ ngày 01/03/2026" not in client.get(listing).content.decode()
    trail = client.get(reverse("people:unit-trail", args=[cast.factory.pk])).content.decode()
    assert "Bổ sung quyết định của đơn vị" in trail
    assert NUMBER in client.get(reverse("people:unit", args=[cast.factory.pk])).content.decode()


def test_one_decision_is_entered_for_all_who_took_up_their_posts_with_it(cast, client):
    others = [make.post(make.person(), cast.factory, Post.MEMBER, from_day=cast.held.from_day) for _ in range(2)]
    later = make.post(make.person(), cast.factory, Post.MEMBER, from_day=DAY)
    client.force_login(cast.leader)
    page = client.get(reverse("people:post", args=[cast.held.pk])).content.decode()
    address = reverse("people:complete-document", args=[cast.factory.pk, "post", cast.held.pk])
    assert f'href="{address}"' in page
    assert "Ghi cho cả 2 chức vụ khác nhận cùng ngày" in client.get(address).content.decode()
    send(client, cast, "post", cast.held.pk, decision_number=NUMBER, together="on")
    for held in (cast.held, *others):
        assert decision_of(DecidedFact.POST, held) == (NUMBER, None)
    assert decision_of(DecidedFact.POST, later) == ("", None)
    assert AuditEntry.objects.filter(action="people.complete_committee_document").count() == 3


def test_a_fact_of_another_unit_or_none_is_not_found(cast, client):
    client.force_login(cast.head)
    foreign = make.post(make.person(), cast.foreign)
    for fact, pk in (("post", foreign.pk), ("post", 0), ("name", 10**9), ("nothing", 1), ("end", cast.factory.pk)):
        assert client.get(f"/don-vi/{cast.factory.pk}/van-ban/{fact}/{pk}/").status_code == 404, fact


def test_lists_of_a_large_unit_come_in_pages_that_ask_no_more(cast, client):
    client.force_login(cast.head)
    lists = [reverse(f"people:{name}", args=[cast.factory.pk]) for name in ("lacking-documents", "posts")]
    counts = {address: set() for address in lists}
    for more in (0, 2, 97):
        for _ in range(more):
            make.post(make.person(), cast.factory, Post.MEMBER)
        for address in lists:
            client.get(address)
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            counts[address].add(len(asked))
    assert [len(found) for found in counts.values()] == [1, 1]
    found = []
    for address in lists:
        pages = [client.get(address + f"?page={n}").context["page"] for n in (1, 2, 3)]
        found.append([getattr(row, "row", row) for page in pages for row in page.rows])
        assert [len(page.rows) for page in pages][:1] == [50]
        assert not pages[2].has_next
    lacking, posts = found
    assert posts[0] == cast.held  # the chair is the first of a hundred
    assert len(posts) == len(set(posts)) == 100
    assert len(lacking) == len(set(lacking)) > 100  # the name and the superior of the unit with the posts
    only = client.get(lists[1] + "?post=executive_committee:chair").context
    assert ([*only["page"].rows], only["all"]) == ([cast.held], False)
    assert client.get(lists[1] + "?post=executive_committee:vice_chair").context["all"] is True
