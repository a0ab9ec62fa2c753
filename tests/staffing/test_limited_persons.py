"""Whose data is limited stands in no list handed out; what was issued stays, who was elected is named."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from nongcot.kernel import clock
from nongcot.people import api as people
from nongcot.people.errors import Refused
from nongcot.people.kinds import BodyKind, DataRequestKind, Post
from nongcot.staffing import actions
from nongcot.staffing.actions.completing import plan_of
from nongcot.staffing.kinds.completing import Seat
from nongcot.staffing.kinds.reserves import Readiness
from nongcot.staffing.models import IssuedPaper
from nongcot.staffing.queries.papers import paper_facts
from nongcot.staffing.shown.papers import paper
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db
TODAY = clock.today()
VICE = Seat(BodyKind.EXECUTIVE_COMMITTEE, Post.VICE_CHAIR)
LEFT_OUT = "Không nêu tên 1 người đang được hạn chế xử lý dữ liệu cá nhân"


@pytest.fixture
def union():
    top = make.federation()
    make.post(make.person("Ngô Văn Cấp"), top, Post.CHAIR)
    found = make.unit("Công đoàn cơ sở May Sao Mai", under=top)
    make.post(make.person("Lê Thị Chủ"), found, Post.CHAIR)
    make.term(found, from_day=date(2023, 1, 1), planned_end=date(2028, 1, 1), seats=5)
    return found


@pytest.fixture
def hoa(union):
    return make.post(make.person("Phạm Hoa"), union).person


@pytest.fixture
def binh(union):
    return make.post(make.person("Đỗ Bình"), union).person


@pytest.fixture
def case(union):
    return actions.open_case(actor=SYSTEM, unit=union, seat=VICE, way="by_election", day=TODAY)


def limit(person) -> None:
    asked = {"person": person, "kind": DataRequestKind.RESTRICTION, "requester": person.name}
    request = people.register_request(actor=SYSTEM, received_on=TODAY, **asked)
    people.limit_processing(actor=SYSTEM, request=request, day=TODAY)


def said(case, step: str) -> str:
    planned = next(one for one in plan_of(case, case.unit.kind) if one.step == step)
    return str(paper(paper_facts(case, planned, day=TODAY), day=TODAY, sign="TTr"))


@pytest.mark.parametrize("step", ["proposal", "consent", "minutes"])
def test_a_list_of_candidates_leaves_the_name_out_and_says_so(step, case, hoa, binh):
    for person in (hoa, binh):
        actions.propose_candidate(actor=SYSTEM, case=case, person=person, day=TODAY)
    assert LEFT_OUT not in said(case, step)
    limit(hoa)
    text = said(case, step)
    assert (hoa.name in text, binh.name in text, LEFT_OUT in text) == (False, True, True)


def test_who_was_elected_is_named_and_an_issued_document_stays(case, hoa, binh):
    actions.propose_candidate(actor=SYSTEM, case=case, person=hoa, day=TODAY)
    issued = actions.issue_paper(actor=SYSTEM, case=case, step="proposal", day=TODAY)
    limit(hoa)
    kept = IssuedPaper.objects.get(pk=issued.pk)
    assert [one["name"] for one in kept.facts["people"]] == [hoa.name]
    actions.choose_candidate(actor=SYSTEM, case=case, person=hoa, day=TODAY)
    for step in ("minutes", "recognition"):
        text = said(case, step)
        assert (hoa.name in text, LEFT_OUT in text) == (True, False), step


def test_nobody_limited_is_put_on_a_list(case, union, hoa):
    limit(hoa)
    for put in (
        lambda: actions.propose_candidate(actor=SYSTEM, case=case, person=hoa, day=TODAY),
        lambda: actions.add_reserve(
            actor=SYSTEM, unit=union, person=hoa, seat=VICE, readiness=Readiness.NOW, day=TODAY
        ),
    ):
        with pytest.raises(Refused, match="đang được hạn chế xử lý"):
            put()


def test_pages_mark_the_person_print_nothing_and_offer_no_list(client, case, union, hoa, binh):
    actions.propose_candidate(actor=SYSTEM, case=case, person=hoa, day=TODAY)
    limit(hoa)
    limit(binh)
    client.force_login(make.officer(union.placements.get().superior))
    page = client.get(reverse("staffing:candidates", args=[case.pk])).content.decode()
    assert page.count('<li class="body no-print">') == 2
    assert "Không nêu tên 2 người" in page
    assert reverse("staffing:propose-candidate", args=[case.pk, binh.pk]) not in page
    reserves = client.get(reverse("staffing:reserves", args=[union.pk])).content.decode()
    assert reserves.count('<li class="body no-print">') == 2
    assert reverse("staffing:add-reserve", args=[union.pk, binh.pk]) not in reserves
    assert hoa.name not in client.get(reverse("staffing:compare", args=[case.pk])).content.decode()
