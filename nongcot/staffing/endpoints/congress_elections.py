"""The elections of a congress and of its first meeting over HTTP: ballots, counts, slates, results of the meeting."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status
from pydantic import AwareDatetime, Field

from nongcot.infra.httpapi.auth import asker
from nongcot.infra.httpapi.lists import Key
from nongcot.infra.httpapi.problems import answers
from nongcot.infra.httpapi.shapes import Made, Sent, Words
from nongcot.infra.httpapi.writing import IdempotencyKey, write_once
from nongcot.kernel import clock
from nongcot.people.api import persons
from nongcot.staffing import actions
from nongcot.staffing.ballots.kinds import KeyField, Way
from nongcot.staffing.endpoints.ballots import MOST_LINES, VoterSent, census_of
from nongcot.staffing.kinds.congress import Election
from nongcot.staffing.permissions.congress import congresses

router = Router(tags=["congresses"], by_alias=True)
Round = Annotated[int, Field(ge=1, le=2)]
Votes = Annotated[int, Field(ge=0, le=100_000)]


class CongressBallot(Sent):
    """Names and seats are those of the congress. The second round of a ballot here has the census of the first."""

    post: Election
    title: Words
    opens_at: AwareDatetime
    closes_at: AwareDatetime
    way: Way = Way.ONLINE
    key_field: KeyField = KeyField.CODE
    voters: Annotated[list[VoterSent], Field(max_length=MOST_LINES)] = []


@router.post("/{congress}/ballots", response=answers(Made, 201))
def prepare_congress_ballot(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, congress: Key, sent: CongressBallot
) -> Any:
    """Prepare the ballot of the round that is next; gives the ballot."""

    def perform() -> Made:
        found = congresses(asker(request)).get(pk=congress)
        lines = census_of(sent.voters, sent.key_field)
        given = sent.model_dump(exclude={"voters"})
        made = actions.prepare_congress_ballot(actor=asker(request), congress=found, census=lines, **given)
        return Made(id=made.pk)

    return Status(201, write_once(request, response, key, perform))


class VotesOf(Sent):
    person: Key
    votes: Votes


class CongressVotes(Sent):
    """``votes`` names everybody who stands in the round once; ``issued`` and ``invalid`` are papers, where known."""

    post: Election
    voting_round: Round = 1
    collected: Votes
    issued: Votes | None = None
    invalid: Votes | None = None
    votes: Annotated[list[VotesOf], Field(min_length=1, max_length=200)]


@router.post("/{congress}/votes", response=answers(Made))
def enter_congress_votes(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, congress: Key, sent: CongressVotes
) -> Any:
    """What was counted on paper; the rule of the day says who is elected. The first round anew drops the second."""

    def perform() -> Made:
        found = congresses(asker(request)).get(pk=congress)
        votes = {one.person: one.votes for one in sent.votes}
        given = sent.model_dump(exclude={"votes"})
        actions.enter_congress_votes(actor=asker(request), congress=found, votes=votes, **given)
        return Made(id=congress)

    return write_once(request, response, key, perform)


class TakeCount(Sent):
    post: Election
    voting_round: Round = 1


@router.post("/{congress}/votes/take", response=answers(Made))
def take_congress_count(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, congress: Key, sent: TakeCount
) -> Any:
    """Take over what was counted of the ballot on the system."""

    def perform() -> Made:
        found = congresses(asker(request)).get(pk=congress)
        actions.take_congress_count(actor=asker(request), congress=found, **sent.model_dump())
        return Made(id=congress)

    return write_once(request, response, key, perform)


class Slate(Sent):
    """``persons`` are all who stand; the list drawn up before is replaced. ``seats`` is 1 for chair and head."""

    election: Election
    persons: Annotated[list[Key], Field(min_length=1, max_length=200)]
    seats: Annotated[int, Field(ge=1, le=200)] = 1


@router.post("/{congress}/first-meeting/slate", response=answers(Made))
def draw_up_slate(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, congress: Key, sent: Slate) -> Any:
    """Who stands in an election of the new committee's first meeting, and for how many seats."""

    def perform() -> Made:
        found = congresses(asker(request)).get(pk=congress)
        who = [persons(asker(request)).get(pk=one) for one in dict.fromkeys(sent.persons)]
        told: dict[str, Any] = {"congress": found, "persons": who, "day": clock.today()}
        actions.draw_up_slate(actor=asker(request), election=sent.election, seats=sent.seats, **told)
        return Made(id=congress)

    return write_once(request, response, key, perform)


@router.post("/{congress}/first-meeting/results", response=answers(Made))
def enter_meeting_results(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, congress: Key) -> Any:
    """What the first meeting elected comes into the roster, in the term of the congress."""

    def perform() -> Made:
        found = congresses(asker(request)).get(pk=congress)
        actions.enter_meeting_results(actor=asker(request), congress=found, day=clock.today())
        return Made(id=congress)

    return write_once(request, response, key, perform)
