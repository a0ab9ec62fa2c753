"""Who is nominated at a congress, and what was counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.people.kinds import COMMITTEE_SEATS, BodyKind, Post
from nongcot.people.models import PostHeld, on_day
from nongcot.staffing.ballots.kinds import Outcome
from nongcot.staffing.ballots.rules import elect
from nongcot.staffing.models import Congress, Nominee

Actor = User | System


def nominees_of(congress: Congress) -> list[Nominee]:
    """All who were nominated, those for the committee first, in the order in which they were."""
    rows = Nominee.objects.filter(congress=congress).select_related("person")
    return sorted(rows, key=lambda row: (row.post != Post.MEMBER, row.pk))


def standing(rows: Iterable[Nominee], post: str) -> list[Nominee]:
    """Those who stand for ``post``: nominated and not withdrawn."""
    return [row for row in rows if row.post == post and row.withdrawn_on is None]


def seats_of(congress: Congress, post: str) -> int | None:
    return 1 if post == Post.CHAIR else congress.seats


def outcome_of(congress: Congress, rows: Sequence[Nominee], post: str) -> tuple[Outcome, list[Nominee], int] | None:
    """What the votes entered decide: the outcome, whose places it names, and the votes collected; None before that."""
    told = congress.tally.get(post)
    seats = seats_of(congress, post)
    if not told or seats is None:
        return None
    voted = [row for row in rows if row.post == post and row.votes is not None]
    threshold = Fraction(told["threshold"])
    votes = [row.votes or 0 for row in voted]
    return elect(votes, seats=seats, collected=told["collected"], threshold=threshold), voted, told["collected"]


def elected_of(rows: Iterable[Nominee]) -> dict[int, Nominee]:
    """Those elected, by person; of one elected member and chair the row for the chair."""
    found: dict[int, Nominee] = {}
    for row in sorted((one for one in rows if one.elected), key=lambda one: one.post == Post.CHAIR):
        found[row.person_id] = row
    return found


def sitting(unit: int, *, day: date) -> dict[int, str]:
    """Who sits on the executive committee on the day: person to name."""
    rows = PostHeld.objects.filter(on_day(day), unit=unit, body__kind=BodyKind.EXECUTIVE_COMMITTEE)
    rows = rows.filter(post__in=[post.value for post in COMMITTEE_SEATS])
    return dict(rows.order_by("person__sort_key").values_list("person", "person__name"))
