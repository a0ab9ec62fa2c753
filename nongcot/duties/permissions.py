"""Pairs: who may be given a duty, and by whom."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Q, QuerySet

from nongcot.duties.models import Duty
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.kernel import clock
from nongcot.people.api import EDITORS, can_on_unit, unit_scope
from nongcot.people.kinds import Role
from nongcot.people.models import RoleGrant, UnitReach, on_day


def may_take_over(actor: User | System, units: Collection[int]) -> QuerySet[User]:
    """Active logins that reach all of ``units`` today by a role of a unit the actor answers for, but the actor.

    Who may only read is given nothing to do; who stands above the actor is given nothing by him.
    """
    scope = unit_scope(actor, path="unit_id", roles=EDITORS)
    wanted, reader = set(units), actor.pk if isinstance(actor, User) else None
    return takers_in(scope, wanted, many=len(wanted), reader=reader, day=clock.today())


def takers_in(scope: Q, units: Collection[int], *, many: int, reader: int | None, day: date) -> QuerySet[User]:
    """:func:`may_take_over`, where ``scope`` is the units of grants that ``reader`` answers for, and ``units``, of
    which there are ``many``, may name one twice."""
    held = RoleGrant.objects.filter(on_day(day), scope).exclude(role=Role.READER.value)
    reached = UnitReach.objects.filter(on_day(day), unit__in=units, ancestor__grants__in=held)
    enough = reached.order_by().values("ancestor__grants__user").annotate(n=Count("unit", distinct=True))
    rows = User.objects.filter(is_active=True, pk__in=enough.filter(n=many).values("ancestor__grants__user"))
    return rows if reader is None else rows.exclude(pk=reader)


def may_change(actor: User | System, duty: Duty) -> bool:
    """Whether the actor may postpone, resume and delegate it."""
    return duty.closed_on is None and can_on_unit(actor, duty.unit_id, roles=EDITORS)


def may_return(actor: User | System, duty: Duty) -> bool:
    """Whether the actor may take the duty back, or give it back."""
    if isinstance(actor, User) and duty.delegated_to_id == actor.pk and can_on_unit(actor, duty.unit_id):
        return True
    return can_on_unit(actor, duty.unit_id, roles=EDITORS)
