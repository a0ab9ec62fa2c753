"""Cases of completing a committee over HTTP."""

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
from nongcot.people.api import EDITORS, can_on_unit, persons, subtree, unit
from nongcot.people.kinds import BodyKind, Post
from nongcot.staffing import actions
from nongcot.staffing.actions.completing import plan_of
from nongcot.staffing.kinds.completing import Seat
from nongcot.staffing.models import Candidate, CompletionCase
from nongcot.staffing.permissions.completing import cases
from nongcot.staffing.queries.candidates import candidates_of

router = Router(tags=["cases"], by_alias=True)
Ways = Literal["by_election", "appointed"]
StepCode = Annotated[str, Field(min_length=1, max_length=80, pattern=NO_ZERO_BYTE)]


class CaseStepOut(Schema):
    step: str
    who: str
    days: int | None
    done_on: date | None
    document_number: str
    document_day: date | None


class CaseOut(Schema):
    id: int
    unit: int
    body: str
    post: str
    way: str
    opened_by_duty: str | None
    since: date | None
    opened_on: date
    step: str
    due_on: date | None
    closed_on: date | None
    end: str | None


class CandidateOut(Schema):
    person: int
    state: str
    state_on: date


class CaseWithSteps(CaseOut):
    steps: list[CaseStepOut]
    candidates: list[CandidateOut]


class CasePage(Schema):
    items: list[CaseOut]
    next: str | None


def _out(case: CompletionCase) -> dict[str, Any]:
    same = ("unit_id", "body", "post", "way", "since", "opened_on", "step", "due_on", "closed_on")
    shown = {name.removesuffix("_id"): getattr(case, name) for name in same}
    return {"id": case.pk, **shown, "opened_by_duty": case.code or None, "end": case.end or None}


@router.get("", response=answers(CasePage))
def list_cases(
    request: HttpRequest, *, within: Key | None = None, closed: bool = False, cursor: Cursor = "", limit: Limit = 50
) -> dict[str, Any]:
    """Open cases (or those `closed`); `within`: only in the subtree of this unit today."""
    rows = cases(asker(request)).filter(closed_on__isnull=not closed)
    if within is not None:
        rows = rows.filter(unit__in=subtree(within, day=clock.today()).values("unit"))
    found, after = page_after(rows, cursor, limit)
    return {"items": [_out(row) for row in found], "next": after}


@router.get("/{case}", response=answers(CaseWithSteps))
def get_case(request: HttpRequest, case: Key) -> dict[str, Any]:
    """One case with its steps; its candidates are told to those who answer for the unit."""
    found = cases(asker(request)).select_related("unit").get(pk=case)
    done = {row.step: row for row in found.steps_done.all()}
    editor = can_on_unit(asker(request), found.unit_id, roles=EDITORS)
    people = [_candidate(row) for row in candidates_of(found, day=clock.today())] if editor else []
    steps = [_step(one, done.get(one.step)) for one in plan_of(found, found.unit.kind)]
    return {**_out(found), "steps": steps, "candidates": people}


def _candidate(row: Candidate) -> dict[str, Any]:
    return {"person": row.person_id, "state": row.state, "state_on": row.state_on}


def _step(one: Any, done: Any) -> dict[str, Any]:
    told = {name: getattr(done, name) for name in ("done_on", "document_number", "document_day")} if done else {}
    empty = {"done_on": None, "document_number": "", "document_day": None}
    return {"step": one.step, "who": one.who.value, "days": one.days, **empty, **told}


class OpenCase(Sent):
    unit: Key
    body: BodyKind
    post: Post
    way: Ways = "by_election"
    since: Day | None = None
    seats: Annotated[int, Field(ge=1, le=99)] = 1


@router.post("", response=answers(Made, 201))
def open_case(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, sent: OpenCase) -> Any:
    """Open a case for an empty seat of a unit."""

    def perform() -> Made:
        found = unit(asker(request), sent.unit, day=clock.today())
        made = actions.open_case(
            actor=asker(request),
            unit=found,
            seat=Seat(sent.body, sent.post),
            way=sent.way,
            since=sent.since,
            seats=sent.seats,
            day=clock.today(),
        )
        return Made(id=made.pk)

    return Status(201, write_once(request, response, key, perform))


class RecordStep(Sent):
    step: StepCode
    done_on: Day
    document_number: Short = ""
    document_day: Day | None = None
    note: Text = ""


@router.post("/{case}/steps", response=answers(Made))
def record_step(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, case: Key, sent: RecordStep) -> Any:
    """Write down that a step was done."""

    def perform() -> Made:
        found = cases(asker(request)).get(pk=case)
        written = actions.Written(**sent.model_dump(exclude={"step"}))
        actions.record_step(actor=asker(request), case=found, step=sent.step, written=written, day=clock.today())
        return Made(id=case)

    return write_once(request, response, key, perform)


class TakeBackStep(Sent):
    step: StepCode
    reason: Words


@router.post("/{case}/steps/take-back", response=answers(Made))
def take_back_step(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, case: Key, sent: TakeBackStep
) -> Any:
    """Take back a step written down by mistake."""

    def perform() -> Made:
        found = cases(asker(request)).get(pk=case)
        actions.take_back_step(actor=asker(request), case=found, **sent.model_dump())
        return Made(id=case)

    return write_once(request, response, key, perform)


class ChangeWay(Sent):
    way: Ways


@router.post("/{case}/way", response=answers(Made))
def change_way(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, case: Key, sent: ChangeWay) -> Any:
    """Fill the seat in the other way."""

    def perform() -> Made:
        found = cases(asker(request)).get(pk=case)
        actions.change_way(actor=asker(request), case=found, way=sent.way)
        return Made(id=case)

    return write_once(request, response, key, perform)


class DropCase(Sent):
    reason: Words


@router.post("/{case}/drop", response=answers(Made))
def drop_case(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, case: Key, sent: DropCase) -> Any:
    """Close a case whose seat is not to be filled now."""

    def perform() -> Made:
        found = cases(asker(request)).get(pk=case)
        actions.drop_case(actor=asker(request), case=found, reason=sent.reason, day=clock.today())
        return Made(id=case)

    return write_once(request, response, key, perform)


class ProposeCandidate(Sent):
    person: Key


class TurnCandidate(ProposeCandidate):
    reason: Words


class ChooseCandidate(ProposeCandidate):
    note: Text = ""


@router.post("/{case}/candidates", response=answers(Made, 201))
def propose_candidate(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, case: Key, sent: ProposeCandidate
) -> Any:
    """Propose somebody for the seat."""

    def perform() -> Made:
        found = cases(asker(request)).get(pk=case)
        who = persons(asker(request)).get(pk=sent.person)
        made = actions.propose_candidate(actor=asker(request), case=found, person=who, day=clock.today())
        return Made(id=made.pk)

    return Status(201, write_once(request, response, key, perform))


@router.post("/{case}/candidates/withdraw", response=answers(Made))
def withdraw_candidate(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, case: Key, sent: TurnCandidate
) -> Any:
    """Take somebody out of the list, with the reason."""

    def perform() -> Made:
        found = cases(asker(request)).get(pk=case)
        who = persons(asker(request)).get(pk=sent.person)
        actions.withdraw_candidate(actor=asker(request), case=found, person=who, reason=sent.reason, day=clock.today())
        return Made(id=case)

    return write_once(request, response, key, perform)


@router.post("/{case}/candidates/choose", response=answers(Made))
def choose_candidate(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, case: Key, sent: ChooseCandidate
) -> Any:
    """Write down who was elected or designated, as people decided."""

    def perform() -> Made:
        found = cases(asker(request)).get(pk=case)
        who = persons(asker(request)).get(pk=sent.person)
        actions.choose_candidate(actor=asker(request), case=found, person=who, note=sent.note, day=clock.today())
        return Made(id=case)

    return write_once(request, response, key, perform)


class IssuePaper(Sent):
    step: StepCode
    first: Annotated[int, Field(ge=1, le=99_999)] | None = None


class PaperNumber(Schema):
    id: int
    number: str
    issued_on: date


@router.post("/{case}/papers", response=answers(PaperNumber, 201))
def issue_paper(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, case: Key, sent: IssuePaper) -> Any:
    """Give the document of a step its number; the step is done with it."""

    def perform() -> PaperNumber:
        found = cases(asker(request)).get(pk=case)
        made = actions.issue_paper(actor=asker(request), case=found, day=clock.today(), **sent.model_dump())
        return PaperNumber(id=made.pk, number=made.full_number, issued_on=made.issued_on)

    return Status(201, write_once(request, response, key, perform))
