"""A unit that is split asks a person where its units and people go, or takes the marked default: never in silence."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nongcot.infra.audit.models import AuditEntry
from nongcot.people.api import Refused, units
from nongcot.people.kinds import Mandate, Post, Role, UnitKind
from nongcot.people.models import PostHeld, Term, Unit, UnitSuccession
from nongcot.staffing import actions
from nongcot.staffing.models import Reorganisation
from nongcot.staffing.reorganisation.kinds import Operation, OperationKind, PostsWay
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db
DAY, EVE = date(2025, 7, 1), date(2025, 6, 30)


@pytest.fixture
def district():
    top = make.unit("Liên đoàn Lao động tỉnh Sao Mai", kind=UnitKind.PROVINCIAL_FEDERATION, code="P")
    found = make.unit("Liên đoàn Lao động huyện Một", under=top, kind=UnitKind.DIRECT_SUPERIOR, code="D1")
    for code in "ABC":
        make.unit(f"Công đoàn cơ sở Công ty {code}", under=found, code=code)
    return found


def at(code):
    return Unit.objects.get(code=code)


def a_plan(*, default=None, posts=PostsWay.CONTINUE, keeps=False):
    """The district is split into two wards, or into itself and one ward."""
    parts = (("D1" if keeps else "W1", "Công đoàn phường Một"), ("W2", "Công đoàn phường Hai"))
    rows = [
        Operation(
            line, OperationKind.SPLIT, "D1", DAY, into_code=code, name="" if code == "D1" else name,
            superior_code="P", default=line == default, posts=posts,
        )
        for line, (code, name) in enumerate(parts, 2)
    ]  # fmt: skip
    return actions.receive_plan(actor=SYSTEM, operations=rows, decision="QĐ 1")


def answer(plan, **given):
    kept = actions.place_split(actor=SYSTEM, plan=plan, line=2, **given)
    return actions.look_at_plan(actor=SYSTEM, plan=kept)


def superiors(day):
    codes = dict(Unit.objects.values_list("pk", "code"))
    return {
        code: codes.get(above)
        for code, above in units(SYSTEM, day=day).filter(code__in="ABC").values_list("code", "superior_id_on")
    }


def test_without_a_default_nothing_is_carried_out_until_a_person_chooses_one(district):
    plan = a_plan()
    assert plan.summary["split_open"] == 1
    with pytest.raises(Refused):
        actions.start_reorganising(actor=SYSTEM, plan=plan)
    plan = answer(plan, default=3)
    assert plan.summary["trouble_count"] == 0
    actions.reorganise(actor=SYSTEM, plan=plan)
    assert superiors(EVE) == dict.fromkeys("ABC", "D1")
    assert superiors(DAY) == dict.fromkeys("ABC", "W2")


def test_each_unit_goes_where_a_person_says_and_the_rest_to_the_default(district):
    plan = answer(a_plan(default=2), units={at("B").pk: 3})
    actions.reorganise(actor=SYSTEM, plan=plan)
    assert superiors(EVE) == dict.fromkeys("ABC", "D1")
    assert superiors(DAY) == {"A": "W1", "B": "W2", "C": "W1"}
    assert {s.successor.code for s in UnitSuccession.objects.filter(predecessor=district)} == {"W1", "W2"}
    told = AuditEntry.objects.get(action="staffing.place_split")
    assert told.unit == district.pk


def test_a_unit_that_goes_on_keeps_what_a_person_leaves_with_it(district):
    plan = answer(a_plan(default=3, keeps=True), units={at("A").pk: 2})
    actions.reorganise(actor=SYSTEM, plan=plan)
    assert superiors(DAY) == {"A": "D1", "B": "W2", "C": "W2"}
    district.refresh_from_db()
    assert district.ended_on is None


@pytest.mark.parametrize(
    ("posts", "mandate"), [(PostsWay.CONTINUE, Mandate.CONGRESS), (PostsWay.APPOINT, Mandate.APPOINTED)]
)
def test_each_holder_goes_on_where_a_person_says(district, posts, mandate):
    make.term(district, from_day=date(2023, 1, 1), planned_end=date(2028, 1, 1))
    chair = make.post(make.person("Trần Thị Hoa"), district, Post.CHAIR, from_day=date(2023, 1, 1))
    member = make.post(make.person("Lê Văn Tám"), district, Post.MEMBER, from_day=date(2023, 1, 1))
    PostHeld.objects.update(mandate=Mandate.CONGRESS)
    plan = answer(a_plan(default=2, posts=posts), posts={member.pk: 3})
    assert plan.summary["counts"]["posts_going_on"] == 2
    actions.reorganise(actor=SYSTEM, plan=plan)
    now = {(h.person.name, h.unit.code, h.mandate) for h in PostHeld.objects.filter(from_day=DAY)}
    assert now == {("Trần Thị Hoa", "W1", mandate), ("Lê Văn Tám", "W2", mandate)}
    assert {h.to_day for h in PostHeld.objects.filter(pk__in=[chair.pk, member.pk])} == {DAY}
    rest = Term.objects.filter(body__unit__code__in=["W1", "W2"]).values_list("from_day", "planned_end")
    assert set(rest) == {(DAY, date(2028, 1, 1))}


def test_two_people_answer_and_neither_answer_is_lost(district):
    plan = a_plan(default=2)
    shown_to_both = Reorganisation.objects.get(pk=plan.pk)
    answer(plan, units={at("A").pk: 3})
    answer(shown_to_both, units={at("B").pk: 3})
    plan.refresh_from_db()
    assert plan.answers["units"] == {str(at("A").pk): 3, str(at("B").pk): 3}
    answer(plan, units={at("A").pk: None})  # taken back: as the default again
    plan.refresh_from_db()
    assert plan.answers["units"] == {str(at("B").pk): 3}


def test_an_answer_about_something_else_is_refused(district):
    plan = a_plan(default=2)
    stranger = make.unit("Công đoàn cơ sở Khác", under=at("P"), code="X")
    held = make.post(make.person(), stranger, Post.CHAIR)
    for given in ({"units": {stranger.pk: 3}}, {"units": {at("A").pk: 9}}, {"posts": {held.pk: 3}}, {"default": 9}):
        with pytest.raises(Refused):
            actions.place_split(actor=SYSTEM, plan=plan, line=2, **given)
    with pytest.raises(Refused):
        actions.place_split(actor=SYSTEM, plan=plan, line=3, default=2)


def test_on_the_pages_a_person_chooses(district, client):
    user = make.officer(at("P"), Role.FEDERATION_OFFICER, "ban-to-chuc")
    client.force_login(user)
    make.post(make.person("Trần Thị Hoa"), district, Post.CHAIR, from_day=date(2023, 1, 1))
    plan = a_plan()
    page = client.get(reverse("staffing:plan", args=[plan.pk])).content.decode()
    assert "1 đơn vị chưa có nơi nhận mặc định" in page
    assert "chưa chọn" in client.get(reverse("staffing:plan-splits", args=[plan.pk])).content.decode()
    address = reverse("staffing:plan-place", args=[plan.pk, 2])
    shown = client.get(address).content.decode()
    assert "3 đơn vị trực thuộc, 1 chức vụ tiếp tục ở đơn vị tiếp nhận." in shown
    assert "Công đoàn cơ sở Công ty A" in shown
    assert "Trần Thị Hoa" in client.get(address + "?xem=nguoi").content.decode()
    client.post(address, {"default": "2", f"unit-{at('A').pk}": "3", f"unit-{at('B').pk}": ""})
    client.post(reverse("staffing:plan-apply", args=[plan.pk]), {"sure": "on"})
    assert superiors(DAY) == {"A": "W2", "B": "W1", "C": "W1"}


def test_the_page_asks_the_same_however_much_is_to_be_placed(district, client):
    client.force_login(make.officer(at("P"), Role.FEDERATION_OFFICER, "ban-to-chuc"))
    counts = set()
    for many in (3, 100):
        for number in range(many):
            if not Unit.objects.filter(code=f"X{number}").exists():
                make.unit(f"Công đoàn cơ sở Công ty X{number}", under=district, code=f"X{number}")
        make.post(make.person(), district, Post.MEMBER, from_day=date(2023, 1, 1))
        plan = a_plan(default=2)
        for query in ("", "?xem=nguoi"):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(reverse("staffing:plan-place", args=[plan.pk, 2]) + query).status_code == 200
            counts.add((query, len(asked)))
    assert len(counts) == 2
