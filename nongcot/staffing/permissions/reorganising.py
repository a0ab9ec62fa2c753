"""Who may reorganise: those who answer for units above the chairs."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.people.api import IMPORTERS, can_on_unit, grants, has_role, unit_scope
from nongcot.people.kinds import UnitKind
from nongcot.people.models import Unit
from nongcot.staffing.models import Reorganisation


def may_reorganise(actor: User | System) -> bool:
    return isinstance(actor, System) or has_role(actor, IMPORTERS)


def require_may_reorganise(actor: User | System) -> None:
    """
    Raises:
        PermissionDenied: the actor answers for no unit above the chairs.
    """
    if not may_reorganise(actor):
        raise PermissionDenied


def own_unit(actor: User | System) -> Unit | None:
    """The unit a plan is brought in under: that of the actor's grant; for the machine the one topmost federation."""
    if isinstance(actor, System):
        tops = Unit.objects.filter(kind__in=[UnitKind.PROVINCIAL_FEDERATION, UnitKind.CONFEDERATION])
        named = list(tops.filter(placements__isnull=True, ended_on__isnull=True)[:2])
        return named[0] if len(named) == 1 else None
    grant = grants(actor).filter(role__in=IMPORTERS).select_related("unit").order_by("id").first()
    return grant.unit if grant else None


def reorganisations(actor: User | System) -> QuerySet[Reorganisation]:
    """The plans brought in under the units the actor answers for."""
    if isinstance(actor, System):
        return Reorganisation.objects.all()
    return Reorganisation.objects.filter(unit_scope(actor, path="unit_id", roles=IMPORTERS))


def require_plan(actor: User | System, plan: Reorganisation) -> None:
    """
    Raises:
        PermissionDenied: the actor does not answer for the unit the plan was brought in under.
    """
    if isinstance(actor, System):
        return
    if plan.unit_id is None or not can_on_unit(actor, plan.unit_id, roles=IMPORTERS):
        raise PermissionDenied
