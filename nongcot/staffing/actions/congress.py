"""Open a congress with its plan, move its day, write down its steps, end it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from nongcot.infra import events
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.infra.rulebook.api import rulebook
from nongcot.kernel.text import tidy
from nongcot.people.api import EDITORS, Refused, complete_document, correct_term, extend_term, require_on_unit
from nongcot.people.kinds import NOT_ELECTED, BodyKind, DecidedFact
from nongcot.people.models import PostHeld, Term, Unit
from nongcot.staffing.actions.steps import Written, columns_of, require_done_by
from nongcot.staffing.kinds.congress import CongressEnd, CongressForm, CongressStep, Planned
from nongcot.staffing.models import Congress, CongressStepDone
from nongcot.staffing.permissions.completing import roles_for
from nongcot.staffing.queries.congress import running_term, term_end_of
from nongcot.staffing.queries.first_meeting import counted_not_entered
from nongcot.staffing.rules import congress as rules

Actor = User | System


def plan_of(congress: Congress) -> list[Planned]:
    """The steps of a congress, by the rules of the day it was opened."""
    return rules.plan(rulebook().on(congress.opened_on), kind=congress.unit.kind, form=congress.form)


@transaction.atomic
def open_congress(*, actor: Actor, unit: Unit, planned_on: date, form: str, day: date) -> Congress:
    """Begin to prepare the congress of a unit for ``planned_on``; the plan follows from that day.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: one is being prepared already, the unit has ended, or the form is none.
    """
    require_on_unit(actor, unit, roles=EDITORS)
    if form not in set(CongressForm):
        raise Refused(_("Xin chọn đại hội toàn thể hay đại hội đại biểu."))
    if unit.ended_on and unit.ended_on <= day:
        raise Refused(_("%(unit)s đã kết thúc hoạt động.") % {"unit": unit.name})
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    if Congress.objects.filter(unit=unit, closed_on__isnull=True).exists():
        raise Refused(_("Đơn vị đang có một đại hội được chuẩn bị."))
    running = running_term(unit.pk, day=day)
    congress = Congress(
        unit=unit,
        running=running,
        term_end=term_end_of(running),
        planned_on=planned_on,
        form=form,
        opened_on=day,
        opened_by=actor if isinstance(actor, User) else None,
    )
    stand(congress, {})
    congress.save()
    tell(actor, congress, "open_congress", planned_on=[None, planned_on.isoformat()], congress_form=[None, form])
    return congress


@transaction.atomic
def move_congress(*, actor: Actor, congress: Congress, planned_on: date, reason: str) -> Congress:
    """Plan the congress for another day; every step before and after it moves along.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: it is closed, was held already, or the day or the reason is missing.
    """
    require_on_unit(actor, congress.unit_id, roles=EDITORS)
    row = held_congress(congress)
    done = done_of(row)
    if CongressStep.CONGRESS in done:
        raise Refused(_("Đại hội đã tổ chức, không dời ngày được nữa."))
    if planned_on == row.planned_on:
        raise Refused(_("Không có gì khác với nội dung đang ghi."))
    if not reason.strip():
        raise Refused(_("Xin ghi lý do dời ngày."))
    before, row.planned_on = row.planned_on, planned_on
    stand(row, done)
    row.save(update_fields=["planned_on", "step", "due_on"])
    days = [before.isoformat(), planned_on.isoformat()]
    tell(actor, row, "move_congress", reason.strip(), planned_on=days)
    return row


@transaction.atomic
def record_congress_step(
    *, actor: Actor, congress: Congress, step: str, written: Written, day: date
) -> CongressStepDone:
    """Write down that a step was done. That the congress was held is one of them.

    Raises:
        PermissionDenied: the actor does not answer for the unit, or the step is the superior's.
        Refused: the congress is closed, the step is none of it, done already or the entry in the roster, lies after
            ``day``, or follows the congress though that was not held yet.
    """
    require_on_unit(actor, congress.unit_id, roles=EDITORS)
    row = held_congress(congress)
    steps = plan_of(row)
    found = next((one for one in steps if one.step == step), None)
    if found is None:
        raise Refused(_("Đại hội này không có bước ấy."))
    require_on_unit(actor, row.unit_id, roles=roles_for(found.who))
    if step == CongressStep.ENTRY:
        raise Refused(_("Bước này xong khi kết quả đại hội được ghi vào danh sách cán bộ."))
    done = done_of(row)
    if step in done:
        raise Refused(_("Bước này đã được ghi."))
    require_done_by(written, day)
    held_on = done.get(CongressStep.CONGRESS)
    after = [one.step for one in steps].index(step) > [one.step for one in steps].index(CongressStep.CONGRESS)
    if after and (held_on is None or written.done_on < held_on):
        raise Refused(_("Bước này chỉ làm sau đại hội. Xin ghi ngày đại hội đã tổ chức trước."))
    made = CongressStepDone.objects.create(congress=row, **columns_of(actor, step, written))
    if step == CongressStep.RECOGNITION and row.term is not None:
        _complete_decision(actor, row, row.term, made)
    settle(row, {**done, step: written.done_on}, day=day)
    tell(
        actor,
        row,
        "record_congress_step",
        made.note,
        congress_step=[None, step],
        done_on=[None, written.done_on.isoformat()],
        **({"document_number": [None, made.document_number]} if made.document_number else {}),
    )
    return made


def _complete_decision(actor: Actor, row: Congress, term: Term, made: CongressStepDone) -> None:
    """The decision of recognition is that of the new terms and of the posts that began with them, where none stands
    there yet."""
    if not made.document_number:
        return
    given: dict[str, Any] = {"decision_number": made.document_number, "decision_day": made.document_day or made.done_on}
    if not term.decision_number:
        correct_term(actor=actor, term=term, reason=_("Quyết định công nhận kết quả đại hội"), **given)
    for other in Term.objects.filter(_of_meeting(row, "body__"), decision_number="", decision_day=None):
        complete_document(actor=actor, fact=DecidedFact.TERM, row=other, **given)
    posts = PostHeld.objects.filter(_began_with(row), decision_number="", decision_day=None)
    for held in posts.exclude(post__in=[post.value for post in NOT_ELECTED]).order_by("pk"):
        complete_document(actor=actor, fact=DecidedFact.POST, row=held, **given)


def _began_with(row: Congress) -> Q:
    """The posts that the congress and its first meeting filled."""
    term = row.term
    days = {term.from_day, done_of(row).get(CongressStep.FIRST_MEETING, term.from_day)} if term is not None else ()
    own = Q(body=term.body_id, from_day__in=days) if term is not None else Q(pk__in=[])
    return own | _of_meeting(row, "body__")


def _of_meeting(row: Congress, path: str) -> Q:
    """Terms or posts of the bodies that the first meeting elected, from its day; none where nothing was entered."""
    first = done_of(row).get(CongressStep.FIRST_MEETING)
    if first is None or not row.meeting.get("entered"):
        return Q(pk__in=[])
    bodies = (BodyKind.STANDING_COMMITTEE, BodyKind.INSPECTION_COMMITTEE)
    return Q(**{f"{path}unit": row.unit_id, f"{path}kind__in": bodies, f"{path}name": "", "from_day": first})


@transaction.atomic
def take_back_congress_step(*, actor: Actor, congress: Congress, step: str, reason: str) -> None:
    """A step was written down by mistake: it is not done. The trail keeps what was written.

    Raises:
        PermissionDenied: the actor does not answer for the unit, or the step is the superior's.
        Refused: the congress is closed, the step is not done or is the entry in the roster, later steps rest on it, or
            no reason is given.
    """
    require_on_unit(actor, congress.unit_id, roles=EDITORS)
    row = held_congress(congress)
    steps = plan_of(row)
    known = {one.step: one for one in steps}
    if step in known:
        require_on_unit(actor, row.unit_id, roles=roles_for(known[step].who))
    done = done_of(row)
    if step not in done or step == CongressStep.ENTRY:
        raise Refused(_("Bước này chưa được ghi."))
    if not reason.strip():
        raise Refused(_("Xin ghi lý do rút."))
    order = [one.step for one in steps]
    if step == CongressStep.CONGRESS and any(later in done for later in order[order.index(step) + 1 :]):
        raise Refused(_("Các bước sau đại hội đã được ghi. Xin rút các bước đó trước."))
    CongressStepDone.objects.filter(congress=row, step=step).delete()
    given = done.pop(step)
    stand(row, done)
    row.save(update_fields=["step", "due_on"])
    changes: dict[str, Any] = {"congress_step": [step, None], "done_on": [given.isoformat(), None]}
    tell(actor, row, "take_back_congress_step", reason.strip(), **changes)


@transaction.atomic
def drop_congress(*, actor: Actor, congress: Congress, reason: str, day: date) -> Congress:
    """No congress is prepared now: it is closed with the reason.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: it is closed, or no reason is given.
    """
    require_on_unit(actor, congress.unit_id, roles=EDITORS)
    row = held_congress(congress)
    if not reason.strip():
        raise Refused(_("Xin ghi lý do dừng."))
    close(row, CongressEnd.DROPPED, day=day, note=reason)
    tell(actor, row, "drop_congress", row.note, congress_end=[None, row.end])
    return row


@transaction.atomic
def extend_instead(
    *,
    actor: Actor,
    congress: Congress,
    new_end: date,
    decision_number: str,
    decision_day: date,
    day: date,
    reason: str = "",
) -> Congress:
    """The superior extends the term by a decision instead: the term's end moves, and no congress is prepared now.

    Raises:
        PermissionDenied: the actor does not answer for the unit above its chair.
        Refused: the congress is closed or was held, no term runs, or what ``extend_term`` refuses.
    """
    require_on_unit(actor, congress.unit_id, roles=EDITORS)
    row = held_congress(congress)
    if CongressStep.CONGRESS in done_of(row):
        raise Refused(_("Đại hội đã tổ chức, không kéo dài nhiệm kỳ cũ được nữa."))
    term = running_term(row.unit_id, day=day)
    if term is None:
        raise Refused(_("Chưa ghi nhiệm kỳ hiện nay của đơn vị."))
    extend_term(
        actor=actor,
        term=term,
        new_end=new_end,
        decision_number=decision_number,
        decision_day=decision_day,
        reason=reason,
    )
    close(row, CongressEnd.EXTENDED, day=day, note=f"{tidy(decision_number)}. {reason}".rstrip(". "))
    tell(actor, row, "extend_instead", row.note, congress_end=[None, row.end], planned_end=[None, new_end.isoformat()])
    return row


def held_congress(congress: Congress) -> Congress:
    """The congress as it is now, for this transaction alone.

    Raises:
        Refused: it is closed.
    """
    now = Congress.objects.select_for_update(of=("self",)).select_related("unit", "running", "term").get(pk=congress.pk)
    if now.closed_on is not None:
        raise Refused(_("Hồ sơ đại hội này đã đóng ngày %(day)s.") % {"day": now.closed_on.strftime("%d/%m/%Y")})
    return now


def done_of(congress: Congress) -> dict[str, date]:
    return dict(CongressStepDone.objects.filter(congress=congress).values_list("step", "done_on"))


def stand(congress: Congress, done: dict[str, date]) -> None:
    """Put the congress at the step that is next, with its due day. Saving is the caller's."""
    step = rules.current(plan_of(congress), done)
    congress.step = step.step
    congress.due_on = rules.due_on(step, congress.planned_on, done)


def settle(congress: Congress, done: dict[str, date], *, day: date) -> None:
    """After a step: what is next; closed, where nothing is left to do.

    What the first meeting elected is left to do while it is counted and not in the roster.
    """
    stand(congress, done)
    if rules.complete(plan_of(congress), done) and not counted_not_entered(congress):
        close(congress, CongressEnd.COMPLETED, day=day)
    congress.save(update_fields=["step", "due_on"])


def close(congress: Congress, end: CongressEnd, *, day: date, note: str = "") -> None:
    congress.closed_on, congress.end, congress.note = day, end.value, note.strip()[:500]
    congress.save(update_fields=["closed_on", "end", "note"])


def tell(actor: Actor, congress: Congress, verb: str, reason: str = "", **changes: Any) -> None:
    """The entry of the trail; the duties follow."""
    record(
        actor=actor,
        action=f"staffing.{verb}",
        object_type="congress",
        object_id=congress.pk,
        unit=congress.unit_id,
        changes=changes,
        reason=reason,
    )
    events.announce("people.units_changed", units=[congress.unit_id], actor=actor)
