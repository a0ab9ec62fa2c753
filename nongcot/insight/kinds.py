"""What the dashboard counts, and into which rows: pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Question(StrEnum):
    """One picture of the dashboard."""

    COMPLETENESS = "completeness"
    UNITS = "units"
    TERMS = "terms"
    AGES = "ages"
    FIRST_TERM = "first_term"
    EDUCATION = "education"
    MAKE_UP = "make_up"
    PACE = "pace"
    CLOSING = "closing"


OF_UNIONS = frozenset({Question.COMPLETENESS, Question.UNITS, Question.TERMS})
OF_DUTIES = frozenset({Question.PACE, Question.CLOSING})


class State(StrEnum):
    """How complete a union is: by the gravest duty open there."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    URGENT = "urgent"


class Chairing(StrEnum):
    """Whether somebody chairs a union for the first time."""

    FIRST = "first"
    AGAIN = "again"
    UNKNOWN = "unknown"  # the first day of the post is not known


class Trait(StrEnum):
    """What the make-up of officers is told by; :data:`SENSITIVE` only to those who may know it of each person."""

    WOMEN = "women"
    YOUNG = "young"
    DIRECT = "direct_work"
    PARTY = "party"
    MINORITY = "minority"


SENSITIVE = frozenset({Trait.PARTY, Trait.MINORITY})
UNKNOWN = "unknown"
ALL = "all"  # the key of everything a picture counts
FEMALE, MALE = "female", "male"
DIRECT = "direct"  # the unions that stand directly under the unit shown
CHAIRS, OFFICERS, UNTOLD = "chairs", "officers", "untold"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a picture: ``key`` names it in addresses, ``values`` are its parts."""

    key: str
    values: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.values)


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit below with the unions of its subtree by state."""

    unit: int
    name: str
    complete: int
    incomplete: int
    urgent: int

    @property
    def total(self) -> int:
        return self.complete + self.incomplete + self.urgent

    @property
    def share(self) -> int:
        """Per cent of its unions that are complete, never rounded up."""
        return 100 * self.complete // self.total if self.total else 0

    @property
    def level(self) -> State:
        """How many of its unions are complete: four in five, half, fewer."""
        if self.complete * 5 >= self.total * 4:
            return State.COMPLETE
        return State.INCOMPLETE if self.complete * 2 >= self.total else State.URGENT


@dataclass(frozen=True, slots=True)
class Leaf:
    """A union that stands directly under the unit shown; ``alike`` is how many of the same state stand there."""

    unit: int
    name: str
    state: State
    alike: int


@dataclass(frozen=True, slots=True)
class Below:
    """What stands under the unit shown: superior unions with all that is theirs, and unions themselves."""

    branches: list[Branch]
    leaves: list[Leaf]

    @property
    def total(self) -> int:
        return sum(branch.total for branch in self.branches) + sum(self.alike.values())

    @property
    def alike(self) -> dict[State, int]:
        """How many unions stand directly there, by state."""
        return {leaf.state: leaf.alike for leaf in self.leaves}

    @property
    def states(self) -> list[Row]:
        """All unions by state, wherever they stand."""
        told = {
            State.COMPLETE: sum(branch.complete for branch in self.branches),
            State.INCOMPLETE: sum(branch.incomplete for branch in self.branches),
            State.URGENT: sum(branch.urgent for branch in self.branches),
        }
        return [Row(state.value, (told[state] + self.alike.get(state, 0),)) for state in State]


@dataclass(frozen=True, slots=True)
class Finished:
    """Duties done in the twelve months that end with the day's: (how many, median of days) by kind and by month."""

    by_kind: list[Row]
    by_month: list[Row]
    whole: Row | None
    halves: tuple[int | None, int | None]  # the medians of the first six months and of the last six


@dataclass(frozen=True, slots=True)
class Officers:
    """What is counted of officers, each picture's rows."""

    ages: list[Row]
    first_term: list[Row]
    education: list[Row]
    make_up: list[Row]


@dataclass(frozen=True, slots=True)
class Figures:
    """All that the dashboard counts, without a word: what may be kept and told later, in the reader's language."""

    below: Below
    terms: list[Row]
    officers: Officers
    done: Finished
