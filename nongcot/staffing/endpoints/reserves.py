"""Reserve lists over HTTP."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema, Status

from nongcot.infra.httpapi.auth import asker
from nongcot.infra.httpapi.lists import Cursor, Key, Limit, page_after
from nongcot.infra.httpapi.problems import answers
from nongcot.infra.httpapi.shapes import Made, Sent, Text, Words
from nongcot.infra.httpapi.writing import IdempotencyKey, write_once
from nongcot.kernel import clock
from nongcot.people.api import persons, unit
from nongcot.people.kinds import BodyKind, Post
from nongcot.people.models import on_day
from nongcot.staffing import actions
from nongcot.staffing.kinds.completing import Seat
from nongcot.staffing.kinds.reserves import Readiness
from nongcot.staffing.models import Reserve
from nongcot.staffing.queries.reserves import reserves

router = Router(tags=["reserves"], by_alias=True)


class ReserveOut(Schema):
    id: int
    unit: int
    person: int
    body: str
    post: str
    readiness: str
    since: date | None


class ReservePage(Schema):
    items: list[ReserveOut]
    next: str | None


def _out(row: Reserve) -> dict[str, Any]:
    same = {name: getattr(row, name) for name in ("body", "post", "readiness")}
    return {"id": row.pk, "unit": row.unit_id, "person": row.person_id, "since": row.from_day, **same}


@router.get("", response=answers(ReservePage))
def list_reserves(request: HttpRequest, *, cursor: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
    """Who is on the reserve lists today of the units one answers for."""
    found, after = page_after(reserves(asker(request)).filter(on_day(clock.today())), cursor, limit)
    return {"items": [_out(row) for row in found], "next": after}


class AddReserve(Sent):
    unit: Key
    person: Key
    body: BodyKind
    post: Post
    readiness: Readiness
    note: Text = ""


@router.post("", response=answers(Made, 201))
def add_reserve(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, sent: AddReserve) -> Any:
    """Put somebody on the reserve list of a unit."""

    def perform() -> Made:
        where = unit(asker(request), sent.unit, day=clock.today())
        who = persons(asker(request)).get(pk=sent.person)
        made = actions.add_reserve(
            actor=asker(request),
            unit=where,
            person=who,
            seat=Seat(sent.body, sent.post),
            readiness=sent.readiness,
            note=sent.note,
            day=clock.today(),
        )
        return Made(id=made.pk)

    return Status(201, write_once(request, response, key, perform))


class EndReserve(Sent):
    reason: Words


@router.post("/{reserve}/end", response=answers(Made))
def end_reserve(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, reserve: Key, sent: EndReserve
) -> Any:
    """Take somebody off the reserve list."""

    def perform() -> Made:
        found = reserves(asker(request)).get(pk=reserve)
        actions.end_reserve(actor=asker(request), reserve=found, reason=sent.reason, day=clock.today())
        return Made(id=reserve)

    return write_once(request, response, key, perform)
