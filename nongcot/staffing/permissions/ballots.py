"""Who may see a ballot, and who may run it. Nobody may see who voted for whom, so no permission says so."""

from __future__ import annotations

from django.db.models import QuerySet

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.people.api import EDITORS, can_on_unit, require_on_unit, unit_scope
from nongcot.people.models import Unit
from nongcot.staffing.models import Ballot


def ballots(actor: User | System) -> QuerySet[Ballot]:
    """The ballots of the units the actor sees."""
    return Ballot.objects.filter(unit_scope(actor, path="unit_id"))


def may_run(actor: User | System, ballot: Ballot) -> bool:
    return can_on_unit(actor, ballot.unit_id, roles=EDITORS)


def require_may_run(actor: User | System, unit: Unit | int) -> None:
    """
    Raises:
        PermissionDenied: the actor does not answer for the unit.
    """
    require_on_unit(actor, unit, roles=EDITORS)
