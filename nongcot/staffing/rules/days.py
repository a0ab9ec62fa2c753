"""Numbers of days that a federation decides. Pure."""

from __future__ import annotations

from nongcot.regulations import DayBook


def days_of(book: DayBook, rule: str) -> int | None:
    """The days a rule says on the book's day; None where it has no value."""
    found = book.find(rule)
    return found.value if found is not None and isinstance(found.value, int) else None
