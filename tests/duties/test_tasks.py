"""Duties follow the facts by themselves: after every action on a unit, and after a rule got a value."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from nongcot.duties.models import Duty
from nongcot.infra import events
from nongcot.infra.audit.api import System
from nongcot.infra.rulebook.api import enter_value
from nongcot.kernel import clock
from nongcot.people import api as people
from nongcot.people.kinds import BodyKind, EndReason, Post, UnitEnd, UnitKind
from nongcot.people.models import Person, Unit

pytestmark = pytest.mark.django_db

SYSTEM = System("test")
Committed = Callable[..., AbstractContextManager[list[Any]]]


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Committed:
    """Do what a commit would do when the block ends."""
    return lambda: django_capture_on_commit_callbacks(execute=True)  # type: ignore[no-any-return]


def make_unit(name: str, superior: Unit | None = None, kind: UnitKind = UnitKind.ENTERPRISE) -> Unit:
    return people.create_unit(actor=SYSTEM, name=name, kind=kind, superior=superior)


def codes(unit: Unit) -> set[str]:
    return set(Duty.objects.filter(unit=unit, closed_on__isnull=True).values_list("code", flat=True))


def test_recording_and_ending_a_post_closes_and_opens_the_duty(committed: Committed) -> None:
    with committed():
        unit = make_unit("CĐCS Công ty May")
    assert "committee.no_chair" in codes(unit)
    with committed():
        who = Person.objects.create(name="Lê Thị Hoa", search_key="le thi hoa", sort_key="hoa")
        held = people.record_post(
            actor=SYSTEM, unit=unit, person=who, body=BodyKind.EXECUTIVE_COMMITTEE, post=Post.CHAIR, from_day=None
        )
    assert "committee.no_chair" not in codes(unit)
    with committed():
        people.end_post(actor=SYSTEM, held=held, day=clock.today(), reason=EndReason.RETIRED)
    assert "committee.no_chair" in codes(unit)


def test_units_below_an_ended_superior_are_looked_at_too(committed: Committed) -> None:
    with committed():
        superior = make_unit("LĐLĐ huyện Bình Khê", kind=UnitKind.DIRECT_SUPERIOR)
        unit = make_unit("CĐCS Công ty May", superior)
    assert "unit.superior_ended" not in codes(unit)
    with committed():
        people.end_unit(actor=SYSTEM, unit=superior, day=clock.today(), reason=UnitEnd.DISSOLVED)
    assert "unit.superior_ended" in codes(unit)


def test_an_action_that_is_rolled_back_announces_nothing(committed: Committed) -> None:
    with committed():
        unit = make_unit("CĐCS Công ty May")
    before = codes(unit)
    with committed(), transaction.atomic():
        people.count_members(actor=SYSTEM, unit=unit, day=clock.today() - timedelta(days=1), members=3)
        transaction.set_rollback(True)
    assert codes(unit) == before


def test_a_decided_deadline_moves_what_is_due(committed: Committed) -> None:
    with committed():
        unit = make_unit("CĐCS Công ty May")
    duty = Duty.objects.get(unit=unit, code="committee.no_chair")
    assert duty.due_on is not None
    with committed():
        enter_value(
            actor=SYSTEM,
            rule="deadline.vacancy",
            from_day=date(2020, 1, 1),
            value=7,
            document_number="15/QĐ-LĐLĐ",
            issuer="LĐLĐ tỉnh Sao Mai",
            article="Điều 1",
            decided_by="Ban Thường vụ",
        )
    with committed():
        other = make_unit("CĐCS Công ty Gỗ")
    assert Duty.objects.get(unit=other, code="committee.no_chair").due_on == clock.today() + timedelta(days=7)


def test_a_deadline_decided_anew_closes_what_it_opened_and_says_that_a_rule_changed(committed: Committed) -> None:
    soon = clock.today() + timedelta(days=100)
    with committed():
        unit = make_unit("CĐCS Công ty May")
        people.record_term(
            actor=SYSTEM,
            unit=unit,
            body=BodyKind.EXECUTIVE_COMMITTEE,
            from_day=soon - timedelta(days=1800),
            planned_end=soon,
            seats_fixed=5,
        )
    duty = Duty.objects.get(unit=unit, code="term.ending")
    decided = {"document_number": "15/QĐ", "issuer": "LĐLĐ tỉnh", "article": "Điều 1", "decided_by": "Ban Thường vụ"}
    with committed():
        enter_value(actor=SYSTEM, rule="deadline.term_ending", from_day=date(2020, 1, 1), value=30, **decided)
    duty.refresh_from_db()
    assert (duty.closed_on, duty.close_reason) == (clock.today(), "rule_changed")


def test_a_unit_that_ended_closes_its_duties_and_says_so(committed: Committed) -> None:
    with committed():
        unit = make_unit("CĐCS Công ty May")
    with committed():
        people.end_unit(actor=SYSTEM, unit=unit, day=clock.today(), reason=UnitEnd.DISSOLVED)
    assert set(Duty.objects.filter(unit=unit).values_list("close_reason", flat=True)) == {"unit_ended"}


def test_a_person_recorded_a_second_time_is_found_at_once_though_the_pair_is_booked_elsewhere(
    committed: Committed,
) -> None:
    with committed():
        lower, higher = make_unit("CĐCS Công ty May"), make_unit("CĐCS Công ty Gỗ")

    def record(unit: Unit) -> None:
        known = {"name": "Lê Thị Hoa", "search_key": "le thi hoa", "sort_key": "hoa", "born": "1985-03-08"}
        who = Person.objects.create(**known)
        body = BodyKind.EXECUTIVE_COMMITTEE
        people.record_post(actor=SYSTEM, unit=unit, person=who, body=body, post=Post.MEMBER, from_day=None)

    with committed():
        record(lower)
    with committed():
        record(higher)
    duty = Duty.objects.get(code="person.possible_duplicate", closed_on=None)
    assert duty.unit_id == lower.pk
    with committed():
        people.merge_persons(actor=SYSTEM, keep=duty.person, drop=Person.objects.latest("pk"))
    duty.refresh_from_db()
    assert duty.closed_on == clock.today()


@pytest.mark.logs_errors
def test_a_subscriber_that_fails_leaves_the_action_standing(committed: Committed) -> None:
    def fails(**_facts: Any) -> None:
        raise RuntimeError("subscriber")

    events.subscribe("test.happened", fails)
    with committed():
        unit = make_unit("CĐCS Công ty May")
        events.announce("test.happened", unit=unit.pk)
    assert Unit.objects.filter(pk=unit.pk).exists()
