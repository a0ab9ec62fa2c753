"""Run the checks, postpone a duty."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.duties.engine import Outcome, reconcile
from nongcot.duties.models import Duty, DutyEvent
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.infra.rulebook.api import rulebook
from nongcot.people.api import EDITORS, Refused, require_on_unit


@transaction.atomic
def run(*, actor: User | System, day: date, units: Collection[int] | None = None) -> Outcome:
    """Hold the findings of ``day`` against the open duties; a second run over unchanged facts writes nothing.

    ``units`` limits the run to what a change touched. Every opening and closing is kept as a :class:`DutyEvent`.
    """
    return reconcile(day=day, book=rulebook(), actor_name=str(actor), units=units)


@transaction.atomic
def postpone(*, actor: User | System, duty: Duty, to: date, reason: str, day: date) -> Duty:
    """Put an open duty out of the way until ``to``; it stays open and keeps its due day.

    Raises:
        PermissionDenied: the actor does not answer for the duty's unit.
        Refused: the duty is closed, ``to`` is not after ``day``, or no reason is given.
    """
    require_on_unit(actor, duty.unit_id, roles=EDITORS)
    if duty.closed_on is not None:
        raise Refused(_("Việc này đã đóng."))
    if to <= day:
        raise Refused(_("Ngày hoãn đến phải sau hôm nay."))
    if not reason.strip():
        raise Refused(_("Xin ghi lý do hoãn."))
    before = duty.postponed_to
    duty.postponed_to = to
    duty.save(update_fields=["postponed_to"])
    DutyEvent.objects.create(
        duty=duty,
        day=day,
        kind="postponed",
        actor=actor if isinstance(actor, User) else None,
        actor_name=str(actor),
        reason=reason.strip(),
        facts={"shape": 1, "to": to.isoformat()},
    )
    record(
        actor=actor,
        action="duties.postpone",
        object_type="duty",
        object_id=duty.pk,
        unit=duty.unit_id,
        changes={"postponed_to": [before.isoformat() if before else None, to.isoformat()]},
        reason=reason.strip(),
    )
    return duty
