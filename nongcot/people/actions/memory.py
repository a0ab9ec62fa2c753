"""What an action changed and made, kept beside its audit entry so that it can be taken back exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from nongcot.people.actions.rows import Stored, relations, stored, values

SHAPE = 1
KEY = "memory"  # the fact of the audit entry that holds it
COMPLETED = ("decision_number", "decision_day")


class Memory:
    """Filled while an action writes; ``facts`` is what goes into its audit entry."""

    def __init__(self) -> None:
        self._changed: list[dict[str, Any]] = []
        self._made: list[dict[str, Any]] = []

    @property
    def facts(self) -> dict[str, Any]:
        return {KEY: {"shape": SHAPE, "changed": self._changed, "made": self._made}}

    def change(self, rows: Iterable[Any], **new: Any) -> list[Any]:
        """Give all these rows (of one model) the same new values: the rows as they are now, in their order."""
        found = list(rows)
        columns = tuple(new)
        for row in found:
            before = stored(row, columns)
            for name, value in new.items():
                setattr(row, name, value)
            self.changed(row, before, stored(row, columns))
        if found:
            type(found[0])._default_manager.filter(pk__in=[row.pk for row in found]).update(**new)  # noqa: SLF001
        return found

    def changed(self, row: models.Model, before: Stored, after: Stored) -> None:
        """A change that the action writes itself."""
        self._changed.append({"model": _label(row), "pk": row.pk, "before": before, "after": after})

    def made(self, row: models.Model) -> None:
        """A row that the action added."""
        self._made.append({"model": _label(row), "pk": row.pk, "row": stored(row)})


def _label(row: models.Model) -> str:
    return row._meta.label_lower  # noqa: SLF001  (Django's public door to a model)


@dataclass(frozen=True, slots=True)
class Step:
    """One row as the action left it. ``before`` is None where the action added it."""

    model: type[Any]
    pk: int
    before: Stored | None
    after: Stored

    def now(self) -> Any:
        """The row as it is on record today, or None."""
        return self.model._default_manager.filter(pk=self.pk).first()  # noqa: SLF001

    def untouched(self) -> bool:
        """Whether the row still holds what the action wrote.

        Of a row it added a decision may have been completed since: that goes with the row, the trail keeps it.
        """
        row = self.now()
        if row is None:
            return False
        found = stored(row, tuple(self.after))
        changed = [name for name, value in found.items() if value != self.after[name]]
        completed = self.before is None and all(name in COMPLETED and not self.after[name] for name in changed)
        return not changed or completed

    def pointed_at(self, but: Iterable[Step]) -> bool:
        """Whether a row that is none of ``but`` points to this one and could not stay without it."""
        known = [(step.model, step.pk) for step in but]
        for model, name in relations(self.model):
            key: Any = model._meta.get_field(name)  # noqa: SLF001
            if key.remote_field.on_delete is models.SET_NULL:
                continue
            rows = model._default_manager.filter(**{name: self.pk})  # noqa: SLF001
            if rows.exclude(pk__in=[pk for other, pk in known if other is model]).exists():
                return True
        return False

    def restore(self) -> None:
        """Give the row back what it held, or remove the one that was added."""
        rows = self.model._default_manager.filter(pk=self.pk)  # noqa: SLF001
        if self.before is None:
            rows.delete()
        else:
            rows.update(**values(self.model, self.before))


def steps_of(kept: dict[str, Any]) -> Iterator[Step]:
    """What a stored memory tells, in the order in which it is to be taken back: the last first."""
    for one in reversed(kept["made"]):
        yield Step(apps.get_model(one["model"]), one["pk"], None, one["row"])
    for one in reversed(kept["changed"]):
        yield Step(apps.get_model(one["model"]), one["pk"], one["before"], one["after"])
