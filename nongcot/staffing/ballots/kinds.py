"""What a ballot is made of: pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from fractions import Fraction


class BallotKind(StrEnum):
    ELECTION = "election"
    RESOLUTION = "resolution"
    CONFIDENCE = "confidence"


class Way(StrEnum):
    """How votes are cast."""

    ONLINE = "online"
    PAPER = "paper"
    BOTH = "both"


class Mailed(StrEnum):
    """How far the link of a census line is by e-mail. Nothing here tells whether the link was used."""

    NO = ""
    WAITING = "waiting"
    BEGUN = "begun"  # made, and given to the mail server or not: after a crash nobody knows
    SENT = "sent"
    FAILED = "failed"  # refused by the mail server; the link has ended


class KeyField(StrEnum):
    """By what the lines of the census are told apart."""

    CODE = "code"
    PHONE = "phone"
    EMAIL = "email"
    CITIZEN_ID = "citizen_id"


class BallotState(StrEnum):
    PREPARED = "prepared"
    OPEN = "open"
    CLOSED = "closed"
    COUNTED = "counted"
    VOIDED = "voided"


BLANK = "0"
CHOSEN = "1"
MARKS: dict[BallotKind, tuple[str, ...]] = {
    BallotKind.ELECTION: (CHOSEN,),
    BallotKind.RESOLUTION: ("y", "n", "a"),  # for, against, another opinion
    BallotKind.CONFIDENCE: ("h", "m", "l"),  # high, medium, low
}


@dataclass(frozen=True, slots=True)
class Times:
    """The moments a ballot's state follows from."""

    opens_at: datetime
    closes_at: datetime
    counted: bool = False
    voided: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """What the tally form of the votes on paper says. ``counts`` has for each place how often each mark was given."""

    issued: int = 0
    collected: int = 0
    invalid: int = 0
    blank: int = 0
    counts: Sequence[dict[str, int]] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the votes decide. Places are those of the candidates.

    ``tied`` stand at the last seat with equal votes above the threshold: a second round decides between them.
    """

    elected: list[int] = field(default_factory=list)
    tied: list[int] = field(default_factory=list)
    seats_left: int = 0


@dataclass(frozen=True, slots=True)
class Counted:
    """The whole count: votes collected and what they say."""

    online: int
    paper: Paper
    blank: int
    invalid: int
    collected: int
    counts: list[dict[str, int]]
    threshold: Fraction
    outcome: Outcome


class Fault(StrEnum):
    """What is wrong with a line of a census or a tally form."""

    NO_NAME = "no_name"
    NO_KEY = "no_key"
    BAD_KEY = "bad_key"
    TWICE = "twice"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class CensusLine:
    """One who may vote. ``key`` is the unique field in one spelling."""

    line: int
    name: str
    key: str
