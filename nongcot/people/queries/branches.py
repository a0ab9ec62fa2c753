"""Questions about the tree of units: what stands under what, and how much of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.people.kinds import GRASSROOTS_KINDS
from nongcot.people.models import Unit, UnitKindSpan, UnitPlacement, UnitReach, on_day
from nongcot.people.permissions import unit_scope
from nongcot.people.queries.units import units
from nongcot.people.rules import name_order

_GRASSROOTS = [kind.value for kind in GRASSROOTS_KINDS]
MOST_LINES = 2000


class Line(NamedTuple):
    """As much of a unit as a line of the tree says; ``superior`` is the one it stands under on the day."""

    pk: int
    day_name: str
    kind: str
    members: int | None
    superior: int | None

    @property
    def grassroots(self) -> bool:
        return self.kind in _GRASSROOTS


def lines(rows: QuerySet[Any]) -> list[Line]:
    """Rows of :func:`units`, at most :data:`MOST_LINES`, by name as people count: "Phường 2" before "Phường 10"."""
    found = rows.values_list("pk", "day_name", "day_kind", "members", "superior_id_on")[:MOST_LINES]
    return in_order(Line(*row) for row in found)


def in_order(rows: Iterable[Line]) -> list[Line]:
    """Without diacritics first, so that "An", "Ân" and "Ấn" stand together."""
    return sorted(rows, key=lambda row: (name_order(row.day_name), row.day_name, row.pk))


def below(actor: User | System, superiors: Collection[int], *, day: date) -> QuerySet[Unit]:
    """Units directly under one of ``superiors`` on ``day`` (``superior_id_on`` tells which)."""
    placed = UnitPlacement.objects.filter(on_day(day), superior__in=superiors).values("unit")
    return units(actor, day=day).filter(pk__in=placed)


def placed_under(superiors: Collection[int], *, day: date, most: int) -> dict[int, int] | None:
    """The superior of each unit placed under one of ``superiors`` on ``day``, ended ones too; None if over ``most``."""
    rows = UnitPlacement.objects.filter(on_day(day), superior__in=superiors).order_by("pk")
    found = dict(rows.values_list("unit", "superior")[: most + 1])
    return found if len(found) <= most else None


def branch_sizes(
    actor: User | System, ancestors: Collection[int], *, day: date, today: date | None = None
) -> dict[int, tuple[int, int]]:
    """Of each ancestor: (units below it, grassroots unions in its subtree), those that exist on ``day``: one query.

    ``ancestors`` are units the actor reaches. Who reaches one today reaches all that lies below it today, so with
    ``day`` as ``today`` nothing need be looked up of each.
    """
    grassroots = Q(unit__kind__in=_GRASSROOTS)
    alive = Q(unit__ended_on__isnull=True) | Q(unit__ended_on__gt=day)
    begun = Q(unit__began_on__isnull=True) | Q(unit__began_on__lte=day)
    rows = UnitReach.objects.filter(on_day(day), alive, begun, ancestor__in=ancestors)
    if day != today:
        rows = rows.filter(unit_scope(actor, path="unit_id"))
        # those that changed since then are few: their kind of the day is looked up, not that of every unit
        then = UnitKindSpan.objects.filter(on_day(day))
        others = then.exclude(kind__in=_GRASSROOTS).values("unit")
        grassroots = (grassroots & ~Q(unit__in=others)) | Q(unit__in=then.filter(kind__in=_GRASSROOTS).values("unit"))
    counted = (
        rows.order_by()
        .values("ancestor")
        .annotate(
            under=Count("unit", filter=~Q(unit=F("ancestor")), distinct=True),  # the depth is in no index
            grassroots=Count("unit", filter=grassroots, distinct=True),
        )
    )
    return {row["ancestor"]: (row["under"], row["grassroots"]) for row in counted}
