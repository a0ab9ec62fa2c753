"""Dates in every Vietnamese habit: day before month, always. A date that cannot be is refused, never turned round."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from nongcot.intake.cells.english_dates import english_numbers
from nongcot.intake.cells.understood import CACHED, Cell, Understood, plain
from nongcot.intake.cells.words import is_empty, is_formula_error, says_none
from nongcot.intake.kinds import ProblemKind, RepairKind
from nongcot.kernel.clock import today
from nongcot.kernel.text import fold

FIRST_YEAR = 1900
LAST_YEAR = 2100
_YOUNGEST, _OLDEST = 16, 100  # ages between which two digits of a birth year are believed
_YEARS_AHEAD = 20  # two digits of any other year: at most so far ahead
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(10959, 73051)  # 1930 to 2100: what Excel counts as days
_TEXT_SERIALS = range(14611, 73051)  # from 1940: in text, fewer digits are more likely a month and a year
_LABELS = re.compile(r"\b(?:ngay thang nam sinh|sinh ngay|nam sinh|ngay|thang|thg|nam|sinh|sn|ns|luc|tu|den)\b")
_AGE = re.compile(r"\s*\(\s*\d{1,3}\s*t(?:uổi)?\s*\)\s*$", re.IGNORECASE)
# "05/07/1985 tại Đắk Lắk", "05/07/1985 - Nam Định": the place of birth behind the day.
_PLACE = re.compile(
    r"^(\D{0,12}\d{1,2}\s*[./-]\s*\d{1,2}\s*[./-]\s*\d{4})\s*(?:\btại|\bở|[,;(\n–-])\s*[^\d?]{2,40}$", re.IGNORECASE
)
_GLUED_MONTH = re.compile(r"\bt(\d{1,2})\b|\bthg(\d{1,2})\b")
_USUAL = re.compile(r"\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d\d-\d\d")
_TIME = re.compile(r"[ T]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[AP]M)?$", re.IGNORECASE)

Century = Callable[[int], int | None]


@dataclass(frozen=True, slots=True)
class _Parts:
    """Day, month, year as written: 0 for a day or month not known."""

    day: int
    month: int
    year: int
    short_year: bool = False


def _two_digits(text: str) -> bool:
    return len(text) <= 2


def _triple(a: str, b: str, c: str) -> _Parts | None:
    if len(a) == 4 and _two_digits(b) and _two_digits(c):
        return _Parts(int(c), int(b), int(a))
    if _two_digits(a) and _two_digits(b) and len(c) in (2, 4):
        return _Parts(int(a), int(b), int(c), len(c) == 2)
    return None


def _pair(a: str, b: str) -> _Parts | None:
    if _two_digits(a) and len(b) == 4:
        return _Parts(0, int(a), int(b))
    if len(a) == 4 and _two_digits(b):
        return _Parts(0, int(b), int(a))
    if _two_digits(a) and len(b) == 2 and int(b) > 31 and int(a) <= 12:
        return _Parts(0, int(a), int(b), True)
    return None


def _single(a: str) -> _Parts | None:
    if len(a) == 4:
        return _Parts(0, 0, int(a))
    if len(a) == 8 and FIRST_YEAR <= int(a[4:]) <= LAST_YEAR:
        return _Parts(int(a[:2]), int(a[2:4]), int(a[4:]))
    if len(a) == 8:
        return _Parts(int(a[6:]), int(a[4:6]), int(a[:4]))
    if len(a) == 6 and int(a[4:]) > 31:
        return _Parts(int(a[:2]), int(a[2:4]), int(a[4:]), True)
    if len(a) == 2 and int(a) > 31:
        return _Parts(0, 0, int(a), True)
    return None


def _parts(written: str) -> _Parts | None:
    """The numbers of a date by their order and length; None for anything that is no date."""
    if "?" in written or len(written) > 60:
        return None
    key = fold(_TIME.sub("", _PLACE.sub(r"\1", _AGE.sub("", written.strip()))))
    key = _GLUED_MONTH.sub(lambda m: f" {m[1] or m[2]} ", key)
    key = _LABELS.sub(" ", key)
    numbers = english_numbers(key) or key.split()
    if not numbers or any(not (n.isascii() and n.isdigit()) for n in numbers):
        return None
    if len(numbers) == 3:
        return _triple(*numbers)
    if len(numbers) == 2:
        return _pair(*numbers)
    return _single(numbers[0]) if len(numbers) == 1 else None


def _birth_century(latest: date) -> Century:
    """The pivot for births: the later century if that makes the person 16 or more, else the earlier, up to age 100."""

    def full_year(short: int) -> int | None:
        for year in (2000 + short, 1900 + short):
            if _YOUNGEST <= latest.year - year <= _OLDEST:
                return year
        return None

    return full_year


def _event_century(latest: date) -> Century:
    """The pivot for other days: 20xx up to twenty years ahead, else 19xx."""
    return lambda short: 2000 + short if 2000 + short <= latest.year + _YEARS_AHEAD else 1900 + short


def _impossible() -> Understood[str | None]:
    return Understood(None, problem=ProblemKind.IMPOSSIBLE_DATE)


def _iso(parts: _Parts, century: Century, earliest: date, latest: date, written: str | None) -> Understood[str | None]:
    """A partial ISO date between the two days, or why not. ``written`` is the text, None for a date of the program."""
    year = century(parts.year) if parts.short_year else parts.year
    if year is None:
        return Understood(None, problem=ProblemKind.BAD_DATE, params={"reason": "century"})
    repairs: list[RepairKind] = [RepairKind.CENTURY] if parts.short_year else []
    if not parts.month:
        if parts.day:
            return _impossible()
        iso, first, last = f"{year:04}", (year, 1, 1), (year, 12, 31)
        repairs.append(RepairKind.YEAR_ONLY)
    elif not 1 <= parts.month <= 12:
        return _impossible()
    elif not parts.day:
        iso, first, last = f"{year:04}-{parts.month:02}", (year, parts.month, 1), (year, parts.month, 31)
        repairs.append(RepairKind.DATE_FORMAT)
    else:
        try:
            exact = date(year, parts.month, parts.day)
        except ValueError:
            return _impossible()
        iso, first = exact.isoformat(), (year, parts.month, parts.day)
        last = first
        if written is not None and not _USUAL.fullmatch(written.strip()) and not repairs:
            repairs.append(RepairKind.DATE_FORMAT)
    if last < (earliest.year, earliest.month, earliest.day) or first > (latest.year, latest.month, latest.day):
        return _impossible()
    return Understood(iso, tuple(repairs))


def _number_parts(number: float) -> _Parts | None:
    """A number that is a year, a day as Excel counts them, a date without separators, or 7.1985."""
    if not 0 <= number <= 31_122_100:
        return None
    if not float(number).is_integer():
        month, year = f"{number:.4f}".split(".")
        return (
            _Parts(0, int(month), int(year)) if len(month) <= 2 and FIRST_YEAR + 30 <= int(year) <= LAST_YEAR else None
        )
    whole = int(number)
    if FIRST_YEAR <= whole <= LAST_YEAR or 31 < whole < 100:
        return _single(str(whole))
    if whole in _SERIALS:
        exact = _SERIAL_ZERO + timedelta(days=whole)
        return _Parts(exact.day, exact.month, exact.year)
    return _single(str(whole).zfill(8)) if 1_011_900 <= whole <= 31_122_100 else None


def _text_parts(written: str) -> _Parts | None:
    bare = written.strip()
    if bare.isascii() and re.fullmatch(r"\d{5}(?:\.0)?", bare) and int(bare[:5]) in _TEXT_SERIALS:
        return _number_parts(int(bare[:5]))
    if re.fullmatch(r"(?:19|20)\d\d\.0", bare):
        return _single(bare[:4])
    return _parts(written)


def _understand(cell: Cell, century: Century, earliest: date, latest: date) -> Understood[str | None]:
    if is_empty(cell) or (isinstance(cell, str) and says_none(cell)):
        return Understood(None)
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        return _iso(_Parts(day.day, day.month, day.year), century, earliest, latest, None)
    if is_formula_error(cell):
        return Understood(None, problem=ProblemKind.FORMULA_ERROR)
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return Understood(None, problem=ProblemKind.BAD_DATE)
    parts = _text_parts(cell) if isinstance(cell, str) else _number_parts(cell)
    if parts is None:
        return Understood(None, problem=ProblemKind.BAD_DATE)
    return _iso(parts, century, earliest, latest, plain(cell))


@lru_cache(maxsize=CACHED, typed=True)
def _born(cell: Cell, latest: date) -> Understood[str | None]:
    return _understand(cell, _birth_century(latest), date(FIRST_YEAR, 1, 1), latest)


def born(cell: Cell, latest: date | None = None) -> Understood[str | None]:
    """A birth date as ISO text, possibly partial: "1968-11-20", "1985-07", "1995".

    Never before 1900 nor after ``latest`` (the clock's day if not given). Two digits of a year: the later century if
    the person is then 16 or more, the earlier up to the age of 100, else refused.
    """
    return _born(cell, latest or today())


# "Đến ngày: nay": the post is held still.
_STILL = frozenset("nay|den nay|hien nay|hien tai|duong nhiem|dang giu chuc|dang giu|chua thoi|con giu".split("|"))


@lru_cache(maxsize=CACHED, typed=True)
def _day(cell: Cell, year_only_as_first: bool, latest: date) -> Understood[date | None]:
    if isinstance(cell, str) and fold(cell) in _STILL:
        return Understood(None)
    read = _understand(cell, _event_century(latest), date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
    if read.value is None:
        return Understood(None, read.repairs, read.problem, read.params)
    if len(read.value) == 10:
        return Understood(date.fromisoformat(read.value), read.repairs)
    if not year_only_as_first:
        return Understood(None, problem=ProblemKind.BAD_DATE, params={"reason": "partial"})
    return Understood(date.fromisoformat((read.value + "-01-01")[:10]), read.repairs)


def day(cell: Cell, year_only_as_first: bool = False, latest: date | None = None) -> Understood[date | None]:
    """A full date between 1900 and 2100, in the same habits.

    Where only the month or year is given it is refused, or the first day is taken if ``year_only_as_first``. Two
    digits of a year: 20xx up to twenty years after ``latest`` (the clock's day if not given).
    """
    return _day(cell, year_only_as_first, latest or today())
