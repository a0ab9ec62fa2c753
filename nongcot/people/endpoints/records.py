"""Training and awards of persons over HTTP."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema, Status
from pydantic import Field

from nongcot.infra.httpapi.auth import asker
from nongcot.infra.httpapi.lists import Cursor, Key, Limit, page_after
from nongcot.infra.httpapi.problems import answers
from nongcot.infra.httpapi.shapes import Day, Made, Sent, Short, Text, Words
from nongcot.infra.httpapi.writing import IdempotencyKey, write_once
from nongcot.people import actions, queries
from nongcot.people.endpoints.persons import own_person
from nongcot.people.kinds import RecordKind
from nongcot.people.models import PersonRecord

router = Router(tags=["records"], by_alias=True)


class RecordOut(Schema):
    """A whole month or year as ``from`` and ``to`` means that no more of the date is known."""

    id: int
    person: int
    kind: RecordKind
    title: str
    from_: date | None = Field(alias="from")
    to: date | None
    issuer: str
    document_number: str
    document_day: date | None
    note: str


class RecordPage(Schema):
    items: list[RecordOut]
    next: str | None


def _out(row: PersonRecord) -> dict[str, Any]:
    texts = ("kind", "title", "issuer", "document_number", "document_day", "note")
    told = {name: getattr(row, name) for name in texts}
    return {"id": row.pk, "person": row.person_id, "from": row.from_day, "to": row.to_day, **told}


@router.get("", response=answers(RecordPage), by_alias=True)
def list_records(
    request: HttpRequest, *, person: Key | None = None, cursor: Cursor = "", limit: Limit = 50
) -> dict[str, Any]:
    """Training and awards of the persons the caller may see, or of one of them."""
    rows = queries.person_records(asker(request))
    if person is not None:
        rows = rows.filter(person=person)
    found, after = page_after(rows, cursor, limit)
    return {"items": [_out(row) for row in found], "next": after}


class AddRecord(Sent):
    """``to`` is the first day after; without it the record is of the one day ``from``."""

    person: Key
    kind: RecordKind
    title: Text = Field(min_length=1)
    from_: Day | None = Field(None, alias="from")
    to: Day | None = None
    issuer: Text = ""
    document_number: Short = ""
    document_day: Day | None = None
    note: Text = ""


@router.post("", response=answers(Made, 201))
def add_record(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, sent: AddRecord) -> Any:
    """A person was trained or given an award."""

    def perform() -> Made:
        values = sent.model_dump(exclude={"person", "from_", "to"})
        person = own_person(request, sent.person)
        made = actions.add_record(actor=asker(request), person=person, from_day=sent.from_, to_day=sent.to, **values)
        return Made(id=made.pk)

    return Status(201, write_once(request, response, key, perform))


def _own(request: HttpRequest, record: int) -> PersonRecord:
    """The record, where the caller may see its person; else 404."""
    return queries.person_records(asker(request)).select_related("person").get(pk=record)


class CorrectRecord(Sent):
    """Only what is sent is changed."""

    kind: RecordKind | None = None
    title: Text | None = None
    from_: Day | None = Field(None, alias="from")
    to: Day | None = None
    issuer: Text | None = None
    document_number: Short | None = None
    document_day: Day | None = None
    note: Text | None = None
    reason: Words


@router.post("/{record}/data", response=answers(Made))
def correct_record(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, record: Key, sent: CorrectRecord
) -> Any:
    """Put right what was recorded wrongly of a training or an award."""

    def perform() -> Made:
        values = sent.model_dump(exclude_unset=True, exclude={"reason"})
        names = {"from_": "from_day", "to": "to_day"}
        fields = {names.get(name, name): value for name, value in values.items()}
        if fields.get("kind", "") is None:
            del fields["kind"]
        actions.correct_record(actor=asker(request), row=_own(request, record), reason=sent.reason, **fields)
        return Made(id=record)

    return write_once(request, response, key, perform)


class WithdrawRecord(Sent):
    reason: Words


@router.post("/{record}/withdraw", response=answers(Made))
def withdraw_record(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, record: Key, sent: WithdrawRecord
) -> Any:
    """Take back a training or an award that never was; the trail keeps what the record said."""

    def perform() -> Made:
        actions.withdraw_record(actor=asker(request), row=_own(request, record), reason=sent.reason)
        return Made(id=record)

    return write_once(request, response, key, perform)
