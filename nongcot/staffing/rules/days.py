"""Numbers of days that a document or a federation says. Pure."""

from __future__ import annotations

from nongcot.regulations import DayBook, Value, ValueUnit


def days_of(book: DayBook, rule: str) -> int | None:
    """The days a rule says on the book's day; None where it has no value."""
    found = book.find(rule)
    return found.value if found is not None and isinstance(found.value, int) else None


def in_working_days(book: DayBook, clock: Value | None) -> bool:
    """Whether the days of a step are working days: the unit of the rule they come from says so."""
    return clock is not None and book.book.rules[clock.ref.id].unit is ValueUnit.WORKING_DAY
