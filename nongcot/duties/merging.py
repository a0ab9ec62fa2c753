"""Two records of one person become one: what is due for both would be due twice."""

from __future__ import annotations

from typing import Any

from nongcot.duties.kinds import CloseReason
from nongcot.duties.models import Duty, DutyEvent
from nongcot.infra.accounts.models import User
from nongcot.kernel import clock
from nongcot.people.models import Person


def step_aside(*, actor: Any, keep: Person, drop: Person) -> None:
    """Close those open duties of ``drop`` that are open for ``keep`` as well; the others move with the record."""
    today = clock.today()
    same = {_key(duty) for duty in Duty.objects.filter(person=keep, closed_on__isnull=True)}
    for duty in Duty.objects.filter(person=drop, closed_on__isnull=True):
        if _key(duty) not in same:
            continue
        duty.closed_on, duty.close_reason = today, CloseReason.FACTS_CHANGED
        duty.save(update_fields=["closed_on", "close_reason"])
        login = actor if isinstance(actor, User) else None
        DutyEvent.objects.create(
            duty=duty, day=today, kind="closed", actor=login, actor_name=str(actor), facts=duty.facts
        )


def _key(duty: Duty) -> tuple[str, int, str]:
    return duty.code, duty.unit_id, duty.subject
