"""Numbers no document fixes: suggested in the rules, and a federation's own hold from the day it decided."""

from __future__ import annotations

from datetime import timedelta

import pytest

from nongcot.duties import api as duties
from nongcot.duties.models import Duty
from nongcot.infra.rulebook.api import enter_value, rulebook
from nongcot.kernel import clock
from nongcot.people.kinds import Post, UnitKind
from nongcot.staffing import actions
from nongcot.staffing.models import Congress, Mentorship
from nongcot.staffing.queries.first_term import running
from nongcot.staffing.queries.handover import to_hand_over
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db
TODAY, D = clock.today(), timedelta(days=1)
DECIDED = {"document_number": "01/QĐ", "issuer": "Liên đoàn", "article": "1", "decided_by": "Ban Thường vụ"}
SUGGESTED = {
    "leaving.handover_look_back": 90,
    "first_term.open_days": 180,
    "deadline.mentor_answer": 7,
    "congress.entered_late": 180,
}


@pytest.fixture
def ward():
    return make.unit("Công đoàn phường An Phú", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)


@pytest.fixture
def union(ward):
    return make.unit("Công đoàn cơ sở May Sao Mai", under=ward)


def decide(rule, value, day=TODAY):
    enter_value(actor=SYSTEM, rule=rule, from_day=day, value=value, **DECIDED)


def test_they_are_told_as_suggestions_nobody_checked():
    for rule, value in SUGGESTED.items():
        found = rulebook().on(TODAY).find(rule)
        assert (found.value, found.ref.verified, found.ref.document) == (value, False, "federation")


@pytest.mark.parametrize("days", [90, 30])
def test_a_handover_is_first_asked_for_up_to_its_number_of_days(union, days):
    if days != SUGGESTED["leaving.handover_look_back"]:
        decide("leaving.handover_look_back", days)
    make.post(make.person(), union, Post.CHAIR, to_day=TODAY - days * D)
    assert not to_hand_over(TODAY).exists()
    within = make.post(make.person(), union, Post.CHAIR, to_day=TODAY - (days - 1) * D)
    assert list(to_hand_over(TODAY)) == [within]


@pytest.mark.parametrize("days", [180, 120])
def test_a_programme_can_be_worked_on_up_to_its_number_of_days(union, days):
    if days != SUGGESTED["first_term.open_days"]:
        decide("first_term.open_days", days, TODAY - 500 * D)
    held = make.post(make.person(), union, Post.CHAIR, from_day=TODAY - 200 * D)
    assert list(running(held.from_day + (days - 1) * D)) == [held]
    assert not running(held.from_day + days * D).exists()
    # its duties lapse with it: nobody did anything
    duties.run(actor=SYSTEM, day=held.from_day + (days - 1) * D)
    open_ones = Duty.objects.filter(code="chair.programme_ends")
    assert open_ones.get().closed_on is None
    duties.run(actor=SYSTEM, day=held.from_day + days * D)
    assert open_ones.get().close_reason == "day_passed"


@pytest.mark.parametrize("days", [7, 14])
def test_a_mentor_answers_within_its_number_of_days(ward, union, days):
    if days != SUGGESTED["deadline.mentor_answer"]:
        decide("deadline.mentor_answer", days)
    new = make.post(make.person(), union, Post.CHAIR, from_day=TODAY - 3 * D)
    old = make.post(make.person(), make.unit(under=ward), Post.CHAIR)
    Mentorship.objects.create(
        person=new.person, unit=union, mentor=old.person, mentor_unit=old.unit, proposed_on=TODAY - D
    )
    duties.run(actor=SYSTEM, day=TODAY)
    assert Duty.objects.get(code="chair.mentor_asked").due_on == TODAY + (days - 1) * D


@pytest.mark.parametrize(
    ("days", "before", "own"), [(180, 180, True), (180, 181, False), (60, 60, True), (60, 61, False)]
)
def test_a_term_entered_late_is_that_of_the_congress_up_to_its_number_of_days(union, days, before, own):
    if days != SUGGESTED["congress.entered_late"]:
        decide("congress.entered_late", days)
    make.term(union, from_day=TODAY - 1700 * D, planned_end=TODAY - 200 * D)
    given = {"planned_on": TODAY + 20 * D, "form": "plenary", "day": TODAY}
    congress = actions.open_congress(actor=SYSTEM, unit=union, **given)
    term = make.term(union, from_day=TODAY - before * D, planned_end=TODAY + 1600 * D)
    actions.follow_congresses(day=TODAY)
    assert Congress.objects.get(pk=congress.pk).term_id == (term.pk if own else None)
