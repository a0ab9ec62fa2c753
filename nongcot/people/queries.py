"""Questions asked of the roster: set-based, as of a day, limited to what the actor may see."""

from __future__ import annotations

from datetime import date

from django.db.models import CharField, Exists, F, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.kernel.text import fold
from nongcot.people.models import (
    Body,
    MemberCount,
    Person,
    PostHeld,
    Term,
    Unit,
    UnitName,
    UnitPlacement,
    UnitReach,
    on_day,
)
from nongcot.people.permissions import person_scope, unit_scope


def name_on(day: date, path: str = "pk") -> Coalesce:
    """The unit's name as of ``day``, as an annotation (its newest name where none is known for that day)."""
    dated = UnitName.objects.filter(on_day(day), unit=OuterRef(path)).order_by("-id").values("name")[:1]
    newest = "name" if path == "pk" else f"{path.removesuffix('_id')}__name"
    return Coalesce(Subquery(dated), F(newest), output_field=CharField())


def members_on(day: date, field: str = "members", path: str = "pk") -> Subquery:
    """The newest count of members (or "women") not later than ``day``, as an annotation."""
    counts = MemberCount.objects.filter(unit=OuterRef(path), day__lte=day).order_by("-day")
    return Subquery(counts.values(field)[:1], output_field=IntegerField())


def superior_on(day: date, path: str = "pk") -> Subquery:
    """The id of the superior as of ``day``, as an annotation."""
    placed = UnitPlacement.objects.filter(on_day(day), unit=OuterRef(path)).order_by("-id")
    return Subquery(placed.values("superior")[:1], output_field=IntegerField())


def units(actor: User | System, *, day: date, ended: bool = False) -> QuerySet[Unit]:
    """Units the actor may see that exist on ``day`` (with ``ended`` also those that had ended by then).

    Annotated with ``day_name``, ``members``, ``women`` and ``superior_id_on`` as of ``day``.
    """
    rows = Unit.objects.filter(unit_scope(actor)).filter(Q(began_on__isnull=True) | Q(began_on__lte=day))
    if not ended:
        rows = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))
    return rows.annotate(
        day_name=name_on(day),
        members=members_on(day),
        women=members_on(day, "women"),
        superior_id_on=superior_on(day),
    )


def unit(actor: User | System, pk: int, *, day: date) -> Unit:
    """One unit the actor may see, whether or not it exists on ``day``.

    Raises:
        Unit.DoesNotExist: there is none, or the actor may not see it.
    """
    rows = Unit.objects.filter(unit_scope(actor))
    return rows.annotate(
        day_name=name_on(day),
        members=members_on(day),
        women=members_on(day, "women"),
        superior_id_on=superior_on(day),
    ).get(pk=pk)


def children(actor: User | System, superior: int | None, *, day: date) -> QuerySet[Unit]:
    """Units directly under ``superior`` on ``day``; with None the topmost units the actor sees."""
    rows = units(actor, day=day)
    if superior is not None:
        return rows.filter(superior_id_on=superior).order_by("day_name")
    above = UnitReach.objects.filter(on_day(day), unit=OuterRef("pk"), depth=1)
    seen_above = above.filter(unit_scope(actor, path="ancestor_id"))
    return rows.exclude(Exists(seen_above)).order_by("day_name")


def subtree(superior: Unit | int, *, day: date) -> QuerySet[UnitReach]:
    """The subtree of a unit on ``day``, with itself, as rows of :class:`UnitReach` (``values("unit")``: the ids)."""
    return UnitReach.objects.filter(on_day(day), ancestor=superior)


def posts(actor: User | System, *, day: date | None = None) -> QuerySet[PostHeld]:
    """Posts the actor may see; with ``day`` only those held on it. Comes with person, body and unit."""
    rows = PostHeld.objects.filter(unit_scope(actor, path="unit_id")).select_related("person", "body", "unit")
    return rows if day is None else rows.filter(on_day(day))


def persons(actor: User | System) -> QuerySet[Person]:
    """Persons the actor may see."""
    return Person.objects.filter(person_scope(actor))


def officers(
    actor: User | System,
    *,
    day: date,
    search: str = "",
    within: Unit | int | None = None,
    body: str = "",
    post: str = "",
) -> QuerySet[PostHeld]:
    """Posts held on ``day``, one row a post, sorted by given name the Vietnamese way.

    ``search`` is compared without diacritics with persons and units; ``within`` limits to a unit's subtree on ``day``.
    """
    rows = posts(actor, day=day).annotate(unit_name=name_on(day, "unit_id"))
    if within is not None:
        rows = rows.filter(unit__in=subtree(within, day=day).values("unit"))
    if body:
        rows = rows.filter(body__kind=body)
    if post:
        rows = rows.filter(post=post)
    for word in fold(search).split():
        named = UnitName.objects.filter(on_day(day), search_key__contains=word).values("unit")
        rows = rows.filter(Q(person__search_key__contains=word) | Q(unit__in=named))
    return rows.order_by("person__sort_key", "person_id", "id")


def bodies_of(unit: Unit, *, day: date) -> QuerySet[Body]:
    """The unit's bodies with their holders (``holders``) and their term (``day_terms``) on ``day``."""
    held = PostHeld.objects.filter(on_day(day)).select_related("person").order_by("person__sort_key")
    terms = Term.objects.filter(on_day(day)).prefetch_related("extensions").order_by("-from_day")
    return (
        Body.objects.filter(unit=unit)
        .prefetch_related(Prefetch("posts", held, to_attr="holders"), Prefetch("terms", terms, to_attr="day_terms"))
        .order_by("kind", "name")
    )
