"""Open duties again as they were: what closed them was itself taken back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from nongcot.duties.kinds import CloseReason
from nongcot.duties.models import Duty, DutyEvent
from nongcot.infra import bulk
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.bulk import chunks
from nongcot.people.api import EDITORS, unit_scope

_EVENT = ("duty_id", "day", "kind", "actor_id", "actor_name", "reason", "facts")
_RUN_FOLLOWS = timedelta(days=1)  # the run that follows a change is done at once, or the night after


@transaction.atomic
def reopen(*, actor: User | System, duties: Collection[int], changed_on: date, day: date, reason: str) -> int:
    """Open again those of ``duties`` that closed with a change of the day ``changed_on``; gives how many.

    They are what they were: the day they opened and are due, who has them, until when they are postponed. The run that
    follows closes those that are not found any more. Left closed are those in units the actor does not answer for,
    those somebody had done since, and those of which another one is open meanwhile.
    """
    count = 0
    for part in chunks(duties):
        ready = _ready(actor, part, changed_on)
        open_now = _open_in({unit for _pk, (_code, unit, *_rest), _facts in ready})
        back = [(pk, facts) for pk, key, facts in ready if key not in open_now]
        Duty.objects.filter(pk__in=[pk for pk, _facts in back]).update(closed_on=None, close_reason="")
        who = actor.pk if isinstance(actor, User) else None
        bulk.insert(
            DutyEvent, _EVENT, [(pk, day, "reopened", who, str(actor)[:200], reason, facts) for pk, facts in back]
        )
        count += len(back)
    return count


Key = tuple[str, int, int | None, str]


def _ready(actor: User | System, duties: Collection[int], changed_on: date) -> list[tuple[int, Key, dict[str, object]]]:
    closed = Duty.objects.filter(unit_scope(actor, path="unit_id", roles=EDITORS), pk__in=duties)
    closed = closed.filter(closed_on__gte=changed_on).select_for_update(of=("self",))
    with_it = Q(close_reason=CloseReason.UNIT_ENDED) | Q(closed_on__lte=changed_on + _RUN_FOLLOWS)
    rows = closed.filter(with_it).order_by("pk").values_list("pk", "code", "unit_id", "person_id", "subject", "facts")
    return [(pk, (code, unit, person, subject), facts) for pk, code, unit, person, subject, facts in rows]


def _open_in(units: Collection[int]) -> set[Key]:
    rows = Duty.objects.filter(unit__in=units, closed_on__isnull=True)
    return set(rows.values_list("code", "unit_id", "person_id", "subject"))
