"""The verbs of a first-term chair's programme: steps, questions, meetings, the end of it."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra import events
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.kernel import clock
from nongcot.people.api import EDITORS, IMPORTERS, Refused, can_on_unit, require_on_unit
from nongcot.people.models import Person, PostHeld
from nongcot.staffing.models import HelpAsked, ProgrammeStep
from nongcot.staffing.permissions.first_term import is_mentor
from nongcot.staffing.queries.first_term import running
from nongcot.staffing.rules.first_term import Step, programme_on

Actor = User | System
_MOST = 2000


def login(actor: Actor) -> User | None:
    """The login that acts; None for the machine itself."""
    return actor if isinstance(actor, User) else None


def require_running(held: PostHeld) -> date:
    """The first day of a chair whose programme still runs; other verbs wait meanwhile, so that nothing is done twice.

    Raises:
        Refused: the programme is closed, long over, or the person chairs no more.
    """
    Person.objects.select_for_update().get(pk=held.person_id)
    if held.from_day is None or not running(clock.today()).filter(pk=held.pk).exists():
        raise Refused(_("Chương trình 100 ngày của đồng chí này không còn mở."))
    return held.from_day


def step_of(held: PostHeld, step: str) -> Step:
    """
    Raises:
        Refused: the chair's programme has no such step.
    """
    found = programme_on(held.from_day).step(step) if held.from_day else None
    if found is None:
        raise Refused(_("Chương trình không có bước này."))
    return found


def trace(actor: Actor, verb: str, held: PostHeld, changes: dict[str, object]) -> None:
    """The audit entry of a verb about this chair, and the news to those who look what is due."""
    record(
        actor=actor,
        action=f"staffing.{verb}",
        object_type="person",
        object_id=held.person_id,
        unit=held.unit_id,
        changes={name: [None, value] for name, value in changes.items()},
    )
    events.announce("people.units_changed", units=[held.unit_id], actor=actor)


@transaction.atomic
def do_step(*, actor: Actor, held: PostHeld, step: str, day: date, note: str = "") -> ProgrammeStep:
    """The chair who holds ``held`` has done a step of the programme on ``day``.

    Raises:
        PermissionDenied: the actor does not answer for the union.
        Refused: there is no such step, it is done already, ``day`` is none of the programme, or the programme is over.
    """
    require_on_unit(actor, held.unit_id, roles=EDITORS)
    began = require_running(held)
    step_of(held, step)
    if not began <= day <= clock.today():
        raise Refused(_("Ngày làm xong phải từ ngày nhận chức vụ đến hôm nay."))
    if ProgrammeStep.objects.filter(person=held.person_id, unit=held.unit_id, step=step).exists():
        raise Refused(_("Bước này đã được ghi là xong."))
    done = ProgrammeStep.objects.create(
        person_id=held.person_id,
        unit_id=held.unit_id,
        step=step,
        day=day,
        note=note.strip()[:_MOST],
        by=login(actor),
    )
    trace(actor, "do_step", held, {"step": step, "day": day.isoformat()})
    return done


@transaction.atomic
def undo_step(*, actor: Actor, held: PostHeld, step: str) -> None:
    """A step was ticked by mistake: it is to be done again.

    Raises:
        PermissionDenied: the actor does not answer for the union.
        Refused: it is not done, or the programme is over.
    """
    require_on_unit(actor, held.unit_id, roles=EDITORS)
    require_running(held)
    gone, _each = ProgrammeStep.objects.filter(person=held.person_id, unit=held.unit_id, step=step).delete()
    if not gone:
        raise Refused(_("Bước này chưa được ghi là xong."))
    trace(actor, "undo_step", held, {"step": step})


@transaction.atomic
def ask_help(*, actor: Actor, held: PostHeld, question: str, step: str = "") -> HelpAsked:
    """The chair asks those above, and the mentor, for help.

    Raises:
        PermissionDenied: the actor does not answer for the union.
        Refused: nothing is asked, there is no such step, or the programme is over.
    """
    require_on_unit(actor, held.unit_id, roles=EDITORS)
    require_running(held)
    if step:
        step_of(held, step)
    question = question.strip()[:_MOST]
    if not question:
        raise Refused(_("Xin ghi điều cần giúp."))
    asked = HelpAsked.objects.create(
        person_id=held.person_id,
        unit_id=held.unit_id,
        step=step,
        question=question,
        day=clock.today(),
        by=login(actor),
    )
    trace(actor, "ask_help", held, {"help_asked": asked.pk})
    return asked


@transaction.atomic
def answer_help(*, actor: Actor, held: PostHeld, asked: HelpAsked, answer: str) -> HelpAsked:
    """Somebody above, or the mentor, answered what the chair asked.

    Raises:
        PermissionDenied: the actor neither answers for the union from above nor is the mentor.
        Refused: nothing is answered, or it was answered already.
    """
    if not (can_on_unit(actor, held.unit_id, roles=IMPORTERS) or is_mentor(actor, held)):
        raise PermissionDenied
    asked = HelpAsked.objects.select_for_update().get(pk=asked.pk, person=held.person_id, unit=held.unit_id)
    answer = answer.strip()[:_MOST]
    if not answer:
        raise Refused(_("Xin ghi câu trả lời, hoặc việc đã giúp."))
    if asked.answered_on is not None:
        raise Refused(_("Câu hỏi này đã được trả lời."))
    asked.answer, asked.answered_on, asked.answered_by = answer, clock.today(), login(actor)
    asked.save(update_fields=["answer", "answered_on", "answered_by"])
    trace(actor, "answer_help", held, {"help_answered": asked.pk})
    return asked
