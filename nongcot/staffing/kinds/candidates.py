"""Candidates for a seat: what speaks for looking again, and the criteria they are compared by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from nongcot.kernel.findings import RuleRef
from nongcot.people.kinds import BodyKind, EndReason, Mandate, Post, Sector


class CandidateState(StrEnum):
    PROPOSED = "proposed"
    CHOSEN = "chosen"  # elected or designated, as people decided
    WITHDRAWN = "withdrawn"


class Ground(StrEnum):
    """Why somebody cannot be, or should be looked at again before being, a candidate."""

    SITS_ALREADY = "sits_already"
    CHAIRS_ELSEWHERE = "chairs_elsewhere"
    NOT_OF_UNIT = "not_of_unit"  # no post in this unit on record
    OFFICER_SHORT = "officer_short"  # fewer years as an officer than preferred for a chair
    OFFICER_UNKNOWN = "officer_unknown"
    MEMBERSHIP_UNKNOWN = "membership_unknown"  # since when a member is not on record
    CONTRACT_SHORT = "contract_short"  # the labour contract ends before the term
    LEFT_BY_SANCTION = "left_by_sanction"  # recalled or removed from a post before


class Weight(StrEnum):
    BAR = "bar"  # cannot be proposed
    LOOK = "look"  # the record speaks against it: people decide
    ASK = "ask"  # the record does not know


WEIGHTS = {
    Ground.SITS_ALREADY: Weight.BAR,
    Ground.CHAIRS_ELSEWHERE: Weight.LOOK,
    Ground.NOT_OF_UNIT: Weight.ASK,
    Ground.OFFICER_SHORT: Weight.LOOK,
    Ground.OFFICER_UNKNOWN: Weight.ASK,
    Ground.MEMBERSHIP_UNKNOWN: Weight.ASK,
    Ground.CONTRACT_SHORT: Weight.LOOK,
    Ground.LEFT_BY_SANCTION: Weight.LOOK,
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground with its facts (JSON values), and the rule it rests on where there is one."""

    ground: Ground
    facts: Mapping[str, str | int] = field(default_factory=dict)
    rule: RuleRef | None = None

    @property
    def weight(self) -> Weight:
        return WEIGHTS[self.ground]


@dataclass(frozen=True, slots=True)
class Held:
    """One post of a person's, anywhere."""

    unit: int
    unit_name: str
    body: BodyKind
    post: Post
    from_day: date | None
    to_day: date | None
    mandate: Mandate | None = None
    end_reason: EndReason | None = None
    sector: Sector | None = None  # of the unit, where it is known

    def held_on(self, day: date) -> bool:
        return (self.from_day is None or self.from_day <= day) and (self.to_day is None or day < self.to_day)


@dataclass(frozen=True, slots=True)
class Known:
    """What the record knows of somebody who may be a candidate."""

    person: int
    name: str
    sex: str
    born: str
    contract_ends_on: date | None
    posts: tuple[Held, ...]
    limited: bool = False  # the processing of the person's data is limited
    direct_work: bool | None = None  # None: not told
    direct_work_on: date | None = None
    direct_work_source: str = ""  # the list that said it; "" by hand
    voted: bool = False  # a vote of confidence names somebody so, as far as that was asked

    def sector_on(self, day: date) -> Sector | None:
        """The sector in which the person holds a post on ``day``, the union they come from on a higher committee."""
        return next((one.sector for one in self.posts if one.sector and one.held_on(day)), None)


class Criterion(StrEnum):
    """What the charter's guidance asks of an officer, compared side by side; never summed up."""

    DEDICATION = "dedication"  # nhiệt tình, tâm huyết
    STANDING = "standing"  # uy tín
    PERSUASION = "persuasion"  # khả năng thuyết phục
    COURAGE = "courage"  # dám nghĩ, dám làm, dám chịu trách nhiệm


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing on record that bears on a criterion: its words, its day or days, and where it comes from."""

    words: str
    when: str
    source: str


@dataclass(frozen=True, slots=True)
class Composition:
    """A committee on a day: how many, how many women, by age and sector, how many work directly in production.

    ``unknown``: sex, birth, work or sector not on record; nobody is counted as a man, as old or as an office worker for
    that.
    """

    persons: int
    women: int
    sex_unknown: int
    under_40: int
    from_40: int
    over_50: int
    age_unknown: int
    direct: int = 0
    direct_unknown: int = 0
    state: int = 0
    non_state: int = 0
    sector_unknown: int = 0


@dataclass(frozen=True, slots=True)
class Sitting:
    """What the composition asks of one person."""

    sex: str
    born: str
    direct_work: bool | None = None
    sector: str | None = None
