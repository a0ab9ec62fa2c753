"""Who may reorganise: those who answer for units above the chairs."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.people.api import IMPORTERS, has_role
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


def reorganisations(actor: User | System) -> QuerySet[Reorganisation]:
    """The plans the actor brought in; all of them for the machine itself."""
    mine = Q() if isinstance(actor, System) else Q(by=actor)
    return Reorganisation.objects.filter(mine) if may_reorganise(actor) else Reorganisation.objects.none()
