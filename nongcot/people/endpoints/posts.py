"""Posts over HTTP."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status
from pydantic import Field

from nongcot.infra.httpapi.auth import asker
from nongcot.infra.httpapi.lists import Cursor, Key, Limit, page_after
from nongcot.infra.httpapi.problems import answers
from nongcot.infra.httpapi.shapes import AsOf, Day, Made, Sent, Short, Text, Words
from nongcot.infra.httpapi.writing import IdempotencyKey, write_once
from nongcot.kernel import clock
from nongcot.people import actions, queries
from nongcot.people.endpoints.persons import NewPerson, person_of
from nongcot.people.endpoints.shapes import PostPage, post_out
from nongcot.people.endpoints.units import own_unit
from nongcot.people.kinds import BodyKind, EndReason, Mandate, Post

router = Router(tags=["posts"], by_alias=True)


@router.get("", response=answers(PostPage))
def list_posts(
    request: HttpRequest, *, as_of: AsOf = None, within: Key | None = None, cursor: Cursor = "", limit: Limit = 50
) -> dict[str, Any]:
    """Posts held on the day, one row a post; `within`: only in the subtree of this unit."""
    day = as_of or clock.today()
    rows = queries.posts(asker(request), day=day)
    if within is not None:
        rows = rows.filter(unit__in=queries.subtree(within, day=day).values("unit"))
    found, after = page_after(rows, cursor, limit)
    names = queries.names_of({row.unit_id for row in found}, day=day)
    return {"items": [post_out(row, names[row.unit_id]) for row in found], "next": after}


class RecordPost(Sent):
    """Either ``person``, or ``new_person`` who is not on record yet."""

    unit: Key
    person: Key | None = None
    new_person: NewPerson | None = None
    body: BodyKind
    post: Post
    from_: Day = Field(alias="from")
    mandate: Mandate | None = None
    decision_number: Short = ""
    decision_day: Day | None = None
    body_name: Text = ""


@router.post("", response=answers(Made, 201))
def record_post(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, sent: RecordPost) -> Any:
    """A person holds a post of a unit from a day on."""

    def perform() -> Made:
        unit = own_unit(request, sent.unit)
        person = person_of(request, unit, sent.person, sent.new_person)
        values = sent.model_dump(exclude={"unit", "person", "new_person", "from_"})
        held = actions.record_post(actor=asker(request), unit=unit, person=person, from_day=sent.from_, **values)
        return Made(id=held.pk)

    return Status(201, write_once(request, response, key, perform))


class EndPost(Sent):
    day: Day
    reason: EndReason
    note: Text = ""


@router.post("/{post}/end", response=answers(Made))
def end_post(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, post: Key, sent: EndPost) -> Any:
    """The post ends; `day` is the first day on which it is no longer held."""

    def perform() -> Made:
        held = queries.posts(asker(request)).get(pk=post)
        actions.end_post(actor=asker(request), held=held, **sent.model_dump())
        return Made(id=post)

    return write_once(request, response, key, perform)


class CorrectPost(Sent):
    """Only what is sent is changed; ``to`` null takes an end back."""

    from_: Day | None = Field(None, alias="from")
    to: Day | None = None
    mandate: Mandate | None = None
    decision_number: Short | None = None
    decision_day: Day | None = None
    reason: Words


@router.post("/{post}/data", response=answers(Made))
def correct_post(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, post: Key, sent: CorrectPost
) -> Any:
    """Put right what was recorded wrongly of a post."""

    def perform() -> Made:
        values = sent.model_dump(exclude_unset=True, exclude={"reason"})
        names = {"from_": "from_day", "to": "to_day"}
        fields = {names.get(name, name): value for name, value in values.items()}
        for name in ("mandate", "decision_number"):
            if name in fields:
                fields[name] = fields[name] or ""
        held = queries.posts(asker(request)).get(pk=post)
        actions.correct_post(actor=asker(request), held=held, reason=sent.reason, **fields)
        return Made(id=post)

    return write_once(request, response, key, perform)


class WithdrawPost(Sent):
    reason: Words


@router.post("/{post}/withdraw", response=answers(Made))
def withdraw_post(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, post: Key, sent: WithdrawPost
) -> Any:
    """Take back a post that never was; the trail keeps what the record said."""

    def perform() -> Made:
        held = queries.posts(asker(request)).get(pk=post)
        actions.withdraw_post(actor=asker(request), held=held, reason=sent.reason)
        return Made(id=post)

    return write_once(request, response, key, perform)
