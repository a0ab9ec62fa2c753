"""Congresses over HTTP."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema, Status
from pydantic import Field

from nongcot.infra.httpapi.auth import asker
from nongcot.infra.httpapi.lists import Cursor, Key, Limit, page_after
from nongcot.infra.httpapi.problems import answers
from nongcot.infra.httpapi.shapes import NO_ZERO_BYTE, Day, Made, Sent, Short, Text, Words
from nongcot.infra.httpapi.writing import IdempotencyKey, write_once
from nongcot.kernel import clock
from nongcot.people.api import subtree, unit
from nongcot.staffing import actions
from nongcot.staffing.actions.congress import plan_of
from nongcot.staffing.models import Congress
from nongcot.staffing.permissions.congress import congresses
from nongcot.staffing.queries.congress import steps_done
from nongcot.staffing.rules.congress import due_on

router = Router(tags=["congresses"], by_alias=True)
Forms = Literal["plenary", "delegates"]
StepCode = Annotated[str, Field(min_length=1, max_length=80, pattern=NO_ZERO_BYTE)]


class CongressStepOut(Schema):
    step: str
    who: str
    due_on: date | None
    done_on: date | None
    document_number: str
    document_day: date | None


class CongressOut(Schema):
    id: int
    unit: int
    planned_on: date
    form: str
    term_end: date | None
    delegates: int | None
    guests: int | None
    seats: int | None
    chair_direct: bool | None
    opened_on: date
    step: str
    due_on: date | None
    closed_on: date | None
    end: str | None


class CongressWithSteps(CongressOut):
    steps: list[CongressStepOut]


class CongressPage(Schema):
    items: list[CongressOut]
    next: str | None


_SAME = (
    "unit_id",
    "planned_on",
    "form",
    "term_end",
    "delegates",
    "guests",
    "seats",
    "chair_direct",
    "opened_on",
    "step",
    "due_on",
    "closed_on",
)


def _out(row: Congress) -> dict[str, Any]:
    shown = {name.removesuffix("_id"): getattr(row, name) for name in _SAME}
    return {"id": row.pk, **shown, "end": row.end or None}


@router.get("", response=answers(CongressPage))
def list_congresses(
    request: HttpRequest, *, within: Key | None = None, closed: bool = False, cursor: Cursor = "", limit: Limit = 50
) -> dict[str, Any]:
    """Congresses being prepared (or those `closed`); `within`: only in the subtree of this unit today."""
    rows = congresses(asker(request)).filter(closed_on__isnull=not closed)
    if within is not None:
        rows = rows.filter(unit__in=subtree(within, day=clock.today()).values("unit"))
    found, after = page_after(rows, cursor, limit)
    return {"items": [_out(row) for row in found], "next": after}


@router.get("/{congress}", response=answers(CongressWithSteps))
def get_congress(request: HttpRequest, congress: Key) -> dict[str, Any]:
    """One congress with its plan."""
    found = congresses(asker(request)).select_related("unit").get(pk=congress)
    rows = {row.step: row for row in steps_done(found)}
    done = {step: row.done_on for step, row in rows.items()}
    steps = [
        {
            "step": one.step,
            "who": one.who.value,
            "due_on": due_on(one, found.planned_on, done),
            "done_on": done.get(one.step),
            "document_number": rows[one.step].document_number if one.step in rows else "",
            "document_day": rows[one.step].document_day if one.step in rows else None,
        }
        for one in plan_of(found)
    ]
    return {**_out(found), "steps": steps}


class OpenCongress(Sent):
    unit: Key
    planned_on: Day
    form: Forms


@router.post("", response=answers(Made, 201))
def open_congress(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, sent: OpenCongress) -> Any:
    """Begin to prepare the congress of a unit; its plan follows from the day."""

    def perform() -> Made:
        found = unit(asker(request), sent.unit, day=clock.today())
        made = actions.open_congress(
            actor=asker(request), unit=found, planned_on=sent.planned_on, form=sent.form, day=clock.today()
        )
        return Made(id=made.pk)

    return Status(201, write_once(request, response, key, perform))


class MoveCongress(Sent):
    planned_on: Day
    reason: Words


@router.post("/{congress}/move", response=answers(Made))
def move_congress(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, congress: Key, sent: MoveCongress
) -> Any:
    """Plan the congress for another day; every step moves along."""

    def perform() -> Made:
        found = congresses(asker(request)).get(pk=congress)
        actions.move_congress(actor=asker(request), congress=found, **sent.model_dump())
        return Made(id=congress)

    return write_once(request, response, key, perform)


class RecordCongressStep(Sent):
    step: StepCode
    done_on: Day
    document_number: Short = ""
    document_day: Day | None = None
    note: Text = ""


@router.post("/{congress}/steps", response=answers(Made))
def record_congress_step(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, congress: Key, sent: RecordCongressStep
) -> Any:
    """Write down that a step was done."""

    def perform() -> Made:
        found = congresses(asker(request)).get(pk=congress)
        written = actions.Written(**sent.model_dump(exclude={"step"}))
        actions.record_congress_step(
            actor=asker(request), congress=found, step=sent.step, written=written, day=clock.today()
        )
        return Made(id=congress)

    return write_once(request, response, key, perform)


class TakeBackCongressStep(Sent):
    step: StepCode
    reason: Words


@router.post("/{congress}/steps/take-back", response=answers(Made))
def take_back_congress_step(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, congress: Key, sent: TakeBackCongressStep
) -> Any:
    """Take back a step written down by mistake."""

    def perform() -> Made:
        found = congresses(asker(request)).get(pk=congress)
        actions.take_back_congress_step(actor=asker(request), congress=found, **sent.model_dump())
        return Made(id=congress)

    return write_once(request, response, key, perform)


class ExtendInstead(Sent):
    new_end: Day
    decision_number: Short
    decision_day: Day
    reason: Text = ""


@router.post("/{congress}/extend", response=answers(Made))
def extend_instead(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, congress: Key, sent: ExtendInstead
) -> Any:
    """The superior extends the term by a decision instead; no congress is prepared any more."""

    def perform() -> Made:
        found = congresses(asker(request)).get(pk=congress)
        actions.extend_instead(actor=asker(request), congress=found, day=clock.today(), **sent.model_dump())
        return Made(id=congress)

    return write_once(request, response, key, perform)


class DropCongress(Sent):
    reason: Words


@router.post("/{congress}/drop", response=answers(Made))
def drop_congress(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, congress: Key, sent: DropCongress
) -> Any:
    """Close a congress that is not to be held now."""

    def perform() -> Made:
        found = congresses(asker(request)).get(pk=congress)
        actions.drop_congress(actor=asker(request), congress=found, reason=sent.reason, day=clock.today())
        return Made(id=congress)

    return write_once(request, response, key, perform)


class DecideCongress(Sent):
    form: Forms | None = None
    delegates: Annotated[int, Field(ge=1, le=2000)] | None = None
    guests: Annotated[int, Field(ge=0, le=2000)] | None = None
    seats: Annotated[int, Field(ge=1, le=200)] | None = None
    chair_direct: bool | None = None


@router.post("/{congress}/decide", response=answers(Made))
def decide_congress(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, congress: Key, sent: DecideCongress
) -> Any:
    """Write down the form, the numbers of delegates, guests and seats, and who elects the chair: what is sent only."""

    def perform() -> Made:
        found = congresses(asker(request)).get(pk=congress)
        decided = sent.model_dump(exclude_unset=True)
        if decided.get("form", "") is None:
            del decided["form"]
        actions.decide_congress(actor=asker(request), congress=found, **decided)
        return Made(id=congress)

    return write_once(request, response, key, perform)
