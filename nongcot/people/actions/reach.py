"""Rebuild who lies in whose subtree."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from django.db import transaction

from nongcot.people.models import Unit, UnitPlacement, UnitReach
from nongcot.people.reach import reaches

_BATCH = 5000


@transaction.atomic
def rebuild_reach(units: Iterable[int] | None = None) -> None:
    """Derive :class:`UnitReach` anew from the placements: of all units, or of ``units`` and everything ever below them.

    Call it inside the action that changed a placement. It is no action of its own: it adds no fact.

    Raises:
        ValueError: the placements form a circle on some day.
    """
    if units is None:
        ids = list(Unit.objects.values_list("pk", flat=True))
        UnitReach.objects.all().delete()
    else:
        ids = sorted(_ever_below(set(units)))
        UnitReach.objects.filter(unit__in=ids).delete()
    placements = UnitPlacement.objects.values_list("unit", "superior", "from_day", "to_day")
    rows = (
        UnitReach(ancestor_id=r.ancestor, unit_id=r.unit, depth=r.depth, from_day=r.from_day, to_day=r.to_day)
        for r in reaches(ids, placements.iterator(chunk_size=_BATCH))
    )
    while batch := list(islice(rows, _BATCH)):
        UnitReach.objects.bulk_create(batch)


def _ever_below(units: set[int]) -> set[int]:
    """The units and all that stood under one of them on any day, by levels."""
    known, level = set(units), set(units)
    while level:
        below = set(UnitPlacement.objects.filter(superior__in=level).values_list("unit", flat=True))
        level = below - known
        known |= level
    return known
