"""Delegates, nominations, results and documents of congresses over HTTP."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema, Status
from pydantic import Field

from nongcot.infra.httpapi.auth import asker
from nongcot.infra.httpapi.lists import Key
from nongcot.infra.httpapi.problems import answers
from nongcot.infra.httpapi.shapes import NO_ZERO_BYTE, Day, Made, Sent, Short, Text, Words
from nongcot.infra.httpapi.writing import IdempotencyKey, write_once
from nongcot.kernel import clock
from nongcot.people.api import persons
from nongcot.people.kinds import Post
from nongcot.staffing import actions
from nongcot.staffing.actions.congress_papers import Ticked
from nongcot.staffing.permissions.congress import congresses

router = Router(tags=["congresses"], by_alias=True)
StepCode = Annotated[str, Field(min_length=1, max_length=80, pattern=NO_ZERO_BYTE)]


class NamedPerson(Sent):
    person: Key


class Nomination(NamedPerson):
    chair: bool = False


class Withdrawal(NamedPerson):
    by_self: bool = False
    reason: Words


@router.post("/{congress}/nominees", response=answers(Made, 201))
def nominate(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, congress: Key, sent: Nomination) -> Any:
    """Nominate somebody for the committee, and with `chair` for its chair."""

    def perform() -> Made:
        found = congresses(asker(request)).get(pk=congress)
        who = persons(asker(request)).get(pk=sent.person)
        made = actions.nominate(actor=asker(request), congress=found, person=who, chair=sent.chair, day=clock.today())
        return Made(id=made.pk)

    return Status(201, write_once(request, response, key, perform))


@router.post("/{congress}/nominees/withdraw", response=answers(Made))
def withdraw_nominee(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, congress: Key, sent: Withdrawal
) -> Any:
    """Somebody stands no more, by the own wish or not."""

    def perform() -> Made:
        found = congresses(asker(request)).get(pk=congress)
        who = persons(asker(request)).get(pk=sent.person)
        told: dict[str, Any] = {"congress": found, "person": who, "day": clock.today()}
        actions.withdraw_nominee(actor=asker(request), reason=sent.reason, by_self=sent.by_self, **told)
        return Made(id=congress)

    return write_once(request, response, key, perform)


class PostOf(NamedPerson):
    post: Literal["chair", "vice_chair", "member"]


class CongressResults(Sent):
    planned_end: Day
    posts: Annotated[list[PostOf], Field(max_length=200)] = []
    decision_number: Short = ""
    decision_day: Day | None = None


@router.post("/{congress}/results", response=answers(Made, 201))
def enter_congress_results(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, congress: Key, sent: CongressResults
) -> Any:
    """Those elected enter the roster as a new term; gives the term. Who is not among `posts` is a member."""

    def perform() -> Made:
        found = congresses(asker(request)).get(pk=congress)
        given = sent.model_dump(exclude={"posts"})
        posts = {one.person: Post(one.post) for one in sent.posts}
        term = actions.enter_congress_results(
            actor=asker(request), congress=found, posts=posts, day=clock.today(), **given
        )
        return Made(id=term.pk)

    return Status(201, write_once(request, response, key, perform))


class IssueCongressPaper(Sent):
    paper: StepCode
    first: Annotated[int, Field(ge=1, le=99_999)] | None = None


class CongressPaperNumber(Schema):
    id: int
    number: str
    issued_on: date


@router.post("/{congress}/papers", response=answers(CongressPaperNumber, 201))
def issue_congress_paper(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, congress: Key, sent: IssueCongressPaper
) -> Any:
    """Give a document of the congress its number; a document that is a step does it."""

    def perform() -> CongressPaperNumber:
        found = congresses(asker(request)).get(pk=congress)
        made = actions.issue_congress_paper(
            actor=asker(request), congress=found, day=clock.today(), **sent.model_dump()
        )
        return CongressPaperNumber(id=made.pk, number=made.full_number, issued_on=made.issued_on)

    return Status(201, write_once(request, response, key, perform))


class TickedItem(Sent):
    there: bool
    detail: Annotated[str, Field(max_length=200, pattern=NO_ZERO_BYTE)] = ""


class TickCongressFile(Sent):
    items: dict[str, TickedItem]
    others: Text = ""


@router.post("/{congress}/file", response=answers(Made))
def tick_congress_file(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, congress: Key, sent: TickCongressFile
) -> Any:
    """Say what the file for recognition holds."""

    def perform() -> Made:
        found = congresses(asker(request)).get(pk=congress)
        items = {name: Ticked(there=one.there, detail=one.detail) for name, one in sent.items.items()}
        actions.tick_congress_file(actor=asker(request), congress=found, items=items, others=sent.others)
        return Made(id=congress)

    return write_once(request, response, key, perform)


class GroupIn(Sent):
    name: Annotated[str, Field(min_length=1, max_length=200, pattern=NO_ZERO_BYTE)]
    members: Annotated[int, Field(ge=1, le=999_999)]


class DivideDelegates(Sent):
    groups: Annotated[list[GroupIn], Field(min_length=1, max_length=200)]
    standing: Annotated[int, Field(ge=0, le=500)] = 0


@router.post("/{congress}/delegates", response=answers(Made))
def divide_delegates(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, congress: Key, sent: DivideDelegates
) -> Any:
    """Divide the delegates over the groups and sections that elect them."""

    def perform() -> Made:
        found = congresses(asker(request)).get(pk=congress)
        groups = [(one.name, one.members) for one in sent.groups]
        actions.divide_delegates(actor=asker(request), congress=found, groups=groups, standing=sent.standing)
        return Made(id=congress)

    return write_once(request, response, key, perform)
