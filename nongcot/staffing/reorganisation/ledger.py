"""What carrying out a plan writes, noted while it is written, so that the whole plan can be taken back exactly."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet

from nongcot.duties.api import given
from nongcot.infra import bulk
from nongcot.infra.bulk import chunks
from nongcot.people.models import (
    Body,
    PostHeld,
    RoleGrant,
    Term,
    Unit,
    UnitKindSpan,
    UnitName,
    UnitPlacement,
    UnitSuccession,
)
from nongcot.staffing.models import PlanLedger, Reorganisation

SHAPE = 1
# In an order in which rows that point at others go first.
MODELS: dict[str, type[Model]] = {
    str(model._meta.model_name): model  # noqa: SLF001  (Django's public door to a model)
    for model in (
        PostHeld, Term, RoleGrant, UnitSuccession, UnitPlacement, UnitKindSpan, UnitName, Body, Unit,
    )
}  # fmt: skip
Values = dict[str, Any]
# Where a row tells the unit it is about.
UNIT_OF = {"unit": "pk", "term": "body__unit_id", "unitsuccession": "predecessor_id"}


class Ledger:
    """The rows a plan made and changed, by the name of their model in :data:`MODELS`, with the values it gave them.

    It writes too: what is inserted and updated through it is noted. Dates are kept as ISO text.
    """

    def __init__(self) -> None:
        self.made: dict[str, dict[int, Values]] = {}
        self.before: dict[str, dict[int, Values]] = {}
        self.after: dict[str, dict[int, Values]] = {}
        self.duties: list[int] = []  # open ones that are postponed or given to somebody

    def insert(self, model: type[Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Insert the rows; they get keys of their own where ``fields`` do not begin with ``id``."""
        ready = [tuple(row) for row in rows]
        if fields[0] != "id":
            keys = bulk.reserve(model, len(ready))
            fields, ready = ("id", *fields), [(key, *row) for key, row in zip(keys, ready, strict=True)]
        bulk.insert(model, fields, ready)
        noted = self.made.setdefault(_name(model), {})
        for key, *row in ready:
            noted[key] = dict(zip(fields[1:], map(plain, row), strict=True))

    def update(self, model: type[Model], changes: Mapping[int, Values]) -> None:
        """Give rows new values, each its own."""
        by_fields: dict[tuple[str, ...], list[int]] = {}
        for pk, values in changes.items():
            by_fields.setdefault(tuple(values), []).append(pk)
        for fields, keys in by_fields.items():
            for part in chunks(keys):
                self._note(model, model._default_manager.filter(pk__in=part), fields)  # noqa: SLF001
        bulk.update(model, dict(changes))
        for pk, values in changes.items():
            self._change(_name(model), pk, values)

    def set(self, rows: QuerySet[Any], **values: Any) -> list[int]:
        """Give all these rows the same values; gives their keys."""
        keys = self._note(rows.model, rows, tuple(values))
        rows.update(**values)
        for pk in keys:
            self._change(_name(rows.model), pk, values)
        return keys

    def _note(self, model: type[Model], rows: QuerySet[Any], fields: Sequence[str]) -> list[int]:
        noted, keys = self.before.setdefault(_name(model), {}), []
        for pk, *values in rows.values_list("pk", *fields):
            keys.append(pk)
            first = noted.setdefault(pk, {})
            for field, value in zip(fields, values, strict=True):
                first.setdefault(field, plain(value))
        return keys

    def _change(self, name: str, pk: int, values: Values) -> None:
        """A row the plan made has no earlier values: it only holds others now."""
        told = {field: plain(value) for field, value in values.items()}
        if pk in self.made.get(name, {}):
            self.made[name][pk].update(told)
            self.before[name].pop(pk, None)
        else:
            self.after.setdefault(name, {}).setdefault(pk, {}).update(told)

    def keep(self, plan: Reorganisation, units: Iterable[int]) -> None:
        """Store what was noted with the plan; ``units`` are those it touched.

        Their duties close and open only after the plan: what a person decided about them is noted too.
        """
        units = sorted(units)
        told = {"shape": SHAPE, "made": self.made, "before": self.before, "after": self.after, "units": units}
        told["duties"] = [pk for part in chunks(units) for pk in given(part).values_list("pk", flat=True)]
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
        PlanLedger.objects.update_or_create(plan=plan, defaults={"written": zlib.compress(text, 3)})

    @classmethod
    def load(cls, kept: PlanLedger) -> tuple[Ledger, list[int]]:
        """What was noted of a plan, and the units it touched.

        Raises:
            ValueError: it is of another shape.
        """
        told = json.loads(zlib.decompress(bytes(kept.written)))
        if told["shape"] != SHAPE:
            raise ValueError(f"ledger of shape {told['shape']}")
        ledger = cls()
        for part in ("made", "before", "after"):
            rows = {name: {int(pk): values for pk, values in found.items()} for name, found in told[part].items()}
            setattr(ledger, part, rows)
        ledger.duties = told.get("duties", [])
        return ledger, told["units"]

    def counts(self) -> dict[str, int]:
        """How many rows of each kind are again as they were when it is taken back; ``duty`` of those that closed."""
        found = {name: len(rows) for name, rows in self.before.items() if rows}
        return {**found, "duty": len(self.duties)} if self.duties else found

    def written(self) -> Iterator[tuple[str, dict[int, Values]]]:
        """Every row as the plan left it, by model: those it made, then those it changed."""
        yield from self.made.items()
        yield from self.after.items()

    def restored(self) -> Iterator[tuple[type[Model], dict[int, Values]]]:
        """The rows it changed with the values they had, as the database takes them."""
        for name, rows in self.before.items():
            model = MODELS[name]
            fields = {field.attname: field for field in model._meta.concrete_fields}  # noqa: SLF001
            yield (
                model,
                {
                    pk: {
                        field: None if value is None else fields[field].to_python(value)
                        for field, value in values.items()
                    }
                    for pk, values in rows.items()
                },
            )


def _name(model: type[Model]) -> str:
    return str(model._meta.model_name)  # noqa: SLF001


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
