"""Working days with the public holidays on record: a dated rule that lists the days off of each year. Pure."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from nongcot.kernel.dates import read_partial, working_days_after
from nongcot.regulations.book import Rulebook

HOLIDAYS = "calendar.holidays"


class Calendar:
    """The days off of each year, as the rulebook has them: ``day in calendar`` says whether a day is one.

    A year's value is that in force on its last day, and only the days of that very year count: a list of another year
    says nothing of it. Days that fall on a weekend may be left out.
    """

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._years: dict[int, frozenset[date] | None] = {}

    def of_year(self, year: int) -> frozenset[date] | None:
        """The days off of a year; None where no list is on record."""
        if year not in self._years:
            self._years[year] = self._read(year)
        return self._years[year]

    def _read(self, year: int) -> frozenset[date] | None:
        if HOLIDAYS not in self._book.rules:
            return None
        value = self._book.on(date(year, 12, 31)).find(HOLIDAYS)
        listed = value.value if value is not None and isinstance(value.value, tuple | list) else ()
        spelled = [read_partial(str(text)) for text in listed]
        days = {date.fromisoformat(text) for text in spelled if text is not None and len(text) == len("2026-01-01")}
        return frozenset(day for day in days if day.year == year) or None

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day in (self.of_year(day.year) or ())

    def after(self, day: date, n: int) -> date:
        """The ``n``-th working day after ``day``, holidays on record left out."""
        return working_days_after(day, n, self)

    def unknown(self, first: date, last: date) -> tuple[int, ...]:
        """The years between two days, both counted, of which no list is on record."""
        return tuple(year for year in range(first.year, last.year + 1) if self.of_year(year) is None)


@lru_cache(maxsize=4)
def calendar_of(book: Rulebook) -> Calendar:
    """The calendar of a rulebook, read once."""
    return Calendar(book)
