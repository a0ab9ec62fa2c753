"""Hold the facts against the rules."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from nongcot.duties.engine import Outcome, reconcile
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.rulebook.api import rulebook


@transaction.atomic
def run(*, actor: User | System, day: date, units: Collection[int] | None = None) -> Outcome:
    """Hold the findings of ``day`` against the open duties; a second run over unchanged facts writes nothing.

    ``units`` limits the run to what a change touched. Every opening and closing is kept as a ``DutyEvent`` with
    ``actor``: whoever asked for the run, or did what it follows.
    """
    who = actor.pk if isinstance(actor, User) else None
    return reconcile(day=day, book=rulebook(), actor_name=str(actor), actor_id=who, units=units)
