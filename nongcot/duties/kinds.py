"""What a check is and what a duty can be: pure, no Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nongcot.people.kinds import SUPERIOR_KINDS, Role, UnitKind
from nongcot.regulations import DayBook


class Severity(StrEnum):
    """How much a finding matters; for the order of lists, never for a sentence about a person."""

    HIGH = "high"  # the union cannot act, or the record cannot be true
    MEDIUM = "medium"
    LOW = "low"
    NOTE = "note"  # nothing is wrong: somebody should know


class DutyState(StrEnum):
    OPEN = "open"
    POSTPONED = "postponed"  # stays open, out of the way until its day
    CLOSED = "closed"


class Whose(StrEnum):
    """Of the open duties one may see: the own ones, those that wait for somebody else, those given to somebody."""

    MINE = "mine"
    OTHERS = "others"
    DELEGATED = "delegated"


class CloseReason(StrEnum):
    FACTS_CHANGED = "facts_changed"  # what was missing is there
    RULE_CHANGED = "rule_changed"
    UNIT_ENDED = "unit_ended"
    DAY_PASSED = "day_passed"  # the time it was about is over: nobody did anything


# Nobody did what these closed: it fell away.
FELL_AWAY = frozenset({CloseReason.RULE_CHANGED, CloseReason.UNIT_ENDED, CloseReason.DAY_PASSED})


@dataclass(frozen=True, slots=True)
class CheckSpec:
    """What is fixed about a check: who answers for it, which action resolves it, and the rules it rests on.

    ``rules`` names the rule cited first; ``deadline`` the rule of the federation's own clock, if there is one.
    """

    code: str
    role: Role
    action: str
    severity: Severity
    rules: tuple[str, ...]
    deadline: str | None = None

    def role_at(self, kind: UnitKind | None) -> Role:
        """Who answers for it at a unit of this kind. ``role`` is that of a grassroots union; a superior union has no
        chair of a grassroots union, and its own superior stands one step higher.
        """
        if kind is UnitKind.DIRECT_SUPERIOR and self.role is Role.CHAIR:
            return Role.SUPERIOR_OFFICER
        own = kind in SUPERIOR_KINDS and self.role in (Role.CHAIR, Role.SUPERIOR_OFFICER)
        return Role.FEDERATION_OFFICER if own else self.role


@dataclass(frozen=True, slots=True)
class Context:
    """The day asked and the rules in force on it."""

    day: date
    book: DayBook
