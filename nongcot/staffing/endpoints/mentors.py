"""Mentors of first-term chairs over HTTP, meetings, and the end of a programme."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema, Status
from pydantic import Field

from nongcot.infra.httpapi.auth import asker
from nongcot.infra.httpapi.lists import Cursor, Key, Limit, page_after
from nongcot.infra.httpapi.problems import answers
from nongcot.infra.httpapi.shapes import NO_ZERO_BYTE, Day, Made, Sent
from nongcot.infra.httpapi.writing import IdempotencyKey, write_once
from nongcot.people.api import EDITORS, has_role, posts
from nongcot.staffing import actions
from nongcot.staffing.endpoints.first_term import own_programme
from nongcot.staffing.models import Mentorship
from nongcot.staffing.queries.mentors import mentorship_for, mentorships

router = Router(tags=["first-term chairs"], by_alias=True)
meetings = Router(tags=["first-term chairs"], by_alias=True)
Long = Annotated[str, Field(max_length=2000, pattern=NO_ZERO_BYTE)]


class MentorshipOut(Schema):
    """``person`` is the new chair of ``unit``, ``mentor`` chairs ``mentor_unit``; ``reasons`` why it was proposed."""

    id: int
    person: int
    unit: int
    mentor: int
    mentor_unit: int
    reasons: dict[str, Any]
    proposed_on: date
    chair_agreed_on: date | None
    mentor_agreed_on: date | None
    confirmed_on: date | None


class MentorshipPage(Schema):
    items: list[MentorshipOut]
    next: str | None


class Proposed(Schema):
    """The ids of the proposals made."""

    ids: list[int]


@router.get("", response=answers(MentorshipPage))
def list_mentors(request: HttpRequest, *, cursor: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
    """Proposals and mentorships, not ended, that the caller has to do with."""
    if not has_role(asker(request), EDITORS):
        raise PermissionDenied
    rows, after = page_after(mentorships(asker(request)), cursor, limit)
    keys = {"person", "unit", "mentor", "mentor_unit"}
    names = tuple(name for name in MentorshipOut.model_fields if name not in keys)
    items = [
        {
            **{name: getattr(row, name) for name in names},
            "person": row.person_id,
            "unit": row.unit_id,
            "mentor": row.mentor_id,
            "mentor_unit": row.mentor_unit_id,
        }
        for row in rows
    ]
    return {"items": items, "next": after}


@router.post("", response=answers(Proposed, 201))
def propose_mentors(request: HttpRequest, response: HttpResponse, key: IdempotencyKey) -> Any:
    """Propose a mentor for each new chair of the caller's units who has none."""

    def perform() -> Proposed:
        return Proposed(ids=[row.pk for row in actions.propose_mentors(actor=asker(request))])

    return Status(201, write_once(request, response, key, perform))


class NameMentor(Sent):
    """``mentor`` is the number of the post of the chair who is named."""

    mentor: Key
    reason: Annotated[str, Field(min_length=1, max_length=500, pattern=NO_ZERO_BYTE)]


@meetings.post("/{programme}/mentor", response=answers(Made, 201))
def name_mentor(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, programme: Key, sent: NameMentor
) -> Any:
    """Name a chair as the mentor of this new chair; both still have to agree."""

    def perform() -> Made:
        held, mentor = own_programme(request, programme), posts(asker(request)).get(pk=sent.mentor)
        made = actions.name_mentor(actor=asker(request), held=held, mentor=mentor, reason=sent.reason)
        return Made(id=made.pk)

    return Status(201, write_once(request, response, key, perform))


def own_mentorship(request: HttpRequest, mentorship: int) -> Mentorship:
    """The mentorship, where the caller has to do with it; else 404, or 403 for who sees but the unit."""
    row = mentorship_for(asker(request), mentorship)
    if row is None:
        raise Mentorship.DoesNotExist
    return row


class Agree(Sent):
    side: Literal["chair", "mentor"]


@router.post("/{mentorship}/agree", response=answers(Made))
def agree_mentor(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, mentorship: Key, sent: Agree
) -> Any:
    """One side agrees."""

    def perform() -> Made:
        row = own_mentorship(request, mentorship)
        return Made(id=actions.agree_mentor(actor=asker(request), row=row, side=sent.side).pk)

    return write_once(request, response, key, perform)


@router.post("/{mentorship}/confirm", response=answers(Made))
def confirm_mentor(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, mentorship: Key) -> Any:
    """Somebody above confirms what both sides agreed to."""

    def perform() -> Made:
        row = own_mentorship(request, mentorship)
        return Made(id=actions.confirm_mentor(actor=asker(request), row=row).pk)

    return write_once(request, response, key, perform)


class Note(Sent):
    note: Long = ""


@router.post("/{mentorship}/end", response=answers(Made))
def end_mentor(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, mentorship: Key, sent: Note) -> Any:
    """A proposal is declined, or a mentorship ends."""

    def perform() -> Made:
        row = own_mentorship(request, mentorship)
        return Made(id=actions.end_mentor(actor=asker(request), row=row, note=sent.note).pk)

    return write_once(request, response, key, perform)


class Meeting(Sent):
    day: Day
    note: Long = ""


@meetings.post("/{programme}/meetings", response=answers(Made, 201))
def check_in(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, programme: Key, sent: Meeting) -> Any:
    """The chair of this programme and somebody who helps met or talked."""

    def perform() -> Made:
        held = own_programme(request, programme)
        return Made(id=actions.check_in(actor=asker(request), held=held, **sent.model_dump()).pk)

    return Status(201, write_once(request, response, key, perform))


@meetings.post("/{programme}/close", response=answers(Made))
def close_programme(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, programme: Key, sent: Note
) -> Any:
    """The programme of this chair ends with what was done."""

    def perform() -> Made:
        held = own_programme(request, programme)
        return Made(id=actions.close_programme(actor=asker(request), held=held, note=sent.note).pk)

    return write_once(request, response, key, perform)
