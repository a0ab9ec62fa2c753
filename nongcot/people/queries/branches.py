"""Questions about the tree of units: what stands under what, and how much of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.prepared import prepared
from nongcot.kernel import clock
from nongcot.people.models import Unit, UnitKindSpan, UnitPlacement, UnitReach, on_day
from nongcot.people.models.units import UNIONS
from nongcot.people.permissions import in_scope, scope_values, unit_scope
from nongcot.people.queries.units import Named, as_on, children
from nongcot.people.rules import name_order

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
        return self.kind in UNIONS


def lines(rows: QuerySet[Any]) -> list[Line]:
    """Rows of :func:`units`, at most :data:`MOST_LINES`, by name as people count: "Phường 2" before "Phường 10"."""
    return in_order(Line(*row) for row in _as_lines(rows))


def _as_lines(rows: QuerySet[Any]) -> QuerySet[Any, tuple[Any, ...]]:
    return rows.values_list("pk", "day_name", "day_kind", "members", "superior_id_on")[:MOST_LINES]


def in_order(rows: Iterable[Line]) -> list[Line]:
    """Without diacritics first, so that "An", "Ân" and "Ấn" stand together."""
    return sorted(rows, key=lambda row: (name_order(row.day_name), row.day_name, row.pk))


def below(actor: User | System, superior: int, *, day: date) -> list[Line]:
    """The :func:`lines` of the units directly under ``superior`` on ``day``."""
    return in_order(Line(*row) for row in _below(superior=superior, day=day, **scope_values(actor)))


@prepared
def _below(
    *, superior: int, day: date, roots: tuple[int, ...] | None, today: date | None
) -> QuerySet[Any, tuple[Any, ...]]:
    return _as_lines(as_on(day, in_scope(roots, today)).filter(pk__in=_placed(superior, day)))


def _placed(superior: int, day: date) -> QuerySet[Any]:
    return UnitPlacement.objects.filter(on_day(day), superior=superior).values("unit")


def topmost(actor: User | System, *, day: date) -> list[Line]:
    """The :func:`lines` of the topmost units the actor sees on ``day``."""
    values = scope_values(actor)
    roots, today = values["roots"], values["today"]
    if roots is None or today is None:
        return lines(children(actor, None, day=day, today=clock.today()))
    return in_order(Line(*row) for row in _topmost(roots=roots, day=day, today=today, current=day == today))


@prepared
def _topmost(*, roots: tuple[int, ...], day: date, today: date, current: bool) -> QuerySet[Any, tuple[Any, ...]]:
    """As :func:`children`: on ``current``, today, they are among the units granted."""
    rows: QuerySet[Any] = as_on(day, in_scope(roots, today))
    if current:
        rows = rows.filter(pk__in=roots)
    seen = in_scope(roots, today, path="ancestor_id")
    above = UnitReach.objects.filter(on_day(day), seen, unit=OuterRef("pk"), depth=1)
    return _as_lines(rows.exclude(Exists(above)).order_by("day_name"))


def named_below(actor: User | System, superior: int, *, day: date) -> list[Named]:
    """The units whose superior on ``day`` is this one, by name as the database sorts it; at most :data:`MOST_LINES`."""
    return [Named(*row) for row in _named_below(superior=superior, day=day, **scope_values(actor))]


@prepared
def _named_below(
    *, superior: int, day: date, roots: tuple[int, ...] | None, today: date | None
) -> QuerySet[Any, tuple[Any, ...]]:
    rows: QuerySet[Any] = as_on(day, in_scope(roots, today)).filter(pk__in=_placed(superior, day))
    return rows.filter(superior_id_on=superior).order_by("day_name").values_list("pk", "day_name")[:MOST_LINES]


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
    if day == today:
        counted: Iterable[Any] = _sizes_of_today(ancestors=ancestors, day=day)
    else:
        grassroots = Q(unit__kind__in=UNIONS)
        # those that changed since then are few: their kind of the day is looked up, not that of every unit
        then = UnitKindSpan.objects.filter(on_day(day))
        others = then.exclude(kind__in=UNIONS).values("unit")
        grassroots = (grassroots & ~Q(unit__in=others)) | Q(unit__in=then.filter(kind__in=UNIONS).values("unit"))
        counted = _counted(_alive_below(ancestors, day).filter(unit_scope(actor, path="unit_id")), grassroots)
    return {ancestor: (under, unions) for ancestor, under, unions in counted}


@prepared
def _sizes_of_today(*, ancestors: Collection[int], day: date) -> QuerySet[Any, tuple[int, int, int]]:
    """Of PostgreSQL by what is not counted: those ended, to begin, or no unions are few, and found by indexes of their
    own; a look at every unit of a province takes three times as long."""
    if connection.vendor != "postgresql":
        return _counted(_alive_below(ancestors, day), Q(unit__kind__in=UNIONS))
    this = Unit.objects.filter(pk=OuterRef("unit"))
    rows = UnitReach.objects.filter(on_day(day), ancestor__in=ancestors)
    rows = rows.filter(~Exists(this.filter(ended_on__lte=day)), ~Exists(this.filter(began_on__gt=day)))
    return _counted(rows, Q(~Exists(this.exclude(kind__in=UNIONS))))


def _alive_below(ancestors: Collection[int], day: date) -> QuerySet[UnitReach]:
    alive = Q(unit__ended_on__isnull=True) | Q(unit__ended_on__gt=day)
    begun = Q(unit__began_on__isnull=True) | Q(unit__began_on__lte=day)
    return UnitReach.objects.filter(on_day(day), alive, begun, ancestor__in=ancestors)


def _counted(rows: QuerySet[UnitReach], grassroots: Q) -> QuerySet[Any, tuple[int, int, int]]:
    """(ancestor, units below it, unions)."""
    below = Count("unit", filter=~Q(unit=F("ancestor")), distinct=True)  # the depth is in no index
    told = rows.order_by().values("ancestor").annotate(under=below)
    return told.annotate(unions=Count("unit", filter=grassroots, distinct=True)).values_list(
        "ancestor", "under", "unions"
    )
