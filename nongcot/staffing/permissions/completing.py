"""Who sees a case of completing a committee, and who may do which of its steps."""

from __future__ import annotations

from django.db.models import Case, QuerySet, When

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.people.api import EDITORS, IMPORTERS, unit_scope
from nongcot.people.kinds import Role
from nongcot.staffing.kinds.completing import ActsHere
from nongcot.staffing.models import CompletionCase


def cases(actor: User | System) -> QuerySet[CompletionCase]:
    """The cases, open or closed, of units the actor may see."""
    return CompletionCase.objects.filter(unit_scope(actor, path="unit_id"))


def answers_for(actor: User | System, roles: frozenset[Role]) -> Case:
    """For each case of a query, whether the actor has one of these roles over its unit."""
    mine = unit_scope(actor, path="unit_id", roles=roles)
    return Case(When(mine, then=True), default=False) if mine else Case(default=True)


def roles_for(who: ActsHere) -> frozenset[Role]:
    """Who may write down a step: what the superior does, only those who answer for units above the chairs."""
    return IMPORTERS if who is ActsHere.ABOVE else EDITORS
