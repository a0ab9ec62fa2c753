"""Duties over HTTP."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from nongcot.duties import actions
from nongcot.duties.checks.registry import CHECKS
from nongcot.duties.models import Duty
from nongcot.duties.queries import duties
from nongcot.infra.accounts.models import User
from nongcot.infra.httpapi.auth import asker
from nongcot.infra.httpapi.lists import Cursor, Key, Limit, page_after
from nongcot.infra.httpapi.problems import answers
from nongcot.infra.httpapi.shapes import Day, Made, Sent, Short, Text
from nongcot.infra.httpapi.writing import IdempotencyKey, write_once
from nongcot.kernel import clock
from nongcot.people.api import subtree

router = Router(tags=["duties"], by_alias=True)


class CitedRule(Schema):
    id: str
    document: str
    article: str
    verified: bool


class DutyOut(Schema):
    id: int
    check: str
    unit: int
    person: int | None
    role: str
    facts: dict[str, Any]
    rule: CitedRule | None
    resolved_by: str
    opened_on: date
    due_on: date | None
    postponed_to: date | None
    closed_on: date | None
    close_reason: str | None


class DutyPage(Schema):
    items: list[DutyOut]
    next: str | None


def _out(duty: Duty) -> dict[str, Any]:
    cited = {"id": duty.rule, "document": duty.document, "article": duty.article, "verified": duty.verified}
    spec = CHECKS.get(duty.code)
    return {
        "id": duty.pk,
        "check": duty.code,
        "unit": duty.unit_id,
        "person": duty.person_id,
        "role": duty.role,
        "facts": {name: value for name, value in duty.facts.items() if name != "shape"},
        "rule": cited if duty.rule else None,
        "resolved_by": spec.action if spec else "",
        "opened_on": duty.opened_on,
        "due_on": duty.due_on,
        "postponed_to": duty.postponed_to,
        "closed_on": duty.closed_on,
        "close_reason": duty.close_reason or None,
    }


@router.get("", response=answers(DutyPage))
def list_duties(
    request: HttpRequest,
    *,
    check: Annotated[str, Query(max_length=60, pattern=r"^[a-z_.]*$")] = "",
    within: Key | None = None,
    closed: bool = False,
    cursor: Cursor = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """Open duties of the caller's scope; `closed`: those that were closed instead."""
    rows = duties(asker(request)).filter(closed_on__isnull=not closed)
    if check:
        rows = rows.filter(code=check)
    if within is not None:
        rows = rows.filter(unit__in=subtree(within, day=clock.today()).values("unit"))
    found, after = page_after(rows, cursor, limit)
    return {"items": [_out(row) for row in found], "next": after}


@router.get("/{duty}", response=answers(DutyOut))
def get_duty(request: HttpRequest, duty: Key) -> dict[str, Any]:
    """One duty, open or closed."""
    return _out(duties(asker(request)).get(pk=duty))


class Postpone(Sent):
    to: Day
    reason: Text


@router.post("/{duty}/postpone", response=answers(Made))
def postpone(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, duty: Key, sent: Postpone) -> Any:
    """Put a duty out of the way until a day; it stays open and keeps its due day."""

    def perform() -> Made:
        found = duties(asker(request)).get(pk=duty)
        actions.postpone(actor=asker(request), duty=found, to=sent.to, reason=sent.reason, day=clock.today())
        return Made(id=duty)

    return write_once(request, response, key, perform)


class Delegate(Sent):
    username: Short
    note: Text = ""


@router.post("/{duty}/delegate", response=answers(Made))
def delegate(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, duty: Key, sent: Delegate) -> Any:
    """Have another login answer for a duty."""

    def perform() -> Made:
        found = duties(asker(request)).get(pk=duty)
        taker = User.objects.get(username=sent.username)
        actions.delegate(actor=asker(request), duty=found, to_user=taker, note=sent.note)
        return Made(id=duty)

    return write_once(request, response, key, perform)


class TakeBack(Sent):
    note: Text = ""


@router.post("/{duty}/resume", response=answers(Made))
def resume(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, duty: Key) -> Any:
    """Take a postponed duty up again."""

    def perform() -> Made:
        actions.resume(actor=asker(request), duty=duties(asker(request)).get(pk=duty))
        return Made(id=duty)

    return write_once(request, response, key, perform)


@router.post("/{duty}/take-back", response=answers(Made))
def take_back(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, duty: Key, sent: TakeBack) -> Any:
    """A delegated duty is again of the role that answers for it."""

    def perform() -> Made:
        actions.take_back(actor=asker(request), duty=duties(asker(request)).get(pk=duty), note=sent.note)
        return Made(id=duty)

    return write_once(request, response, key, perform)
