"""Looks that are owed: kept with the change that owes them, taken away by the run that pays them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from nongcot.duties.models import LookOwed
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.bulk import chunks
from nongcot.kernel import clock


def owe_look(*, actor: User | System, units: Collection[int] | None, because: str = "") -> LookOwed:
    """Keep that ``units`` (None: all) must be held against the rules. Call it in the transaction of what changed them.

    One row however many units; it names who changed them, or the rule that got a value.
    """
    asked = None if units is None else sorted(set(units))
    return LookOwed.objects.create(
        units=asked,
        size=None if asked is None else len(asked),
        because=because,
        actor=actor if isinstance(actor, User) else None,
        actor_name=str(actor)[:200],
        since=clock.now(),
    )


def owed(units: Collection[int] | None, day: date) -> list[int]:
    """The keys of the rows that a run for ``units`` on ``day`` pays, as they are before it reads the facts.

    What is committed after this question may have been seen or not: its row stays. Today's run pays, no other day's.
    """
    if day != clock.today():
        return []
    if units is None:
        return list(LookOwed.objects.order_by().values_list("pk", flat=True))
    asked = set(units)
    rows = LookOwed.objects.filter(size__lte=len(asked)).order_by().values_list("pk", "units")
    return [pk for pk, named in rows if asked.issuperset(named or ())]


def pay(keys: Collection[int]) -> None:
    """Take the rows away: in the transaction of the run that looked."""
    for some in chunks(keys):
        LookOwed.objects.filter(pk__in=some).delete()
