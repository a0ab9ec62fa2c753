"""Hold the facts against the rules."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from nongcot.duties.actions.looks import owed, pay
from nongcot.duties.engine import Outcome, reconcile
from nongcot.duties.turns import take_turn
from nongcot.infra import events
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.rulebook.api import rulebook
from nongcot.people.api import chaired_too


@transaction.atomic
def run(
    *, actor: User | System, day: date, units: Collection[int] | None = None, because: Collection[str] = ()
) -> Outcome:
    """Hold the findings of ``day`` against the open duties; a second run over unchanged facts writes nothing.

    ``units`` limits the run to what a change touched, ``because`` names the rules whose new values it follows. Every
    opening and closing is kept as a ``DutyEvent`` with ``actor``: whoever asked for the run, or did what it follows.
    It waits for runs that are at work on the same units. The looks owed that it gives (:class:`LookOwed`) are paid.
    Looked at with ``units`` is where their chairs sit too: whether they are beginners there.
    """
    wider = None if units is None else {*units, *chaired_too(units)}
    take_turn(wider, wait=True)
    return _reconcile(actor, day, wider, because)


@transaction.atomic
def run_unless_busy(*, actor: User | System, day: date, units: Collection[int]) -> Outcome | None:
    """As :func:`run`; None, and nothing looked at, where a run for all is at work."""
    wider = {*units, *chaired_too(units)}
    return _reconcile(actor, day, wider) if take_turn(wider, wait=False) else None


def _reconcile(
    actor: User | System, day: date, units: Collection[int] | None, because: Collection[str] = ()
) -> Outcome:
    paid = owed(units, day)
    who = actor.pk if isinstance(actor, User) else None
    outcome = reconcile(
        day=day, book=rulebook(), actor_name=str(actor), actor_id=who, units=units, because=frozenset(because)
    )
    pay(paid)
    events.announce("duties.looked", units=units, day=day)
    return outcome
