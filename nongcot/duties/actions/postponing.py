"""Put duties out of the way for a while, and take them up again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.duties.actions.changing import fresh, remember
from nongcot.duties.models import Duty
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.kernel import clock
from nongcot.people.api import EDITORS, Refused, require_on_unit


@transaction.atomic
def postpone(*, actor: User | System, duty: Duty, to: date, reason: str, day: date) -> Duty:
    """Put an open duty out of the way until ``to``; it stays open and keeps its due day.

    Raises:
        PermissionDenied: the actor does not answer for the duty's unit.
        Refused: the duty is closed, ``to`` is not after ``day``, or no reason is given.
    """
    require_on_unit(actor, duty.unit_id, roles=EDITORS)
    duty = fresh(duty)
    if to <= day:
        raise Refused(_("Ngày hoãn đến phải sau hôm nay."))
    if not reason.strip():
        raise Refused(_("Xin ghi lý do hoãn."))
    before = duty.postponed_to
    duty.postponed_to = to
    duty.save(update_fields=["postponed_to"])
    remember(
        actor=actor,
        duty=duty,
        day=day,
        kind="postponed",
        changes={"postponed_to": [before.isoformat() if before else None, to.isoformat()]},
        reason=reason.strip(),
        to=to.isoformat(),
    )
    return duty


@transaction.atomic
def postpone_all(*, actor: User | System, duties: Iterable[Duty], to: date, reason: str, day: date) -> list[Duty]:
    """Postpone several duties: all of them or, when one is refused, none. Raises what :func:`postpone` raises."""
    return [postpone(actor=actor, duty=duty, to=to, reason=reason, day=day) for duty in duties]


@transaction.atomic
def resume(*, actor: User | System, duty: Duty) -> Duty:
    """Take a postponed duty up again: it is back in the list today.

    Raises:
        PermissionDenied: the actor does not answer for the duty's unit.
        Refused: the duty is closed or not postponed.
    """
    require_on_unit(actor, duty.unit_id, roles=EDITORS)
    duty = fresh(duty)
    before = duty.postponed_to
    if before is None:
        raise Refused(_("Việc này không bị hoãn."))
    duty.postponed_to = None
    duty.save(update_fields=["postponed_to"])
    changes = {"postponed_to": [before.isoformat(), None]}
    remember(actor=actor, duty=duty, day=clock.today(), kind="resumed", changes=changes)
    return duty
