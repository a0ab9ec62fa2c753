"""What follows from the first round of an election: who stands again, for how many seats. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from nongcot.regulations import DayBook, Value
from nongcot.staffing.ballots.kinds import Outcome
from nongcot.staffing.ballots.rules import second_round

SECOND_ROUND = "congress.second_round"


@dataclass(frozen=True, slots=True)
class SecondRound:
    """The places that stand again and the seats they stand for; ``tied``: equal votes at the last seat are why."""

    standing: list[int]
    seats: int
    tied: bool


def second_of(outcome: Outcome, places: Collection[int]) -> SecondRound | None:
    """The second round after ``outcome``; None where nothing is left to elect or nobody of ``places`` to stand.

    ``places`` are those who still stand: who withdrew after the first round does not stand again.
    """
    again = [place for place in second_round(outcome, places) if place in places]
    return SecondRound(again, min(outcome.seats_left, len(again)), bool(outcome.tied)) if again else None


def second_round_rule(book: DayBook) -> Value | None:
    """The rule that lets a second round follow; None where there is none on the day, or it says no."""
    rule = book.find(SECOND_ROUND)
    return rule if rule is not None and rule.value is True else None
