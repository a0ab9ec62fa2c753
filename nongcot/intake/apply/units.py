"""Which units of a roster are on record, and what the file adds to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.bulk import chunks
from nongcot.intake.apply.kinds import About, Difference, Plan, Refusal
from nongcot.intake.apply.told import plan_told
from nongcot.intake.cells.units import unit_key
from nongcot.intake.reading.codes import normal
from nongcot.intake.roster import RosterUnit
from nongcot.people.api import IMPORTERS, may_stand_under, unit_scope
from nongcot.people.facts import holds
from nongcot.people.kinds import SUPERIOR_KINDS
from nongcot.people.models import MemberCount, Unit, UnitName, UnitPlacement, on_day


class KnownUnit(NamedTuple):
    pk: int
    code: str | None
    name: str
    kind: str
    sector: str
    ownership: str
    began_on: date | None
    ended_on: date | None
    told: str


_COLUMNS = KnownUnit._fields


@dataclass(slots=True)
class Register:
    """The units the actor may import into, by primary key, code and the key of every name they ever had."""

    units: dict[int, KnownUnit] = field(default_factory=dict)
    by_code: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    superiors: dict[int, int] = field(default_factory=dict)  # on the day
    foreign_codes: set[str] = field(default_factory=set)  # of units the actor does not reach
    foreign_superiors: set[str] = field(default_factory=set)  # keys of their names


def load_register(actor: User | System, day: date) -> Register:
    """Everything needed to find a unit by code or name. Six queries, whatever the size."""
    register = Register()
    mine = Unit.objects.filter(unit_scope(actor, roles=IMPORTERS))
    for row in mine.values_list(*_COLUMNS).iterator(chunk_size=5000):
        unit = KnownUnit(*row)
        register.units[unit.pk] = unit
        if unit.code:
            register.by_code[_code(unit.code)] = unit.pk
    names = UnitName.objects.order_by("unit_id", "id").values_list("unit_id", "name")
    for pk, name in names.iterator(chunk_size=5000):
        key = unit_key(name)
        if pk in register.units and pk not in register.by_name[key]:
            register.by_name[key].append(pk)
    placements = UnitPlacement.objects.filter(on_day(day)).order_by("id").values_list("unit_id", "superior_id")
    register.superiors = dict(placements.iterator(chunk_size=5000))
    if not isinstance(actor, System):
        _load_foreign(register)
    return register


def _load_foreign(register: Register) -> None:
    codes = Unit.objects.filter(code__isnull=False).values_list("pk", "code")
    register.foreign_codes = {_code(code) for pk, code in codes if pk not in register.units and code}
    above = UnitName.objects.filter(unit__kind__in=[kind.value for kind in SUPERIOR_KINDS])
    named = {(pk, unit_key(name)) for pk, name in above.values_list("unit_id", "name")}
    own = {key for pk, key in named if pk in register.units}
    register.foreign_superiors = {key for pk, key in named if pk not in register.units} - own


def _code(code: str) -> str:
    return "".join(code.split()).upper()


def match_units(plan: Plan, register: Register, under: int | None) -> None:
    """Fill the plan with which units are known, new or refused, and what the file adds to the known ones.

    ``under`` is the unit of the actor's grant: a new union whose superior is not found stands there.
    """
    for unit in plan.roster.units.values():
        found = _find(unit, register, plan.day)
        if isinstance(found, Refusal):
            plan.refused[unit.key] = found
        elif found is None:
            plan.new_units.append(unit.key)
            plan.touched.add(unit.key)
        else:
            plan.unit_ids[unit.key] = found
    _place(plan, register, under)
    for key, pk in plan.unit_ids.items():
        _compare(plan, plan.roster.units[key], register.units[pk], register)
    plan_told(plan, {pk: register.units[pk].told for pk in plan.unit_ids.values()})
    _counts(plan)


def _find(unit: RosterUnit, register: Register, day: date) -> int | Refusal | None:
    if unit.code:
        known = register.by_code.get(_code(unit.code))
        if known is not None:
            return known
        if _code(unit.code) in register.foreign_codes:
            return Refusal.OUT_OF_REACH
    named = [pk for pk in register.by_name.get(unit.match_key, ()) if _code_agrees(unit, register.units[pk])]
    alive = [pk for pk in named if holds(register.units[pk].began_on, register.units[pk].ended_on, day)]
    named = alive or named
    above = unit_key(unit.superior) if unit.superior else ""
    if len(named) > 1:
        under = [pk for pk in named if above and above in _superior_keys(pk, register)]
        return under[0] if len(under) == 1 else Refusal.AMBIGUOUS
    if named:
        return named[0]
    return Refusal.OUT_OF_REACH if above and above in register.foreign_superiors else None


def _code_agrees(unit: RosterUnit, known: KnownUnit) -> bool:
    return not unit.code or not known.code or _code(unit.code) == _code(known.code)


def _superior_keys(pk: int, register: Register) -> set[str]:
    superior = register.units.get(register.superiors.get(pk, 0))
    return {unit_key(superior.name)} if superior else set()


def _place(plan: Plan, register: Register, under: int | None) -> None:
    """The superior of each new unit: by code or name in the file or on record, else where the actor stands."""
    units = plan.roster.units
    new = set(plan.new_units)
    by_name: dict[str, list[str]] = defaultdict(list)
    by_code = {_code(unit.code): key for key, unit in units.items() if unit.code}
    loose = _by_number(by_code, register)
    for key, unit in units.items():
        by_name[unit.match_key].append(key)
    for key in plan.new_units:
        unit = units[key]
        superior: str | int | None = None
        if unit.superior_code:
            superior = by_code.get(_code(unit.superior_code)) or register.by_code.get(_code(unit.superior_code))
            superior = superior or loose.get(normal(unit.superior_code))
        if superior is None and unit.superior:
            superior = _superior_named(unit_key(unit.superior), by_name, register)
        if isinstance(superior, str):
            superior = superior if superior in new else plan.unit_ids.get(superior)
        if superior is None or superior == key:
            superior = under if _fits_under(unit, under, register) else None
            _tell_not_found(plan, unit, superior, register)
        if superior is not None:
            plan.superiors[key] = superior
    _break_circles(plan, under)


def _tell_not_found(plan: Plan, unit: RosterUnit, under: int | None, register: Register) -> None:
    """The file names a superior that is neither in it nor on record (or several are): say where the unit stands now."""
    place = register.units.get(under or 0)
    if unit.superior and (place is None or unit_key(unit.superior) != unit_key(place.name)):
        name = place.name if place else None
        plan.kept.append(Difference(About.UNIT, unit.key, unit.name, "superior", name, unit.superior))


def _by_number(by_code: dict[str, str], register: Register) -> dict[str, str | int]:
    """Units by their code without the zeros that a spreadsheet took from a number; none where several would meet."""
    found: dict[str, set[str | int]] = defaultdict(set)
    for code, pk in register.by_code.items():
        found[normal(code)].add(by_code.get(code, pk))
    for code, key in by_code.items():
        found[normal(code)].add(key)
    return {code: one.copy().pop() for code, one in found.items() if len(one) == 1}


def _fits_under(unit: RosterUnit, under: int | None, register: Register) -> bool:
    """Whether a unit of which no superior is told may stand where the actor does: a confederation may not."""
    above = register.units.get(under or 0)
    return above is None or unit.kind is None or may_stand_under(unit.kind, above.kind)


def _superior_named(key: str, by_name: dict[str, list[str]], register: Register) -> str | int | None:
    known = register.by_name.get(key, [])
    if len(known) == 1:
        return known[0]
    here = by_name.get(key, [])
    return here[0] if len(here) == 1 and not known else None


def _break_circles(plan: Plan, under: int | None) -> None:
    """New units that a file puts under each other stand under the actor's unit instead."""
    for key in plan.new_units:
        seen, above = {key}, plan.superiors.get(key)
        while isinstance(above, str) and above not in seen:
            seen.add(above)
            above = plan.superiors.get(above)
        if isinstance(above, str):
            if under is None:
                del plan.superiors[key]
            else:
                plan.superiors[key] = under


def _compare(plan: Plan, unit: RosterUnit, known: KnownUnit, register: Register) -> None:
    """Fill what the record leaves open. What contradicts it is listed and left: a unit changes by decision."""
    updates: dict[str, Any] = {}
    for name in ("code", "kind", "sector", "ownership", "began_on"):
        told, recorded = getattr(unit, name), getattr(known, name)
        if told in (None, ""):
            continue
        if recorded in (None, ""):
            if name != "began_on" or not known.ended_on or told < known.ended_on:
                updates[name] = told
        elif _plain(recorded) != _plain(told):
            plan.kept.append(Difference(About.UNIT, unit.key, unit.name, name, _plain(recorded), _plain(told)))
    if unit.ended_on and unit.ended_on != known.ended_on:
        before = _plain(known.ended_on)
        plan.kept.append(Difference(About.UNIT, unit.key, unit.name, "ended_on", before, _plain(unit.ended_on)))
    _compare_superior(plan, unit, known, register)
    if updates:
        plan.unit_updates[known.pk] = {name: _stored(value) for name, value in updates.items()}
        plan.touched.add(unit.key)
        for name, value in updates.items():
            plan.changed.append(Difference(About.UNIT, unit.key, unit.name, name, None, _plain(value)))


def _compare_superior(plan: Plan, unit: RosterUnit, known: KnownUnit, register: Register) -> None:
    if not unit.superior:
        return
    superior = register.units.get(register.superiors.get(known.pk, 0))
    if superior is None or unit_key(unit.superior) in _superior_keys(known.pk, register):
        return
    if register.superiors.get(known.pk) in register.by_name.get(unit_key(unit.superior), ()):
        return  # an earlier name of the same superior
    plan.kept.append(Difference(About.UNIT, unit.key, unit.name, "superior", superior.name, unit.superior))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else None if value is None else str(value)


def _stored(value: Any) -> Any:
    return value if value is None or isinstance(value, date) else str(value)


def _counts(plan: Plan) -> None:
    """Members counted, each on the day its list speaks of; a count that says nothing new is not written."""
    known = _known_counts(plan.unit_ids.values())
    for key, unit in plan.roster.units.items():
        if unit.members is None or key in plan.refused:
            continue
        day = unit.counted_on or plan.day
        women = unit.women if unit.women is not None and unit.women <= unit.members else None
        counts = known.get(plan.unit_ids.get(key, 0), [])
        before = next((c for c in reversed(counts) if c[1] <= day), None)
        if before is not None and before[2] == unit.members and women in (None, before[3]):
            continue
        told = _difference(unit, before, women)
        if before is not None and before[1] == day:
            plan.count_updates[before[0]] = {
                "members": unit.members,
                "women": women if women is not None else before[3],
            }
        else:
            plan.counts.append((key, day, unit.members, women))
        plan.touched.add(key)
        if before is not None:
            plan.changed.append(told)


Count = tuple[int, date, int, "int | None"]


def _difference(unit: RosterUnit, before: Count | None, women: int | None) -> Difference:
    return Difference(
        About.MEMBERS,
        unit.key,
        unit.name,
        "members" if before is None or before[2] != unit.members else "women",
        before and (before[2] if before[2] != unit.members else before[3]),
        unit.members if before is None or before[2] != unit.members else women,
    )


def _known_counts(units: Iterable[int]) -> dict[int, list[Count]]:
    counts: dict[int, list[Count]] = defaultdict(list)
    for chunk in chunks(units):
        rows = MemberCount.objects.filter(unit__in=chunk).order_by("unit_id", "day")
        for unit, pk, day, members, women in rows.values_list("unit_id", "pk", "day", "members", "women"):
            counts[unit].append((pk, day, members, women))
    return counts
