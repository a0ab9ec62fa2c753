"""Take back a plan that was carried out: all of it, or nothing where something recorded later stands on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.duties.api import reopen
from nongcot.infra import events
from nongcot.infra.accounts.models import User
from nongcot.infra.acting.once import hold
from nongcot.infra.audit.api import System, record
from nongcot.infra.longwork import progress
from nongcot.infra.longwork.quiet import without_collector
from nongcot.kernel import clock
from nongcot.people.api import Refused, rows_by_the_thousand
from nongcot.staffing.actions.reorganising import locked, trace, work_of
from nongcot.staffing.models import PlanLedger, Reorganisation
from nongcot.staffing.permissions.reorganising import require_plan
from nongcot.staffing.reorganisation.ledger import Ledger
from nongcot.staffing.reorganisation.obstacles import Obstacle, obstacles
from nongcot.staffing.reorganisation.undoing import TAKEN_BACK, take_back, tell_units

State = Reorganisation.State
MOST_SHOWN = 50


class InTheWay(Refused):
    """Later changes stand in the way; they are listed, by unit."""

    def __init__(self, found: list[Obstacle]) -> None:
        self.obstacles = found
        super().__init__(_("Đã có nội dung ghi sau và dựa vào phương án này, nên chưa rút lại gì."))

    @property
    def told(self) -> list[dict[str, Any]]:
        """As the summary of the plan keeps them."""
        return [{"why": o.why.value, "unit": o.unit, "name": o.name, "model": o.model} for o in self.obstacles]


def what_comes_back(*, actor: User | System, plan: Reorganisation) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """Before it is done: what stands in the way, unit by unit, and how many rows of each kind would be as they were.

    Raises:
        PermissionDenied: the actor does not answer for the unit it was brought in under.
    """
    require_plan(actor, plan)
    kept = PlanLedger.objects.filter(plan=plan).first()
    ledger, units = Ledger.load(kept) if kept else (Ledger(), [])
    return InTheWay(obstacles(actor, ledger, units)).told, ledger.counts()


def start_taking_back(*, actor: User | System, plan: Reorganisation, reason: str) -> Reorganisation:
    """Mark the plan as being taken back; that itself is background work.

    Raises:
        PermissionDenied: the actor does not answer for the unit it was brought in under.
        Refused: it was not carried out, no reason is given, or nothing is kept of what was before.
    """
    with transaction.atomic():
        plan = locked(actor, plan, State.APPLIED)
        _require(plan, reason)
        plan.state, plan.stopped_while, plan.error = State.UNDOING, "", ""
        plan.undone_by, plan.undo_reason = actor if isinstance(actor, User) else None, reason.strip()[:500]
        plan.summary = {**plan.summary, "in_the_way": []}
        plan.save(update_fields=["state", "stopped_while", "error", "undone_by", "undo_reason", "summary"])
        trace(actor, plan, "start_taking_back", reason=plan.undo_reason)
    progress.tell(work_of(plan), 0)
    return plan


def take_plan_back(
    *, actor: User | System, plan: Reorganisation, reason: str, tell: Callable[[int], None] | None = None
) -> list[int]:
    """Take the plan back in one transaction; gives the units it had touched that are still there.

    Rows it made are gone, rows it changed are as they were: names, kinds, superiors, ends, posts, terms, roles; and
    duties somebody had postponed or given away are so again. Doing it again changes nothing.

    Raises:
        PermissionDenied: the actor does not answer for the unit it was brought in under.
        InTheWay: something recorded since stands on it; nothing is taken back.
        Refused: it was not carried out, no reason is given, or nothing is kept of what was before.
    """
    tell = tell or (lambda percent: progress.tell(work_of(plan), percent))
    with transaction.atomic(), without_collector():
        hold(["staffing.reorganise", "intake.roster"])
        plan = locked(actor, plan, State.APPLIED, State.UNDOING, State.UNDONE)
        if plan.state == State.UNDONE:
            return []
        ledger, units = Ledger.load(_require(plan, reason))
        found = obstacles(actor, ledger, units)
        if found:
            raise InTheWay(found)
        tell(10)
        with rows_by_the_thousand(len(ledger.made.get("postheld", {})) + len(ledger.before.get("postheld", {}))):
            try:
                take_back(ledger, tell)
            except ValueError:
                raise Refused(
                    _("Có cấp trên cũ nay trực thuộc chính cấp dưới của mình. Xin chuyển các đơn vị đó đi trước.")
                ) from None
        PlanLedger.objects.filter(plan=plan).delete()
        left = [unit for unit in units if unit not in ledger.made.get("unit", {})]
        _reopen(actor, plan, ledger)
        tell_units(ledger, left, actor=actor, reason=reason.strip(), plan=plan.pk)
        _mark(actor, plan, reason)
        events.announce("people.units_changed", units=left, actor=actor)
    progress.forget(work_of(plan))
    return left


def _reopen(actor: User | System, plan: Reorganisation, ledger: Ledger) -> None:
    """What was postponed or given to somebody, and closed with the plan, is open again as it was."""
    if plan.applied_at is None or not ledger.duties:
        return
    carried_out = plan.applied_at.astimezone(clock.VIETNAM).date()
    reason = _("Rút lại phương án: %(decision)s") % {"decision": plan.decision}
    reopen(actor=actor, duties=ledger.duties, changed_on=carried_out, day=clock.today(), reason=reason)


def _require(plan: Reorganisation, reason: str) -> PlanLedger:
    if not reason.strip():
        raise Refused(_("Xin ghi lý do rút."))
    kept = PlanLedger.objects.filter(plan=plan).first()
    if kept is None:
        raise Refused(_("Hệ thống không giữ dữ liệu trước khi thực hiện phương án này, nên không rút lại được."))
    return kept


def _mark(actor: User | System, plan: Reorganisation, reason: str) -> None:
    plan.state, plan.undone_at, plan.error = State.UNDONE, clock.now(), ""
    plan.undone_by, plan.undo_reason = actor if isinstance(actor, User) else None, reason.strip()[:500]
    plan.summary = {**plan.summary, "in_the_way": []}
    plan.save()
    record(
        actor=actor,
        action=TAKEN_BACK,
        object_type="reorganisation",
        object_id=plan.pk,
        unit=plan.unit_id,
        reason=reason.strip(),
        changes={name: [count, None] for name, count in plan.summary["counts"].items() if count and name != "duties"},
    )


def undo_refused(*, plan: int, refused: Refused) -> None:
    """Taking back was begun and could not be done: the plan stays carried out, and its page says why."""
    progress.forget(f"reorganisation-{plan}")
    with transaction.atomic():
        found = Reorganisation.objects.select_for_update(of=("self",)).filter(pk=plan, state=State.UNDOING).first()
        if found is None:
            return
        told = refused.told if isinstance(refused, InTheWay) else [{"why": "said", "name": str(refused)}]
        found.state, found.summary = State.APPLIED, {**found.summary, "in_the_way": told[:MOST_SHOWN]}
        found.save(update_fields=["state", "summary"])
