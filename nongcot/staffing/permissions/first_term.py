"""Who follows a first-term chair: the chair, those above, and the mentor; nobody else, for it is about one person."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.people.api import EDITORS, can_on_unit, unit_scope
from nongcot.people.kinds import Role
from nongcot.people.models import PostHeld
from nongcot.staffing.models import Mentorship

OF_MENTOR = frozenset({Role.CHAIR})


def mentoring(actor: User | System) -> QuerySet[Mentorship]:
    """The mentorships, not ended, in which the mentor chairs a union that the actor is the chair of."""
    running = Mentorship.objects.filter(ended_on__isnull=True)
    return running.filter(unit_scope(actor, path="mentor_unit_id", roles=OF_MENTOR))


def follow_scope(actor: User | System) -> Q:
    """Chair posts whose programme the actor may follow."""
    if isinstance(actor, System):
        return Q()
    mine = mentoring(actor).filter(confirmed_on__isnull=False, person=OuterRef("person"), unit=OuterRef("unit"))
    return Q(unit_scope(actor, path="unit_id", roles=EDITORS)) | Q(Exists(mine))


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
