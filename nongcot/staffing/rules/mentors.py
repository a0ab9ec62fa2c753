"""Who might stand by whom: an assignment of experienced chairs to new ones, exact and the same every time. Pure.

The method is the Hungarian one (Kuhn, Munkres; in the form with potentials): the assignment with the highest total of
points. It is written out here because the libraries that have it (scipy, ortools) weigh a hundred times more than its
thirty lines, and nothing else of the house needs them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nongcot.regulations import DayBook, MissingKey

CAPACITY, OVER_CAPACITY = "mentor.capacity", "mentor.over_capacity"
LEAST_MONTHS, POINTS = "mentor.least_months", "mentor.points"
REASONS = ("same_superior", "same_area", "same_kind", "same_sector", "full_term")
TERM_YEARS, MOST_YEARS = "term.length", "mentor.most_years"
MOST_SEEKERS = 30  # in one go: the work grows with the fourth power
_NONE, _FAR = 0, 1 << 60


@dataclass(frozen=True, slots=True)
class Chair:
    """A chair as the assignment sees one. ``superior`` is the union above, ``area`` that above it."""

    person: int
    unit: int
    kind: str
    sector: str
    superior: int | None
    area: int | None
    months: int = 0  # for which the person chaired unions up to the day
    load: int = 0  # new chairs the person stands by already


@dataclass(frozen=True, slots=True)
class Terms:
    """What the rules of a day say: how many one mentor stands by, for how long a mentor chaired at least, what each
    reason weighs, whether somebody may be named beyond the most; how long a term is (0: no rule says it), and how many
    months as a chair count."""

    capacity: int
    least_months: int
    points: Mapping[str, int]
    beyond: bool = False
    term_months: int = 0
    most_months: int = 0


def terms_of(book: DayBook) -> Terms | None:
    """The terms of a day; None where the rules give no number, so that nobody is proposed."""
    capacity, months, beyond = (book.find(rule) for rule in (CAPACITY, LEAST_MONTHS, OVER_CAPACITY))
    if capacity is None or months is None or not isinstance(capacity.value, int) or not isinstance(months.value, int):
        return None
    points = {reason: _weight(book, reason) for reason in REASONS}
    term, most = (12 * _number(book, rule) for rule in (TERM_YEARS, MOST_YEARS))
    over = bool(beyond is not None and beyond.value is True)
    return Terms(capacity.value, months.value, points, over, term, most)


def _number(book: DayBook, rule: str) -> int:
    found = book.find(rule)
    return found.value if found is not None and isinstance(found.value, int) else 0


def _weight(book: DayBook, reason: str) -> int:
    try:
        found = book.find(POINTS, reason=reason)
    except MissingKey:
        return 0
    return found.value if found is not None and isinstance(found.value, int) else 0


@dataclass(frozen=True, slots=True)
class Match:
    """A proposal and its reasons: the facts that gave the points."""

    seeker: Chair
    mentor: Chair
    points: int
    reasons: dict[str, int | bool]


def match(seeker: Chair, mentor: Chair, terms: Terms) -> Match | None:
    """What speaks for this pair, and what it weighs; None where the machine proposes nothing.

    Near: under the same superior, or under a superior of the same area; a mentor far away is none. Same kind of union,
    same sector. Experience: each full term chaired, within the years that count. One point for being a mentor at all.
    """
    if seeker.person == mentor.person or mentor.months < terms.least_months or mentor.load >= terms.capacity:
        return None
    facts = facts_of(seeker, mentor)
    near = seeker.area is not None and seeker.area == mentor.area
    if not (facts["same_superior"] or near):
        return None
    weight = terms.points
    full_terms = min(mentor.months, terms.most_months) // terms.term_months if terms.term_months else 0
    points = 1 + weight["same_superior" if facts["same_superior"] else "same_area"] + weight["full_term"] * full_terms
    points += sum(weight[name] for name in ("same_kind", "same_sector") if facts[name])
    return Match(seeker, mentor, points, facts)


def facts_of(seeker: Chair, mentor: Chair) -> dict[str, int | bool]:
    """What is on record of this pair, whether or not the machine would propose it."""
    return {
        "same_superior": seeker.superior is not None and seeker.superior == mentor.superior,
        "same_kind": bool(seeker.kind) and seeker.kind == mentor.kind,
        "same_sector": bool(seeker.sector) and seeker.sector == mentor.sector,
        "months": mentor.months,
        "load": mentor.load,
    }


def assign(
    seekers: Sequence[Chair], mentors: Sequence[Chair], apart: frozenset[tuple[int, int]], terms: Terms
) -> list[Match]:
    """For the first :data:`MOST_SEEKERS` of ``seekers`` the mentors with the most points in all; some may get none.

    ``apart`` are pairs (new chair, mentor) that were tried and ended. Each new chair needs to consider only as many
    places with mentors as there are new chairs: the best ones.
    """
    seekers = sorted(seekers, key=lambda one: one.person)[:MOST_SEEKERS]
    ordered = sorted(mentors, key=lambda one: one.person)
    options: list[dict[tuple[int, int], Match]] = []
    for seeker in seekers:
        found = (match(seeker, mentor, terms) for mentor in ordered if (seeker.person, mentor.person) not in apart)
        best = sorted((one for one in found if one), key=lambda one: (-one.points, one.mentor.person))[: len(seekers)]
        options.append({(m.mentor.person, n): m for m in best for n in range(terms.capacity - m.mentor.load)})
    places = sorted({place for one in options for place in one})
    columns: list[tuple[int, int] | None] = [*places, *[None for _one in seekers]]
    cost = [[-one[c].points if c is not None and c in one else _NONE for c in columns] for one in options]
    chosen = _cheapest(cost)
    pairs = ((one, columns[column]) for one, column in zip(options, chosen, strict=True))
    return [one[place] for one, place in pairs if place is not None and place in one]


def _cheapest(cost: list[list[int]]) -> list[int]:
    """For each row a column of its own, so that the sum is least. There are no fewer columns than rows."""
    rows, width = len(cost), len(cost[0]) if cost else 0
    u, v, row_of = [0] * (rows + 1), [0] * (width + 1), [0] * (width + 1)
    for row in range(1, rows + 1):
        row_of[0] = row
        column, way = _free_column(cost, u, v, row_of)
        while column:
            row_of[column], column = row_of[way[column]], way[column]
    chosen = [0] * rows
    for j in range(1, width + 1):
        if row_of[j]:
            chosen[row_of[j] - 1] = j - 1
    return chosen


def _free_column(cost: list[list[int]], u: list[int], v: list[int], row_of: list[int]) -> tuple[int, list[int]]:
    """The cheapest way from the row at column 0 to a column nobody has: that column, and for each the one before.

    Rows and columns count from 1; the potentials ``u`` and ``v`` are moved along.
    """
    width, column = len(v) - 1, 0
    least, seen, way = [_FAR] * (width + 1), [False] * (width + 1), [0] * (width + 1)
    while row_of[column]:
        seen[column], here = True, row_of[column]
        unseen = [j for j in range(1, width + 1) if not seen[j]]
        for j in unseen:
            value = cost[here - 1][j - 1] - u[here] - v[j]
            if value < least[j]:
                least[j], way[j] = value, column
        following = min(unseen, key=lambda j: least[j])
        delta = least[following]
        for j in range(width + 1):
            if seen[j]:
                u[row_of[j]] += delta
                v[j] -= delta
            else:
                least[j] -= delta
        column = following
    return column, way
