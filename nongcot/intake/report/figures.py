"""The figures of the report, counted from the diagnosis: pure, no words, no Django."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import Any

from nongcot import regulations
from nongcot.duties.checks.registry import ABOUT_DATA, CHECKS
from nongcot.duties.kinds import Severity
from nongcot.people.facts import holds
from nongcot.people.kinds import COMMITTEE_SEATS, GRASSROOTS_KINDS, AgeBand, BodyKind, Post, Sex, UnitKind
from nongcot.people.rules import age_band

Diagnosis = dict[str, Any]
Officer = dict[str, Any]


class State(IntEnum):
    """How complete a union is, in the order of the legend."""

    COMPLETE = 0
    INCOMPLETE = 1
    URGENT = 2
    UNKNOWN = 3  # nothing is known of its officers, or only that data is missing


@dataclass(slots=True)
class DutyCount:
    check: str
    count: int
    units: int
    first_due: str | None
    unverified: int


@dataclass(slots=True)
class UnitFigures:
    """One unit as the report shows it. ``vacant`` is None where the fixed number of seats is not known."""

    unit: dict[str, Any]
    officers: list[Officer]  # one entry a post held on the day
    people: int
    seated: int
    vacant: int | None
    duties: list[dict[str, Any]]
    state: State
    grassroots: bool


@dataclass(slots=True)
class Figures:
    units: list[UnitFigures] = field(default_factory=list)
    duties: list[DutyCount] = field(default_factory=list)
    kinds: Counter[tuple[str | None, str | None]] = field(default_factory=Counter)  # (kind, sector)
    states: Counter[State] = field(default_factory=Counter)
    terms: Counter[int | None] = field(default_factory=Counter)  # year of the end of the term
    ages: dict[AgeBand | None, Counter[str | None]] = field(default_factory=dict)  # band -> sex -> people
    people: Counter[str | None] = field(default_factory=Counter)  # sex -> people
    chairs: Counter[str | None] = field(default_factory=Counter)  # sex -> chairs
    seats: int = 0  # fixed by the congresses, where known
    vacancies: int = 0
    overdue: int = 0
    unplaced: list[dict[str, Any]] = field(default_factory=list)  # duties at no unit of the list


def person_key(officer: Officer) -> tuple[Any, ...]:
    """What tells two entries of one person from two persons, as far as the diagnosis says it."""
    return (officer["name"], officer.get("born"), officer.get("phone"), officer.get("citizen_id_last4"))


def holding(officers: list[Officer], day: date) -> list[Officer]:
    """The entries held on ``day``, in their order."""
    return [officer for officer in officers if holds(_day(officer.get("from")), _day(officer.get("to")), day)]


def figures_of(diagnosis: Diagnosis) -> Figures:
    """Everything the report counts, in one pass over units, officers and duties."""
    day = date.fromisoformat(diagnosis["as_of"])
    by_unit: dict[str | None, list[dict[str, Any]]] = defaultdict(list)
    for duty in diagnosis["duties"]:
        by_unit[duty.get("unit")].append(duty)
    found = Figures(duties=_duty_counts(diagnosis["duties"]))
    everyone: dict[tuple[Any, ...], Officer] = {}
    for unit in diagnosis["units"]:
        figures = _unit_figures(unit, by_unit.pop(unit["name"], []), day)
        found.units.append(figures)
        found.kinds[unit.get("kind"), unit.get("sector")] += 1
        everyone |= {person_key(officer): officer for officer in figures.officers}
        found.chairs.update(_chair_sexes(figures.officers))
        if figures.grassroots:
            _count_grassroots(found, figures)
    found.unplaced = [duty for duties in by_unit.values() for duty in duties]
    found.overdue = sum(1 for duty in diagnosis["duties"] if duty.get("due_on") and duty["due_on"] < diagnosis["as_of"])
    _count_people(found, list(everyone.values()), day)
    return found


def is_unverified(rule: dict[str, Any] | None) -> bool:
    """Whether a finding rests on a value that nobody has checked against the text of the document it comes from."""
    if not rule or not rule.get("id") or rule.get("verified"):
        return False
    document = regulations.load().documents.get(rule.get("document") or "")
    return document is None or document.kind is not regulations.DocumentKind.OWN


def _unit_figures(unit: dict[str, Any], duties: list[dict[str, Any]], day: date) -> UnitFigures:
    officers = holding(unit["officers"], day)
    seated = len({person_key(officer) for officer in officers if _on_committee(officer)})
    seats = unit.get("seats_fixed")
    return UnitFigures(
        unit=unit,
        officers=officers,
        people=len({person_key(officer) for officer in officers}),
        seated=seated,
        vacant=None if seats is None else max(0, seats - seated),
        duties=sorted(duties, key=lambda duty: (duty.get("due_on") or "9999", duty["check"])),
        state=_state(officers, {duty["check"] for duty in duties}),
        grassroots=_is_grassroots(unit.get("kind")),
    )


def _state(officers: list[Officer], checks: set[str]) -> State:
    severities = {CHECKS[check].severity if check in CHECKS else Severity.MEDIUM for check in checks - ABOUT_DATA}
    if Severity.HIGH in severities:
        return State.URGENT
    if severities - {Severity.NOTE}:
        return State.INCOMPLETE
    return State.COMPLETE if officers and "data.missing" not in checks else State.UNKNOWN


def _is_grassroots(kind: str | None) -> bool:
    return kind is None or kind in GRASSROOTS_KINDS or kind == UnitKind.MEMBER_UNION


def _on_committee(officer: Officer) -> bool:
    return officer.get("body") == BodyKind.EXECUTIVE_COMMITTEE and officer.get("post") in COMMITTEE_SEATS


def _chair_sexes(officers: list[Officer]) -> list[str | None]:
    chairs = (o for o in officers if _on_committee(o) and o["post"] == Post.CHAIR)
    return [chair.get("sex") for chair in chairs]


def _count_grassroots(found: Figures, figures: UnitFigures) -> None:
    found.states[figures.state] += 1
    end = (figures.unit.get("term") or {}).get("to")
    found.terms[int(end[:4]) if end else None] += 1
    found.seats += figures.unit.get("seats_fixed") or 0
    found.vacancies += figures.vacant or 0


def _count_people(found: Figures, people: list[Officer], day: date) -> None:
    bands: dict[AgeBand | None, Counter[str | None]] = {band: Counter() for band in (*AgeBand, None)}
    for person in people:
        sex = person.get("sex") if person.get("sex") in set(Sex) else None
        found.people[sex] += 1
        bands[age_band(person.get("born") or "", day)][sex] += 1
    found.ages = bands


def _duty_counts(duties: list[dict[str, Any]]) -> list[DutyCount]:
    by_check: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for duty in duties:
        by_check[duty["check"]].append(duty)
    counts = [
        DutyCount(
            check=check,
            count=len(found),
            units=len({duty.get("unit") for duty in found if duty.get("unit")}),
            first_due=min((duty["due_on"] for duty in found if duty.get("due_on")), default=None),
            unverified=sum(1 for duty in found if is_unverified(duty.get("rule"))),
        )
        for check, found in by_check.items()
    ]
    return sorted(counts, key=lambda item: (-item.count, item.check))


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso[:10]) if iso and len(iso) >= 10 else None
