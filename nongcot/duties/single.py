"""Questions about single duties: one with its history, and who may be given some."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import QuerySet

from nongcot.duties.models import Duty, DutyEvent
from nongcot.duties.permissions import takers_in
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.prepared import prepared
from nongcot.kernel.names import sort_key
from nongcot.people.api import EDITORS, in_scope, name_on, scope_values, unit_scope
from nongcot.people.models import RoleGrant, UnitReach, on_day

MOST_TAKERS = 200


def duty(actor: User | System, pk: int) -> Duty | None:
    """One duty of a unit the actor may see, with its unit, its person and whom it is given to."""
    return next(iter(_duty(pk=pk, **scope_values(actor))), None)


@prepared
def _duty(*, pk: int, roots: tuple[int, ...] | None, today: date | None) -> QuerySet[Duty]:
    rows = Duty.objects.filter(in_scope(roots, today, path="unit_id"), pk=pk)
    return rows.select_related("unit", "person", "delegated_to")


def events(duty: Duty) -> list[DutyEvent]:
    """What happened to the duty, from its first day on."""
    found = _events(duty=duty.pk)
    for event in found:
        event.duty = duty
    return found


@prepared
def _events(*, duty: int) -> QuerySet[DutyEvent]:
    return DutyEvent.objects.filter(duty=duty)


def taker(pk: int) -> User:
    """The login a form names; the form has seen to it that it is one of :func:`takers`."""
    return User.objects.get(pk=pk)


def changeable(actor: User | System, asked: Collection[int]) -> int:
    """How many of these duties are of units that the actor answers for."""
    return Duty.objects.filter(unit_scope(actor, path="unit_id", roles=EDITORS), pk__in=asked).count()


def takers(actor: User | System, units: Collection[int], *, day: date) -> list[tuple[int, str, str, str]]:
    """Who may be given duties of all of ``units`` today, ``day``, by name: (login, name, role, unit of that role)."""
    wanted, reader = tuple(sorted(set(units))), actor.pk if isinstance(actor, User) else None
    scope = scope_values(actor, roles=EDITORS)
    rows = _takers(units=wanted, many=len(wanted), reader=reader, day=day, **scope)
    first = {row[0]: row for row in reversed(rows)}
    return sorted(first.values(), key=lambda row: (sort_key(row[1]), row[0]))


@prepared
def _takers(
    *,
    units: tuple[int, ...],
    many: int,
    reader: int | None,
    day: date,
    roots: tuple[int, ...] | None,
    today: date | None,
) -> QuerySet[Any, Any]:
    users = takers_in(in_scope(roots, today, path="unit_id"), units, many=many, reader=reader, day=day)
    above = UnitReach.objects.filter(on_day(day), unit__in=units).values("ancestor")
    held = RoleGrant.objects.filter(on_day(day), user__in=users.values("pk"), unit__in=above)
    named = held.annotate(unit_name=name_on(day, "unit_id")).order_by("pk")
    return named.values_list("user", "user__name", "role", "unit_name")[:MOST_TAKERS]
