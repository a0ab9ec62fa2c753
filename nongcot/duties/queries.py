"""The inbox: open duties of the actor's units."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import BooleanField, Case, Count, F, Q, QuerySet, Value, When

from nongcot.duties.models import Duty
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.people.api import grants, name_on, subtree, unit_scope
from nongcot.people.models import Unit, UnitReach, on_day


def duties(actor: User | System) -> QuerySet[Duty]:
    """Every duty, open or closed, of a unit the actor may see."""
    return Duty.objects.filter(unit_scope(actor, path="unit_id"))


def open_duties(actor: User | System, *, day: date, within: Unit | int | None = None) -> QuerySet[Duty]:
    """Duties that were open on ``day``: opened by then, and not closed by then."""
    rows = duties(actor).filter(opened_on__lte=day).filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))
    if within is not None:
        rows = rows.filter(unit__in=subtree(within, day=day).values("unit"))
    return rows


def inbox(
    actor: User | System,
    *,
    day: date,
    code: str = "",
    overdue: bool = False,
    postponed: bool = False,
    within: Unit | int | None = None,
) -> QuerySet[Duty]:
    """Open duties of the actor's units on ``day``; those of the actor's own roles first (``mine``), then by due day.

    Postponed ones are left out until their day comes, or shown alone with ``postponed``.
    """
    rows = open_duties(actor, day=day, within=within)
    away = Q(postponed_to__gt=day)
    rows = rows.filter(away) if postponed else rows.exclude(away)
    if code:
        rows = rows.filter(code=code)
    if overdue:
        rows = rows.filter(due_on__lt=day)
    roles = [] if isinstance(actor, System) else list(grants(actor).values_list("role", flat=True))
    mine = Case(When(role__in=roles, then=Value(True)), default=Value(False), output_field=BooleanField())
    rows = rows.annotate(mine=mine, unit_name=name_on(day, "unit_id")).select_related("unit", "person")
    return rows.order_by("-mine", F("due_on").asc(nulls_last=True), "code", "unit_id", "id")


def counts(actor: User | System, *, day: date, within: Unit | int | None = None) -> dict[str, int]:
    """How many duties of each code are open on ``day`` and not postponed."""
    rows = open_duties(actor, day=day, within=within).exclude(postponed_to__gt=day)
    return dict(rows.values_list("code").annotate(n=Count("pk")).order_by("code"))


def counts_by_branch(actor: User | System, units: Collection[int], *, day: date) -> dict[int, int]:
    """How many duties are open on ``day`` and not postponed in the subtree of each of ``units``: one query."""
    rows = open_duties(actor, day=day).exclude(postponed_to__gt=day)
    above = UnitReach.objects.filter(on_day(day), ancestor__in=units, unit__duties__in=rows)
    return dict(above.order_by().values_list("ancestor").annotate(n=Count("unit__duties", distinct=True)))
