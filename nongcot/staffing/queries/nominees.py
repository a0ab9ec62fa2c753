"""Who is nominated at a congress, and what was counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.people.kinds import COMMITTEE_SEATS, BodyKind
from nongcot.people.models import PostHeld, on_day
from nongcot.staffing.ballots.kinds import Outcome
from nongcot.staffing.ballots.rules import elect
from nongcot.staffing.kinds.congress import AT_CONGRESS, SINGLE, Election
from nongcot.staffing.models import Ballot, Congress, CongressBallot, Nominee
from nongcot.staffing.rules.elections import SecondRound, second_of

Actor = User | System
Told = tuple[Outcome, list[Nominee], int]
_ORDER = list(Election)


def nominees_of(congress: Congress, *, meeting: bool = False) -> list[Nominee]:
    """All who were nominated at the congress, those for the committee first, in the order in which they were.

    ``meeting``: all who stand in its first meeting instead.
    """
    return both_of(congress)[1 if meeting else 0]


def both_of(congress: Congress) -> tuple[list[Nominee], list[Nominee]]:
    """Those nominated at the congress, and those who stand in its first meeting: one query."""
    rows = list(Nominee.objects.filter(congress=congress).select_related("person"))
    rows.sort(key=lambda row: (_ORDER.index(Election(row.post)), row.pk))
    own = [row for row in rows if row.post in AT_CONGRESS]
    return own, [row for row in rows if row.post not in AT_CONGRESS]


def standing(rows: Iterable[Nominee], post: str) -> list[Nominee]:
    """Those who stand for ``post``: nominated and not withdrawn."""
    return [row for row in rows if row.post == post and row.withdrawn_on is None]


def stood(rows: Iterable[Nominee], post: str) -> list[Nominee]:
    """Those of the first round: who stands, and who withdrew only after its votes were counted."""
    return [row for row in rows if row.post == post and (row.withdrawn_on is None or row.votes is not None)]


def seats_of(congress: Congress, post: str) -> int | None:
    """How many are elected; None while nobody decided it."""
    if post in SINGLE:
        return 1
    found = congress.seats if post == Election.MEMBER else congress.meeting.get("seats", {}).get(post)
    return None if found is None else int(found)


def outcome_of(congress: Congress, rows: Sequence[Nominee], post: str) -> Told | None:
    """What the first round decides: the outcome, whose places it names, the votes collected; None before the count."""
    told, seats = congress.tally.get(post), seats_of(congress, post)
    if not told or seats is None:
        return None
    voted = [row for row in rows if row.post == post and row.votes is not None]
    votes = [row.votes or 0 for row in voted]
    return _elect(votes, seats, told), voted, told["collected"]


def _elect(votes: list[int], seats: int, told: dict[str, object]) -> Outcome:
    return elect(votes, seats=seats, collected=int(str(told["collected"])), threshold=Fraction(str(told["threshold"])))


def again_of(congress: Congress, rows: Sequence[Nominee], post: str) -> tuple[SecondRound, list[Nominee]] | None:
    """The second round that the first one leaves open, and who stands again; None where none follows."""
    told = outcome_of(congress, rows, post)
    if told is None:
        return None
    outcome, voted, _collected = told
    stands = {at for at, row in enumerate(voted) if row.withdrawn_on is None or row.second_votes is not None}
    found = second_of(outcome, stands)
    return None if found is None else (found, [voted[at] for at in found.standing])


def second_outcome_of(congress: Congress, rows: Sequence[Nominee], post: str) -> Told | None:
    """What the votes of the second round decide, as :func:`outcome_of`; None while it was not counted."""
    told, again = congress.tally.get(post, {}).get("second"), again_of(congress, rows, post)
    if not told or again is None:
        return None
    voted = [row for row in again[1] if row.second_votes is not None]
    votes = [row.second_votes or 0 for row in voted]
    return _elect(votes, again[0].seats, told), voted, told["collected"]


def ballots_of(congress: Congress) -> dict[tuple[str, int], Ballot]:
    """The ballots on the system by election and round, those voided left out."""
    rows = CongressBallot.objects.filter(congress=congress, ballot__voided_at__isnull=True).select_related("ballot")
    return {(row.post, row.round): row.ballot for row in rows}


def elected_of(rows: Iterable[Nominee]) -> dict[int, Nominee]:
    """Those the congress elected, by person; of one elected member and chair the row for the chair."""
    found: dict[int, Nominee] = {}
    chosen = [one for one in rows if one.elected and one.post in AT_CONGRESS]
    for row in sorted(chosen, key=lambda one: one.post == Election.CHAIR):
        found[row.person_id] = row
    return found


def sitting(unit: int, *, day: date) -> dict[int, str]:
    """Who sits on the executive committee on the day: person to name."""
    rows = PostHeld.objects.filter(on_day(day), unit=unit, body__kind=BodyKind.EXECUTIVE_COMMITTEE)
    rows = rows.filter(post__in=[post.value for post in COMMITTEE_SEATS])
    return dict(rows.order_by("person__sort_key").values_list("person", "person__name"))
