"""Duties follow plans of reorganisation, what is known of a unit, and what is taken back of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nongcot.duties.models import Duty
from nongcot.people import actions
from nongcot.people.kinds import Mandate, Ownership, Post, UnitEnd, UnitKind
from nongcot.people.models import Unit
from nongcot.staffing import actions as staffing
from nongcot.staffing.reorganisation.reading import read_plan
from tests.duties.follows.agreed import EXECUTIVE, Committed, closed, codes, followed, take_back, take_office
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db


def test_a_reorganisation_moves_closes_and_opens(change: Committed, top: Unit, today: date) -> None:
    with change():
        old = make.unit("LĐLĐ huyện Một", under=top, kind=UnitKind.DIRECT_SUPERIOR, code="D1")
        make.unit("Công đoàn phường Mới", under=top, kind=UnitKind.DIRECT_SUPERIOR, code="W")
        going, staying, stranded = (make.unit(under=old, code=code) for code in "ABC")
    assert "committee.no_chair" in codes(going)
    plan = (
        "operation,code,into_code,name,superior_code,effective_on,default,posts\n"
        f"merge,A,B,,,{today},,\nmove,B,,,W,{today},,\n"
    )
    read = read_plan(plan.encode(), "plan.csv")
    kept = staffing.receive_plan(
        actor=SYSTEM, operations=read.operations, troubles=read.troubles, decision="QĐ 1", file_name="plan.csv"
    )
    with change():
        staffing.reorganise(actor=SYSTEM, plan=kept)
    assert closed(going, "committee.no_chair") == ["unit_ended"]
    assert not codes(going)
    assert followed()
    with change():
        actions.end_unit(actor=SYSTEM, unit=old, day=today, reason=UnitEnd.DISSOLVED)
    assert "unit.superior_ended" in codes(stranded) - codes(staying)
    assert followed()


def test_what_is_known_of_a_unit_and_a_person_is_followed(change: Committed, top: Unit, today: date) -> None:
    with change():
        school = make.unit("CĐCS Trường Hoa Sen", under=top, kind=UnitKind.PUBLIC_SERVICE)
        held = take_office(school, make.person("Lê Thị Hoa", born="1985", sex="female"))
    assert "unit.should_have_ended" not in codes(school)
    with change():
        actions.correct_unit(actor=SYSTEM, unit=school, ownership=Ownership.PUBLIC_FULLY_FUNDED, reason="Đối chiếu")
    assert "unit.should_have_ended" in codes(school)
    assert followed()
    with change():
        actions.correct_post(actor=SYSTEM, held=held, mandate=Mandate.APPOINTED, reason="Theo quyết định")
    assert followed()
    assert "phone" in Duty.objects.get(unit=school, code="data.missing").facts["officers"]
    with change():
        actions.complete_data(actor=SYSTEM, person=held.person, values={"phone": "0912345678"})
    assert "phone" not in Duty.objects.get(unit=school, code="data.missing").facts["officers"]
    assert followed()


def test_an_end_taken_back_opens_what_it_had_closed_and_frees_those_below(
    change: Committed, top: Unit, today: date
) -> None:
    with change():
        ward = make.unit("Công đoàn phường An Phú", under=top, kind=UnitKind.DIRECT_SUPERIOR)
        below = make.unit(under=ward)
        actions.count_members(actor=SYSTEM, unit=below, day=make.BEGAN, members=4)
    with change():
        actions.end_unit(actor=SYSTEM, unit=ward, day=today, reason=UnitEnd.DISSOLVED)
    assert "unit.superior_ended" in codes(below)
    assert followed()
    with change():
        take_back("people.end_unit")
    assert closed(below, "unit.superior_ended") == ["facts_changed"]
    assert followed()
    with change():
        actions.end_unit(actor=SYSTEM, unit=below, day=today, reason=UnitEnd.DISSOLVED)
    assert closed(below, "unit.below_founding_minimum") == ["unit_ended"]
    with change():
        take_back("people.end_unit")
    assert "unit.below_founding_minimum" in codes(below)
    assert followed()


def test_a_congress_and_an_extension_taken_back_are_followed(change: Committed, top: Unit, today: date) -> None:
    with change():
        unit = make.unit(under=top)
        took = {"body": EXECUTIVE, "from_day": make.BEGAN, "planned_end": today + timedelta(days=9), "seats_fixed": 5}
        term = actions.record_term(actor=SYSTEM, unit=unit, **took)
        chair = take_office(unit)
    with change():
        actions.extend_term(
            actor=SYSTEM, term=term, new_end=today + timedelta(days=900), decision_number="9/QĐ", decision_day=today
        )
    assert "term.ending" not in codes(unit)
    with change():
        take_back("people.extend_term")
    assert "term.ending" in codes(unit)
    assert followed()
    with change():
        actions.record_congress(
            actor=SYSTEM, unit=unit, body=EXECUTIVE, day=today, planned_end=today + timedelta(days=1826),
            seats_fixed=1, elected=[actions.Elected(chair.person, Post.CHAIR)],
        )  # fmt: skip
    assert not codes(unit) & {"term.ending", "committee.vacant_seats"}
    assert followed()
    with change():
        take_back("people.record_term")
    assert {"term.ending", "committee.vacant_seats"} <= codes(unit)
    assert followed()
