"""A case of completing that stopped with its unit goes on where the end, or the plan that brought it, is taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import TestCase

from nongcot.infra.audit.models import AuditEntry
from nongcot.people import api as people
from nongcot.people.kinds import Post
from nongcot.staffing import actions
from nongcot.staffing.kinds.completing import CaseEnd
from nongcot.staffing.models import CompletionCase, StepDone
from tests.factories.people import SYSTEM
from tests.staffing.test_completing import LEFT, TODAY, VICE, look, union, union_without_chair, ward, write
from tests.staffing.test_plans_taken_back import at, carry_out, province

__all__ = ["province", "union", "ward"]
pytestmark = pytest.mark.django_db


def end_and_back(union, between=lambda: None):
    """The union ends, something happens, its end is taken back."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        people.end_unit(actor=SYSTEM, unit=union, day=TODAY, reason="dissolved")
    assert set(CompletionCase.objects.filter(unit=union).values_list("end", flat=True)) == {CaseEnd.UNIT_ENDED}
    between()
    with TestCase.captureOnCommitCallbacks(execute=True):
        entry = AuditEntry.objects.get(action="people.end_unit", unit=union.pk)
        people.take_back_change(actor=SYSTEM, change=entry, reason="Ghi nhầm")


def test_a_case_that_ended_with_its_unit_goes_on_where_the_end_is_taken_back(union):
    look()
    case = CompletionCase.objects.get(unit=union, post=Post.CHAIR.value)
    write(case, case.step, document_number="5/TTr")
    hand = actions.open_case(actor=SYSTEM, unit=union, seat=VICE, way="by_election", day=TODAY)
    before = set(CompletionCase.objects.values_list("pk", "step", "opened_on", "closed_on", "end"))
    end_and_back(union)
    assert set(CompletionCase.objects.values_list("pk", "step", "opened_on", "closed_on", "end")) == before
    assert hand.pk in {row[0] for row in before}
    assert case.steps_done.get().document_number == "5/TTr"


def test_a_case_does_not_go_on_where_the_seat_fell_empty_on_another_day_or_a_newer_case_is_about_it(union):
    look()
    old = CompletionCase.objects.get(unit=union, post=Post.CHAIR.value)
    end_and_back(union, lambda: CompletionCase.objects.filter(pk=old.pk).update(since=LEFT - timedelta(days=400)))
    new = CompletionCase.objects.get(unit=union, post=Post.CHAIR.value, closed_on=None)
    assert new.pk != old.pk
    CompletionCase.objects.filter(pk=old.pk).update(since=new.since)
    look()
    old.refresh_from_db()
    assert old.end == CaseEnd.UNIT_ENDED


def kept():
    """Every case and every step written down of one."""
    columns = ("pk", "unit", "step", "code", "since", "opened_on", "closed_on", "end", "way", "body", "post")
    return set(CompletionCase.objects.values_list(*columns)), list(StepDone.objects.order_by("pk").values())


@pytest.mark.parametrize("days_ago", [0, 10])
@pytest.mark.parametrize("row", ["merge,X,A,,,{},,continue", "end,X,,,,{},,", "split,X,A,,,{},x,"])
def test_cases_of_the_units_of_a_plan_go_on_with_their_steps_when_it_is_taken_back(province, row, days_ago):
    unit = union_without_chair(at("D1"))
    unit.code = "X"
    unit.save()
    look()
    case = CompletionCase.objects.get(unit=unit, post=Post.CHAIR.value)
    write(case, case.step, document_number="5/TTr")
    actions.open_case(actor=SYSTEM, unit=unit, seat=VICE, way="by_election", day=TODAY)
    before = kept()
    with TestCase.captureOnCommitCallbacks(execute=True):
        plan = carry_out(row.format(TODAY - timedelta(days=days_ago)))
    assert set(CompletionCase.objects.filter(unit=unit).values_list("end", flat=True)) == {CaseEnd.UNIT_ENDED}
    with TestCase.captureOnCommitCallbacks(execute=True):
        actions.take_plan_back(actor=SYSTEM, plan=plan, reason="Nhầm")
    assert kept() == before
