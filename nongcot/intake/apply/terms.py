"""Terms of the executive committee in the file held against those on record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from nongcot.infra.bulk import chunks
from nongcot.intake.apply.kinds import About, BodyKey, Difference, NewTerm, Plan, name_key
from nongcot.intake.roster import RosterTerm, RosterUnit
from nongcot.people.kinds import BodyKind
from nongcot.people.models import Body, Term, TermExtension


@dataclass(slots=True)
class KnownTerm:
    pk: int | None  # None: of this very plan
    from_day: date | None
    to_day: date | None
    planned_end: date | None
    seats_fixed: int | None
    extended: date | None = None  # where a decision moved the planned end


def plan_terms(plan: Plan) -> None:
    """Fill the plan with new terms and with what the file adds to known ones."""
    known = _known_terms(plan.unit_ids.values())
    for key, unit in plan.roster.units.items():
        if key in plan.refused:
            continue
        terms = known.get(plan.unit_ids.get(key, 0), [])
        for told in _told(unit):
            _plan_term(plan, unit, told, terms)


def executive(unit: str) -> BodyKey:
    return (unit, BodyKind.EXECUTIVE_COMMITTEE, "")


def _told(unit: RosterUnit) -> list[RosterTerm]:
    """The unit's terms; seats listed without a term are a term of which only the seats are known."""
    if not unit.terms:
        return [RosterTerm(None, None, unit.seats_fixed)] if unit.seats_fixed is not None else []
    newest = unit.terms[-1]
    seats = newest.seats_fixed if newest.seats_fixed is not None else unit.seats_fixed
    return [*unit.terms[:-1], RosterTerm(newest.from_day, newest.to_day, seats, newest.exact)]


def _known_terms(units: Iterable[int]) -> dict[int, list[KnownTerm]]:
    terms: dict[int, list[KnownTerm]] = defaultdict(list)
    columns = ("body__unit_id", "pk", "from_day", "to_day", "planned_end", "seats_fixed")
    for chunk in chunks(units):
        rows = Term.objects.filter(body__unit__in=chunk, body__kind=BodyKind.EXECUTIVE_COMMITTEE, body__name="")
        for unit, *values in rows.order_by("body__unit_id", "from_day", "pk").values_list(*columns):
            terms[unit].append(KnownTerm(*values))
    ends = _extended(terms)
    for each in (term for found in terms.values() for term in found if term.pk in ends):
        each.extended = ends[each.pk]
    return terms


def _extended(terms: dict[int, list[KnownTerm]]) -> dict[int | None, date]:
    """The end to which the newest decision moved a term, for the terms that were extended."""
    ends: dict[int | None, date] = {}
    for chunk in chunks(term.pk for found in terms.values() for term in found):
        rows = TermExtension.objects.filter(term__in=chunk).order_by("decision_day", "pk")
        ends.update(rows.values_list("term_id", "new_end"))
    return ends


def _plan_term(plan: Plan, unit: RosterUnit, told: RosterTerm, terms: list[KnownTerm]) -> None:
    known = _same(told, terms, plan.day)
    if known is not None:
        _compare(plan, unit, told, known)
        return
    later = min(
        (t.from_day for t in terms if t.from_day and told.from_day and t.from_day > told.from_day), default=None
    )
    for other in terms:
        running = other.to_day is None and other.from_day and told.from_day and other.from_day < told.from_day
        if running and other.pk is not None:
            other.to_day = told.from_day
            plan.term_updates.setdefault(other.pk, {})["to_day"] = told.from_day
            plan.changed.append(Difference(About.TERM, unit.key, unit.name, "to_day", None, _iso(told.from_day)))
    end = told.planned_end
    planned = end if end and (told.from_day is None or end > told.from_day) else None
    plan.new_terms.append(NewTerm(unit.key, told.from_day, later, planned, told.seats_fixed))
    terms.append(KnownTerm(None, told.from_day, later, planned, told.seats_fixed))
    plan.touched.add(unit.key)


def _same(told: RosterTerm, terms: list[KnownTerm], day: date) -> KnownTerm | None:
    """The term on record that the file speaks of: begun the same day or year, or the one known only by its seats."""
    if told.from_day is None:
        begun = [t for t in terms if t.from_day is None or t.from_day <= day]
        return begun[-1] if begun else None
    for known in terms:
        if known.from_day is not None and known.from_day.year == told.from_day.year:
            return known
    if not told.exact:
        running = [t for t in terms if t.from_day and t.planned_end and t.from_day <= told.from_day < t.planned_end]
        if running:
            return running[-1]
    return next((t for t in terms if t.from_day is None and t.pk is not None), None)


def _compare(plan: Plan, unit: RosterUnit, told: RosterTerm, known: KnownTerm) -> None:
    """Complete the known term. Years told by a title never move days that are on record."""
    if known.pk is None:
        return
    updates: dict[str, Any] = {}
    for name, value, recorded in (
        ("from_day", told.from_day, known.from_day),
        ("planned_end", told.planned_end, known.planned_end),
        ("seats_fixed", told.seats_fixed, known.seats_fixed),
    ):
        if value is None or value == recorded or (name == "planned_end" and value == known.extended):
            continue
        if recorded is not None and name != "seats_fixed" and not told.exact:
            continue
        updates[name] = value
    start, end = updates.get("from_day", known.from_day), updates.get("planned_end", known.planned_end)
    if (start and end and end <= start) or (start and known.to_day and known.to_day <= start):
        return
    for name, value in updates.items():
        before = getattr(known, name)
        plan.changed.append(Difference(About.TERM, unit.key, unit.name, name, _iso(before), _iso(value)))
        setattr(known, name, value)
    if updates:
        plan.term_updates.setdefault(known.pk, {}).update(updates)
        plan.touched.add(unit.key)


def _iso(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def known_bodies(plan: Plan) -> None:
    """Fill the plan with the bodies on record of its known units."""
    keys = _keys_of(plan)
    for chunk in chunks(keys):
        rows = Body.objects.filter(unit__in=chunk).order_by("pk").values_list("unit_id", "kind", "name", "pk")
        for unit, kind, name, pk in rows:
            for key in keys[unit]:
                plan.body_ids.setdefault((key, BodyKind(kind), name_key(name)), pk)


def need_bodies(plan: Plan) -> None:
    """Name the bodies that the new terms and posts need and that are not on record.

    Units of the file that are one on record (under an old and a new name) need each body once.
    """
    keys = _keys_of(plan)
    needed = {executive(term.unit): "" for term in plan.new_terms}
    for post in plan.new_posts:
        needed.setdefault((post.unit, post.body, name_key(post.body_name)), post.body_name)
    for (unit, kind, name), written in needed.items():
        known = plan.unit_ids.get(unit)
        key = (unit if known is None else keys[known][0], kind, name)
        if key not in plan.body_ids:
            plan.new_bodies.setdefault(key, written)


def share_bodies(plan: Plan) -> None:
    """After the new bodies have primary keys: the same for every unit of the file that is the same on record."""
    keys = _keys_of(plan)
    for unit, kind, name in plan.new_bodies:
        for other in keys[plan.unit_ids[unit]]:
            plan.body_ids[other, kind, name] = plan.body_ids[unit, kind, name]


def _keys_of(plan: Plan) -> dict[int, list[str]]:
    """The units of the file that each unit on record goes by: nearly always one."""
    keys: dict[int, list[str]] = defaultdict(list)
    for key, pk in plan.unit_ids.items():
        keys[pk].append(key)
    return keys
