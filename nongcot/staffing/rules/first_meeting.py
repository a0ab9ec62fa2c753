"""What the new committee elects at its first meeting, by the rules of the day: pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from nongcot.people.kinds import GRASSROOTS_KINDS, SUPERIOR_KINDS
from nongcot.regulations import DayBook, Value
from nongcot.staffing.kinds.congress import Election
from nongcot.staffing.rules.congress import chair_only

STANDING_MINIMUM, INSPECTION_FROM, INSPECTION_SHARE = (
    "committee.standing_minimum",
    "inspection.required_from",
    "inspection.committee_share",
)


class Why(StrEnum):
    """Why something is elected at the meeting, or is not."""

    USUAL = "usual"  # no rule on file speaks of it
    LARGE = "large"  # the committee is large enough for a standing committee
    SMALL = "small"
    CHAIR_THERE = "chair_there"  # the congress elected the chair
    NO_CHAIR = "no_chair"
    ENOUGH_MEMBERS = "enough_members"
    FEW_MEMBERS = "few_members"  # one of the committee looks after inspection
    MEMBERS_UNKNOWN = "members_unknown"
    NOT_HERE = "not_here"  # such units have none


@dataclass(frozen=True, slots=True)
class Asked:
    """One election of the meeting: whether it is held, why, the rule and the number it names."""

    election: Election
    held: bool
    why: Why
    rule: Value | None = None
    number: int | None = None


def asked_of_meeting(
    book: DayBook, *, kind: str, members: int | None, committee: int, chair_elected: bool
) -> list[Asked]:
    """The elections of the first meeting in their order, those not held too, each with its reason.

    None at all where the union is so small that it elects a chair alone. ``committee``: how many the congress elected.
    """
    if chair_only(book, kind=kind, members=members) is not None:
        return []
    chair = Why.CHAIR_THERE if chair_elected else Why.NO_CHAIR
    inspection = _inspection(book, kind, members)
    return [
        _standing(book, kind, committee),
        Asked(Election.MEETING_CHAIR, not chair_elected, chair),
        Asked(Election.VICE_CHAIR, held=True, why=Why.USUAL),
        inspection,
        Asked(Election.INSPECTION_HEAD, inspection.held, inspection.why, inspection.rule, inspection.number),
    ]


def _standing(book: DayBook, kind: str, committee: int) -> Asked:
    if kind in SUPERIOR_KINDS:
        return Asked(Election.STANDING, held=True, why=Why.USUAL)
    rule = book.find(STANDING_MINIMUM) if kind in GRASSROOTS_KINDS else None
    if rule is None or not isinstance(rule.value, int):
        return Asked(Election.STANDING, held=False, why=Why.NOT_HERE)
    large = committee >= rule.value
    return Asked(Election.STANDING, large, Why.LARGE if large else Why.SMALL, rule, rule.value)


def _inspection(book: DayBook, kind: str, members: int | None) -> Asked:
    if kind in SUPERIOR_KINDS:
        return Asked(Election.INSPECTION, held=True, why=Why.USUAL)
    rule = book.find(INSPECTION_FROM) if kind in GRASSROOTS_KINDS else None
    if rule is None or not isinstance(rule.value, int):
        return Asked(Election.INSPECTION, held=False, why=Why.NOT_HERE)
    if members is None:
        return Asked(Election.INSPECTION, True, Why.MEMBERS_UNKNOWN, rule, rule.value)
    enough = members >= rule.value
    return Asked(Election.INSPECTION, enough, Why.ENOUGH_MEMBERS if enough else Why.FEW_MEMBERS, rule, rule.value)


def most_of_committee(book: DayBook, seats: int) -> tuple[int, Value] | None:
    """How many of an inspection committee of ``seats`` may sit on the executive committee too, and the rule."""
    rule = book.find(INSPECTION_SHARE)
    if rule is None or rule.value is None:
        return None
    return int(Fraction(str(rule.value)) * seats), rule


def may_stand(
    election: Election, *, committee: Collection[int], standing: Collection[int], inspection: Collection[int]
) -> Collection[int] | None:
    """Who may stand: of the chair and vice chairs those of the standing committee where there is one.

    None: anybody; the inspection committee takes others than committee members too.
    """
    if election is Election.INSPECTION:
        return None
    if election is Election.INSPECTION_HEAD:
        return inspection
    return standing if standing and election is not Election.STANDING else committee
