"""Pairs: which rows may X see, and may X do this to that.

Roles are dated grants on a unit and reach its subtree as of today (the day of asking, not the day shown): who is
granted a unit today sees its past too.
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.kernel import clock
from nongcot.people.kinds import Role
from nongcot.people.models import Person, PostHeld, RoleGrant, Unit, UnitReach, on_day

EDITORS = frozenset({Role.FEDERATION_OFFICER, Role.SUPERIOR_OFFICER, Role.CHAIR})
IMPORTERS = frozenset({Role.FEDERATION_OFFICER, Role.SUPERIOR_OFFICER})
RULE_KEEPERS = frozenset({Role.FEDERATION_OFFICER})
SENSITIVE_READERS = EDITORS


def grants(actor: User, *, day: date | None = None) -> QuerySet[RoleGrant]:
    """The grants of ``actor`` that hold on ``day`` (today unless given)."""
    return RoleGrant.objects.filter(on_day(day or clock.today()), user=actor)


def reached(actor: User, *, roles: frozenset[Role] | None = None) -> QuerySet[UnitReach]:
    """Rows of :class:`UnitReach` whose unit the actor reaches today by a grant (of one of ``roles``)."""
    today = clock.today()
    held = grants(actor, day=today)
    if roles is not None:
        held = held.filter(role__in=[role.value for role in roles])
    return UnitReach.objects.filter(on_day(today), ancestor__in=held.values("unit"))


def unit_scope(actor: User | System, *, path: str = "pk", roles: frozenset[Role] | None = None) -> Q:
    """The filter for rows of the actor's units; ``path`` names the unit's id in the filtered table ("unit_id")."""
    if isinstance(actor, System):
        return Q()
    return Q(Exists(reached(actor, roles=roles).filter(unit=OuterRef(path))))


def person_scope(actor: User | System, *, path: str = "pk") -> Q:
    """Persons who hold or held a post in one of the actor's units."""
    if isinstance(actor, System):
        return Q()
    posts = PostHeld.objects.filter(unit_scope(actor, path="unit_id"), person=OuterRef(path))
    return Q(Exists(posts))


def can_on_unit(actor: User | System, unit: Unit | int, *, roles: frozenset[Role] | None = None) -> bool:
    """Whether the actor reaches this unit today by a grant (of one of ``roles``)."""
    if isinstance(actor, System):
        return True
    return reached(actor, roles=roles).filter(unit=unit).exists()


def has_role(actor: User | System, roles: frozenset[Role]) -> bool:
    """Whether the actor has one of the roles anywhere today."""
    if isinstance(actor, System):
        return True
    return grants(actor).filter(role__in=[role.value for role in roles]).exists()


def require_on_unit(actor: User | System, unit: Unit | int, *, roles: frozenset[Role]) -> None:
    """Refuse an action on a unit the actor has no such role for.

    Raises:
        PermissionDenied: the actor has none of ``roles`` over this unit today.
    """
    if not can_on_unit(actor, unit, roles=roles):
        raise PermissionDenied


def require_role(actor: User | System, roles: frozenset[Role]) -> None:
    """Refuse an action that belongs to no one unit.

    Raises:
        PermissionDenied: the actor has none of ``roles`` anywhere today.
    """
    if not has_role(actor, roles):
        raise PermissionDenied


def can_read_sensitive(actor: User | System, person: Person) -> bool:
    """Ethnicity, party membership and the full citizen id: only for those who answer for one of the person's units."""
    if isinstance(actor, System):
        return True
    posts = PostHeld.objects.filter(unit_scope(actor, path="unit_id", roles=SENSITIVE_READERS), person=person)
    return posts.exists()
