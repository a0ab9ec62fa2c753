"""What the boards of cases and of congresses share: what waits under which superior, at which step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Count, F, FilteredRelation, Min, Q, QuerySet

from nongcot.people.api import name_on, subtree
from nongcot.people.models import Unit, on_day


@dataclass(slots=True)
class Waiting:
    """What waits under one superior: how many at each step, how many late, and the day of the first of them."""

    superior: int | None
    name: str
    steps: dict[str, int]
    total: int = 0
    late: int = 0
    first: date | None = None


def with_superior(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    """Rows of units, annotated with ``superior``: the key of whom their unit stands under on ``day``."""
    placed = FilteredRelation("unit__placements", condition=on_day(day, "unit__placements__"))
    return rows.annotate(placed=placed, superior=F("placed__superior_id"))


def in_branch_of(rows: QuerySet[Any], within: Unit | int | None, day: date) -> QuerySet[Any]:
    """Those whose unit stands on ``day`` in the subtree of ``within``; all where that is None."""
    return rows if within is None else rows.filter(unit__in=subtree(within, day=day).values("unit"))


def waiting(rows: QuerySet[Any], *, day: date, first: str) -> list[Waiting]:
    """Rows of :func:`with_superior` by superior and step, most first: two queries. ``first`` is the field of the day of
    which the earliest is told."""
    counted = (
        rows.order_by()
        .values("superior", "step")
        .annotate(n=Count("pk"), late=Count("pk", filter=Q(due_on__lt=day)), first=Min(first))
    )
    found: dict[int | None, Waiting] = {}
    for row in counted:
        one = found.setdefault(row["superior"], Waiting(row["superior"], "", defaultdict(int)))
        one.steps[row["step"]] += row["n"]
        one.total += row["n"]
        one.late += row["late"]
        one.first = min(filter(None, (one.first, row["first"])))
    names = names_of([key for key in found if key is not None], day)
    for key, one in found.items():
        one.name = names.get(key, "") if key is not None else ""
    return sorted(found.values(), key=lambda one: (-one.total, one.name))


def steps_in(waiting: Iterable[Waiting], order: type[StrEnum]) -> list[str]:
    """The steps at which anything waits, in the order of the house; those of the federation's own last."""
    known = [step.value for step in order]
    present = {step for one in waiting for step in one.steps}
    return sorted(present, key=lambda step: (known.index(step) if step in known else len(known), step))


def names_of(units: Collection[int], day: date) -> dict[int, str]:
    """The names of these units as of ``day``."""
    rows = Unit.objects.filter(pk__in=units).annotate(day_name=name_on(day))
    return dict(rows.values_list("pk", "day_name"))
