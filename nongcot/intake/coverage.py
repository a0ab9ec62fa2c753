"""How much of a committee the files tell: a list of chairs alone proves no vacant seat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from nongcot.intake.cells.units import unit_key
from nongcot.intake.kinds import Reading, SheetKind
from nongcot.intake.roster import Roster
from nongcot.kernel.findings import Finding
from nongcot.people.kinds import COMMITTEE_SEATS, BodyKind, Post

Table = tuple[str, str]
_LEADERS = frozenset({Post.CHAIR, Post.VICE_CHAIR})
_OF_THE_WHOLE = frozenset({"committee.below_minimum", "committee.vacant_seats", "inspection.missing"})


def fair(findings: Iterable[Finding], reading: Reading, roster: Roster) -> list[Finding]:
    """The findings without those that rest on what the files do not tell.

    Where a union's officers come only from lists of chairs (and vice chairs), nothing is said about its other seats;
    where no list names any seat of its committee, nothing about its chair: a list of group leaders, or of unions alone.
    """
    seats, leaders = _seats_by_union(reading)
    lists_seats = bool(seats)
    kept = []
    for finding in findings:
        unit = roster.units.get(finding.unit)
        key = unit.match_key if unit else ""
        if finding.code in _OF_THE_WHOLE and key in seats and seats[key] <= leaders:
            continue
        if finding.code == "committee.no_chair" and key not in seats and not (lists_seats and unit and unit.listed):
            continue
        kept.append(finding)
    return kept


def _seats_by_union(reading: Reading) -> tuple[dict[str, set[Table]], set[Table]]:
    """For each union the tables that list seats of its committee; and the tables that list leaders only."""
    seats: dict[str, set[Table]] = defaultdict(set)
    posts: dict[Table, set[Post]] = defaultdict(set)
    unions: dict[Table, set[str]] = defaultdict(set)
    for row in reading.officers:
        table, key = (row.file, row.sheet), unit_key(row.unit)
        for held in row.posts:
            if held.body is BodyKind.EXECUTIVE_COMMITTEE and held.post in COMMITTEE_SEATS:
                seats[key].add(table)
                posts[table].add(held.post)
                unions[table].add(key)
    beside = _beside_unions(reading)
    return dict(seats), {t for t in posts if posts[t] <= _LEADERS and (len(unions[t]) > 1 or t in beside)}


def _beside_unions(reading: Reading) -> set[Table]:
    """Tables of unions with the officers' names in columns of their own."""
    kinds: dict[Table, set[SheetKind]] = defaultdict(set)
    for sheet in reading.sheets:
        kinds[sheet.file, sheet.sheet].add(sheet.kind)
    return {table for table, found in kinds.items() if SheetKind.UNITS in found and SheetKind.OFFICERS not in found}
