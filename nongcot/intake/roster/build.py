"""One reading into one roster."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from nongcot.intake.coverage import told
from nongcot.intake.kinds import OfficerRow, Reading
from nongcot.intake.roster.kinds import Conflict, Doubt, DoubtfulPair, Roster, RosterPerson, RosterPost, Source
from nongcot.intake.roster.persons import Pair, join_persons
from nongcot.intake.roster.posts import join_posts
from nongcot.intake.roster.units import AsOf, join_units
from nongcot.kernel.text import fold, tone_key
from nongcot.people.kinds import BodyKind, Post

_BODIES = {kind: n for n, kind in enumerate(BodyKind)}
_POSTS = {post: n for n, post in enumerate(Post)}
_PLAIN = (
    "email", "ethnicity", "education", "political_theory", "party_member", "employer", "job", "contract_ends_on",
    "note", "direct_work",
)  # fmt: skip
# A different older value of these is listed: somebody must know which is true.
_LISTED = frozenset({"sex", "contract_ends_on", "party_member", "employer", "direct_work"})


def build_roster(reading: Reading, *, same: Collection[str] = ()) -> Roster:
    """Units, persons and posts out of all rows of ``reading``; the order of its files never matters.

    ``same`` holds keys of doubtful pairs (of the same reading) that a human found to be one person.
    """
    as_of = _as_of(reading)
    rows = sorted(reading.officers, key=_source)
    units, unit_of, conflicts = join_units(reading.units, rows, as_of)
    listed = {key: unit.listed for key, unit in units.items()}
    for key, how_much in told(reading, zip(rows, unit_of, strict=True), listed).items():
        units[key].told = how_much
    people, pairs = join_persons(rows, unit_of)
    keys = _person_keys(rows, people)
    if same:
        people, pairs = _join_confirmed(people, pairs, keys, frozenset(same))
        keys = {i: keys[min(group, key=lambda i: _source(rows[i]))] for group in people for i in group}
    roster = Roster(units=units, conflicts=conflicts)
    for group in people:
        _add_person(roster, keys[group[0]], [(rows[i], unit_of[i]) for i in group], as_of)
    _in_order(roster, pairs, keys)
    return roster


def _as_of(reading: Reading) -> dict[tuple[str, str], date | None]:
    days: dict[tuple[str, str], date | None] = {}
    for sheet in reading.sheets:
        if sheet.as_of is not None:
            days[sheet.file, sheet.sheet] = max(sheet.as_of, days.get((sheet.file, sheet.sheet)) or sheet.as_of)
    return days


def _source(row: OfficerRow) -> Source:
    return Source(row.file, row.sheet, row.row)


def _first(rows: Sequence[OfficerRow], group: list[int]) -> Source:
    return _source(rows[group[0]]) if len(group) == 1 else min(_source(rows[i]) for i in group)


def _person_keys(rows: Sequence[OfficerRow], people: Sequence[list[int]]) -> dict[int, str]:
    """The key of each row's person: a digest of the first place the person stands at."""
    firsts = sorted((_first(rows, group), n) for n, group in enumerate(people))
    taken: set[str] = set()
    keys: dict[int, str] = {}
    for source, n in firsts:
        key = "p" + sha256(repr(tuple(source)).encode()).hexdigest()[:14]
        while key in taken:
            key += "x"
        taken.add(key)
        keys.update(dict.fromkeys(people[n], key))
    return keys


def _join_confirmed(
    people: list[list[int]], pairs: list[Pair], keys: Mapping[int, str], same: frozenset[str]
) -> tuple[list[list[int]], list[Pair]]:
    group_of = {i: n for n, group in enumerate(people) for i in group}
    groups: dict[int, list[int]] = dict(enumerate(people))
    left: list[Pair] = []
    for a, b, why in pairs:
        if "~".join(sorted((keys[a], keys[b]))) not in same:
            left.append((a, b, why))
            continue
        one, other = sorted((group_of[a], group_of[b]))
        if one != other:
            moved = groups.pop(other)
            groups[one] = groups[one] + moved
            group_of.update(dict.fromkeys(moved, one))
    return list(groups.values()), [p for p in left if group_of[p[0]] != group_of[p[1]]]


def _add_person(roster: Roster, key: str, rows: list[tuple[OfficerRow, str]], as_of: AsOf) -> None:
    if len(rows) == 1:
        roster.persons[key] = person = _single(key, *rows[0])
        _tell_direct(person, rows, as_of)
        roster.posts += join_posts(person, rows, roster.conflicts)
        return
    rows.sort(key=lambda r: (as_of.get((r[0].file, r[0].sheet)) or date.min, _source(r[0])), reverse=True)
    first = rows[0][0]
    person = RosterPerson(key, _best_name(rows), first.sex, source=min(_source(row) for row, _ in rows))
    person.born = max((row.born for row, _ in rows if row.born), key=len, default=None)
    person.citizen_id = max((row.citizen_id for row, _ in rows if row.citizen_id), key=len, default=None)
    person.phones = list(dict.fromkeys(phone for row, _ in rows for phone in row.phones))
    person.units = tuple(sorted({unit for _, unit in rows}))
    for attribute in ("sex", *_PLAIN):
        setattr(person, attribute, _newest(person, rows, attribute, roster.conflicts))
    _tell_direct(person, rows, as_of)
    roster.persons[key] = person
    roster.posts += join_posts(person, rows, roster.conflicts)


def _single(key: str, row: OfficerRow, unit: str) -> RosterPerson:
    """A person who stands on one row only: most of a province."""
    return RosterPerson(
        key, row.name, row.sex, row.born, row.citizen_id, row.phones, row.email, row.ethnicity, row.education,
        row.political_theory, row.party_member, row.employer, row.job, row.contract_ends_on, row.note, (unit,),
        _source(row), row.direct_work,
    )  # fmt: skip


def _tell_direct(person: RosterPerson, rows: Sequence[tuple[OfficerRow, str]], as_of: AsOf) -> None:
    """The list that says whether the person works in production, the newest of ``rows`` that does, and its day."""
    said = next((row for row, _ in rows if row.direct_work is not None), None)
    if said is not None:
        person.direct_work_on = said.direct_work_on or as_of.get((said.file, said.sheet))
        person.direct_work_source = said.file[:200]


def _best_name(rows: list[tuple[OfficerRow, str]]) -> str:
    """The newest writing; one with diacritics before one typed without."""
    return next((row.name for row, _ in rows if not row.name.isascii()), rows[0][0].name)


def _newest(person: RosterPerson, rows: list[tuple[OfficerRow, str]], attribute: str, conflicts: list[Conflict]) -> Any:
    kept: Any = None
    for row, _ in rows:
        value = getattr(row, attribute)
        if value is None or value == "":
            continue
        if kept is None:
            kept = value
        elif attribute in _LISTED and not _equal(kept, value):
            conflicts.append(Conflict(person.key, person.name, attribute, kept, value, _source(row)))
    return kept


def _equal(a: Any, b: Any) -> bool:
    return tone_key(a) == tone_key(b) if type(a) is str and type(b) is str else bool(a == b)


def _in_order(roster: Roster, pairs: list[Pair], keys: Mapping[int, str]) -> None:
    """Everything in the order of where it stands, never of how it was read."""
    roster.persons = dict(sorted(roster.persons.items(), key=lambda item: (item[1].source, item[0])))
    place = {key: n for n, key in enumerate(roster.persons)}
    unit_place = {key: n for n, key in enumerate(roster.units)}
    roster.posts.sort(key=lambda p: (unit_place[p.unit], place[p.person], *_post_order(p)))
    found = {_pair(keys[a], keys[b], why) for a, b, why in pairs}
    roster.doubtful = sorted(found, key=lambda p: (place[p.first], place[p.second], p.why))
    roster.conflicts.sort(key=lambda c: (c.source, c.about, c.field, str(c.kept)))


def _post_order(held: RosterPost) -> tuple[int, int, str, date]:
    name = fold(held.body_name) if held.body_name else ""
    return (_BODIES[held.body], _POSTS[held.post], name, held.from_day or date.min)


def _pair(one: str, other: str, why: Doubt) -> DoubtfulPair:
    return DoubtfulPair(min(one, other), max(one, other), why)
