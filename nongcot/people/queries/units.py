"""Questions about units: which there are, where they stand, how they came to be."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from django.db.models import CharField, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import IsNull

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.prepared import prepared
from nongcot.people.kinds import SUPERIOR_KINDS
from nongcot.people.models import (
    MemberCount,
    Unit,
    UnitKindSpan,
    UnitName,
    UnitPlacement,
    UnitReach,
    UnitSuccession,
    UnitWord,
    on_day,
)
from nongcot.people.permissions import granted_units, in_scope, scope_values, unit_scope
from nongcot.people.queries.dated import kind_on, members_on, name_on, superior_on
from nongcot.people.queries.sizes import MOST, sizes, words_of
from nongcot.people.reaching import Look
from nongcot.people.rules import name_order

MOST_COUNTS = 12


def units(actor: User | System, *, day: date, ended: bool = False) -> QuerySet[Unit]:
    """Units the actor may see that exist on ``day`` (with ``ended`` also those that had ended by then).

    Annotated with ``day_name``, ``day_kind``, ``members``, ``women`` and ``superior_id_on`` as of ``day``.
    """
    return as_on(day, unit_scope(actor), ended=ended)


def as_on(day: date, scope: Q, *, ended: bool = False) -> QuerySet[Unit]:
    """:func:`units` for whoever sees what ``scope`` lets through."""
    rows = Unit.objects.filter(scope).filter(Q(began_on__isnull=True) | Q(began_on__lte=day))
    if not ended:
        rows = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))
    return rows.annotate(
        day_name=name_on(day),
        day_kind=kind_on(day),
        members=members_on(day),
        women=members_on(day, "women"),
        superior_id_on=superior_on(day),
    )


def unit(actor: User | System, pk: int, *, day: date) -> Unit:
    """One unit the actor may see, whether or not it exists on ``day``; ``has_below``: others stand directly under it.

    Raises:
        Unit.DoesNotExist: there is none, or the actor may not see it.
    """
    found = _unit(pk=pk, day=day, **scope_values(actor))
    if not found:
        raise Unit.DoesNotExist
    return found[0]


@prepared
def _unit(*, pk: int, day: date, roots: tuple[int, ...] | None, today: date | None) -> QuerySet[Unit]:
    below = UnitPlacement.objects.filter(on_day(day), superior=OuterRef("pk"))
    return Unit.objects.filter(in_scope(roots, today), pk=pk).annotate(
        day_name=name_on(day),
        day_kind=kind_on(day),
        members=members_on(day),
        women=members_on(day, "women"),
        superior_id_on=superior_on(day),
        has_below=Exists(below),
    )


def children(actor: User | System, superior: int | None, *, day: date, today: date | None = None) -> QuerySet[Unit]:
    """Units directly under ``superior`` on ``day``; with None the topmost units the actor sees.

    With ``day`` as ``today`` those are among the units granted: all others stand below one of them today.
    """
    rows: QuerySet[Any] = units(actor, day=day)
    if superior is not None:
        placed = UnitPlacement.objects.filter(on_day(day), superior=superior).values("unit")  # found first: an index
        return rows.filter(pk__in=placed, superior_id_on=superior).order_by("day_name")
    granted = granted_units(actor) if day == today else None
    if granted is not None:
        rows = rows.filter(pk__in=granted)
    above = UnitReach.objects.filter(on_day(day), unit=OuterRef("pk"), depth=1)
    seen_above = above.filter(unit_scope(actor, path="ancestor_id"))
    return rows.exclude(Exists(seen_above)).order_by("day_name")


def subtree(superior: Unit | int, *, day: date) -> QuerySet[UnitReach]:
    """The subtree of a unit on ``day``, with itself, as rows of :class:`UnitReach` (``values("unit")``: the ids)."""
    return UnitReach.objects.filter(on_day(day), ancestor=superior)


@dataclass(frozen=True, slots=True)
class Named:
    """A unit by its name of a day, for a choice among units."""

    pk: int
    day_name: str


def superiors(actor: User | System, *, day: date, most: int = 300) -> list[Named]:
    """The federations and direct superiors the actor sees, for a choice of a subtree; at most ``most``."""
    named = _superiors_up_to(most)(day=day, **scope_values(actor))
    return sorted((Named(*row) for row in named), key=lambda one: (name_order(one.day_name), one.day_name, one.pk))


@cache
def _superiors_up_to(most: int) -> Callable[..., list[tuple[int, str]]]:
    """The question for a choice of so many: a page says how long, no reader."""

    @prepared
    def named(*, day: date, roots: tuple[int, ...] | None, today: date | None) -> QuerySet[Any, tuple[int, str]]:
        rows = Unit.objects.filter(in_scope(roots, today), kind__in=[kind.value for kind in SUPERIOR_KINDS])
        rows = rows.filter(Q(began_on__isnull=True) | Q(began_on__lte=day))
        alive = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))
        return alive.annotate(day_name=name_on(day)).values_list("pk", "day_name")[:most]

    return named


def find_units(actor: User | System, search: str, *, day: date, ended: bool = False) -> QuerySet[Unit]:
    """Units in whose name on ``day`` each word of ``search`` begins a word, compared without diacritics."""
    rows: QuerySet[Any] = units(actor, day=day, ended=ended)
    _lines, _below, words = sizes([], words_of(search))
    values = scope_values(actor)
    rarest = min(words, key=lambda word: word.names, default=None)
    for word in words:
        named = UnitName.objects.filter(on_day(day))
        if word is rarest and word.names <= MOST:
            begun = UnitWord.objects.filter(word__gte=word.text, word__lt=word.end)
            # those of other provinces go before anything is looked up of them
            begun = begun.filter(in_scope(**values, path="unit_id", look=Look.SET))
            named = named.filter(pk__in=begun.values("name_id"))
        else:
            named = named.filter(Q(search_key__startswith=word.text) | Q(search_key__contains=f" {word.text}"))
        # the rarest word gives the units, the others are looked for in these alone
        rows = rows.filter(pk__in=named.values("unit")) if word is rarest else rows.filter(_one(named))
    return rows.order_by("day_name", "pk")


def _one(named: QuerySet[UnitName]) -> Q:
    """That one of these names is the unit's; looked up unit by unit, never all names at once."""
    first = named.filter(unit=OuterRef("pk")).values("pk")[:1]
    return Q(IsNull(Subquery(first), False))


def trail(actor: User | System, unit: Unit, *, day: date) -> list[UnitReach]:
    """The superiors of a unit on ``day``, topmost first, with ``day_name`` and ``seen`` (the actor may see it)."""
    found = _trail(unit=unit.pk, day=day, **scope_values(actor))
    return list({row.ancestor_id: row for row in found}.values())


@prepared
def _trail(*, unit: int, day: date, roots: tuple[int, ...] | None, today: date | None) -> QuerySet[UnitReach]:
    rows = UnitReach.objects.filter(on_day(day), unit=unit, depth__gt=0).order_by("-depth", "pk")
    return rows.select_related("ancestor").annotate(
        day_name=name_on(day, "ancestor_id"),
        seen=Exists(Unit.objects.filter(in_scope(roots, today), pk=OuterRef("ancestor_id"))),
    )


def seen_units(actor: User | System, units: Collection[int]) -> set[int]:
    """Those of these units that the actor may see; nothing is asked about none."""
    return set(_seen_units(units=tuple(units), **scope_values(actor))) if units else set()


@prepared
def _seen_units(*, units: tuple[int, ...], roots: tuple[int, ...] | None, today: date | None) -> QuerySet[Any, int]:
    return Unit.objects.filter(in_scope(roots, today), pk__in=units).values_list("pk", flat=True)


class Step(NamedTuple):
    """A line of a unit's history: a name or ``kind`` it had, a superior it stood under (by its name of those days), or
    another unit it was merged ``into`` or took over ``from``."""

    what: str
    from_day: date | None
    to_day: date | None
    name: str
    unit: int
    decision_number: str
    decision_day: date | None


def steps(unit: Unit) -> list[Step]:
    """How the unit came to be what it is, in no order: one query."""
    return [Step(*row) for row in _steps(unit=unit.pk)]


@prepared
def _steps(*, unit: int) -> QuerySet[Any, tuple[Any, ...]]:
    dated = UnitName.objects.filter(
        Q(from_day__isnull=True) | Q(from_day__lte=OuterRef("from_day")),
        Q(to_day__isnull=True) | Q(to_day__gt=OuterRef("from_day")),
        unit=OuterRef("superior_id"),
    )
    then = Coalesce(Subquery(dated.values("name")[:1]), F("superior__name"), output_field=CharField())
    decided = ("decision_number", "decision_day")
    names = UnitName.objects.filter(unit=unit).values_list(
        _what("name"), "from_day", "to_day", "name", "unit_id", *decided
    )
    under = UnitPlacement.objects.filter(unit=unit).values_list(
        _what("under"), "from_day", "to_day", then, "superior_id", *decided
    )
    nothing = (_what(""), Value(None, output_field=DateField()))
    into = UnitSuccession.objects.filter(predecessor=unit)
    taken = UnitSuccession.objects.filter(successor=unit)
    kinds = UnitKindSpan.objects.filter(unit=unit).values_list(
        _what("kind"), "from_day", "to_day", "kind", "unit_id", *decided
    )
    return names.union(
        under,
        kinds,
        into.values_list(_what("into"), "on", F("on"), "successor__name", "successor_id", *nothing),
        taken.values_list(_what("from"), "on", F("on"), "predecessor__name", "predecessor_id", *nothing),
        all=True,
    )


def _what(kind: str) -> Value:
    return Value(kind, output_field=CharField())


def member_counts(unit: Unit, *, day: date, most: int = MOST_COUNTS) -> list[MemberCount]:
    """The newest counts not later than ``day``, oldest first; ``most`` is up to :data:`MOST_COUNTS`."""
    return _newest_counts(unit=unit.pk, day=day)[:most][::-1]


@prepared
def _newest_counts(*, unit: int, day: date) -> QuerySet[MemberCount]:
    return MemberCount.objects.filter(unit=unit, day__lte=day).order_by("-day")[:MOST_COUNTS]


def names_of(units: Collection[int], *, day: date) -> dict[int, str]:
    """The names of these units as of ``day``: one query. For units already shown to the actor, or their superiors."""
    return dict(_names_of(units=units, day=day))


@prepared
def _names_of(*, units: Collection[int], day: date) -> QuerySet[Any, tuple[int, str]]:
    return Unit.objects.filter(pk__in=units).annotate(day_name=name_on(day)).values_list("pk", "day_name")
