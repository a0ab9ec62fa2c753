"""When a ballot is open, which marks make a valid vote, who is elected: pure decisions over plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from fractions import Fraction

from nongcot.staffing.ballots.kinds import (
    BLANK,
    CHOSEN,
    MARKS,
    BallotKind,
    BallotState,
    Counted,
    Outcome,
    Paper,
    Times,
)


def state_of(times: Times, now: datetime) -> BallotState:
    """The state of a ballot at the moment ``now``: by its times and what was recorded, by nothing that runs."""
    if times.voided:
        return BallotState.VOIDED
    if times.counted:
        return BallotState.COUNTED
    if now < times.opens_at:
        return BallotState.PREPARED
    return BallotState.OPEN if now < times.closes_at else BallotState.CLOSED


def is_vote(kind: BallotKind, marks: str, *, places: int, seats: int, withdrawn: Collection[int] = ()) -> bool:
    """Whether ``marks`` (one letter a place) can be cast: at most ``seats`` chosen, nobody who has withdrawn."""
    allowed = {BLANK, *MARKS[kind]}
    if len(marks) != places or set(marks) - allowed or any(marks[place] != BLANK for place in withdrawn):
        return False
    return kind is not BallotKind.ELECTION or marks.count(CHOSEN) <= seats


def is_blank(marks: str) -> bool:
    return not marks.strip(BLANK)


def count(
    kind: BallotKind,
    votes: Iterable[str],
    *,
    places: int,
    seats: int,
    threshold: Fraction,
    withdrawn: Collection[int] = (),
    paper: Paper | None = None,
) -> Counted:
    """Count what was cast online (``votes``) and on paper together.

    Blank and invalid votes are collected votes: they count in what "more than half of the votes collected" is a share
    of (28/HD-TLĐ). A vote for somebody who withdrew afterwards counts for nobody.
    """
    paper = paper or Paper()
    counts = [Counter[str]() for _place in range(places)]
    online = blank = 0
    for marks in votes:
        online += 1
        blank += is_blank(marks)
        for place, mark in enumerate(marks):
            if mark != BLANK and place not in withdrawn:
                counts[place][mark] += 1
    for place, given in enumerate(paper.counts):
        if place not in withdrawn:
            counts[place].update(given)
    collected = online + paper.collected
    chosen = [0 if place in withdrawn else counts[place][CHOSEN] for place in range(places)]
    outcome = Outcome()
    if kind is BallotKind.ELECTION:
        outcome = elect(chosen, seats=seats, collected=collected, threshold=threshold)
    return Counted(
        online=online,
        paper=paper,
        blank=blank + paper.blank,
        invalid=paper.invalid,
        collected=collected,
        counts=[{mark: counts[place][mark] for mark in MARKS[kind]} for place in range(places)],
        threshold=threshold,
        outcome=outcome,
    )


def elect(votes: Sequence[int], *, seats: int, collected: int, threshold: Fraction) -> Outcome:
    """Who is elected: more than ``threshold`` of the votes collected, the highest first, as many as there are seats.

    Where candidates above it have equal votes and not all of them find a seat, none of them takes it: they stand again
    in a second round (28/HD-TLĐ says so of the chair; the same is fair for any last seat).
    """
    above = [place for place, number in enumerate(votes) if number > threshold * collected]
    above.sort(key=lambda place: (-votes[place], place))
    if len(above) <= seats:
        return Outcome(elected=above, seats_left=seats - len(above))
    last = votes[above[seats - 1]]
    if votes[above[seats]] != last:
        return Outcome(elected=above[:seats])
    sure = [place for place in above if votes[place] > last]
    return Outcome(elected=sure, tied=[place for place in above if votes[place] == last], seats_left=seats - len(sure))


def second_round(outcome: Outcome, places: Collection[int]) -> list[int]:
    """Who stands in the second round: those tied for the last seats; else all not elected, if a seat is left."""
    if not outcome.seats_left:
        return []
    return outcome.tied or [place for place in places if place not in outcome.elected]


def tally_agrees(kind: BallotKind, paper: Paper, *, seats: int, given: int) -> bool:
    """Whether a tally form can be true: no more papers than were given out, no more marks than valid papers allow."""
    valid = paper.collected - paper.invalid - paper.blank
    sums = [sum(each.values()) for each in paper.counts]
    if min([valid, paper.issued, paper.collected, paper.invalid, paper.blank, *sums]) < 0:
        return False
    if paper.collected > paper.issued or paper.issued > given or any(each > valid for each in sums):
        return False
    if kind is BallotKind.ELECTION:
        return valid <= sum(sums) <= valid * seats if valid else not sum(sums)
    return True
