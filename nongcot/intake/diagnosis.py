"""What a federation has and what is due, told from spreadsheets alone: the stable JSON of ``nongcot diagnose``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils import translation

from nongcot.duties.checks import check_persons, check_unit
from nongcot.duties.kinds import Context
from nongcot.intake import labels
from nongcot.intake.kinds import Reading, Rejection, Repair
from nongcot.intake.roster import (
    Roster,
    RosterPost,
    RosterUnit,
    build_roster,
    person_facts,
    superior_keys,
    term_on,
    unit_facts,
)
from nongcot.kernel.findings import Finding
from nongcot.people.facts import holds
from nongcot.regulations import Rulebook

Json = dict[str, Any]


def diagnose(reading: Reading, *, day: date, rulebook: Rulebook, language: str = "vi") -> Json:
    """The diagnosis of ``reading`` as of ``day``: every key of the contract is always present, every value plain JSON.

    ``units`` are those that exist on the day, ``officers`` the posts held on it (a post without a first day counts as
    held); ``duties`` are ordered by the day they are due. Problems, hints and repairs are told in ``language``.
    """
    roster = build_roster(reading)
    units = [unit for unit in roster.units.values() if holds(unit.began_on, unit.ended_on, day)]
    here = {unit.key for unit in units}
    held = [post for post in roster.posts if post.unit in here and holds(post.from_day, post.to_day, day)]
    with translation.override(language):
        return {
            "as_of": day.isoformat(),
            "files": _files(reading),
            "totals": _totals(reading, units, held),
            "units": _units(roster, units, held, day),
            "duties": _duties(roster, find(roster, here, day, rulebook), day),
            "rejected": [_rejected(r) for r in reading.rejections],
            "repaired": [_repaired(r) for r in reading.repairs],
        }


def find(roster: Roster, units: set[str], day: date, rulebook: Rulebook) -> list[Finding]:
    """What the checks find at ``units`` of the roster on ``day``; about persons only what is booked at one of them."""
    context = Context(day=day, book=rulebook.on(day))
    found = [f for facts in unit_facts(roster, day) if facts.unit in units for f in check_unit(facts, context)]
    found += [f for f in check_persons(list(person_facts(roster)), context) if f.unit in units]
    return found


def lost_rows(reading: Reading) -> int:
    """How many rows (or whole sheets and files) could not be used at all."""
    return len({(r.file, r.sheet, _row(r.cell)) for r in reading.rejections if r.row_lost})


def _row(cell: str) -> str:
    return cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _files(reading: Reading) -> list[Json]:
    sheets: dict[str, list[Json]] = {file: [] for file in reading.files}
    for sheet in reading.sheets:
        columns = {str(name.value): letter for name, letter in sheet.columns.items()}
        entry = {"sheet": sheet.sheet, "kind": sheet.kind.value, "rows": sheet.rows, "columns": columns}
        sheets.setdefault(sheet.file, []).append(entry)
    return [{"file": file, "sheets": entries} for file, entries in sheets.items()]


def _totals(reading: Reading, units: list[RosterUnit], held: list[RosterPost]) -> Json:
    return {
        "units": len(units),
        "persons": len({post.person for post in held}),
        "posts": len(held),
        "rows_rejected": lost_rows(reading),
        "cells_repaired": len({(r.file, r.sheet, r.cell) for r in reading.repairs}),
    }


def _units(roster: Roster, units: Iterable[RosterUnit], held: list[RosterPost], day: date) -> list[Json]:
    posts: dict[str, list[RosterPost]] = defaultdict(list)
    for post in held:
        posts[post.unit].append(post)
    above = superior_keys(roster)
    return [_unit(roster, unit, posts[unit.key], day, above.get(unit.key)) for unit in units]


def _unit(roster: Roster, unit: RosterUnit, posts: list[RosterPost], day: date, above: str | None) -> Json:
    term = term_on(unit, day)
    seats = term.seats_fixed if term and term.seats_fixed is not None else unit.seats_fixed
    return {
        "name": unit.name,
        "kind": unit.kind.value if unit.kind else None,
        "sector": unit.sector.value if unit.sector else None,
        "members": unit.members,
        "superior": unit.superior or (roster.units[above].name if above else None),
        "seats_fixed": seats,
        "term": {"from": _iso(term.from_day if term else None), "to": _iso(term.to_day if term else None)},
        "officers": [_officer(roster, post) for post in posts],
    }


def _officer(roster: Roster, post: RosterPost) -> Json:
    person = roster.persons[post.person]
    return {
        "name": person.name,
        "post": post.post.value,
        "body": post.body.value,
        "sex": person.sex.value if person.sex else None,
        "born": person.born,
        "phone": person.phones[0] if person.phones else None,
        "email": person.email or None,
        "citizen_id_last4": person.citizen_id[-4:] if person.citizen_id else None,
        "from": _iso(post.from_day),
        "to": _iso(post.to_day),
    }


def _duties(roster: Roster, findings: Iterable[Finding], day: date) -> list[Json]:
    duties = [_duty(roster, finding, day) for finding in findings]
    return sorted(duties, key=lambda d: (d["due_on"] or "9999", d["check"], d["unit"] or "", d["person"] or ""))


def _duty(roster: Roster, finding: Finding, day: date) -> Json:
    due = finding.due_on
    if due is None and finding.within_days is not None:
        due = day + timedelta(days=finding.within_days)
    unit, person, rule = roster.units.get(finding.unit), roster.persons.get(finding.person), finding.rule
    return {
        "check": finding.code,
        "unit": unit.name if unit else None,
        "person": person.name if person else None,
        "due_on": _iso(due),
        "facts": _named(roster, finding.facts),
        "rule": {"id": rule.id, "document": rule.document, "article": rule.article, "verified": rule.verified}
        if rule
        else {"id": None, "document": None, "article": None, "verified": False},
    }


def _named(roster: Roster, value: Any) -> Any:
    """Facts with names where they hold keys of this reading, which mean nothing outside it."""
    if isinstance(value, dict):
        return {key: _named(roster, inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_named(roster, inner) for inner in value]
    if isinstance(value, str) and value in roster.persons:
        return roster.persons[value].name
    return value


def _rejected(rejection: Rejection) -> Json:
    return {
        "file": rejection.file,
        "sheet": rejection.sheet,
        "cell": rejection.cell,
        "value": rejection.value,
        "problem": labels.problem(rejection.problem),
        "hint": labels.hint(rejection.problem),
    }


def _repaired(repair: Repair) -> Json:
    return {
        "file": repair.file,
        "sheet": repair.sheet,
        "cell": repair.cell,
        "from": repair.before,
        "to": repair.after,
        "why": labels.repair(repair.why),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
