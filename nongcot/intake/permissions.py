"""Who may import, and who sees which imports."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.intake.models import Import
from nongcot.people.api import IMPORTERS, can_on_unit, has_role, unit_scope


def can_import(actor: User | System) -> bool:
    """Whether the actor may import anywhere today."""
    return has_role(actor, IMPORTERS)


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
