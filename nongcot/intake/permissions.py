"""Who may import, and who sees which imports."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.intake.models import Import, RememberedMapping
from nongcot.kernel import clock
from nongcot.people.api import IMPORTERS, can_on_unit, grants, unit_scope
from nongcot.people.models import Unit, UnitReach, on_day


def import_scope(actor: User | System) -> Q:
    """Imports made under a unit the actor may import into today: they show every row of their files."""
    return Q() if isinstance(actor, System) else unit_scope(actor, path="unit_id", roles=IMPORTERS)


def require_import(actor: User | System, imported: Import) -> None:
    """Refuse an action on an import of a unit the actor may not import into.

    Raises:
        PermissionDenied: the actor has no such role over the import's unit today.
    """
    if isinstance(actor, System):
        return
    if imported.unit_id is None or not can_on_unit(actor, imported.unit_id, roles=IMPORTERS):
        raise PermissionDenied


def require_mapping(actor: User | System, mapping: RememberedMapping) -> None:
    """Refuse to change a mapping of another federation than those the actor imports into.

    Raises:
        PermissionDenied: the actor has no grant to import in the mapping's federation today.
    """
    if not isinstance(actor, System) and mapping.unit_id not in federations_of(actor):
        raise PermissionDenied


def federations_of(actor: User) -> set[int]:
    """The topmost units above the actor's grants to import."""
    held = grants(actor).filter(role__in=[role.value for role in IMPORTERS]).values("unit")
    tops: dict[int, tuple[int, int]] = {}
    reach = UnitReach.objects.filter(on_day(clock.today()), unit__in=held)
    for unit, ancestor, depth in reach.values_list("unit", "ancestor", "depth"):
        tops[unit] = max(tops.get(unit, (-1, 0)), (depth, ancestor))
    return {ancestor for _, ancestor in tops.values()}


def federation_of(unit: int | None) -> int | None:
    """The topmost unit above ``unit`` today; None for none."""
    reach = UnitReach.objects.filter(on_day(clock.today()), unit=unit).order_by("-depth")
    return reach.values_list("ancestor", flat=True).first() if unit else None


def federation_unit(unit: int | None) -> Unit | None:
    """The topmost unit above ``unit`` today, as an object."""
    found = federation_of(unit)
    return Unit.objects.get(pk=found) if found else None
