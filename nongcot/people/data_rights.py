"""What the law lets a person ask about the own data, by when, and what stands in the way of erasing it.

Luật 91/2025/QH15 and NĐ 356/2025/NĐ-CP; every number is a dated rule of the rulebook. Pure: no Django, no clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from nongcot.kernel.dates import add_years
from nongcot.people.kinds import DataRequestKind
from nongcot.regulations import DayBook, Value, calendar_of

ACKNOWLEDGE = "personal_data.acknowledge"
EXTENSION = "personal_data.stop_extension"
STOP, STOP_THIRD_PARTY = "personal_data.stop", "personal_data.stop_third_party"
DUE = {
    DataRequestKind.ACCESS: "personal_data.access",
    DataRequestKind.CORRECTION: "personal_data.access",
    DataRequestKind.ERASURE: "personal_data.erase",
    DataRequestKind.RESTRICTION: STOP,
}
HOLD_POST, KEEP_OFFICER = "personal_data.hold_current_post", "personal_data.retention_officer"
KEEP_REQUEST, KEEP_SIGN_IN = "personal_data.retention_request", "personal_data.retention_sign_in"
KEEP_IMPORT_FILE = "personal_data.retention_import_file"
KEEP_NOMINATION = "personal_data.retention_nomination"  # carried out by staffing
RETENTION = (
    KEEP_OFFICER,
    KEEP_REQUEST,
    "personal_data.retention_access_log",
    KEEP_IMPORT_FILE,
    KEEP_SIGN_IN,
    KEEP_NOMINATION,
)
SHAPE = 1


@dataclass(frozen=True, slots=True)
class Clocks:
    """By when to answer and by when to be done; None where no rule is in force. ``rules``: what each rests on."""

    acknowledge_by: date | None
    due_by: date | None
    rules: dict[str, Any] = field(default_factory=dict)


def clocks(kind: DataRequestKind, received_on: date, book: DayBook, *, third_party: bool = False) -> Clocks:
    """The law's two clocks of a request that came on ``received_on``; ``book`` holds the rules of that day.

    The answer counts in working days, doing it in calendar days. Of a year whose holidays are not on record ``rules``
    says so (``no_holidays``).
    """
    answer = book.find(ACKNOWLEDGE)
    due = book.find(STOP_THIRD_PARTY if third_party and DUE[kind] == STOP else DUE[kind])
    calendar = calendar_of(book.book)
    acknowledge_by = None if answer is None else calendar.after(received_on, _whole(answer))
    rules = {"acknowledge_by": _cited(answer), "due_by": _cited(due)}
    if acknowledge_by is not None and (years := calendar.unknown(received_on, acknowledge_by)):
        rules["acknowledge_by"]["no_holidays"] = list(years)
    return Clocks(
        acknowledge_by=acknowledge_by,
        due_by=None if due is None else received_on + timedelta(days=_whole(due)),
        rules={"shape": SHAPE, **{name: rule for name, rule in rules.items() if rule}},
    )


def may_extend(kind: DataRequestKind) -> bool:
    """Whether the law lets a request of this kind be put off: only one to withdraw consent, limit or object."""
    return DUE[kind] == STOP


def latest_extension(kind: DataRequestKind, due_by: date, book: DayBook) -> date | None:
    """The last day to which the law lets ``due_by`` be put off, once; None where no rule allows it."""
    allowed = book.find(EXTENSION) if may_extend(kind) else None
    return None if allowed is None else due_by + timedelta(days=_whole(allowed))


def _whole(value: Value) -> int:
    if not isinstance(value.value, int):
        raise TypeError(f"{value.ref.id} is no whole number: {value.value!r}")
    return value.value


def _cited(value: Value | None) -> dict[str, Any]:
    if value is None:
        return {}
    ref = value.ref
    return {"rule": ref.id, "document": ref.document, "article": ref.article, "verified": ref.verified}


def kept_since(rule: str, day: date, book: DayBook) -> date | None:
    """The first day of which what ``rule`` speaks of is still kept on ``day``; None where no value is in force."""
    years = book.find(rule)
    return None if years is None else add_years(day, -_whole(years))


class HoldReason(StrEnum):
    """Why data is not erased yet."""

    HOLDS_POST = "holds_post"
    RETENTION = "retention"


@dataclass(frozen=True, slots=True)
class Hold:
    """One reason, the first day on which it no longer stands (None: not known), and the rule it rests on."""

    reason: HoldReason
    until: date | None
    rule: str


def holds(posts: Iterable[tuple[date | None, date | None]], day: date, book: DayBook) -> list[Hold]:
    """What stands in the way of erasing the data of somebody with these posts [first, end) on ``day``."""
    ends = [end for _first, end in posts]
    current = book.find(HOLD_POST)
    if any(end is None or end > day for end in ends):
        return [Hold(HoldReason.HOLDS_POST, None, HOLD_POST)] if current is not None and current.value else []
    keep = book.find(KEEP_OFFICER)
    if keep is None or not ends:
        return []
    until = add_years(max(end for end in ends if end is not None), _whole(keep))
    return [Hold(HoldReason.RETENTION, until, KEEP_OFFICER)] if day < until else []
