"""Who follows a first-term chair: the chair, those above, and the mentor; nobody else, for it is about one person."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.kernel import clock
from nongcot.people.api import EDITORS, can_on_unit, granted_units, in_scope, unit_scope
from nongcot.people.kinds import Role
from nongcot.people.models import PostHeld
from nongcot.staffing.models import Mentorship

OF_MENTOR = frozenset({Role.CHAIR})


class Follow(TypedDict):
    """What :func:`follow_in` needs, as arguments of a prepared question."""

    editing: tuple[int, ...] | None
    chaired: tuple[int, ...] | None
    today: date | None


def mentoring(actor: User | System) -> QuerySet[Mentorship]:
    """The mentorships, not ended, in which the mentor chairs a union that the actor is the chair of."""
    running = Mentorship.objects.filter(ended_on__isnull=True)
    return running.filter(unit_scope(actor, path="mentor_unit_id", roles=OF_MENTOR))


def follow_scope(actor: User | System) -> Q:
    """Chair posts whose programme the actor may follow."""
    if isinstance(actor, System):
        return Q()
    return _followed(unit_scope(actor, path="unit_id", roles=EDITORS), mentoring(actor))


def follow_values(actor: User | System) -> Follow:
    """For a prepared question: the units the actor answers for, those the actor chairs, and today."""
    editing, chaired = (granted_units(actor, roles=roles) for roles in (EDITORS, OF_MENTOR))
    return Follow(editing=editing, chaired=chaired, today=None if editing is None else clock.today())


def follow_in(editing: tuple[int, ...] | None, chaired: tuple[int, ...] | None, today: date | None) -> Q:
    """The filter of :func:`follow_scope` from what :func:`follow_values` tells."""
    if editing is None:
        return Q()
    running = Mentorship.objects.filter(in_scope(chaired, today, path="mentor_unit_id"), ended_on__isnull=True)
    return _followed(in_scope(editing, today, path="unit_id"), running)


def _followed(answered_for: Q, mentored: QuerySet[Mentorship]) -> Q:
    mine = mentored.filter(confirmed_on__isnull=False, person=OuterRef("person"), unit=OuterRef("unit"))
    return Q(answered_for) | Q(Exists(mine))


def may_follow(actor: User | System, held: PostHeld) -> bool:
    """Whether the actor may read the programme of this chair, and record that the two met."""
    return can_on_unit(actor, held.unit_id, roles=EDITORS) or is_mentor(actor, held)


def is_mentor(actor: User | System, held: PostHeld) -> bool:
    """Whether the actor is the confirmed mentor of this chair."""
    if isinstance(actor, System):
        return False
    mine = mentoring(actor).filter(confirmed_on__isnull=False, person=held.person_id, unit=held.unit_id)
    return mine.exists()


def require_follow(actor: User | System, held: PostHeld) -> None:
    """
    Raises:
        PermissionDenied: the actor neither answers for the union nor is the chair's mentor.
    """
    if not may_follow(actor, held):
        raise PermissionDenied
