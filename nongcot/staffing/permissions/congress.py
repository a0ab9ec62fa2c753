"""Who sees a congress."""

from __future__ import annotations

from django.db.models import QuerySet

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.people.api import unit_scope
from nongcot.staffing.models import Congress


def congresses(actor: User | System) -> QuerySet[Congress]:
    """The congresses, open or closed, of units the actor may see."""
    return Congress.objects.filter(unit_scope(actor, path="unit_id"))
