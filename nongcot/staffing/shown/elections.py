"""The elections of a congress as its page shows them: who stands, the ballot, the count, who is elected, ties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nongcot.people.kinds import Post
from nongcot.staffing.labels import congress as labels
from nongcot.staffing.models import Ballot, Congress, Nominee
from nongcot.staffing.queries.nominees import outcome_of, seats_of, standing


@dataclass(frozen=True, slots=True)
class Election:
    """One election. ``lines`` are (name, votes, elected, tied) of those counted, most votes first."""

    post: str
    title: str
    seats: int | None
    standing: int
    ballot: Ballot | None
    counted: bool  # the ballot was
    collected: int | None
    lines: list[tuple[str, int, bool, bool]]
    tied: int
    left: int

    @property
    def surplus(self) -> int | None:
        return None if self.seats is None else self.standing - self.seats


def elections_of(congress: Congress, rows: Sequence[Nominee]) -> list[Election]:
    """That of the committee, and that of the chair where the congress elects it or somebody stands for it."""
    posts = [Post.MEMBER.value]
    if congress.chair_direct or standing(rows, Post.CHAIR):
        posts.append(Post.CHAIR.value)
    return [_election(congress, rows, post) for post in posts]


def _election(congress: Congress, rows: Sequence[Nominee], post: str) -> Election:
    ballot = congress.chair_ballot if post == Post.CHAIR else congress.ballot
    told = outcome_of(congress, rows, post)
    lines: list[tuple[str, int, bool, bool]] = []
    tied: set[int] = set()
    left = 0
    collected = None
    if told is not None:
        outcome, voted, collected = told
        tied, left = set(outcome.tied), outcome.seats_left
        lines = [(row.person.name, row.votes or 0, row.elected, at in tied) for at, row in enumerate(voted)]
        lines.sort(key=lambda line: -line[1])
    return Election(
        post=post,
        title=labels.election(post),
        seats=seats_of(congress, post),
        standing=len(standing(rows, post)),
        ballot=ballot if ballot is not None and ballot.voided_at is None else None,
        counted=ballot is not None and ballot.counted_at is not None,
        collected=collected,
        lines=lines,
        tied=len(tied),
        left=left,
    )
