"""Days, half-open ranges of days, and birth dates of which only a part is known."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class DayRange:
    """The days from ``from_day`` up to but not including ``to_day``; None is open. Raises ValueError when empty."""

    from_day: date | None = None
    to_day: date | None = None

    def __post_init__(self) -> None:
        if self.from_day is not None and self.to_day is not None and self.from_day >= self.to_day:
            raise ValueError(f"empty range of days: {self.from_day} to {self.to_day}")

    def contains(self, day: date) -> bool:
        return (self.from_day is None or self.from_day <= day) and (self.to_day is None or day < self.to_day)

    def overlaps(self, other: DayRange) -> bool:
        return self.intersect(other) is not None

    def intersect(self, other: DayRange) -> DayRange | None:
        """The days in both ranges, or None if there are none."""
        start = max((d for d in (self.from_day, other.from_day) if d is not None), default=None)
        end = min((d for d in (self.to_day, other.to_day) if d is not None), default=None)
        if start is not None and end is not None and start >= end:
            return None
        return DayRange(start, end)


def is_partial_iso(s: str) -> bool:
    """Whether ``s`` is "YYYY", "YYYY-MM" or "YYYY-MM-DD" and such a year, month or day exists."""
    match = _PARTIAL.fullmatch(s)
    if not match or not s.isascii():
        return False
    year, month, day = (int(part) if part else 1 for part in match.groups())
    return year >= 1 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


_TYPED = re.compile(r"(?:(?:(\d{1,2})[/.\- ])?(\d{1,2})[/.\- ])?(\d{4})")


def read_partial(written: str) -> str | None:
    """A date as a person types it, day before month, as partial ISO: "5/7/1985", "7/1985", "1985", "1985-07-05".

    None if it is none, or if there is no such day.
    """
    bare = " ".join(written.split())
    if is_partial_iso(bare):
        return bare
    match = _TYPED.fullmatch(bare)
    if not match or not bare.isascii():
        return None
    day, month, year = match.groups()
    parts = [year, *(part.zfill(2) for part in (month, day) if part)]
    return iso if is_partial_iso(iso := "-".join(parts)) else None


def born_year(s: str) -> int:
    """The year of a partial ISO date. Raises ValueError if ``s`` is none."""
    if not is_partial_iso(s):
        raise ValueError(f"not a date: {s!r}")
    return int(s[:4])


def show_partial(s: str) -> str:
    """A partial ISO date as people write it: "20/11/1968", "7/1985", "1985". Raises ValueError if ``s`` is none."""
    born_year(s)
    parts = s.split("-")
    if len(parts) == 3:
        return f"{parts[2]}/{parts[1]}/{parts[0]}"
    return f"{int(parts[1])}/{parts[0]}" if len(parts) == 2 else s


def age_on(born: str, day: date) -> int | None:
    """Full years on ``day`` of somebody born on the partial ISO date ``born``; None if born after ``day``.

    Where only the year or month is known, the birthday counts as passed: the highest age it can be.
    """
    born_year(born)
    first = date.fromisoformat((born + "-01-01")[:10])
    if first > day:
        return None
    return day.year - first.year - ((day.month, day.day) < (first.month, first.day))


def born_by(day: date, years: int) -> str:
    """Who is born on this ISO day or earlier is at least ``years`` old on ``day``; for comparing as text.

    Right for births of which only the year or month is known too: their birthday counts as passed, as in `age_on`.
    """
    return f"{day.year - years:04d}-{day.month:02d}-{day.day:02d}"


def add_months(day: date, n: int) -> date:
    """The same day ``n`` months later; the last day of the month where there is no such day."""
    months = day.year * 12 + day.month - 1 + n
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, n: int) -> date:
    """The same day ``n`` years later; 28 February for a 29 February where there is none."""
    return add_months(day, 12 * n)


def working_days_after(day: date, n: int, holidays: Container[date] = ()) -> date:
    """The ``n``-th working day (Monday to Friday, not in ``holidays``) after ``day``; ``day`` itself for n = 0."""
    if n < 0:
        raise ValueError("cannot count working days backwards")
    while n:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in holidays:
            n -= 1
    return day
