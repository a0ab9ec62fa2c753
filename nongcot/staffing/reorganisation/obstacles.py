"""What was done after a plan and stands in the way of taking it back: of each unit, what and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Model, QuerySet

from nongcot.duties.models import Duty, DutyEvent
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.bulk import chunks
from nongcot.people.api import IMPORTERS, may_stand_under, relations, unit_scope
from nongcot.people.models import Body, Unit, UnitPlacement, UnitReach
from nongcot.staffing.models import PlanLine
from nongcot.staffing.queries.completing import untouched
from nongcot.staffing.reorganisation.ledger import MODELS, UNIT_OF, Ledger, Values, plain

MOST = 50
_DERIVED: tuple[type[Model], ...] = (UnitReach, Duty, DutyEvent, PlanLine)


class Why(StrEnum):
    CHANGED = "changed"  # what the plan wrote was changed since
    GONE = "gone"  # it is no longer on record
    USED = "used"  # something recorded since rests on it
    SUPERIOR_ENDED = "superior_ended"  # the unit would stand under one that has ended since
    PLACING = "placing"  # by its kind of now it cannot stand where it stood
    OUT_OF_REACH = "out_of_reach"  # the actor does not answer for it


@dataclass(frozen=True, slots=True)
class Obstacle:
    """``model`` is the name of the Django model it shows in."""

    why: Why
    unit: int | None
    name: str
    model: str = "unit"


def obstacles(actor: User | System, ledger: Ledger, units: Collection[int]) -> list[Obstacle]:
    """All that stands in the way, at most :data:`MOST`, each unit, thing and reason once."""
    found: dict[tuple[Why, int | None, str], None] = {}
    for one in _later(actor, ledger, units):
        found.setdefault(one)
        if len(found) >= MOST:
            break
    names = dict(Unit.objects.filter(pk__in={unit for _why, unit, _model in found if unit}).values_list("pk", "name"))
    return [Obstacle(why, unit, names.get(unit or 0, ""), model) for why, unit, model in found]


Later = tuple[Why, int | None, str]


def _later(actor: User | System, ledger: Ledger, units: Collection[int]) -> Iterator[Later]:
    for part in chunks(units):
        mine = set(Unit.objects.filter(unit_scope(actor, roles=IMPORTERS), pk__in=part).values_list("pk", flat=True))
        there = set(Unit.objects.filter(pk__in=part).values_list("pk", flat=True))
        yield from ((Why.OUT_OF_REACH, unit, "unit") for unit in part if unit in there - mine)
    for name, rows in ledger.written():
        yield from _touched(name, rows)
    for name, rows in ledger.made.items():
        yield from _used(name, rows, ledger)
    yield from _placed(ledger)


def _touched(name: str, rows: dict[int, Values]) -> Iterator[Later]:
    """Rows that no longer hold what the plan gave them."""
    fields = sorted({field for values in rows.values() for field in values})
    about = UNIT_OF.get(name, "unit_id")
    for part in chunks(rows):
        found = MODELS[name]._default_manager.filter(pk__in=part).values_list("pk", about, *fields)  # noqa: SLF001
        here = {pk: (unit, dict(zip(fields, map(plain, now), strict=True))) for pk, unit, *now in found}
        for pk in part:
            if pk not in here:
                yield Why.GONE, _unit_of(name, rows[pk]), name
            elif any(here[pk][1][field] != value for field, value in rows[pk].items()):
                yield Why.CHANGED, here[pk][0], name


def _unit_of(name: str, values: Values) -> int | None:
    """The unit of a row that is gone, as far as the ledger tells."""
    if "body_id" in values:
        return Body.objects.filter(pk=values["body_id"]).values_list("unit", flat=True).first()
    unit = values.get(UNIT_OF.get(name, "unit_id"))
    return unit if isinstance(unit, int) else None


def _used(name: str, rows: dict[int, Values], ledger: Ledger) -> Iterator[Later]:
    """Rows that rest on those the plan made, were not made by it, and not by the machine alone."""
    model = MODELS[name]
    for other, column in relations(model):
        if other in _DERIVED:
            continue
        own = ledger.made.get(str(other._meta.model_name), {})  # noqa: SLF001
        for part in chunks(rows):
            resting = other._default_manager.filter(**{f"{column}__in": part})  # noqa: SLF001
            for pk, key in _by_people(resting).values_list("pk", column):
                if pk not in own:
                    yield Why.USED, _unit_on_record(model, key), str(other._meta.model_name)  # noqa: SLF001


def _by_people(rows: QuerySet[Any]) -> QuerySet[Any]:
    made = untouched()
    return rows.exclude(pk__in=made.values("pk")) if made.model is rows.model else rows


def _unit_on_record(model: type[Model], pk: int) -> int | None:
    if model is Unit:
        return pk
    path = UNIT_OF.get(str(model._meta.model_name), "unit_id")  # noqa: SLF001
    unit = model._default_manager.filter(pk=pk).values_list(path, flat=True).first()  # noqa: SLF001
    return int(unit) if unit is not None else None


def _placed(ledger: Ledger) -> Iterator[Later]:
    """Units that would stand again under one that has ended since, or that is too low for them by now."""
    back = [pk for pk, was in ledger.before.get("unitplacement", {}).items() if was.get("to_day", "") is None]
    revived = {pk for pk, was in ledger.before.get("unit", {}).items() if "ended_on" in was}
    kinds = {pk: was["kind"] for pk, was in ledger.before.get("unit", {}).items() if "kind" in was}
    for part in chunks(back):
        rows = UnitPlacement.objects.filter(pk__in=part)
        columns = ("unit_id", "unit__kind", "unit__ended_on", "superior_id", "superior__kind", "superior__ended_on")
        for unit, kind, ended, above, above_kind, above_ended in rows.values_list(*columns):
            if ended is not None and unit not in revived:
                continue
            if above_ended is not None and above not in revived:
                yield Why.SUPERIOR_ENDED, unit, "unitplacement"
            if not may_stand_under(kinds.get(unit, kind), kinds.get(above, above_kind)):
                yield Why.PLACING, unit, "unitplacement"
