"""Open a case of completing a committee, write down its steps, drop it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.infra.rulebook.api import rulebook
from nongcot.people.api import EDITORS, Refused, require_on_unit
from nongcot.people.models import PostHeld, Unit, on_day
from nongcot.staffing.actions.steps import Written, columns_of, require_done_by
from nongcot.staffing.kinds.completing import SEATS, WAYS, CaseEnd, PlannedStep, Seat, Step
from nongcot.staffing.models import CompletionCase, StepDone
from nongcot.staffing.permissions.completing import roles_for
from nongcot.staffing.rules import completing as rules

Actor = User | System


def plan_of(case: CompletionCase, kind: str) -> list[PlannedStep]:
    """The steps of a case of a unit of this kind, by the rules of the day it was opened."""
    return rules.plan(rulebook().on(case.opened_on), kind=kind, body=case.body, way=case.way)


@transaction.atomic
def open_case(
    *, actor: Actor, unit: Unit, seat: Seat, way: str, day: date, since: date | None = None, seats: int = 1
) -> CompletionCase:
    """Open a case for a seat by hand; it is complete when ``seats`` more persons sit there than on ``day``.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: a case for this seat is open already, the unit has ended, or ``since`` lies after ``day``.
    """
    require_on_unit(actor, unit, roles=EDITORS)
    if seat not in SEATS or way not in WAYS or not 1 <= seats <= _MOST_SEATS:
        raise Refused(_("Chưa rõ chức danh, hình thức hoặc số người cần kiện toàn."))
    if unit.ended_on and unit.ended_on <= day:
        raise Refused(_("%(unit)s đã kết thúc hoạt động.") % {"unit": unit.name})
    if since is not None and since > day:
        raise Refused(_("Ngày khuyết không thể sau hôm nay."))
    Unit.objects.select_for_update().get(pk=unit.pk)
    if CompletionCase.objects.filter(unit=unit, body=seat.body, post=seat.post, closed_on__isnull=True).exists():
        raise Refused(_("Đơn vị đang có hồ sơ kiện toàn cho chức danh này."))
    case = CompletionCase(
        unit=unit,
        body=seat.body.value,
        post=seat.post.value,
        way=way,
        wanted=_holders(unit.pk, seat, day) + seats,
        since=since,
        opened_on=day,
        opened_by=actor if isinstance(actor, User) else None,
    )
    _stand_at(case, plan_of(case, unit.kind), {})
    case.save()
    changes = {"post": [None, seat.post.value], "mandate": [None, way], "since": [None, _iso(since)]}
    _record(actor, case, "staffing.open_case", changes)
    return case


_MOST_SEATS = 99  # against slips, no rule


def _holders(unit: int, seat: Seat, day: date) -> int:
    held = PostHeld.objects.filter(on_day(day), unit=unit, body__kind=seat.body).values_list("person", "post")
    return len({person for person, post in held if rules.sits_in(seat, seat.body, post)})


@transaction.atomic
def record_step(*, actor: Actor, case: CompletionCase, step: str, written: Written, day: date) -> StepDone:
    """Write down that a step was done; the one after the last done is next.

    Raises:
        PermissionDenied: the actor does not answer for the unit, or the step is the superior's.
        Refused: the case is closed, the step is none of it, done already or the entry in the roster, or lies after
            ``day``.
    """
    require_on_unit(actor, case.unit_id, roles=EDITORS)
    case = held_case(case)
    steps = plan_of(case, case.unit.kind)
    found = next((one for one in steps if one.step == step), None)
    if found is None:
        raise Refused(_("Hồ sơ này không có bước ấy."))
    require_on_unit(actor, case.unit_id, roles=roles_for(found.who))
    if step == Step.ENTRY:
        raise Refused(_("Bước này xong khi chức vụ được ghi vào danh sách cán bộ; hồ sơ sẽ tự đóng."))
    done = _done(case)
    if step in done:
        raise Refused(_("Bước này đã được ghi."))
    require_done_by(written, day)
    made = StepDone.objects.create(case=case, **columns_of(actor, step, written))
    _stand_at(case, steps, {**done, step: written.done_on})
    case.save(update_fields=["step", "step_on", "due_on"])
    told = {"step": step, "done_on": _iso(written.done_on), "document_number": made.document_number}
    told["document_day"] = _iso(written.document_day)
    changes = {name: [None, value] for name, value in told.items() if value}
    _record(actor, case, "staffing.record_step", changes, made.note)
    return made


@transaction.atomic
def take_back_step(*, actor: Actor, case: CompletionCase, step: str, reason: str) -> None:
    """A step was written down by mistake: it is not done. The trail keeps what was written.

    Raises:
        PermissionDenied: the actor does not answer for the unit, or the step is the superior's.
        Refused: the case is closed, the step is not done, or no reason is given.
    """
    require_on_unit(actor, case.unit_id, roles=EDITORS)
    case = held_case(case)
    steps = plan_of(case, case.unit.kind)
    known = {one.step: one for one in steps}
    if step in known:
        require_on_unit(actor, case.unit_id, roles=roles_for(known[step].who))
    row = StepDone.objects.filter(case=case, step=step).first()
    if row is None:
        raise Refused(_("Bước này chưa được ghi."))
    if not reason.strip():
        raise Refused(_("Xin ghi lý do rút."))
    told = {"step": step, "done_on": _iso(row.done_on), "document_number": row.document_number}
    changes = {name: [value, None] for name, value in told.items() if value}
    row.delete()
    _stand_at(case, steps, _done(case))
    case.save(update_fields=["step", "step_on", "due_on"])
    _record(actor, case, "staffing.take_back_step", changes, reason.strip())


@transaction.atomic
def change_way(*, actor: Actor, case: CompletionCase, way: str) -> CompletionCase:
    """Fill the seat in the other way; steps done that the other way has too stay done.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: the case is closed or goes this way already.
    """
    require_on_unit(actor, case.unit_id, roles=EDITORS)
    case = held_case(case)
    if way not in WAYS or way == case.way:
        raise Refused(_("Không có gì khác với nội dung đang ghi."))
    before, case.way = case.way, way
    _stand_at(case, plan_of(case, case.unit.kind), _done(case))
    case.save(update_fields=["way", "step", "step_on", "due_on"])
    _record(actor, case, "staffing.change_way", {"mandate": [before, way]})
    return case


@transaction.atomic
def drop_case(*, actor: Actor, case: CompletionCase, reason: str, day: date) -> CompletionCase:
    """The seat is not to be filled now: the case is closed with its reason. The same duty does not open it again.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: the case is closed, or no reason is given.
    """
    require_on_unit(actor, case.unit_id, roles=EDITORS)
    case = held_case(case)
    if not reason.strip():
        raise Refused(_("Xin ghi lý do dừng hồ sơ."))
    case.closed_on, case.end, case.note = day, CaseEnd.DROPPED.value, reason.strip()[:500]
    case.save(update_fields=["closed_on", "end", "note"])
    _record(actor, case, "staffing.drop_case", {"case_end": [None, CaseEnd.DROPPED.value]}, case.note)
    return case


def held_case(case: CompletionCase) -> CompletionCase:
    """The case as it is now, for this transaction alone."""
    now = CompletionCase.objects.select_for_update(of=("self",)).select_related("unit").get(pk=case.pk)
    if now.closed_on is not None:
        raise Refused(_("Hồ sơ này đã đóng ngày %(day)s.") % {"day": now.closed_on.strftime("%d/%m/%Y")})
    return now


def _done(case: CompletionCase) -> dict[str, date]:
    return dict(StepDone.objects.filter(case=case).values_list("step", "done_on"))


def _stand_at(case: CompletionCase, steps: list[PlannedStep], done: dict[str, date]) -> None:
    """Put the case at the step that is next, with its due day."""
    step = rules.current(steps, done)
    before = [one.step for one in steps if one.step in done]
    case.step, case.step_on = step.step, done[before[-1]] if before else case.opened_on
    case.due_on = rules.due_on(step, case.step_on)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _record(actor: Actor, case: CompletionCase, action: str, changes: dict[str, Any], reason: str = "") -> None:
    record(
        actor=actor,
        action=action,
        object_type="completion_case",
        object_id=case.pk,
        unit=case.unit_id,
        changes=changes,
        reason=reason,
    )
