"""What stands around a unit, a post or a role on a day: what an action page says before it acts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.people.kinds import BodyKind
from nongcot.people.models import PostHeld, RoleGrant, Term, Unit, UnitPlacement, UnitReach, on_day
from nongcot.people.permissions import unit_scope


def officers_in(unit: Unit, *, day: date) -> int:
    """How many persons hold a post of the unit."""
    return PostHeld.objects.filter(on_day(day), unit=unit).values("person").distinct().count()


def units_under(unit: Unit, *, day: date) -> int:
    """How many units that have not ended stand directly under this one."""
    alive = Q(unit__ended_on__isnull=True) | Q(unit__ended_on__gt=day)
    return UnitPlacement.objects.filter(alive, on_day(day), superior=unit).count()


def logins_of_superior(unit: Unit, *, day: date) -> int:
    """How many logins have a role on the unit's superior."""
    above = UnitPlacement.objects.filter(on_day(day), unit=unit).values("superior")
    return RoleGrant.objects.filter(on_day(day), unit__in=above).values("user").distinct().count()


def grants_on(unit: Unit) -> list[RoleGrant]:
    """The roles on the unit itself, those that ended too, by the name of the login."""
    return list(RoleGrant.objects.filter(unit=unit).select_related("user").order_by("user__name", "from_day", "pk"))


def grants_above(actor: User | System, unit: Unit, *, day: date, most: int = 50) -> QuerySet[RoleGrant]:
    """The roles on the unit's superiors that the actor may see."""
    scope = unit_scope(actor, path="ancestor_id")
    above = UnitReach.objects.filter(on_day(day), scope, unit=unit, depth__gt=0).values("ancestor")
    rows = RoleGrant.objects.filter(on_day(day), unit__in=above).select_related("user", "unit")
    return rows.order_by("user__name", "pk")[:most]


def grant(actor: User | System, pk: int) -> RoleGrant | None:
    """A role on a unit the actor may see."""
    rows = RoleGrant.objects.filter(unit_scope(actor, path="unit_id"), pk=pk)
    return rows.select_related("user", "unit").first()


def in_post(unit: int, *, body: str, post: str, body_name: str, day: date) -> QuerySet[PostHeld]:
    """Who holds this post of the unit."""
    rows: QuerySet[Any] = PostHeld.objects.filter(on_day(day), unit=unit, body__kind=body, post=post)
    if body_name:
        rows = rows.filter(body__name=body_name)
    return rows.select_related("person")


def other_posts(held: PostHeld, *, day: date) -> QuerySet[PostHeld]:
    """The posts that the person holds besides this one."""
    rows = PostHeld.objects.filter(on_day(day), person=held.person_id).exclude(pk=held.pk)
    return rows.select_related("body", "unit")


def term(actor: User | System, pk: int) -> Term | None:
    """A term of a body of a unit the actor may see."""
    return Term.objects.select_related("body__unit").filter(unit_scope(actor, path="body__unit_id"), pk=pk).first()


def last_term(unit: Unit, body: BodyKind, *, day: date) -> Term | None:
    """The term of a body that began last by the day; one without a first day counts as the oldest."""
    begun = Term.objects.filter(Q(from_day__isnull=True) | Q(from_day__lte=day), body__unit=unit, body__kind=body)
    return begun.order_by(F("from_day").desc(nulls_last=True), "-pk").first()


def running_term(unit: Unit, body: BodyKind, *, day: date) -> Term | None:
    """The term of a body that runs on the day."""
    return Term.objects.filter(on_day(day), body__unit=unit, body__kind=body).order_by("-from_day").first()
