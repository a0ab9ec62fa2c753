"""Foresee a plan of reorganisation, keep it, carry it out: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra import events
from nongcot.infra.accounts.models import User
from nongcot.infra.acting.once import hold
from nongcot.infra.audit.api import System, record
from nongcot.infra.longwork import progress
from nongcot.infra.longwork.quiet import without_collector
from nongcot.intake.cells.unit_kinds import unit_kind_from_name
from nongcot.kernel import clock
from nongcot.kernel.text import tidy
from nongcot.people.api import IMPORTERS, Refused, grants, rows_by_the_thousand
from nongcot.people.kinds import UnitKind
from nongcot.staffing.models import Reorganisation
from nongcot.staffing.permissions.reorganising import own_unit, require_may_reorganise, require_plan
from nongcot.staffing.reorganisation.foreseeing import foresee
from nongcot.staffing.reorganisation.holders import Holders, look_ahead, tell_duties
from nongcot.staffing.reorganisation.kinds import Answers, Effect, Node, Operation, Said, Trouble
from nongcot.staffing.reorganisation.ledger import Ledger
from nongcot.staffing.reorganisation.lines import cells_of, keep_first, keep_lines
from nongcot.staffing.reorganisation.loading import nodes
from nongcot.staffing.reorganisation.stored import (
    read_answers,
    read_operations,
    read_troubles,
    summarise,
    write_operations,
    write_splits,
)
from nongcot.staffing.reorganisation.writing import write_effect

Tell = Callable[[int], None]
MOST_LINES = 50_000
READY = (Reorganisation.State.READ, Reorganisation.State.APPLYING, Reorganisation.State.STOPPED)
AT_WORK = (Reorganisation.State.READING, Reorganisation.State.APPLYING, Reorganisation.State.UNDOING)
WAITING = (Reorganisation.State.READING, Reorganisation.State.READ, Reorganisation.State.STOPPED)


class Refusal(Refused):
    """The plan has troubles; ``summary`` tells all of them."""

    def __init__(self, summary: dict[str, Any]) -> None:
        super().__init__(_("Phương án có %(count)d dòng chưa thực hiện được.") % {"count": summary["trouble_count"]})
        self.summary = summary


class Moved(Refused):
    """The plan would do something else now than what was shown."""


def foresee_plan(
    actor: User | System,
    operations: Sequence[Operation],
    troubles: Sequence[Said[Trouble]] = (),
    answers: Answers | None = None,
) -> tuple[Effect, Holders]:
    """What a plan does to the units as they are now, and to who holds posts in them; writes nothing.

    ``troubles`` are those of reading it; ``answers`` those of a person about units that are split.
    """
    units = nodes(actor)
    above = _own(actor, units)
    effect = foresee(operations, units, kind_of_name=_kind_of_name, default_superior=above, answers=answers)
    effect.troubles[:0] = troubles
    holders = look_ahead(effect)
    tell_duties(effect)
    effect.troubles.sort(key=lambda one: one.line)
    return effect, holders


def _foreseen(actor: User | System, plan: Reorganisation) -> tuple[Effect, Holders]:
    rows, troubles = read_operations(plan.plan), read_troubles(plan.plan)
    return foresee_plan(actor, rows, troubles, read_answers(plan.answers))


def _kind_of_name(name: str) -> UnitKind | None:
    return unit_kind_from_name(name)[0]


def _own(actor: User | System, units: Sequence[Node]) -> Node | None:
    """Where a new unit stands of which no superior is told: the actor's unit; for the machine, the only highest one."""
    if isinstance(actor, System):
        tops = [one for one in units if one.superior is None and one.ended_on is None]
        federations = [one for one in tops if one.kind in (UnitKind.PROVINCIAL_FEDERATION, UnitKind.CONFEDERATION)]
        return federations[0] if len(federations) == 1 else None
    held = set(grants(actor).filter(role__in=IMPORTERS).values_list("unit_id", flat=True))
    mine = [one for one in units if one.pk in held]
    return mine[0] if len(mine) == 1 else None


@transaction.atomic
def keep_plan(
    *,
    actor: User | System,
    operations: Sequence[Operation],
    troubles: Sequence[Said[Trouble]] = (),
    cells: Mapping[int, Mapping[str, str]] | None = None,
    decision: str,
    file_name: str = "",
) -> Reorganisation:
    """Keep a plan as it came; what it does is thought through by :func:`look_at_plan`, in the background.

    ``cells`` are its rows as typed; ``file_name`` is empty for one entered on a page.

    Raises:
        PermissionDenied: the actor answers for no unit above the chairs.
        Refused: no decision is named, the plan is empty or too long.
    """
    require_may_reorganise(actor)
    decision = tidy(decision)
    if not decision:
        raise Refused(_("Xin ghi số, ngày của quyết định sắp xếp."))
    if not operations and not troubles:
        raise Refused(_("Phương án không có dòng nào."))
    typed = cells_of(operations) if cells is None else cells
    if len(typed) > MOST_LINES:
        raise Refused(_("Phương án có hơn %(most)d dòng. Xin chia thành nhiều phương án.") % {"most": MOST_LINES})
    plan = Reorganisation.objects.create(
        unit=own_unit(actor),
        by=actor if isinstance(actor, User) else None,
        at=clock.now(),
        decision=decision[:300],
        file_name=file_name[:255],
        state=Reorganisation.State.READING,
        plan=write_operations(operations, troubles),
    )
    keep_first(plan, operations, typed)
    trace(actor, plan, "keep_plan", rows=len(typed))
    return plan


def look_at_plan(*, actor: User | System, plan: Reorganisation) -> Reorganisation:
    """Say what a plan does to the units as they are now; nothing of them is changed.

    Raises:
        PermissionDenied: the actor does not answer for the unit it was brought in under.
        Refused: it was carried out or dropped before.
    """
    return _look(actor, plan, WAITING, moved=False)


def show_moved(*, actor: User | System, plan: Reorganisation) -> Reorganisation:
    """The plan was not carried out, for something else has changed since it was shown: say what it does now.

    Raises:
        PermissionDenied, Refused: as :func:`look_at_plan`.
    """
    progress.forget(work_of(plan))
    return _look(actor, plan, (Reorganisation.State.APPLYING,), moved=True)


@transaction.atomic
def _look(actor: User | System, plan: Reorganisation, states: Sequence[str], *, moved: bool) -> Reorganisation:
    plan = locked(actor, plan, *states)
    effect, holders = _foreseen(actor, plan)
    digest = keep_lines(plan, effect, holders)
    plan.summary = {**summarise(effect, holders), "digest": digest, "moved": moved}
    plan.state, plan.error, plan.splits = Reorganisation.State.READ, "", write_splits(effect)
    plan.save(update_fields=["state", "summary", "error", "splits"])
    return plan


def receive_plan(*, actor: User | System, **plan: Any) -> Reorganisation:
    """Keep a plan and say at once what it does: :func:`keep_plan` and :func:`look_at_plan`."""
    return look_at_plan(actor=actor, plan=keep_plan(actor=actor, **plan))


def start_reorganising(*, actor: User | System, plan: Reorganisation) -> Reorganisation:
    """Mark the plan as being carried out; that itself is background work.

    Raises:
        PermissionDenied: the actor does not answer for the unit it was brought in under.
        Refused: it is not one that waits, or has troubles.
    """
    with transaction.atomic():
        plan = locked(actor, plan, *READY)
        if plan.summary.get("trouble_count"):
            raise Refusal(plan.summary)
        if not plan.summary:
            raise Refused(_("Phương án chưa được xem xét xong."))
        plan.state, plan.stopped_while, plan.start_at, plan.not_started = Reorganisation.State.APPLYING, "", None, ""
        plan.confirmed_by = actor if isinstance(actor, User) else None
        plan.save(update_fields=["state", "stopped_while", "start_at", "not_started", "confirmed_by"])
        trace(actor, plan, "start_reorganising")
    progress.tell(work_of(plan), 0)
    return plan


def reorganise(*, actor: User | System, plan: Reorganisation, tell: Tell | None = None) -> list[int]:
    """Carry the plan out in one transaction; gives the units it touched. ``tell`` hears how far it is, in per cent.

    It is thought through once more, against the units as they are now; what is written is what was shown.

    Raises:
        PermissionDenied: the actor does not answer for the unit it was brought in under.
        Refusal: something of it cannot be done; nothing was.
        Moved: it would do something else now than was shown; nothing was done.
        Refused: it was carried out or dropped before.
    """
    tell = tell or (lambda percent: progress.tell(work_of(plan), percent))
    with transaction.atomic(), without_collector():
        hold(["staffing.reorganise", "intake.roster"])
        plan = locked(actor, plan, *READY)
        tell(2)
        effect, holders = _foreseen(actor, plan)
        summary = summarise(effect, holders)
        if effect.troubles:
            raise Refusal(summary)
        digest = keep_lines(plan, effect, holders)
        if plan.summary.get("digest") not in (None, digest):
            raise Moved(_("Dữ liệu đã thay đổi từ lúc xem trước. Chưa ghi gì; xin xem lại phương án."))
        with rows_by_the_thousand(holders.total("posts") + holders.total("going_on")):
            ledger = Ledger()
            touched = write_effect(effect, actor=actor, decision=plan.decision, ledger=ledger, tell=tell)
        if effect.created:
            keep_lines(plan, effect, holders)
        plan.state, plan.summary, plan.progress = Reorganisation.State.APPLIED, {**summary, "digest": digest}, 100
        plan.applied_at, plan.error = clock.now(), ""
        plan.save()
        ledger.keep(plan, touched)
        counts = {name: [None, count] for name, count in summary["counts"].items() if count}
        trace(actor, plan, "reorganise", changes=counts)
        events.announce("people.units_changed", units=touched, actor=actor)
    progress.forget(work_of(plan))
    return touched


def drop_plan(*, actor: User | System, plan: Reorganisation) -> None:
    """Put a plan aside that is not to be carried out; it stays in the history.

    Raises:
        PermissionDenied: the actor does not answer for the unit it was brought in under.
        Refused: it was carried out already, or is being carried out.
    """
    with transaction.atomic():
        plan = locked(actor, plan, *WAITING, Reorganisation.State.FAILED)
        plan.state, plan.not_started = Reorganisation.State.DROPPED, ""
        plan.save(update_fields=["state", "not_started"])
        trace(actor, plan, "drop_plan")


def again(*, actor: User | System, plan: Reorganisation) -> Reorganisation:
    """Have a plan looked at anew that was cut off, failed, or was shown a while ago.

    Raises:
        PermissionDenied: the actor does not answer for the unit it was brought in under.
        Refused: it was carried out or dropped before, or is at work.
    """
    with transaction.atomic():
        plan = locked(actor, plan, *WAITING, Reorganisation.State.FAILED)
        plan.state, plan.stopped_while, plan.not_started = Reorganisation.State.READING, "", ""
        plan.save(update_fields=["state", "stopped_while", "not_started"])
        trace(actor, plan, "again")
    return plan


def mark_stopped(*, plan: int) -> None:
    """The worker that was at this plan died: nothing of it was written, and a person begins it anew."""
    progress.forget(f"reorganisation-{plan}")
    with transaction.atomic():
        found = Reorganisation.objects.select_for_update(of=("self",)).filter(pk=plan, state__in=AT_WORK).first()
        if found is not None:
            back = found.state == Reorganisation.State.UNDOING  # then it is still carried out
            found.stopped_while = found.state
            found.state = Reorganisation.State.APPLIED if back else Reorganisation.State.STOPPED
            found.save(update_fields=["state", "stopped_while"])


def mark_failed(*, plan: int, error: Exception) -> None:
    """An error nobody foresaw: the transaction was taken back, nothing of the plan was written."""
    progress.forget(f"reorganisation-{plan}")
    undoing = Reorganisation.objects.filter(pk=plan, state=Reorganisation.State.UNDOING)
    if not undoing.update(state=Reorganisation.State.APPLIED, error=type(error).__name__):
        Reorganisation.objects.filter(pk=plan).update(state=Reorganisation.State.FAILED, error=type(error).__name__)


def trace(actor: User | System, plan: Reorganisation, verb: str, *, reason: str = "", **facts: Any) -> None:
    """One audit entry of what was done with a plan; its reason is the decision where none is given."""
    record(
        actor=actor,
        action=f"staffing.{verb}",
        object_type="reorganisation",
        object_id=plan.pk,
        unit=plan.unit_id,
        reason=reason or plan.decision,
        **facts,
    )


def work_of(plan: Reorganisation) -> str:
    """The name under which the progress of a plan is told."""
    return f"reorganisation-{plan.pk}"


def locked(actor: User | System, plan: Reorganisation, *states: str) -> Reorganisation:
    """The plan as it stands now, in one of ``states``; nobody else changes it until the transaction ends."""
    require_plan(actor, plan)
    found = Reorganisation.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if found.state not in states:
        raise Refused(_("Phương án này đã thực hiện, đã bỏ, hoặc đang được xử lý."))
    return found
