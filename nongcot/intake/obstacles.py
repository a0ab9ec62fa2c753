"""What was done after an import and would be lost if the import were taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from nongcot.duties.models import Duty, DutyEvent
from nongcot.infra.audit.models import AuditEntry
from nongcot.infra.bulk import chunks
from nongcot.intake.apply.ledger import MODELS, Changes, Ledger, Ranges, present
from nongcot.intake.models import Import
from nongcot.intake.models import Ledger as Kept
from nongcot.intake.queries import file_names
from nongcot.kernel import clock
from nongcot.people.api import limited_persons
from nongcot.people.models import Body, Person, PostHeld, Unit, UnitReach

MOST = 50
_DERIVED: tuple[type[models.Model], ...] = (UnitReach, Duty, DutyEvent)
_TRAIL = {"person": "person", "post_held": "postheld", "term": "term", "unit": "unit", "body": "body"}
_by_itself: list[Callable[[], models.QuerySet[Any]]] = []
_followed: set[models.Field[Any, Any]] = set()
_LOOKS = ("view", "export", "print", "download")


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One later change. ``why``: "changed", "gone", "used", "import", "limited"; ``model``: name of a Django model."""

    why: str
    model: str
    name: str
    who: str = ""
    at: datetime | None = None
    action: str = ""


@dataclass(frozen=True, slots=True)
class Later:
    """A later change of a row the import wrote, not yet named. ``model`` is where it shows, ``row`` what it holds."""

    why: str
    model: str
    row: tuple[str, int]
    entry: AuditEntry | None = None

    def named(self) -> Obstacle:
        entry, (model, key) = self.entry, self.row
        name = _called(MODELS[model], key) if self.why != "gone" else ""
        if entry is None:
            return Obstacle(self.why, self.model, name)
        if self.why == "import":
            number = _source(entry)
            name = f"#{number} {file_names([number]).get(number, '')}".strip()
        return Obstacle(self.why, self.model, name, entry.actor_name, entry.at, entry.action)


def made_by_itself(rows: Callable[[], models.QuerySet[Any]]) -> None:
    """Have ``rows()`` stand in no undoing's way: rows about a ``unit`` that an app above makes of the facts by itself
    and that nobody has touched. They go with the units that go.
    """
    if rows not in _by_itself:
        _by_itself.append(rows)


def followed_by_itself(key: models.Field[Any, Any]) -> None:
    """Have what points by ``key`` stand in no undoing's way: an app above follows the facts with it, and lets go of a
    row that is no more."""
    _followed.add(key)


def followed() -> list[models.Field[Any, Any]]:
    """Those keys."""
    return sorted(_followed, key=str)


def untouched() -> list[models.QuerySet[Any]]:
    """Those rows, one query a model."""
    return [rows() for rows in _by_itself]


def find_obstacles(upload: Import) -> list[Obstacle]:
    """Later changes of what ``upload`` wrote, at most :data:`MOST`; none: all of it can be taken back.

    A change is found by the audit trail, by a value that is no longer the one the import wrote, or by a row that
    rests on one the import made. Later imports that were taken back themselves stand in nobody's way.
    """
    kept = Kept.objects.filter(imported=upload).first()
    if kept is None:
        return []
    ledger, units = Ledger.load(kept)
    return named(later_changes(kept, ledger, units))


def named(changes: Iterable[Later]) -> list[Obstacle]:
    """The first :data:`MOST` of ``changes`` that read differently."""
    found: dict[tuple[str, str, str], Obstacle] = {}
    for change in changes:
        each = change.named()
        found.setdefault((each.why, each.model, each.name), each)
        if len(found) >= MOST:
            break
    return list(found.values())


def later_changes(kept: Kept, ledger: Ledger, units: Ranges) -> Iterator[Later]:
    """Every later change of what the ledger holds; a row may come more than once."""
    for pk in sorted(limited_in(ledger)):
        yield Later("limited", "person", ("person", pk))
    yield from _in_trail(kept, ledger, units)
    for name, changes in ledger.changed.items():
        yield from _changed(MODELS[name], changes)
    for name, ranges in ledger.created.items():
        yield from _gone(MODELS[name], ranges)
        yield from _used(MODELS[name], ranges, ledger)


def limited_in(ledger: Ledger) -> set[int]:
    """Persons the import wrote whose data is limited today: nothing of theirs is changed, by undoing neither."""
    made, changed = ledger.created.get("person", Ranges()), ledger.changed.get("person", {})
    limited = limited_persons(clock.today()).values_list("person_id", flat=True)
    return {pk for pk in limited if pk in made or pk in changed}


def _in_trail(kept: Kept, ledger: Ledger, units: Ranges) -> Iterator[Later]:
    undone = set(Import.objects.filter(state=Import.State.UNDONE).values_list("pk", flat=True))
    later = AuditEntry.objects.filter(pk__gt=kept.last_entry, object_type__in=_TRAIL).order_by("pk")
    for entry in later.iterator(chunk_size=2000):
        if not entry.object_id.isdigit() or _only_looked(entry):
            continue
        source = _source(entry)
        if source in undone:
            continue
        name, key = _TRAIL[entry.object_type], int(entry.object_id)
        ours = key in ledger.created.get(name, Ranges()) or key in ledger.changed.get(name, {})
        if entry.action == "intake.apply_unit":
            ours = key in units and bool(entry.changes.get("changes"))
        if ours:
            yield Later("import" if source else "changed", name, (name, key), entry)


def _only_looked(entry: AuditEntry) -> bool:
    return entry.action.rpartition(".")[2].startswith(_LOOKS)


def _source(entry: AuditEntry) -> int:
    """The import an entry speaks of, 0 for none."""
    told = str(entry.changes.get("source", "")) if entry.action.startswith("intake.") else ""
    number = told[1:].partition(" ")[0] if told.startswith("#") else ""
    return int(number) if number.isdigit() else 0


def _changed(model: type[models.Model], changes: Changes) -> Iterator[Later]:
    name = model._meta.model_name or ""  # noqa: SLF001
    columns = sorted({field for fields in changes.values() for field in fields})
    for chunk in chunks(changes):
        rows = model._default_manager.filter(pk__in=chunk).values_list("pk", *columns)  # noqa: SLF001
        here: dict[int, dict[str, Any]] = {pk: dict(zip(columns, row, strict=True)) for pk, *row in rows}
        for pk in chunk:
            if pk not in here:
                yield Later("gone", name, (name, pk))
            elif any(present(here[pk][field]) != pair[1] for field, pair in changes[pk].items()):
                yield Later("changed", name, (name, pk))


def _gone(model: type[models.Model], ranges: Ranges) -> Iterator[Later]:
    name = model._meta.model_name or ""  # noqa: SLF001
    for first, last in ranges.pairs:
        count = model._default_manager.filter(pk__gte=first, pk__lte=last).count()  # noqa: SLF001
        if count < last - first + 1:
            yield Later("gone", name, (name, first))


def _used(model: type[models.Model], ranges: Ranges, ledger: Ledger) -> Iterator[Later]:
    """Rows that rest on created ones and were made by somebody else."""
    name = model._meta.model_name or ""  # noqa: SLF001
    for relation in model._meta.get_fields(include_hidden=True):  # noqa: SLF001
        if not (relation.auto_created and (relation.one_to_many or relation.one_to_one) and not relation.concrete):
            continue
        other: Any = relation.related_model
        by_the_database = other in _DERIVED or getattr(relation, "on_delete", None) is models.DO_NOTHING
        if by_the_database or relation.field in _followed:  # type: ignore[union-attr]
            continue
        own = ledger.created.get(other._meta.model_name, Ranges())  # noqa: SLF001
        column = relation.field.attname  # type: ignore[union-attr]
        for first, last in ranges.pairs:
            rows = other._default_manager.filter(**{f"{column}__gte": first, f"{column}__lte": last}).order_by("pk")  # noqa: SLF001
            for made in untouched():
                rows = rows.exclude(pk__in=made.values("pk")) if made.model is other else rows
            for pk, key in rows.values_list("pk", column).iterator(chunk_size=5000):
                if pk not in own:
                    yield Later("used", other._meta.model_name, (name, key))  # noqa: SLF001


def _called(model: type[models.Model], pk: int) -> str:
    """The name of the unit or person a row is about."""
    row: Any = model._default_manager.filter(pk=pk).first()  # noqa: SLF001
    if row is None:
        return f"#{pk}"
    if isinstance(row, PostHeld):
        return str(row.person)
    if isinstance(row, Person | Unit):
        return str(row)
    if isinstance(row, Body):
        return str(row.unit)
    unit = getattr(row, "unit", None) or row.body.unit
    return str(unit)
