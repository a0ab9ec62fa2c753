"""First-term chairs over HTTP. A programme is asked for by the number of the chair's post."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema, Status
from pydantic import Field

from nongcot.infra.httpapi.auth import asker
from nongcot.infra.httpapi.lists import Cursor, Key, Limit, page_after
from nongcot.infra.httpapi.problems import answers
from nongcot.infra.httpapi.shapes import NO_ZERO_BYTE, Day, Made, Sent, Short
from nongcot.infra.httpapi.writing import IdempotencyKey, write_once
from nongcot.kernel import clock
from nongcot.people.api import EDITORS, has_role, posts
from nongcot.people.models import PostHeld
from nongcot.staffing import actions
from nongcot.staffing.models import HelpAsked
from nongcot.staffing.queries.first_term import Followed, followed, followed_post, with_facts

router = Router(tags=["first-term chairs"], by_alias=True)
Long = Annotated[str, Field(max_length=2000, pattern=NO_ZERO_BYTE)]


class HelpOut(Schema):
    id: int
    step: str
    day: date
    question: str
    answer: str
    answered_on: date | None


class ProgrammeOut(Schema):
    """``id`` is the number of the chair's post; ``now`` the step to do (null: all are done)."""

    id: int
    person: int
    name: str
    unit: int
    unit_name: str
    since: date
    ends_on: date
    week: int
    now: str | None
    done: list[str]
    help: list[HelpOut]


class ProgrammePage(Schema):
    items: list[ProgrammeOut]
    next: str | None


def programme_out(row: Followed) -> dict[str, Any]:
    return {
        "id": row.held.pk,
        "person": row.held.person_id,
        "name": row.held.person.name,
        "unit": row.held.unit_id,
        "unit_name": row.held.unit.name,
        "since": row.held.from_day,
        "ends_on": row.at.ends_on,
        "week": row.at.week,
        "now": row.at.now.id if row.at.now else None,
        "done": list(row.done),
        "help": row.helps,
    }


def own_programme(request: HttpRequest, programme: int) -> PostHeld:
    """The chair's post, where the caller may follow the programme; else 404, or 403 for who sees but the post."""
    found = followed_post(asker(request), programme)
    if found is None:
        posts(asker(request)).get(pk=programme)  # a 404 for who sees not even the post
        raise PermissionDenied
    return found


@router.get("", response=answers(ProgrammePage))
def list_first_terms(request: HttpRequest, *, cursor: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
    """The running programmes of first-term chairs the caller may follow."""
    if not has_role(asker(request), EDITORS):
        raise PermissionDenied
    rows = followed(asker(request), day=clock.today()).order_by()
    found, after = page_after(rows, cursor, limit)
    return {"items": [programme_out(row) for row in with_facts(found, day=clock.today())], "next": after}


class DoStep(Sent):
    step: Short
    day: Day
    note: Long = ""


@router.post("/{programme}/steps", response=answers(Made, 201))
def do_step(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, programme: Key, sent: DoStep) -> Any:
    """A step was done."""

    def perform() -> Made:
        held = own_programme(request, programme)
        return Made(id=actions.do_step(actor=asker(request), held=held, **sent.model_dump()).pk)

    return Status(201, write_once(request, response, key, perform))


class UndoStep(Sent):
    step: Short


@router.post("/{programme}/steps/undo", response=answers(Made))
def undo_step(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, programme: Key, sent: UndoStep) -> Any:
    """A step was ticked by mistake."""

    def perform() -> Made:
        actions.undo_step(actor=asker(request), held=own_programme(request, programme), step=sent.step)
        return Made(id=programme)

    return write_once(request, response, key, perform)


class AskHelp(Sent):
    question: Long
    step: Short = ""


@router.post("/{programme}/help", response=answers(Made, 201))
def ask_help(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, programme: Key, sent: AskHelp) -> Any:
    """The chair asks for help."""

    def perform() -> Made:
        held = own_programme(request, programme)
        return Made(id=actions.ask_help(actor=asker(request), held=held, **sent.model_dump()).pk)

    return Status(201, write_once(request, response, key, perform))


class AnswerHelp(Sent):
    asked: Key
    answer: Long


@router.post("/{programme}/help/answer", response=answers(Made))
def answer_help(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, programme: Key, sent: AnswerHelp
) -> Any:
    """Somebody above, or the mentor, answers what was asked."""

    def perform() -> Made:
        held = own_programme(request, programme)
        asked = HelpAsked.objects.get(pk=sent.asked, person=held.person_id, unit=held.unit_id)
        return Made(id=actions.answer_help(actor=asker(request), held=held, asked=asked, answer=sent.answer).pk)

    return write_once(request, response, key, perform)
