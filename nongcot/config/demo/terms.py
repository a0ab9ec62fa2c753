"""The terms of a committee as the years went: 2018-2023, 2023-2028, the congresses of 2025, extensions to 2030."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from nongcot.config.demo.invent import Inventor
from nongcot.people.kinds import Mandate

RERUN = (date(2025, 9, 8), date(2025, 12, 28))  # grassroots congresses had to be held again by 31/12/2025
EXTENDED = (date(2025, 10, 6), date(2025, 12, 19))


class Course(StrEnum):
    """Which of the usual courses a union's terms took."""

    RERUN = "rerun"  # 2018-2023, 2023-2028 cut short, 2025-2030
    EXTENDED = "extended"  # 2018-2023, 2023-2028 extended to 2030 with a document
    OLDER = "older"  # 2017-2022, 2022-2027 still running
    ENDED = "ended"  # planned end passed, no congress held
    ENDING = "ending"  # planned end near


@dataclass(slots=True)
class TermPlan:
    start: date
    planned_end: date | None
    real_end: date | None = None  # the day the next term began
    mandate: Mandate = Mandate.CONGRESS
    extended_to: date | None = None
    extended_on: date | None = None


def years_after(day: date, years: int) -> date:
    return day.replace(year=day.year + years, day=min(day.day, 28))


def plan(course: Course, inventor: Inventor, began_on: date, day: date) -> list[TermPlan]:
    """The terms of a union of this course from 2017 on, oldest first, none before the union began."""
    starts, extension = _starts(course, inventor, day)
    founded = began_on + timedelta(days=20)
    starts = [start for start in starts if start >= founded and start <= day]
    if not starts or starts[0] > founded + timedelta(days=400):
        first = max(founded, date(2018, 1, 15)) if began_on.year < 2018 else founded
        starts = [min(first, day), *(start for start in starts if start > first + timedelta(days=120))]
    terms = [TermPlan(start, years_after(start, 5)) for start in starts]
    for term, following in pairwise(terms):
        term.real_end = following.start
    if extension and terms[-1].planned_end and terms[-1].planned_end < extension[1]:
        terms[-1].extended_on, terms[-1].extended_to = extension
    return terms


def _starts(course: Course, inventor: Inventor, day: date) -> tuple[list[date], tuple[date, date] | None]:
    between = inventor.between
    first = between(date(2017, 9, 4), date(2018, 6, 28))
    second = between(date(2022, 11, 3), date(2023, 8, 25))
    match course:
        case Course.RERUN:
            return [first, second, between(*RERUN)], None
        case Course.EXTENDED:
            decided = between(*EXTENDED)
            return [first, second], (decided, date(2030, second.month, 28))
        case Course.OLDER:
            second = years_after(day, -5) + timedelta(days=inventor.rng.randint(200, 420))
        case Course.ENDED:
            second = years_after(day, -5) - timedelta(days=inventor.rng.randint(18, 300))
        case Course.ENDING:
            second = years_after(day, -5) + timedelta(days=inventor.rng.randint(14, 150))
    return [years_after(second, -5), second], None


def appointed(began_on: date, inventor: Inventor) -> list[TermPlan]:
    """A commune union of 2025: appointed when it was set up, appointed again for 2025-2030 at its conference."""
    conference = inventor.between(date(2025, 10, 2), date(2025, 10, 30))
    return [
        TermPlan(began_on, date(2028, 6, 30), conference, Mandate.APPOINTED),
        TermPlan(conference, years_after(conference, 5), None, Mandate.APPOINTED),
    ]
