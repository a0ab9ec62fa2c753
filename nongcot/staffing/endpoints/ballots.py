"""Ballots over HTTP: prepare, move the closing, count or void, and the result.

Nobody casts a vote here: a token names a login, and a vote has none. No link is made here either: a secret goes to its
voter, never to a program.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema, Status
from pydantic import AwareDatetime, Field

from nongcot.infra.httpapi.auth import asker
from nongcot.infra.httpapi.lists import Cursor, Key, Limit, page_after
from nongcot.infra.httpapi.problems import answers
from nongcot.infra.httpapi.shapes import NO_ZERO_BYTE, Made, Sent, Words
from nongcot.infra.httpapi.writing import IdempotencyKey, write_once
from nongcot.kernel import clock
from nongcot.kernel.errors import Refused
from nongcot.people.api import persons, unit
from nongcot.staffing.actions import ballots as verbs
from nongcot.staffing.ballots.census import listed
from nongcot.staffing.ballots.kinds import BallotKind, CensusLine, KeyField, Way
from nongcot.staffing.ballots.rules import state_of
from nongcot.staffing.labels.ballots import fault
from nongcot.staffing.models import Ballot
from nongcot.staffing.permissions.ballots import ballots
from nongcot.staffing.queries.ballot_lines import seen
from nongcot.staffing.queries.ballots import one, register

router = Router(tags=["ballots"], by_alias=True)
MOST_LINES, _MOST_TOLD = 5_000, 20
Field254 = Annotated[str, Field(min_length=1, max_length=254, pattern=NO_ZERO_BYTE)]
Place = Annotated[int, Field(ge=0, lt=200)]
Reason = Annotated[str, Field(max_length=300, pattern=NO_ZERO_BYTE)]


class BallotOut(Schema):
    """``state`` follows from the times and the server's clock: prepared, open, closed, counted or voided."""

    id: int
    unit: int
    kind: str
    title: str
    seats: int
    way: str
    key_field: str
    opens_at: datetime
    closes_at: datetime
    state: str
    repeats: int | None


class BallotPage(Schema):
    items: list[BallotOut]
    next: str | None


class BallotLineOut(Schema):
    """One line of the paper; ``marks`` (after the count) says how often each mark was given.

    ``person``: the record the line is tied to, where the caller may see it. ``no_person``: somebody said it is tied to
    none.
    """

    place: int
    name: str
    person: int | None
    no_person: bool
    withdrawn: bool
    elected: bool | None
    marks: dict[str, int] | None


class BallotWithResult(BallotOut):
    """``voters``, ``links``, ``papers`` of the census; ``box``: ballots in the box. Who voted is known to nobody."""

    voters: int
    links: int
    papers: int
    box: int
    collected: int | None
    blank: int | None
    invalid: int | None
    candidates: list[BallotLineOut]


def _out(ballot: Ballot) -> dict[str, Any]:
    same = ("unit_id", "kind", "title", "seats", "way", "key_field", "opens_at", "closes_at", "repeats_id")
    shown = {name.removesuffix("_id"): getattr(ballot, name) for name in same}
    return {"id": ballot.pk, **shown, "state": state_of(ballot.times, clock.now()).value}


@router.get("", response=answers(BallotPage))
def list_ballots(
    request: HttpRequest, *, within: Key | None = None, cursor: Cursor = "", limit: Limit = 50
) -> dict[str, Any]:
    """Ballots of the caller's units, or of the unit `within` alone."""
    rows = ballots(asker(request))
    if within is not None:
        rows = rows.filter(unit=within)
    found, after = page_after(rows, cursor, limit)
    return {"items": [_out(row) for row in found], "next": after}


@router.get("/{ballot}", response=answers(BallotWithResult))
def get_ballot(request: HttpRequest, ballot: Key) -> dict[str, Any]:
    """One ballot with how far its census is and, once it is counted, its result."""
    found = one(asker(request), ballot)
    given = register(found)
    counted = found.result or {}
    elected = counted.get("outcome", {}).get("elected", [])
    rows = list(found.candidates.all())
    known = seen(asker(request), {line.person_id for line in rows if line.person_id}, day=clock.today())
    lines = [
        {
            "place": line.place,
            "name": line.name,
            "person": line.person_id if line.person_id in known else None,
            "no_person": line.no_person,
            "withdrawn": line.withdrawn_at is not None,
            "elected": line.place in elected if counted else None,
            "marks": counted["counts"][line.place] if counted else None,
        }
        for line in rows
    ]
    facts = {name: getattr(given, name) for name in ("voters", "links", "papers", "box")}
    sums = {name: counted.get(name) for name in ("collected", "blank", "invalid")}
    return {**_out(found), **facts, **sums, "candidates": lines}


class VoterSent(Sent):
    """``key`` is the unique field the ballot tells voters apart by."""

    name: Field254
    key: Field254


class NewBallot(Sent):
    unit: Key
    kind: BallotKind
    title: Words
    candidates: Annotated[list[Words], Field(min_length=1, max_length=200)]
    seats: Annotated[int, Field(ge=1, le=200)] = 1
    way: Way = Way.ONLINE
    key_field: KeyField = KeyField.CODE
    opens_at: AwareDatetime
    closes_at: AwareDatetime
    voters: Annotated[list[VoterSent], Field(max_length=MOST_LINES)] = []


@router.post("", response=answers(Made, 201))
def create_ballot(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, sent: NewBallot) -> Any:
    """Prepare a ballot; it opens and closes by itself at its times. Links are printed or mailed from its page."""

    def perform() -> Made:
        where = unit(asker(request), sent.unit, day=clock.today())
        given = sent.model_dump(exclude={"unit", "voters"})
        lines = census_of(sent.voters, sent.key_field)
        return Made(id=verbs.create_ballot(actor=asker(request), unit=where, census=lines, **given).pk)

    return Status(201, write_once(request, response, key, perform))


def census_of(sent: Sequence[VoterSent], by: KeyField) -> list[CensusLine]:
    """
    Raises:
        Refused: some lines are not understood; the text says which and why.
    """
    read = listed(((line.name, line.key) for line in sent), by)
    if read.faults:
        told = [fault(line - 1, of, text) for line, of, text in read.faults[:_MOST_TOLD]]
        raise Refused(" ".join(told))
    return read.lines


class MoreVoters(Sent):
    voters: Annotated[list[VoterSent], Field(min_length=1, max_length=MOST_LINES)]
    reason: Reason = ""


class Added(Schema):
    """How many were new."""

    added: int


@router.post("/{ballot}/voters", response=answers(Added))
def add_voters(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, ballot: Key, sent: MoreVoters) -> Any:
    """Add lines to the census; those that are in it stay as they are. While it is open a reason is needed."""

    def perform() -> Added:
        found = one(asker(request), ballot)
        lines = census_of(sent.voters, KeyField(found.key_field))
        return Added(added=verbs.add_voters(actor=asker(request), ballot=found, lines=lines, reason=sent.reason))

    return write_once(request, response, key, perform)


class MoveClosing(Sent):
    closes_at: AwareDatetime
    reason: Reason


@router.post("/{ballot}/closing", response=answers(Made))
def move_closing(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, ballot: Key, sent: MoveClosing
) -> Any:
    """Close later, or earlier if everybody can still see it coming."""

    def perform() -> Made:
        found = one(asker(request), ballot)
        verbs.move_closing(actor=asker(request), ballot=found, **sent.model_dump())
        return Made(id=ballot)

    return write_once(request, response, key, perform)


@router.post("/{ballot}/count", response=answers(Made))
def count_ballot(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, ballot: Key) -> Any:
    """Count a ballot that is closed, once; get_ballot then gives the result."""

    def perform() -> Made:
        verbs.count_ballot(actor=asker(request), ballot=one(asker(request), ballot))
        return Made(id=ballot)

    return write_once(request, response, key, perform)


class LinkPerson(Sent):
    """``person`` is the record meant; null: the line is tied to none."""

    person: Key | None


@router.post("/{ballot}/lines/{place}/person", response=answers(Made))
def link_person(  # noqa: PLR0917 (what every write has, and the place of the line)
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, ballot: Key, place: Place, sent: LinkPerson
) -> Any:
    """Say which record a line of the paper (its ``place``) means. Changes no vote; possible after the count too."""

    def perform() -> Made:
        who = asker(request)
        candidate = one(who, ballot).candidates.get(place=place)
        person = None if sent.person is None else persons(who).get(pk=sent.person)
        verbs.link_person(actor=who, candidate=candidate, person=person)
        return Made(id=ballot)

    return write_once(request, response, key, perform)


class VoidBallot(Sent):
    reason: Reason


@router.post("/{ballot}/void", response=answers(Made))
def void_ballot(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, ballot: Key, sent: VoidBallot
) -> Any:
    """Void a ballot that was not counted: what is in the box is destroyed, every link ends."""

    def perform() -> Made:
        verbs.void_ballot(actor=asker(request), ballot=one(asker(request), ballot), reason=sent.reason)
        return Made(id=ballot)

    return write_once(request, response, key, perform)
