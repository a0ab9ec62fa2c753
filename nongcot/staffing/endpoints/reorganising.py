"""Reorganisations over HTTP: send a plan, see what it does row by row, carry it out."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Annotated, Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, File, Form, Router, Schema, Status
from ninja.errors import HttpError
from ninja.files import UploadedFile
from pydantic import AwareDatetime, StrictBool

from nongcot.infra.httpapi.auth import asker
from nongcot.infra.httpapi.lists import Cursor, Key, Limit, page_after
from nongcot.infra.httpapi.problems import answers
from nongcot.infra.httpapi.shapes import NO_ZERO_BYTE, Day, Made, Sent, Text, Words
from nongcot.infra.httpapi.writing import IdempotencyKey, write_once
from nongcot.infra.longwork import progress
from nongcot.kernel.text import tidy
from nongcot.people.kinds import UnitKind
from nongcot.staffing import actions
from nongcot.staffing.labels import reorganising as labels
from nongcot.staffing.models import Reorganisation
from nongcot.staffing.permissions.reorganising import require_may_reorganise
from nongcot.staffing.queries import reorganising as queries
from nongcot.staffing.reorganisation.kinds import Operation, OperationKind, PostsWay
from nongcot.staffing.reorganisation.shown import shown_line
from nongcot.staffing.tasks import reorganising as tasks

router = Router(tags=["reorganisations"], by_alias=True)


class PlanOut(Schema):
    """``state``: reading, read, scheduled, applying, stopped, applied, undoing, undone, failed, dropped; stopped and
    failed wrote nothing, an undone one was taken back."""

    id: int
    decision: str
    file: str
    state: str
    progress: int
    error: str
    at: datetime
    applied_at: datetime | None
    start_at: datetime | None = Field(description="When it is, or was, to be carried out by itself.")
    not_started: str = Field(description="Why it was not carried out then: moved, late, rights.")
    counts: dict[str, int]
    troubles: int
    notices: int
    in_the_way: list[str] = Field(description="Why it was not taken back, unit by unit.")
    moved: bool = Field(description="It was not carried out, for something else has changed since it was shown.")


class PlanPage(Schema):
    items: list[PlanOut]
    next: str | None


def _out(plan: Reorganisation) -> dict[str, Any]:
    done = plan.state == Reorganisation.State.APPLIED
    return {
        "id": plan.pk,
        "decision": plan.decision,
        "file": plan.file_name,
        "state": plan.state,
        "progress": 100 if done else progress.told(actions.work_of(plan)) or 0,
        "error": plan.error,
        "at": plan.at,
        "applied_at": plan.applied_at,
        "start_at": plan.start_at,
        "not_started": plan.not_started,
        "counts": plan.summary.get("counts", {}),
        "troubles": plan.summary.get("trouble_count", 0),
        "notices": plan.summary.get("notice_count", 0),
        "in_the_way": [labels.in_the_way(one)["words"] for one in plan.summary.get("in_the_way", [])],
        "moved": bool(plan.summary.get("moved")),
    }


def _plan(request: HttpRequest, pk: int) -> Reorganisation:
    require_may_reorganise(asker(request))
    return queries.one_plan(asker(request), pk)


@router.get("", response=answers(PlanPage))
def list_reorganisations(request: HttpRequest, *, cursor: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
    """Plans of the caller's units, in the order they came in."""
    require_may_reorganise(asker(request))
    found, after = page_after(queries.plans(asker(request)), cursor, limit)
    return {"items": [_out(row) for row in found], "next": after}


# before the address of one plan, which would take it for itself
class OperationIn(Sent):
    """One row of a plan; units are named by code, or by name where they have none."""

    operation: OperationKind
    code: Words
    effective_on: Day
    into_code: Text = ""
    name: Text = ""
    superior_code: Text = ""
    default: StrictBool = False
    posts: PostsWay = PostsWay.END
    kind: UnitKind | None = None


class PlanIn(Sent):
    decision: Words
    operations: list[OperationIn] = Field(min_length=1, max_length=1000)


@router.post("/operations", response=answers(Made, 202))
def plan_operations(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, sent: PlanIn) -> Any:
    """A plan of some operations, such as one merger; nothing changes before it is carried out."""
    require_may_reorganise(asker(request))

    def perform() -> Made:
        rows = [_operation(number, one) for number, one in enumerate(sent.operations, 1)]
        plan = actions.keep_plan(actor=asker(request), operations=rows, decision=sent.decision)
        tasks.look_at_plan.enqueue(plan.pk)
        return Made(id=plan.pk)

    return Status(202, write_once(request, response, key, perform))


def _operation(number: int, one: OperationIn) -> Operation:
    return Operation(
        number,
        one.operation,
        tidy(one.code),
        one.effective_on,
        into_code=tidy(one.into_code),
        name=tidy(one.name),
        superior_code=tidy(one.superior_code),
        default=one.default,
        posts=one.posts,
        unit_kind=one.kind,
    )


@router.get("/{plan}", response=answers(PlanOut))
def get_reorganisation(request: HttpRequest, plan: Key) -> dict[str, Any]:
    """One plan: how far it is, what it does or did."""
    return _out(_plan(request, plan))


class ToldOut(Schema):
    words: str
    column: str
    value: str


class PlanLineOut(Schema):
    """One row: what it does, what that reaches, and what is to be told of it; ``troubled``: it cannot be done."""

    id: int
    line: int
    operation: str
    what: str
    unit: int | None
    into: int | None
    reached: dict[str, int]
    troubled: bool
    told: list[ToldOut]


class PlanLinePage(Schema):
    items: list[PlanLineOut]
    next: str | None


@router.get("/{plan}/lines", response=answers(PlanLinePage))
def list_reorganisation_lines(
    request: HttpRequest, plan: Key, *, cursor: Cursor = "", limit: Limit = 50
) -> dict[str, Any]:
    """What a plan does, row by row, and why a row cannot be carried out."""
    found, after = page_after(queries.lines(_plan(request, plan)), cursor, limit)
    return {"items": [_line(row) for row in found], "next": after}


def _line(row: Any) -> dict[str, Any]:
    shown = shown_line(row)
    return {
        "id": row.pk,
        "line": row.number,
        "operation": row.operation,
        "what": shown["what"],
        "unit": row.unit_id,
        "into": row.into_id,
        "reached": row.details,
        "troubled": row.troubled,
        "told": shown["told"],
    }


_ONLY_A_PLAN = {"requestBody": {"content": {"multipart/form-data": {"schema": {"additionalProperties": False}}}}}


@router.post("", response=answers(Made, 202), openapi_extra=_ONLY_A_PLAN)
def send_plan(
    request: HttpRequest,
    response: HttpResponse,
    key: IdempotencyKey,
    *,
    workbook: File[UploadedFile],
    decision: Annotated[str, Form(min_length=1, max_length=300, pattern=NO_ZERO_BYTE)],
) -> Any:
    """Send a plan workbook; it is looked at in the background, and nothing changes before it is carried out."""
    if set(request.POST) - {"decision"} or len(request.FILES) > 1:
        raise HttpError(422, _("Xin gửi đúng một tệp, tên là workbook, và decision."))
    require_may_reorganise(asker(request))
    content = workbook.read()
    workbook.seek(0)

    def perform() -> Made:
        plan = actions.receive_file(actor=asker(request), file=cast("Any", workbook), decision=decision)
        tasks.look_at_plan.enqueue(plan.pk)
        return Made(id=plan.pk)

    sent = sha256(content).digest() + f"{workbook.name}:{decision}".encode()
    return Status(202, write_once(request, response, key, perform, content=sent))


Row = Annotated[int, Field(ge=1, le=1_000_000)]


class SplitOut(Schema):
    """A unit that is split; ``line`` is its first row, and the parts are told by their rows."""

    line: int
    unit: int
    name: str
    parts: dict[int, str]
    default: int | None
    below: dict[int, str]
    posts: str


@router.get("/{plan}/splits", response=answers(list[SplitOut]))
def list_splits(request: HttpRequest, plan: Key) -> list[dict[str, Any]]:
    """The units a plan splits: the parts, the default, and the units below that may be placed otherwise."""
    return [{**one, "parts": dict(one["parts"]), "below": dict(one["below"])} for one in _plan(request, plan).splits]


class Placed(Sent):
    """A unit or post, and the row of the part that takes it; null: the default does."""

    id: Key
    part: Row | None


class PlaceSplit(Sent):
    """Where what belongs to a split unit goes: by the row of the part; null: to the default."""

    line: Row
    default: Row | None = None
    units: list[Placed] = Field(default_factory=list, max_length=5000)
    posts: list[Placed] = Field(default_factory=list, max_length=5000)


@router.post("/{plan}/places", response=answers(Made, 202))
def place_split(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, plan: Key, sent: PlaceSplit) -> Any:
    """Say which part of a split unit takes what; the plan is looked at anew."""
    require_may_reorganise(asker(request))

    def perform() -> Made:
        units, posts = ({one.id: one.part for one in placed} for placed in (sent.units, sent.posts))
        actions.place_split(
            actor=asker(request),
            plan=_plan(request, plan),
            line=sent.line,
            default=sent.default,
            units=units,
            posts=posts,
        )
        tasks.look_at_plan.enqueue(plan)
        return Made(id=plan)

    return Status(202, write_once(request, response, key, perform))


@router.post("/{plan}/apply", response=answers(Made, 202))
def start_reorganisation(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, plan: Key) -> Any:
    """Carry a plan out that has no troubles; it runs in the background, all of it or nothing."""
    require_may_reorganise(asker(request))

    def perform() -> Made:
        actions.start_reorganising(actor=asker(request), plan=_plan(request, plan))
        tasks.reorganise.enqueue(plan)
        return Made(id=plan)

    return Status(202, write_once(request, response, key, perform))


@router.post("/{plan}/again", response=answers(Made, 202))
def look_again(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, plan: Key) -> Any:
    """Look anew at a plan that was cut off, failed, or was shown a while ago."""
    require_may_reorganise(asker(request))

    def perform() -> Made:
        actions.again(actor=asker(request), plan=_plan(request, plan))
        tasks.look_at_plan.enqueue(plan)
        return Made(id=plan)

    return Status(202, write_once(request, response, key, perform))


class SchedulePlan(Sent):
    start_at: AwareDatetime = Field(description="With its time zone; at most 60 days ahead.")


@router.post("/{plan}/schedule", response=answers(Made))
def schedule_reorganisation(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, plan: Key, sent: SchedulePlan
) -> Any:
    """Carry a plan out at a later time; if it would then do something else than was shown, it is not."""
    require_may_reorganise(asker(request))

    def perform() -> Made:
        actions.schedule_plan(actor=asker(request), plan=_plan(request, plan), start_at=sent.start_at)
        return Made(id=plan)

    return write_once(request, response, key, perform)


@router.post("/{plan}/call-off", response=answers(Made))
def call_off_reorganisation(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, plan: Key) -> Any:
    """Do not carry the plan out at its time; it waits as before."""
    require_may_reorganise(asker(request))

    def perform() -> Made:
        actions.call_off_plan(actor=asker(request), plan=_plan(request, plan))
        return Made(id=plan)

    return write_once(request, response, key, perform)


class TakePlanBack(Sent):
    reason: Words


@router.post("/{plan}/take-back", response=answers(Made, 202))
def take_plan_back(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, plan: Key, sent: TakePlanBack
) -> Any:
    """Take a plan back that was carried out: all of it, in the background; `in_the_way` says why it could not be."""
    require_may_reorganise(asker(request))

    def perform() -> Made:
        actions.start_taking_back(actor=asker(request), plan=_plan(request, plan), reason=sent.reason)
        tasks.take_plan_back.enqueue(plan)
        return Made(id=plan)

    return Status(202, write_once(request, response, key, perform))


@router.post("/{plan}/drop", response=answers(Made))
def drop_reorganisation(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, plan: Key) -> Any:
    """Put a plan aside that is not to be carried out."""
    require_may_reorganise(asker(request))

    def perform() -> Made:
        actions.drop_plan(actor=asker(request), plan=_plan(request, plan))
        return Made(id=plan)

    return write_once(request, response, key, perform)
