"""What every verb about one duty has in common: it is looked at anew, and leaves an event and an audit entry."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nongcot.duties.models import Duty, DutyEvent
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.people.api import Refused

SHAPE = 1


def fresh(duty: Duty) -> Duty:
    """The duty as it stands now, held until the transaction ends: the engine may close it meanwhile.

    Raises:
        Refused: it is closed, or there is no such duty any more.
    """
    found = Duty.objects.select_for_update().filter(pk=duty.pk).first()
    if found is None or found.closed_on is not None:
        raise Refused(_("Việc này đã đóng."))
    return found


def remember(
    *,
    actor: User | System,
    duty: Duty,
    day: date,
    kind: str,
    changes: dict[str, Any],
    reason: str = "",
    **facts: Any,
) -> None:
    """Keep what was done in the duty's history and in the audit trail (action ``duties.<kind>``)."""
    DutyEvent.objects.create(
        duty=duty,
        day=day,
        kind=kind,
        actor=actor if isinstance(actor, User) else None,
        actor_name=str(actor),
        reason=reason,
        facts={"shape": SHAPE, **facts},
    )
    verb = {"postponed": "postpone", "resumed": "resume", "delegated": "delegate", "taken_back": "take_back"}[kind]
    record(
        actor=actor,
        action=f"duties.{verb}",
        object_type="duty",
        object_id=duty.pk,
        unit=duty.unit_id,
        changes=changes,
        reason=reason,
    )
