"""The elections of a congress as its page shows them: who stands, ballots, counts, who is elected, the second round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nongcot.infra.rulebook.api import rulebook
from nongcot.people.kinds import Post
from nongcot.staffing.kinds.congress import AT_CONGRESS
from nongcot.staffing.kinds.congress import Election as Code
from nongcot.staffing.labels import congress as labels
from nongcot.staffing.labels.completing import source
from nongcot.staffing.models import Ballot, Congress, Nominee
from nongcot.staffing.queries.nominees import (
    Told,
    again_of,
    ballots_of,
    outcome_of,
    seats_of,
    second_outcome_of,
    standing,
)
from nongcot.staffing.rules.elections import second_round_rule

Ballots = Mapping[tuple[str, int], Ballot]


@dataclass(frozen=True, slots=True)
class Round:
    """One round. ``lines`` are (name, votes, elected, tied) of those counted, most votes first."""

    ballot: Ballot | None
    counted: bool  # the ballot was
    collected: int | None
    lines: list[tuple[str, int, bool, bool]]
    tied: int
    left: int


@dataclass(frozen=True, slots=True)
class Again:
    """A second round: why, who stands again for how many seats, and the rule that lets it follow."""

    why: str
    names: list[str]
    seats: int
    rule: str
    source: str
    verified: bool
    round: Round


@dataclass(frozen=True, slots=True)
class Election:
    """One election with its first round, and the second where one follows."""

    post: str
    title: str
    seats: int | None
    standing: int
    first: Round
    second: Again | None
    elected: int
    instead: str  # what may be decided instead of voting again

    @property
    def at_meeting(self) -> bool:
        return self.post not in AT_CONGRESS

    @property
    def surplus(self) -> int | None:
        return None if self.seats is None else self.standing - self.seats


def elections_of(congress: Congress, rows: Sequence[Nominee]) -> list[Election]:
    """That of the committee, and that of the chair where the congress elects it or somebody stands for it."""
    posts = [Code.MEMBER.value]
    if congress.chair_direct or standing(rows, Post.CHAIR):
        posts.append(Code.CHAIR.value)
    ballots = ballots_of(congress)
    return [election_of(congress, rows, post, ballots) for post in posts]


def election_of(congress: Congress, rows: Sequence[Nominee], post: str, ballots: Ballots) -> Election:
    first, second = outcome_of(congress, rows, post), second_outcome_of(congress, rows, post)
    left = second[0].seats_left if second else first[0].seats_left if first else 0
    elected = sum(row.elected for row in rows if row.post == post)
    return Election(
        post=post,
        title=labels.election(post),
        seats=seats_of(congress, post),
        standing=len(standing(rows, post)),
        first=_round(first, ballots.get((post, 1)), "votes"),
        second=_again(congress, rows, post, second, ballots.get((post, 2))),
        elected=elected,
        instead=labels.instead(post, elected) if left else "",
    )


def _again(
    congress: Congress, rows: Sequence[Nominee], post: str, counted: Told | None, ballot: Ballot | None
) -> Again | None:
    found, book = again_of(congress, rows, post), rulebook()
    rule = second_round_rule(book.on(congress.planned_on))
    if found is None or rule is None:
        return None
    again, who = found
    return Again(
        why=labels.why_again(again),
        names=[row.person.name for row in who],
        seats=again.seats,
        rule=rule.ref.id,
        source=source(rule, book),
        verified=rule.ref.verified,
        round=_round(counted, ballot, "second_votes"),
    )


def _round(told: Told | None, ballot: Ballot | None, votes: str) -> Round:
    outcome, voted, collected = told or (None, [], None)
    tied = set(outcome.tied) if outcome else set()
    chosen = set(outcome.elected) if outcome else set()
    lines = [(row.person.name, getattr(row, votes) or 0, at in chosen, at in tied) for at, row in enumerate(voted)]
    return Round(
        ballot=ballot,
        counted=ballot is not None and ballot.counted_at is not None,
        collected=collected,
        lines=sorted(lines, key=lambda line: -line[1]),
        tied=len(tied),
        left=outcome.seats_left if outcome else 0,
    )
