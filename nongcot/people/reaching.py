"""The filter "this unit lies below one of those", written as the database reads it.

Django would put the same words together from a dozen objects each time; every page asks it several times.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Any

from django.db.models import BooleanField, Func

from nongcot.people.models.units import UnitReach

_TABLE = UnitReach._meta.db_table  # noqa: SLF001  (Django's public door to a model)
_DAYS = "(near.from_day IS NULL OR near.from_day <= %s) AND (near.to_day IS NULL OR near.to_day > %s)"


class Look(Enum):
    """How the database is to look it up; the answer is the same.

    ``EACH``: for each row, right where few rows are looked at. ``SET``: beginning with the units, right where they are
    few. ``HASH``: the units once, then each row against them, right where many rows are looked at.
    """

    EACH = (
        "EXISTS (SELECT 1 FROM {table} near WHERE near.unit_id = {unit} AND near.ancestor_id IN ({marks}) AND {days})"
    )
    SET = "{unit} IN (SELECT near.unit_id FROM {table} near WHERE near.ancestor_id IN ({marks}) AND {days})"
    HASH = "({unit} IN (SELECT near.unit_id FROM {table} near WHERE near.ancestor_id IN ({marks}) AND {days})) IS TRUE"


class Reached(Func):
    """Whether the unit named by ``path`` lies below one of ``roots``, or is one, on ``day``."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, path: str, roots: tuple[int, ...], day: date, look: Look = Look.EACH) -> None:
        super().__init__(path)
        self.roots, self.day, self.look = roots, day, look

    def as_sql(self, compiler: Any, connection: Any, **_extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        unit, given = compiler.compile(self.source_expressions[0])
        day = connection.ops.adapt_datefield_value(self.day)
        marks = ", ".join(["%s"] * len(self.roots))
        words = self.look.value.format(table=_TABLE, unit=unit, marks=marks, days=_DAYS)
        return words, [*given, *self.roots, day, day]
