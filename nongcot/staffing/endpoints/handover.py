"""Handing over by HTTP. A handover is asked for by the number of the post that ended."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from nongcot.infra.accounts.models import User
from nongcot.infra.httpapi.auth import asker
from nongcot.infra.httpapi.lists import Cursor, Key, Limit, page_after
from nongcot.infra.httpapi.problems import answers
from nongcot.infra.httpapi.shapes import NO_ZERO_BYTE, Day, Made, Sent, Short
from nongcot.infra.httpapi.writing import IdempotencyKey, write_once
from nongcot.kernel import clock
from nongcot.people.api import EDITORS, can_on_unit, has_role, persons, posts
from nongcot.people.models import PostHeld
from nongcot.staffing import actions
from nongcot.staffing.actions.handover import Handed
from nongcot.staffing.queries.handover import chair_grants, ended_post, login_of, open_handovers
from nongcot.staffing.rules.handover import ItemState

router = Router(tags=["handovers"], by_alias=True)
Place = Annotated[str, Field(max_length=200, pattern=NO_ZERO_BYTE)]
Long = Annotated[str, Field(max_length=2000, pattern=NO_ZERO_BYTE)]


class HandoverOut(Schema):
    """``id`` is the number of the post that ended."""

    id: int
    person: int
    unit: int
    body: str
    post: str
    ended_on: date
    end_reason: str


class HandoverPage(Schema):
    items: list[HandoverOut]
    next: str | None


@router.get("", response=answers(HandoverPage))
def list_handovers(request: HttpRequest, *, cursor: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
    """Posts that ended in the caller's unions and are not handed over yet."""
    if not has_role(asker(request), EDITORS):
        raise PermissionDenied
    found, after = page_after(open_handovers(asker(request), day=clock.today()).order_by(), cursor, limit)
    items = [
        {
            "id": held.pk,
            "person": held.person_id,
            "unit": held.unit_id,
            "body": held.body.kind,
            "post": held.post,
            "ended_on": held.to_day,
            "end_reason": held.end_reason,
        }
        for held in found
    ]
    return {"items": items, "next": after}


def own_ended(request: HttpRequest, handover: int) -> PostHeld:
    """The post that ended, where the caller answers for its union; else 404, or 403 for who sees but the post."""
    held = ended_post(asker(request), handover)
    if held is None:
        seen = posts(asker(request)).get(pk=handover)  # a 404 for who sees not even the post
        if not can_on_unit(asker(request), seen.unit_id, roles=EDITORS):
            raise PermissionDenied
        raise PostHeld.DoesNotExist
    return held


class Thing(Sent):
    state: ItemState
    detail: Annotated[str, Field(max_length=500, pattern=NO_ZERO_BYTE)] = ""


class Written(Sent):
    """``items`` names each thing of the post's list with what became of it; ``successor`` is a person's id."""

    day: Day
    items: dict[Short, Thing]
    successor: Key | None = None
    place: Place = ""
    witness: Place = ""
    note: Long = ""


@router.post("/{handover}", response=answers(Made))
def record_handover(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, handover: Key, sent: Written
) -> Any:
    """What was handed over."""

    def perform() -> Made:
        held = own_ended(request, handover)
        items: dict[str, Handed] = {
            name: {"state": one.state, "detail": one.detail} for name, one in sent.items.items()
        }
        who = persons(asker(request)).get(pk=sent.successor) if sent.successor else None
        told = sent.model_dump(include={"day", "place", "witness", "note"})
        actions.record_handover(actor=asker(request), held=held, items=items, successor=who, **told)
        return Made(id=handover)

    return write_once(request, response, key, perform)


@router.post("/{handover}/close", response=answers(Made))
def close_handover(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, handover: Key) -> Any:
    """Everything is handed over."""

    def perform() -> Made:
        actions.close_handover(actor=asker(request), held=own_ended(request, handover))
        return Made(id=handover)

    return write_once(request, response, key, perform)


class DropHandover(Sent):
    reason: Place


@router.post("/{handover}/drop", response=answers(Made))
def drop_handover(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, handover: Key, sent: DropHandover
) -> Any:
    """Not everything is handed over, and nobody is reminded any more: with the reason."""

    def perform() -> Made:
        actions.drop_handover(actor=asker(request), held=own_ended(request, handover), reason=sent.reason)
        return Made(id=handover)

    return write_once(request, response, key, perform)


class PassOn(Sent):
    """``ending`` are grants of the union's chairs; ``successor`` is a user name."""

    day: Day
    ending: Annotated[list[Key], Field(max_length=20)] = []
    successor: Annotated[str, Field(max_length=150, pattern=NO_ZERO_BYTE)] = ""


@router.post("/{handover}/access", response=answers(Made))
def pass_on_access(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, handover: Key, sent: PassOn
) -> Any:
    """The former chair's access ends, the successor's begins."""

    def perform() -> Made:
        held = own_ended(request, handover)
        ending = list(chair_grants(held.unit_id, clock.today()).filter(pk__in=sent.ending))
        login: User | None = login_of(sent.successor) if sent.successor else None
        actions.pass_on_access(actor=asker(request), held=held, ending=ending, successor=login, day=sent.day)
        return Made(id=handover)

    return write_once(request, response, key, perform)
