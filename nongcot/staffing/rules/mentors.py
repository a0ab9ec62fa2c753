"""Who might stand by whom: an assignment of experienced chairs to new ones, exact and the same every time. Pure.

The method is the Hungarian one (Kuhn, Munkres; in the form with potentials): the assignment with the highest total of
points. It is written out here because the libraries that have it (scipy, ortools) weigh a hundred times more than its
thirty lines, and nothing else of the house needs them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

CAPACITY = 3  # a mentor stands by three new chairs at most
LEAST_MONTHS = 30  # chaired half a term at least
TERM_MONTHS = 60
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
class Match:
    """A proposal and its reasons: the facts that gave the points."""

    seeker: Chair
    mentor: Chair
    points: int
    reasons: dict[str, int | bool]


def match(seeker: Chair, mentor: Chair) -> Match | None:
    """What speaks for this pair; None where nothing may come of it.

    Near: four points under the same superior, one under a superior of the same area. Same kind of union two, same
    sector one. Experience: one for each full term chaired, three at most. A mentor far away is none.
    """
    if seeker.person == mentor.person or mentor.months < LEAST_MONTHS or mentor.load >= CAPACITY:
        return None
    same = seeker.superior is not None and seeker.superior == mentor.superior
    near = seeker.area is not None and seeker.area == mentor.area
    if not (same or near):
        return None
    kind, sector = bool(seeker.kind) and seeker.kind == mentor.kind, bool(seeker.sector)
    sector = sector and seeker.sector == mentor.sector
    terms = mentor.months // TERM_MONTHS
    points = 1 + (4 if same else 1) + 2 * kind + sector + min(terms, 3)
    reasons = {"same_superior": same, "same_kind": kind, "same_sector": sector, "months": mentor.months}
    return Match(seeker, mentor, points, {**reasons, "load": mentor.load})


def assign(seekers: Sequence[Chair], mentors: Sequence[Chair], apart: frozenset[tuple[int, int]]) -> list[Match]:
    """For the first :data:`MOST_SEEKERS` of ``seekers`` the mentors with the most points in all; some may get none.

    ``apart`` are pairs (new chair, mentor) that were tried and ended. Each new chair needs to consider only as many
    places with mentors as there are new chairs: the best ones.
    """
    seekers = sorted(seekers, key=lambda one: one.person)[:MOST_SEEKERS]
    ordered = sorted(mentors, key=lambda one: one.person)
    options: list[dict[tuple[int, int], Match]] = []
    for seeker in seekers:
        found = (match(seeker, mentor) for mentor in ordered if (seeker.person, mentor.person) not in apart)
        best = sorted((one for one in found if one), key=lambda one: (-one.points, one.mentor.person))[: len(seekers)]
        options.append({(m.mentor.person, n): m for m in best for n in range(CAPACITY - m.mentor.load)})
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
