"""Duties follow posts and persons: recorded, corrected, taken back, merged, erased."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nongcot.duties.api import run
from nongcot.duties.models import Duty
from nongcot.kernel import clock
from nongcot.people import actions
from nongcot.people.kinds import EndReason, Post
from nongcot.people.models import PersonMerge, Unit
from tests.duties.follows.agreed import EXECUTIVE, Committed, closed, codes, followed, take_office
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("back", ["withdrawn", "corrected"])
def test_an_earlier_chair_recorded_elsewhere_and_taken_back_is_followed_where_the_chair_sits_now(
    change: Committed, top: Unit, today: date, back: str
) -> None:
    with change():
        elsewhere, here = make.unit(under=top), make.unit(under=top)
        who = make.person(phone="+84912345678", born="1980-01-01", sex="female")
        take_office(here, who, from_day=today - timedelta(days=30))
    assert "chair.first_term" in codes(here)
    with change():
        earlier = take_office(elsewhere, who, from_day=make.BEGAN, to_day=date(2023, 1, 1))
    assert closed(here, "chair.first_term") == ["facts_changed"]
    assert followed()
    with change():
        if back == "withdrawn":
            actions.withdraw_post(actor=SYSTEM, held=earlier, reason="Ghi nhầm")
        else:
            actions.correct_post(actor=SYSTEM, held=earlier, post=Post.MEMBER, reason="Ghi nhầm")
    assert "chair.first_term" in codes(here)
    assert followed()


def test_a_pair_is_followed_where_one_of_the_two_loses_a_post(change: Committed, top: Unit) -> None:
    with change():
        first, second, third = (make.unit(under=top) for _n in range(3))
        one, other = (make.person("Lê Thị Hoa", born="1985-03-08", sex="") for _n in range(2))
        mistaken = take_office(first, one)
        take_office(third, one)
        twin = take_office(second, other)

    def booked() -> list[Unit]:
        return [duty.unit for duty in Duty.objects.filter(code="person.possible_duplicate", closed_on=None)]

    assert booked() == [first]
    with change():
        actions.withdraw_post(actor=SYSTEM, held=mistaken, reason="Ghi nhầm")
    assert booked() == [second]
    assert followed()
    with change():
        take_office(first, one, Post.MEMBER)
    assert booked() == [first]
    assert followed()
    with change():
        assert actions.withdraw_post(actor=SYSTEM, held=twin, reason="Ghi nhầm"), "the record goes with its only post"
    assert not booked()
    assert followed()


def test_an_erased_record_is_followed(change: Committed, top: Unit, today: date) -> None:
    with change():
        here, there = make.unit(under=top), make.unit(under=top)
        one, other = (make.person("Lê Thị Hoa", born="1985-03-08", sex="") for _n in range(2))
        take_office(here, one)
        long_ago = take_office(there, other, to_day=date(2020, 6, 1))
    assert Duty.objects.filter(code="person.possible_duplicate", closed_on=None).count() == 1
    assert long_ago.person == other
    with change():
        actions.erase_person(actor=SYSTEM, person=other, reason="Theo yêu cầu")
    assert not Duty.objects.filter(code="person.possible_duplicate", closed_on=None).exists()
    assert followed()


def test_a_post_taken_back_opens_what_it_had_closed(change: Committed, top: Unit) -> None:
    with change():
        unit = make.unit(under=top)
    with change():
        held = take_office(unit)
    assert closed(unit, "committee.no_chair") == ["facts_changed"]
    with change():
        actions.withdraw_post(actor=SYSTEM, held=held, reason="Ghi nhầm")
    assert "committee.no_chair" in codes(unit)
    assert followed()


def test_a_post_put_right_and_one_that_will_end_are_followed(change: Committed, top: Unit, today: date) -> None:
    with change():
        unit = make.unit(under=top)
        held = take_office(unit)
    with change():
        actions.end_post(actor=SYSTEM, held=held, day=today + timedelta(days=1), reason=EndReason.RETIRED)
    assert "committee.no_chair" not in codes(unit)
    assert followed()
    run(actor=SYSTEM, day=today + timedelta(days=1))
    assert "committee.no_chair" in codes(unit)
    assert followed(today + timedelta(days=1))


def test_merging_two_records_and_taking_that_back_is_followed_on_both_sides(change: Committed, top: Unit) -> None:
    with change():
        here, there = make.unit(under=top), make.unit(under=top)
        one, other = (make.person("Lê Thị Hoa", born="1985-03-08", sex="") for _n in range(2))
        take_office(here, one)
        take_office(there, other)
    pair = Duty.objects.get(code="person.possible_duplicate", closed_on=None)
    assert followed()
    with change():
        actions.merge_persons(actor=SYSTEM, keep=one, drop=other)
    pair.refresh_from_db()
    assert (pair.closed_on, pair.close_reason) == (clock.today(), "facts_changed")
    assert followed()
    with change():
        actions.undo_merge(actor=SYSTEM, merge=PersonMerge.objects.get())
    assert Duty.objects.filter(code="person.possible_duplicate", closed_on=None).count() == 1
    assert followed()
    with change():
        row = actions.keep_apart(actor=SYSTEM, a=one, b=type(one).objects.get(pk=other.pk))
    assert not Duty.objects.filter(code="person.possible_duplicate", closed_on=None).exists()
    assert followed()
    with change():
        actions.withdraw_apart(actor=SYSTEM, row=row)
    assert Duty.objects.filter(code="person.possible_duplicate", closed_on=None).count() == 1
    assert followed()


def test_a_merge_whose_two_records_had_the_same_duty_leaves_it_once(change: Committed, top: Unit, today: date) -> None:
    with change():
        unit = make.unit(under=top)
        took = {"body": EXECUTIVE, "from_day": make.BEGAN, "planned_end": today + timedelta(days=999), "seats_fixed": 5}
        actions.record_term(actor=SYSTEM, unit=unit, **took)
        soon = today + timedelta(days=60)
        one, other = (
            make.person("Lê Thị Hoa", born="1985", sex="female", contract_ends_on=soon, phone="+84912345678")
            for _n in range(2)
        )
        take_office(unit, one)
        take_office(unit, other, Post.MEMBER)
    about = Duty.objects.filter(code="contract.ends_before_term", closed_on=None)
    assert about.count() == 2
    with change():
        merge = actions.merge_persons(actor=SYSTEM, keep=one, drop=other)
    assert about.count() == 1
    assert followed()
    with change():
        actions.undo_merge(actor=SYSTEM, merge=merge)
    assert about.count() == 2
    assert followed()
