"""Small decisions over plain values of the roster."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from nongcot.kernel.dates import add_months, age_on, born_by, born_year, is_partial_iso
from nongcot.kernel.text import fold
from nongcot.people.kinds import COMMITTEE_SEATS, GRASSROOTS_KINDS, AgeBand, BodyKind, Education, Post
from nongcot.regulations import DayBook, Value

_DIGITS = re.compile(r"(\d+)")
POST_ORDER = tuple(Post)


def name_order(name: str) -> tuple[tuple[int, int, str], ...]:
    """The key by which units are listed: no diacritics, numbers as numbers ("Phường 2" before "Phường 10")."""
    parts = (part.strip() for part in _DIGITS.split(fold(name)))
    return tuple((1, int(part), "") if part.isdecimal() else (2, 0, part) for part in parts if part)


def post_rank(post: str) -> int:
    """Chair first, then vice chairs, members, …; an unknown post last."""
    return POST_ORDER.index(Post(post)) if post in POST_ORDER else len(POST_ORDER)


def seats_taken(body: str, posts: Iterable[tuple[int, str]]) -> int:
    """How many persons sit on a body, from (person, post): accountant and treasurer need not be of the committee."""
    only_seats = body == BodyKind.EXECUTIVE_COMMITTEE
    return len({person for person, post in posts if not only_seats or post in COMMITTEE_SEATS})


Days = tuple[date | None, date | None]


def days_overlap(one: Days, other: Days) -> bool:
    """Whether two half-open ranges [first, end) share a day; None is open."""
    return (one[0] is None or other[1] is None or one[0] < other[1]) and (
        other[0] is None or one[1] is None or other[0] < one[1]
    )


def chaired_before(first: date | None, unknown: bool, from_day: date | None) -> bool | None:
    """Whether somebody chaired a committee before the chair post that began on ``from_day``.

    ``first`` is the earliest known first day of the person's chair posts, ``unknown`` says that the first day of some
    of them is not known. None: the history does not tell.
    """
    if from_day is None:
        return None
    if first is not None and first < from_day:
        return True
    return None if unknown else False


SHIFT_MAXIMUM = "term.shift_maximum"


def latest_end(book: DayBook, *, kind: str, planned_end: date | None) -> tuple[date, Value] | None:
    """The last day to which a superior may move the planned end of a term, all extensions together, and the rule.

    None where no rule speaks of such a unit, or the end was never on record.
    """
    rule = book.find(SHIFT_MAXIMUM) if kind in GRASSROOTS_KINDS else None
    if rule is None or planned_end is None or not isinstance(rule.value, int):
        return None
    return add_months(planned_end, rule.value), rule


def age_limits(band: AgeBand) -> tuple[int, int | None]:
    """The first year of age of a band, and the one with which the next band begins."""
    first, _dash, last = band.value.partition("-")
    return int(first), int(last) + 1 if last else None


def age_band(born: str, day: date) -> AgeBand | None:
    """The band of somebody born on the partial ISO date ``born``; None where that is none or lies after ``day``."""
    age = age_on(born, day) if is_partial_iso(born) else None
    return None if age is None else max((b for b in AgeBand if age_limits(b)[0] <= age), key=lambda b: age_limits(b)[0])


def born_between(band: AgeBand, day: date) -> tuple[str, str | None]:
    """The births of a band on ``day`` as ISO text: born after the first, and not after the second (None: any)."""
    least, most = age_limits(band)
    return "" if most is None else born_by(day, most), None if least == 0 else born_by(day, least)


# Words looked for in the folded text, highest level first: "sau dai hoc" holds "dai hoc".
_DEGREES: tuple[tuple[Education, tuple[str, ...]], ...] = (
    (
        Education.POSTGRADUATE,
        ("tien si", "tien sy", "thac si", "thac sy", "sau dai hoc", "cao hoc", "ths", "chuyen khoa"),
    ),
    (
        Education.UNIVERSITY,
        ("dai hoc", "cu nhan", "ky su", "ki su", "bac si", "bac sy", "duoc si", "duoc sy", "luat su", "kien truc su"),
    ),
    (Education.COLLEGE, ("cao dang",)),
    (Education.INTERMEDIATE, ("trung cap", "trung hoc chuyen nghiep", "thcn", "so cap")),
    (Education.SCHOOL, ("thpt", "thcs", "ptth", "pho thong", "cap 3", "cap 2", "trung hoc co so")),
)
_SHORT: Mapping[str, Education] = {
    "dh": Education.UNIVERSITY,
    "cd": Education.COLLEGE,
    "tc": Education.INTERMEDIATE,
    "ts": Education.POSTGRADUATE,
    "12": Education.SCHOOL,
}
_GRADE = re.compile(r"\b\d{1,2} 1[02]\b")  # 12/12, and 10/10 of the school of old, as they are folded


def education_of(text: str) -> Education:
    """The level that a text such as "ĐH Luật" or "12/12" speaks of; the highest one where it names several."""
    folded = fold(text)
    if not folded.strip():
        return Education.UNKNOWN
    found = [level for level, words in _DEGREES if any(word in folded for word in words)]
    found += [_SHORT[word] for word in folded.split() if word in _SHORT]
    if _GRADE.search(folded):
        found.append(Education.SCHOOL)
    return min(found, key=list(Education).index) if found else Education.OTHER


def gaps(ranges: Iterable[Days], first: date, end: date) -> list[tuple[date, date]]:
    """The half-open ranges of [first, end) that none of ``ranges`` covers, in order; None at an end is open."""
    found, reached = [], first
    for start, stop in sorted((start or date.min, stop or date.max) for start, stop in ranges):
        if start >= stop:
            continue
        if start > reached:
            found.append((reached, min(start, end)))
        reached = max(reached, stop)
        if reached >= end:
            break
    if reached < end:
        found.append((reached, end))
    return [(start, stop) for start, stop in found if start < stop]


def service_periods(ranges: Iterable[Days], day: date) -> list[tuple[date, date]]:
    """The half-open periods up to ``day`` on which at least one post was held, in order; none touches another.

    Posts at one time, of whatever units, count once. A post whose first day is not known does not count.
    """
    found: list[tuple[date, date]] = []
    for start, end in sorted((start, min(end or day, day)) for start, end in ranges if start and start < day):
        if start >= end:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def service_length(periods: Iterable[tuple[date, date]]) -> tuple[int, int]:
    """Full years and months of all periods together: whole calendar months, and thirty of the days left over."""
    months = days = 0
    for start, end in periods:
        whole = (end.year - start.year) * 12 + end.month - start.month
        whole -= add_months(start, whole) > end
        months += whole
        days += (end - add_months(start, whole)).days
    return divmod(months + days // 30, 12)


def days_of(partial: str) -> tuple[date, date]:
    """The half-open range of a partial ISO date: of a day, a whole month, a whole year.

    Raises:
        ValueError: it is none.
    """
    born_year(partial)
    first = date.fromisoformat((partial + "-01-01")[:10])
    length = partial.count("-")
    return first, first + timedelta(days=1) if length == 2 else add_months(first, 1 if length else 12)


def partial_of(first: date, end: date) -> str | None:
    """The partial ISO date whose range this is; None where it is no single day, month or year."""
    if end == first + timedelta(days=1):
        return first.isoformat()
    if first.day == 1 and end == add_months(first, 1):
        return f"{first:%Y-%m}"
    return f"{first:%Y}" if (first.day, first.month) == (1, 1) and end == add_months(first, 12) else None
