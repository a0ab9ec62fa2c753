"""The inbox: open duties of the actor's units; what was closed; where duties gather."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Case, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When

from nongcot.duties.kinds import Whose
from nongcot.duties.models import Duty, DutyEvent
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.prepared import prepared
from nongcot.people.api import (
    in_scope,
    name_on,
    roles_held,
    scope_values,
    subtree,
    unit_scope,
)
from nongcot.people.kinds import Role
from nongcot.people.models import RoleGrant, Unit, UnitReach, on_day

PAGE = 40  # of closed duties
MOST_OF_UNIT = 20  # a unit's page shows no more of its duties


def duties(actor: User | System) -> QuerySet[Duty]:
    """Every duty, open or closed, of a unit the actor may see."""
    return Duty.objects.filter(unit_scope(actor, path="unit_id"))


def given(units: Collection[int]) -> QuerySet[Duty]:
    """The open duties of these units that are postponed or given to somebody: more than a run would find anew."""
    held = Q(postponed_to__isnull=False) | Q(delegated_to__isnull=False)
    return Duty.objects.filter(held, unit__in=units, closed_on__isnull=True)


def open_duties(
    actor: User | System, *, day: date, within: Unit | int | None = None, current: bool = False
) -> QuerySet[Duty]:
    """Duties that were open on ``day``: opened by then, and not closed by then.

    ``current`` says that ``day`` is not past: then nothing was closed after it, and the index of open duties serves.
    """
    return open_in(unit_scope(actor, path="unit_id"), day, within, current=current)


def open_in(scope: Q, day: date, within: Unit | int | None, *, current: bool) -> QuerySet[Duty]:
    """:func:`open_duties` for whoever sees what ``scope`` lets through."""
    rows = Duty.objects.filter(scope, _open_on(day, current=current))
    if within is not None:
        rows = rows.filter(unit__in=subtree(within, day=day).values("unit"))
    return rows


def _open_on(day: date, *, current: bool = False) -> Q:
    still_open = Q(closed_on__isnull=True)
    return Q(still_open if current else still_open | Q(closed_on__gt=day), opened_on__lte=day)


def roles_of(actor: User | System) -> frozenset[str]:
    """The roles the actor has anywhere today."""
    return roles_held(actor)


def is_mine(actor: User | System, roles: Collection[str]) -> Q:
    """Duties given to the actor, and those of the actor's roles that are given to nobody."""
    return Q(pk__in=[]) if isinstance(actor, System) else given_to(actor.pk, sorted(roles))


def given_to(reader: int, roles: Collection[str]) -> Q:
    """:func:`is_mine` of a login with these roles."""
    return Q(delegated_to=reader) | Q(delegated_to__isnull=True, role__in=roles)


def inbox(
    actor: User | System,
    *,
    day: date,
    code: str = "",
    overdue: bool = False,
    postponed: bool = False,
    within: Unit | int | None = None,
    whose: Whose | None = None,
    until: date | None = None,
    roles: Collection[str] | None = None,
    current: bool = False,
) -> QuerySet[Duty]:
    """Open duties of the actor's units on ``day``, by due day; ``mine`` says whether they are the actor's own.

    Postponed ones are left out until their day comes, or shown alone with ``postponed``. ``until`` is the last due day
    shown. ``roles`` are the actor's, where they are known already; ``current`` as in :func:`open_duties`.
    """
    rows = open_duties(actor, day=day, within=within, current=current)
    away = Q(postponed_to__gt=day)
    rows = rows.filter(away) if postponed else rows.exclude(away)
    if code:
        rows = rows.filter(code=code)
    if overdue:
        rows = rows.filter(due_on__lt=day)
    if until is not None:
        rows = rows.filter(due_on__lte=until)
    mine = is_mine(actor, roles_of(actor) if roles is None else roles)
    if whose is Whose.MINE:
        rows = rows.filter(mine)
    elif whose is Whose.OTHERS:
        rows = rows.exclude(mine)
    elif whose is Whose.DELEGATED:
        rows = rows.filter(delegated_to__isnull=False).exclude(mine)
    return _by_due(with_shown(rows, mine, day))


def _by_due(rows: QuerySet[Duty]) -> QuerySet[Duty]:
    return rows.order_by(F("due_on").asc(nulls_last=True), "pk")


def about_unit(actor: User, unit: int, *, day: date) -> list[Duty]:
    """The duties of one unit as the whole :func:`inbox` of ``day`` has them: :data:`MOST_OF_UNIT` and one more."""
    values = scope_values(actor)
    return _about(unit=unit, person=None, day=day, reader=actor.pk, roles=sorted(roles_of(actor)), **values)


def about_person(actor: User, person: int, *, day: date) -> list[Duty]:
    """All duties about one person as the whole :func:`inbox` of ``day`` has them."""
    values = scope_values(actor)
    return _about(unit=None, person=person, day=day, reader=actor.pk, roles=sorted(roles_of(actor)), **values)


@prepared
def _about(
    *,
    unit: int | None,
    person: int | None,
    day: date,
    reader: int,
    roles: Collection[str],
    roots: tuple[int, ...] | None,
    today: date | None,
) -> QuerySet[Duty]:
    rows = Duty.objects.filter(in_scope(roots, today, path="unit_id"), _open_on(day)).exclude(postponed_to__gt=day)
    rows = _by_due(with_shown(rows, given_to(reader, roles), day))
    return rows.filter(person=person) if unit is None else rows.filter(unit=unit)[: MOST_OF_UNIT + 1]


def with_shown(rows: QuerySet[Duty], mine: Q, day: date) -> QuerySet[Duty]:
    """``rows`` with what a page shows of them."""
    owned = Case(When(mine, then=Value(True)), default=Value(False), output_field=BooleanField())
    rows = rows.annotate(mine=owned, unit_name=name_on(day, "unit_id"))
    return rows.select_related("unit", "person", "delegated_to")


def counts(actor: User | System, *, day: date, within: Unit | int | None = None) -> dict[str, int]:
    """How many duties of each code are open on ``day`` and not postponed."""
    rows = open_duties(actor, day=day, within=within).exclude(postponed_to__gt=day)
    return dict(rows.values_list("code").annotate(n=Count("pk")).order_by("code"))


def counts_by_branch(
    actor: User | System,
    units: Collection[int],
    *,
    day: date,
    today: date | None = None,
) -> dict[int, int]:
    """How many duties are open on ``day`` and not postponed in the subtree of each of ``units``: one query.

    ``units`` are units the actor reaches; who reaches one today reaches all below it today, so with ``day`` as
    ``today`` nothing need be looked up of each.
    """
    if day == today:
        return dict(_counts_of_today(units=units, day=day))
    rows = open_duties(actor, day=day, current=today is not None and day >= today)
    return dict(_counted(_below_each(rows, units, day), day))


@prepared
def _counts_of_today(*, units: Collection[int], day: date) -> QuerySet[Any, tuple[int, int]]:
    return _counted(_below_each(open_in(Q(), day, None, current=True), units, day), day)


def _counted(rows: QuerySet[Any], day: date) -> QuerySet[Any, tuple[int, int]]:
    return rows.exclude(postponed_to__gt=day).values_list("branch").annotate(n=Count("pk", distinct=True))


def _below_each(rows: QuerySet[Duty], units: Collection[int], day: date) -> QuerySet[Any]:
    """Those of the duties in the subtree of each of ``units`` on ``day``, which is their ``branch``.

    The subtree is joined by the unit's number; Django would go through the table of units, which takes twice as long.
    """
    marks, at = ", ".join(["%s"] * len(units)) or "NULL", connection.ops.adapt_datefield_value(day)
    near = UnitReach._meta.db_table  # noqa: SLF001  (Django's public door to a model)
    return rows.order_by().extra(  # noqa: S610  (values are parameters)
        select={"branch": f"{near}.ancestor_id"},
        tables=[near],
        where=[
            f"{near}.unit_id = duties_duty.unit_id AND {near}.ancestor_id IN ({marks})",
            f"({near}.from_day IS NULL OR {near}.from_day <= %s) AND ({near}.to_day IS NULL OR {near}.to_day > %s)",
        ],
        params=[*units, at, at],
    )


def counts_alone(units: Collection[int], *, day: date) -> dict[int, int]:
    """How many duties of each of ``units`` itself, which the actor reaches, are open today, ``day``: one query."""
    return dict(_counts_alone(units=units, day=day))


@prepared
def _counts_alone(*, units: Collection[int], day: date) -> QuerySet[Any, tuple[int, int]]:
    rows = Duty.objects.filter(unit__in=units, closed_on__isnull=True, opened_on__lte=day).exclude(postponed_to__gt=day)
    return rows.order_by().values_list("unit").annotate(n=Count("pk"))


def closed(
    actor: User | System, *, day: date, code: str = "", within: Unit | int | None = None, since: date | None = None
) -> QuerySet[Duty]:
    """Duties closed by ``day`` (from ``since`` on), newest first, with ``closer``: whose action closed them."""
    return _closed(unit_scope(actor, path="unit_id"), day, code or None, within, since)


def first_closed(
    actor: User | System, *, day: date, code: str = "", within: Unit | None = None, since: date | None = None
) -> list[Duty]:
    """As many of :func:`closed` as the first page shows, and one more."""
    unit = None if within is None else within.pk
    return _first_closed(day=day, code=code or None, unit=unit, since=since, **scope_values(actor))


@prepared
def _first_closed(
    *,
    day: date,
    code: str | None,
    unit: int | None,
    since: date | None,
    roots: tuple[int, ...] | None,
    today: date | None,
) -> QuerySet[Duty]:
    return _closed(in_scope(roots, today, path="unit_id"), day, code, unit, since)[: PAGE + 1]


def _closed(scope: Q, day: date, code: str | None, within: Unit | int | None, since: date | None) -> QuerySet[Duty]:
    rows = Duty.objects.filter(scope, closed_on__lte=day)
    if since is not None:
        rows = rows.filter(closed_on__gte=since)
    if code:
        rows = rows.filter(code=code)
    if within is not None:
        rows = rows.filter(unit__in=subtree(within, day=day).values("unit"))
    last = DutyEvent.objects.filter(duty=OuterRef("pk"), kind="closed").order_by("-pk")
    rows = rows.annotate(closer=Subquery(last.values("actor_name")[:1]), unit_name=name_on(day, "unit_id"))
    return rows.select_related("unit", "person").order_by("-closed_on", "-pk")


@dataclass(frozen=True, slots=True)
class Gathered:
    """The open duties of one subtree: how many, how many late, the oldest, and for how many days half are open."""

    open: int
    late: int
    oldest: date
    median_days: int


def gathered(
    actor: User | System,
    units: Collection[int],
    *,
    day: date,
    alone: int | None = None,
    today: date | None = None,
) -> dict[int, Gathered]:
    """What is open on ``day``, postponed or not, in the subtree of each of ``units``: one query, two with ``alone``.

    ``alone`` is a unit counted without what is below it. Both are units the actor reaches; ``today`` as in
    :func:`counts_by_branch`.
    """
    if day == today:
        pairs: Iterable[Any] = _days_of_today(units=units, day=day)
    else:
        rows = open_duties(actor, day=day, current=today is not None and day >= today)
        pairs = _by_day(_below_each(rows, units, day), day, "branch")
    found: dict[int, list[Any]] = {}
    for unit, opened_on, n, n_late in pairs:
        found.setdefault(unit, []).append((opened_on, n, n_late))
    if alone is not None:
        own = open_duties(actor, day=day, current=today is not None and day >= today).filter(unit=alone).order_by()
        found[alone] = list(_by_day(own, day))
    return {unit: _gather(each, day) for unit, each in found.items() if each}


@prepared
def _days_of_today(*, units: Collection[int], day: date) -> QuerySet[Any, tuple[Any, ...]]:
    return _by_day(_below_each(open_in(Q(), day, None, current=True), units, day), day, "branch")


def _by_day(rows: QuerySet[Any], day: date, *also: str) -> QuerySet[Any, tuple[Any, ...]]:
    """(..., opened_on, how many, how many late)."""
    late = Count("pk", filter=Q(due_on__lt=day))
    return rows.values_list(*also, "opened_on").annotate(n=Count("pk"), late=late)


def _gather(rows: list[tuple[date, int, int]], day: date) -> Gathered:
    ages = [(day - opened_on).days for opened_on, n, _late in rows for _ in range(n)]
    return Gathered(
        open=len(ages),
        late=sum(row[2] for row in rows),
        oldest=min(row[0] for row in rows),
        median_days=round(median(ages)),
    )


def others_at_work(actor: User | System, *, day: date) -> bool:
    """Whether somebody else has a login by which duties of the actor's units could be done."""
    grants = RoleGrant.objects.filter(on_day(day), unit_scope(actor, path="unit_id"), user__is_active=True)
    held = grants.exclude(role=Role.READER.value)
    return (held.exclude(user=actor) if isinstance(actor, User) else held).exists()
