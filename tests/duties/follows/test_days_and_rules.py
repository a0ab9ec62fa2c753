"""Duties follow a day that passes, a value of a rule, a deadline decided anew."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nongcot.duties.api import run
from nongcot.duties.models import Duty
from nongcot.infra.rulebook.api import enter_value
from nongcot.people import actions
from nongcot.people.kinds import SupportKind
from nongcot.people.models import PostHeld, Unit
from tests.duties.follows.agreed import DECIDED, EXECUTIVE, Committed, closed, codes, followed, take_office
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db


def test_the_day_a_term_ends_closes_the_warning_as_passed_and_opens_the_duty(
    change: Committed, top: Unit, today: date
) -> None:
    with change():
        unit = make.unit(under=top)
        took = {"body": EXECUTIVE, "from_day": make.BEGAN, "planned_end": today + timedelta(days=1), "seats_fixed": 5}
        actions.record_term(actor=SYSTEM, unit=unit, **took)
        worker = make.person(phone="+84912345678", born="1980-01-01", sex="female", contract_ends_on=today)
        take_office(unit, worker)
    assert {"term.ending", "contract.ends_before_term"} <= codes(unit)
    assert "term.ended" not in codes(unit)
    assert followed()
    tomorrow = today + timedelta(days=1)
    run(actor=SYSTEM, day=tomorrow)
    assert "term.ended" in codes(unit)
    assert closed(unit, "term.ending") == ["day_passed"]
    assert closed(unit, "contract.ends_before_term") == ["day_passed"]
    assert Duty.objects.get(unit=unit, code="term.ended").due_on == tomorrow
    assert followed(tomorrow)


def test_a_term_extended_in_time_is_done_and_not_passed(change: Committed, top: Unit, today: date) -> None:
    with change():
        unit = make.unit(under=top)
        took = {"body": EXECUTIVE, "from_day": make.BEGAN, "planned_end": today + timedelta(days=9), "seats_fixed": 5}
        term = actions.record_term(actor=SYSTEM, unit=unit, **took)
    assert "term.ending" in codes(unit)
    with change():
        actions.extend_term(
            actor=SYSTEM, term=term, new_end=today + timedelta(days=900), decision_number="9/QĐ", decision_day=today
        )
    assert closed(unit, "term.ending") == ["facts_changed"]
    assert followed()


def test_a_chair_is_a_beginner_until_helped_or_until_the_year_is_over(
    change: Committed, top: Unit, today: date
) -> None:
    began = today - timedelta(days=364)
    with change():
        helped, left_alone = make.unit(under=top), make.unit(under=top)
        for unit in (helped, left_alone):
            take_office(unit, from_day=began)
    assert "chair.first_term" in codes(helped) & codes(left_alone)
    assert followed()
    with change():
        who = PostHeld.objects.get(unit=helped).person
        actions.record_support(actor=SYSTEM, person=who, unit=helped, day=today, kind=SupportKind.MEETING)
    assert closed(helped, "chair.first_term") == ["facts_changed"]
    tomorrow = today + timedelta(days=1)
    run(actor=SYSTEM, day=tomorrow)
    assert closed(left_alone, "chair.first_term") == ["day_passed"]
    assert followed(tomorrow)


def test_a_rule_value_entered_closes_and_opens_as_a_rule_that_changed(
    change: Committed, top: Unit, today: date
) -> None:
    with change():
        unit = make.unit(under=top)
        actions.count_members(actor=SYSTEM, unit=unit, day=make.BEGAN, members=4)
    assert "unit.below_founding_minimum" in codes(unit)
    with change():
        enter_value(actor=SYSTEM, rule="unit.founding_minimum", from_day=today, value=3, **DECIDED)
    assert closed(unit, "unit.below_founding_minimum") == ["rule_changed"]
    assert followed()
    with change():
        enter_value(actor=SYSTEM, rule="unit.founding_minimum", from_day=today + timedelta(days=1), value=6, **DECIDED)
    assert "unit.below_founding_minimum" not in codes(unit), "not in force yet"
    assert followed()
    run(actor=SYSTEM, day=today + timedelta(days=1))
    assert "unit.below_founding_minimum" in codes(unit)
    assert followed(today + timedelta(days=1))


def test_a_value_that_comes_into_force_later_closes_on_its_day_as_a_rule_that_changed(
    change: Committed, top: Unit, today: date
) -> None:
    tomorrow = today + timedelta(days=1)
    with change():
        unit = make.unit(under=top)
        took = {"body": EXECUTIVE, "from_day": make.BEGAN, "planned_end": today + timedelta(days=99), "seats_fixed": 5}
        actions.record_term(actor=SYSTEM, unit=unit, **took)
    with change():
        enter_value(actor=SYSTEM, rule="deadline.term_ending", from_day=tomorrow, value=30, **DECIDED)
    assert "term.ending" in codes(unit)
    run(actor=SYSTEM, day=tomorrow)
    assert closed(unit, "term.ending") == ["rule_changed"]
    assert followed(tomorrow)


def test_a_deadline_decided_moves_the_due_day_of_what_is_open_and_says_that_it_changed(
    change: Committed, top: Unit, today: date
) -> None:
    with change():
        unit = make.unit(under=top)
    duty = Duty.objects.get(unit=unit, code="committee.no_chair")
    assert duty.due_on == today + timedelta(days=30)
    with change():
        enter_value(actor=SYSTEM, rule="deadline.vacancy", from_day=today, value=10, **DECIDED)
    duty.refresh_from_db()
    assert (duty.closed_on, duty.due_on) == (None, today + timedelta(days=10))
    assert list(duty.events.values_list("kind", flat=True)) == ["opened", "changed"]
    assert followed()
