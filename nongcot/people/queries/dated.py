"""What a unit was on a day, as annotations of its rows."""

from __future__ import annotations

from datetime import date

from django.db.models import CharField, F, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from nongcot.people.models import MemberCount, UnitName, UnitPlacement, on_day


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


def name_then(path: str = "unit_id", day: str = "from_day") -> Coalesce:
    """The unit's name on the row's own first day, as an annotation; "" where either is not known."""
    first = OuterRef(day)
    begun, still = Q(from_day__isnull=True) | Q(from_day__lte=first), Q(to_day__isnull=True) | Q(to_day__gt=first)
    dated = UnitName.objects.filter(begun, still, unit=OuterRef(path)).order_by("-id").values("name")[:1]
    return Coalesce(Subquery(dated), Value(""), output_field=CharField())
