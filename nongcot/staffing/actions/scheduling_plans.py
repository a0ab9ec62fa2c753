"""Have a plan carried out at a later time: by night, when nobody works. What it does takes effect on its own days."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.kernel import clock
from nongcot.people.api import Refused
from nongcot.staffing.actions.reorganising import Refusal, locked, trace
from nongcot.staffing.models import Reorganisation

State = Reorganisation.State
# Ours, of no regulation: a plan is looked at against the units of today, and in two months too much of them changes.
FURTHEST = timedelta(days=60)
# A server that was down begins late; beyond this it is no longer the time that was chosen.
MOST_LATE = timedelta(hours=6)


def schedule_plan(*, actor: User | System, plan: Reorganisation, start_at: datetime) -> Reorganisation:
    """The plan is carried out at ``start_at``, if it then still does what was shown; until then it can be called off.

    Raises:
        PermissionDenied: the actor does not answer for the unit it was brought in under.
        Refusal: something of it cannot be done.
        Refused: it is not one that waits, or the time is over or too far away.
    """
    with transaction.atomic():
        plan = locked(actor, plan, State.READ, State.STOPPED)
        if plan.summary.get("trouble_count"):
            raise Refusal(plan.summary)
        if not plan.summary:
            raise Refused(_("Phương án chưa được xem xét xong."))
        if start_at <= clock.now():
            raise Refused(_("Giờ bắt đầu phải sau lúc này."))
        if start_at > clock.now() + FURTHEST:
            raise Refused(_("Chỉ hẹn được trong vòng %(days)d ngày.") % {"days": FURTHEST.days})
        plan.state, plan.stopped_while, plan.start_at, plan.not_started = State.SCHEDULED, "", start_at, ""
        plan.confirmed_by = actor if isinstance(actor, User) else None
        plan.save(update_fields=["state", "stopped_while", "start_at", "not_started", "confirmed_by"])
        trace(actor, plan, "schedule_plan", changes={"start_at": [None, start_at.isoformat()]})
    return plan


def call_off_plan(*, actor: User | System, plan: Reorganisation) -> Reorganisation:
    """The plan is not carried out at the time it was to be: it waits as before.

    Raises:
        PermissionDenied: the actor does not answer for the unit it was brought in under.
        Refused: it is not waiting for its time, or has begun.
    """
    with transaction.atomic():
        plan = locked(actor, plan, State.SCHEDULED)
        before = plan.start_at
        plan.state, plan.start_at = State.READ, None
        plan.save(update_fields=["state", "start_at"])
        told = before.isoformat() if before else None
        trace(actor, plan, "call_off_plan", changes={"start_at": [told, None]})
    return plan


def due(now: datetime) -> list[int]:
    """The plans whose time has come."""
    rows = Reorganisation.objects.filter(state=State.SCHEDULED, start_at__lte=now)
    return list(rows.order_by("start_at", "pk").values_list("pk", flat=True))


def begin_due(*, plan: int, now: datetime) -> bool:
    """Mark the plan as being carried out, inside the caller's transaction; False where it is not to begin (any more).

    One that nobody could begin in time is not begun: it waits again, and says so.
    """
    found = Reorganisation.objects.select_for_update(of=("self",)).filter(pk=plan, state=State.SCHEDULED).first()
    if found is None or found.start_at is None or found.start_at > now:
        return False
    late = now - found.start_at > MOST_LATE
    if late:
        found.state, found.not_started = State.READ, Reorganisation.NotStarted.LATE
    else:
        found.state = State.APPLYING
    found.save(update_fields=["state", "not_started"])
    return not late


def not_started(*, plan: int, why: str) -> None:
    """The plan was to begin by itself and was not carried out: its page says so, and whoever confirmed it is told."""
    rows = Reorganisation.objects.filter(pk=plan, start_at__isnull=False)
    rows.update(not_started=why)


def no_right(*, plan: int) -> None:
    """Whoever confirmed the plan may no longer carry it out: nothing was written, it waits again."""
    with transaction.atomic():
        rows = Reorganisation.objects.filter(pk=plan, state=State.APPLYING)
        rows.update(state=State.READ, not_started=Reorganisation.NotStarted.RIGHTS)
