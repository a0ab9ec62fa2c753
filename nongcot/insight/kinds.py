"""What the dashboard counts, and into which rows: pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Question(StrEnum):
    """One picture of the dashboard."""

    COMPLETENESS = "completeness"
    TERMS = "terms"
    AGES = "ages"
    FIRST_TERM = "first_term"
    EDUCATION = "education"
    CLOSING = "closing"


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


UNKNOWN = "unknown"


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
    """A unit below with the unions of its subtree by state; ``leaf``: it is such a union itself."""

    unit: int
    name: str
    leaf: bool
    complete: int
    incomplete: int
    urgent: int

    @property
    def total(self) -> int:
        return self.complete + self.incomplete + self.urgent

    @property
    def state(self) -> State:
        """The colour of its tile: of a leaf its own state, of a branch how many of its unions are complete."""
        if self.leaf:
            return State.URGENT if self.urgent else State.INCOMPLETE if self.incomplete else State.COMPLETE
        if self.complete * 10 >= self.total * 8:
            return State.COMPLETE
        return State.INCOMPLETE if self.urgent * 10 <= self.total * 3 else State.URGENT

    @property
    def share(self) -> int:
        """Per cent of its unions that are complete, never rounded up to 100."""
        return 100 * self.complete // self.total if self.total else 0


Facts = dict[str, Any]
