"""Joins the rows of all files into units: by code, else by the key under which abbreviated names meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from nongcot.intake.cells.unit_kinds import unit_kind_from_name
from nongcot.intake.cells.units import unit_key
from nongcot.intake.kinds import OfficerRow, UnitRow
from nongcot.intake.roster.kinds import NOWHERE, Conflict, RosterTerm, RosterUnit, Source
from nongcot.people.kinds import Sector, UnitKind

AsOf = Mapping[tuple[str, str], date | None]

_SECTOR_OF_KIND = {
    UnitKind.PUBLIC_SERVICE: Sector.STATE,
    UnitKind.AGENCY: Sector.STATE,
    UnitKind.ARMED_FORCES: Sector.STATE,
    UnitKind.NON_PUBLIC_SERVICE: Sector.NON_STATE,
    UnitKind.SYNDICATE: Sector.NON_STATE,
}


class Mention(NamedTuple):
    """A unit as one table names it."""

    code: str | None
    name: str
    superior: str | None
    table: tuple[str, str]  # file, sheet


def mention(row: OfficerRow | UnitRow) -> Mention:
    if isinstance(row, UnitRow):
        return Mention(row.code, row.name, row.superior, (row.file, row.sheet))
    return Mention(row.unit_code, row.unit, row.superior, (row.file, row.sheet))


def _place(row: OfficerRow | UnitRow) -> Source:
    return Source(row.file, row.sheet, row.row)


def identify(mentions: Iterable[Mention]) -> dict[Mention, str]:
    """The key of the unit each mention speaks of.

    A code decides. A name without a code goes to the one coded unit of that name, if there is one; several of one name
    are told apart by their superiors, but only where some table itself lists the name under two superiors: elsewhere
    two superiors of one name are two opinions about one unit.
    """
    by_name: dict[str, list[Mention]] = defaultdict(list)
    for each in dict.fromkeys(mentions):
        by_name[unit_key(each.name)].append(each)
    keys: dict[Mention, str] = {}
    for name, group in by_name.items():
        coded = {each: f"code:{_code(each.code)}" for each in group if each.code}
        keys.update(coded)
        bare = [each for each in group if not each.code]
        keys.update({each: _bare_key(name, each, coded, _told_apart(group)) for each in bare})
    return keys


def _code(code: str | None) -> str:
    return "".join((code or "").split()).upper()


def _told_apart(group: list[Mention]) -> bool:
    superiors: dict[tuple[str, str], set[str]] = defaultdict(set)
    for each in group:
        if each.superior:
            superiors[each.table].add(unit_key(each.superior))
    return any(len(names) > 1 for names in superiors.values())


def _bare_key(name: str, each: Mention, coded: Mapping[Mention, str], told_apart: bool) -> str:
    found = set(coded.values())
    superior = unit_key(each.superior) if each.superior else ""
    if len(found) > 1:
        found = {key for other, key in coded.items() if superior and superior == unit_key(other.superior or "")}
    if len(found) == 1:
        return found.pop()
    return f"name:{name}|{superior}" if told_apart and superior else f"name:{name}"


@dataclass(slots=True)
class _Gathered:
    rows: list[UnitRow] = field(default_factory=list)
    mentions: set[Mention] = field(default_factory=set)
    first: Source | None = None
    titles: dict[tuple[date | None, date | None], Source] = field(default_factory=dict)  # terms told by a title

    def stands_at(self, source: Source) -> None:
        if self.first is None or source < self.first:
            self.first = source


def join_units(
    rows: Iterable[UnitRow], officers: Sequence[OfficerRow], as_of: AsOf
) -> tuple[dict[str, RosterUnit], list[str], list[Conflict]]:
    """Units by key, the key of each officer's unit, and where tables contradict each other."""
    rows = list(rows)
    named, of_officer = _officers_mentions(officers)
    keys = identify([*map(mention, rows), *named])
    gathered: dict[str, _Gathered] = defaultdict(_Gathered)
    for row in rows:
        one = gathered[keys[mention(row)]]
        one.rows.append(row)
        one.mentions.add(mention(row))
        one.stands_at(_place(row))
    for each, spans in named.items():
        one = gathered[keys[each]]
        one.mentions.add(each)
        for span, first in spans.items():
            source = Source(*each.table, first)
            one.stands_at(source)
            if span != (None, None):
                one.titles[span] = min(source, one.titles.get(span, source))
    conflicts: list[Conflict] = []
    ordered = sorted(gathered.items(), key=lambda item: item[1].first or NOWHERE)
    units = {key: _join(key, one, as_of, conflicts) for key, one in ordered}
    return units, [keys[each] for each in of_officer], conflicts


Span = tuple["date | None", "date | None"]


def _officers_mentions(officers: Sequence[OfficerRow]) -> tuple[dict[Mention, dict[Span, int]], list[Mention]]:
    """How officers' tables name units, with the terms told and the first row of each; and the mention of each row."""
    found: dict[Mention, dict[Span, int]] = {}
    of_officer: list[Mention] = []
    for row in officers:
        each = mention(row)
        spans = found.get(each)
        if spans is None:
            spans = found[each] = {}
        span = (row.term_from, row.term_to)
        if row.row < spans.get(span, row.row + 1):
            spans[span] = row.row
        of_officer.append(each)
    return found, of_officer


def _join(key: str, one: _Gathered, as_of: AsOf, conflicts: list[Conflict]) -> RosterUnit:
    rows = sorted(one.rows, key=lambda r: (as_of.get((r.file, r.sheet)) or date.min, *_place(r)), reverse=True)
    name = _best_name(rows, one.mentions)
    unit = RosterUnit(key, name, unit_key(name), source=one.first or NOWHERE, listed=bool(rows))
    for attribute in ("code", "kind", "sector", "ownership", "superior", "superior_code", "members", "women"):
        setattr(unit, attribute, _newest(unit, rows, attribute, conflicts))
    for attribute in ("seats_fixed", "began_on", "ended_on"):
        setattr(unit, attribute, _newest(unit, rows, attribute, conflicts))
    _complete(unit, one.mentions)
    counted = next((r for r in rows if r.members is not None), None)
    unit.counted_on = as_of.get((counted.file, counted.sheet)) if counted else None
    unit.terms = _terms(unit, rows, one.titles, conflicts)
    return unit


def _best_name(rows: list[UnitRow], mentions: set[Mention]) -> str:
    """The fullest writing of the unit's newest name."""
    newest = unit_key(rows[0].name) if rows else min(unit_key(m.name) for m in mentions)
    names = [m.name for m in mentions if unit_key(m.name) == newest]
    return max(sorted(names), key=len)


def _complete(unit: RosterUnit, mentions: set[Mention]) -> None:
    """What the units' tables left open and the officers' tables, or the kind and name themselves, tell."""
    ordered = sorted(mentions, key=lambda m: (m.table, m.name, m.superior or "", m.code or ""))
    unit.code = unit.code or next((m.code for m in ordered if m.code), None)
    unit.superior = unit.superior or next((m.superior for m in ordered if m.superior), None)
    kind, sector, ownership = unit_kind_from_name(unit.name)
    if unit.kind is None or unit.kind is kind:
        unit.kind = unit.kind or kind
        unit.sector = unit.sector or sector
        unit.ownership = unit.ownership or ownership
    if unit.sector is None and unit.kind is not None:
        unit.sector = _SECTOR_OF_KIND.get(unit.kind)


def _newest(unit: RosterUnit, rows: list[UnitRow], attribute: str, conflicts: list[Conflict]) -> Any:
    """The first known value of rows ordered newest first; a different older one is listed."""
    kept: Any = None
    for row in rows:
        value = getattr(row, attribute)
        if value is None or value == "":
            continue
        if kept is None:
            kept = value
        elif not _same(kept, value):
            conflicts.append(Conflict(unit.key, unit.name, attribute, kept, value, _place(row)))
    return kept


def _same(a: Any, b: Any) -> bool:
    return bool(a == b) or (type(a) is str and type(b) is str and unit_key(a) == unit_key(b))


def _terms(
    unit: RosterUnit,
    rows: list[UnitRow],
    titles: Mapping[tuple[date | None, date | None], Source],
    conflicts: list[Conflict],
) -> list[RosterTerm]:
    """Exact terms of units' tables first, then those told by a title; one that overlaps an accepted one is left out."""
    offered = [(RosterTerm(r.term_from, r.term_to, r.seats_fixed), _place(r)) for r in rows if r.term_from or r.term_to]
    spans = sorted(titles.items(), key=lambda item: (item[0][0] or date.min, item[1]), reverse=True)
    offered += [(RosterTerm(*span, exact=False), source) for span, source in spans]
    accepted: list[RosterTerm] = []
    for term, source in offered:
        rival = next((other for other in accepted if _overlap(term, other)), None)
        if rival is None:
            accepted.append(term)
        elif _years(term) != _years(rival):
            conflicts.append(Conflict(unit.key, unit.name, "term", _years(rival), _years(term), source))
    return sorted(accepted, key=lambda t: t.from_day or date.min)


def _overlap(a: RosterTerm, b: RosterTerm) -> bool:
    starts_before_end = a.from_day is None or b.to_day is None or a.from_day < b.to_day
    return starts_before_end and (b.from_day is None or a.to_day is None or b.from_day < a.to_day)


def _years(term: RosterTerm) -> str:
    return f"{term.from_day.year if term.from_day else '?'}-{term.to_day.year if term.to_day else '?'}"
