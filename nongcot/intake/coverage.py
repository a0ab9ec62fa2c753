"""How much of each committee the files tell: a list of chairs alone proves no vacant seat."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from nongcot.intake.kinds import OfficerRow, Reading, SheetKind
from nongcot.kernel.text import fold
from nongcot.people.kinds import COMMITTEE_SEATS, BodyKind, Post, Told

Table = tuple[str, str]
_LEADERS = frozenset({Post.CHAIR, Post.VICE_CHAIR})


def told(reading: Reading, officers: Iterable[tuple[OfficerRow, str]], listed: Mapping[str, bool]) -> dict[str, Told]:
    """For each unit of ``listed`` how much of its executive committee the files tell.

    ``officers`` are all rows with the key of their unit; ``listed`` says of each unit whether a table of units names
    it. Where a union's officers come only from lists of chairs (and vice chairs), nothing is told of its other seats.
    Where no list names any of its seats nothing is told at all, be they lists of group leaders or of unions alone; but
    a listed union that the lists of officers leave out is told to have none.
    """
    seats, leaders = _seats_by_unit(reading, officers)
    left_out = Told.NOTHING
    if seats:
        left_out = Told.LEADERS if set().union(*seats.values()) <= leaders else Told.ALL
    found: dict[str, Told] = {}
    for unit, is_listed in listed.items():
        if unit in seats:
            found[unit] = Told.LEADERS if seats[unit] <= leaders else Told.ALL
        else:
            found[unit] = left_out if is_listed else Told.NOTHING
    return found


def _seats_by_unit(
    reading: Reading, officers: Iterable[tuple[OfficerRow, str]]
) -> tuple[dict[str, set[Table]], set[Table]]:
    """For each unit the tables that list seats of its committee; and the tables that list leaders only."""
    seats: dict[str, set[Table]] = defaultdict(set)
    posts: dict[Table, set[Post]] = defaultdict(set)
    units: dict[Table, set[str]] = defaultdict(set)
    for row, unit in officers:
        table = (row.file, row.sheet)
        for held in row.posts:
            if held.body is BodyKind.EXECUTIVE_COMMITTEE and held.post in COMMITTEE_SEATS:
                seats[unit].add(table)
                posts[table].add(held.post)
                units[table].add(unit)
    beside = _beside_units(reading) | _of_leaders(reading)
    return dict(seats), {t for t in posts if posts[t] <= _LEADERS and (len(units[t]) > 1 or t in beside)}


_LEADERS_TOLD = re.compile(r"\b(?:lanh dao|chu chot|thuong truc|chu tich|leaders)\b")


def _of_leaders(reading: Reading) -> set[Table]:
    """Tables that a line above them calls a list of leaders."""
    told = set()
    for sheet in reading.sheets:
        above = [text for row, text in sheet.first_rows if sheet.header_row is None or row < sheet.header_row]
        if any(_LEADERS_TOLD.search(fold(text)) for text in (sheet.title, *above)):
            told.add((sheet.file, sheet.sheet))
    return told


def _beside_units(reading: Reading) -> set[Table]:
    """Tables of unions with the officers' names in columns of their own."""
    kinds: dict[Table, set[SheetKind]] = defaultdict(set)
    for sheet in reading.sheets:
        kinds[sheet.file, sheet.sheet].add(sheet.kind)
    return {table for table, found in kinds.items() if SheetKind.UNITS in found and SheetKind.OFFICERS not in found}
