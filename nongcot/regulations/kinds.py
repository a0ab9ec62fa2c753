"""The shapes of the law as data: documents, rules, their dated values. Pure values, no files, no Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from nongcot.kernel.findings import RuleRef

Scalar = int | Decimal | Fraction | str | bool | tuple[str, ...] | None


class Confidence(StrEnum):
    SURE = "sure"  # two independent sources, or the document's own text
    LIKELY = "likely"  # one good source, or a stated inference
    UNSURE = "unsure"  # old, indirect or unchecked


class DocumentKind(StrEnum):
    LAW = "law"
    DECREE = "decree"
    CHARTER = "charter"
    DECISION = "decision"
    GUIDANCE = "guidance"
    DISPATCH = "dispatch"
    PLAN = "plan"
    OWN = "own"  # the federation's or the system's own, no regulation


class RuleKind(StrEnum):
    REGULATION = "regulation"
    OWN_DEADLINE = "own_deadline"  # no document fixes it: suggested, the federation decides
    OWN_RULE = "own_rule"  # what a roster must satisfy to be a roster
    NAME = "name"  # what a body is called on a day
    LOCAL_EXAMPLE = "local_example"  # one province's own value, never used by default


class ValueUnit(StrEnum):
    PERSON = "person"
    MEMBER = "member"
    DELEGATE = "delegate"
    UNION = "union"
    POINT = "point"
    SHARE = "share"
    COEFFICIENT = "coefficient"
    DONG_PER_MONTH = "dong_per_month"
    HOUR = "hour"
    HOUR_PER_MONTH = "hour_per_month"
    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    YEAR = "year"
    SESSION = "session"
    YES_NO = "yes_no"
    TEXT = "text"
    LIST = "list"


class Status(StrEnum):
    """Why a line carries no number."""

    NO_LIMIT = "no_limit"  # the document fixes no limit: an answer
    NOT_ON_FILE = "not_on_file"  # the document is in force, its text has not been entered: no answer


@dataclass(frozen=True, slots=True)
class Document:
    """One legal instrument. ``ended`` is the first day it no longer holds."""

    id: str
    number: str
    kind: DocumentKind
    issuer: str
    title: str
    signed: date | None
    in_force: date
    ended: date | None
    replaced_by: str | None
    text_on_file: bool
    confidence: Confidence
    dates_confirmed: bool = True
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Leaf:
    value: Scalar
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Brackets:
    """A ladder: ``nodes[i]`` holds from ``starts[i]`` (included) up to the next start; the last up to ``below``."""

    starts: tuple[int, ...]
    nodes: tuple[Node, ...]
    below: int | None = None


@dataclass(frozen=True, slots=True)
class Cases:
    nodes: dict[str, Node]


Node = Leaf | Brackets | Cases


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated value of a rule, over the half-open range [from_day, to_day)."""

    from_day: date
    to_day: date | None
    node: Node
    document: str
    article: str
    confidence: Confidence
    verified: bool
    checked: str = ""
    note: str = ""
    carried: bool = False  # still used after its document ended, because nothing newer is on file
    decided_by: str = ""
    entered_by: str = ""

    def holds_on(self, day: date) -> bool:
        return self.from_day <= day and (self.to_day is None or day < self.to_day)


@dataclass(frozen=True, slots=True)
class Rule:
    """One named parameter of the law. ``by`` names the keys of its ladders and cases, outermost first."""

    id: str
    title: str
    title_en: str
    unit: ValueUnit
    kind: RuleKind
    applies_to: tuple[str, ...]
    by: tuple[str, ...]
    entries: tuple[Entry, ...]
    file: str = ""

    def entry_on(self, day: date) -> Entry | None:
        return next((entry for entry in self.entries if entry.holds_on(day)), None)


@dataclass(frozen=True, slots=True)
class Value:
    """The answer to "what holds on this day?". ``value`` None means: the document fixes no limit."""

    value: Scalar
    ref: RuleRef
    from_day: date
    to_day: date | None
    note: str
    confidence: Confidence
    carried: bool = False

    @property
    def no_limit(self) -> bool:
        return self.value is None


@dataclass(frozen=True, slots=True)
class EnteredValue:
    """One dated value a person entered from a document, or a federation decided.

    ``value`` is a plain value, or the same ``{"brackets": [...]}`` / ``{"cases": {...}}`` a rule file holds.
    """

    rule: str
    from_day: date
    value: object
    document_number: str
    document_issuer: str
    article: str
    document_signed: date | None = None
    to_day: date | None = None
    decided_by: str = ""
    entered_by: str = ""
    note: str = ""
