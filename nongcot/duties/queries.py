"""The inbox: open duties of the actor's units; what was closed; where duties gather."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BooleanField, Case, CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast

from nongcot.duties.kinds import Whose
from nongcot.duties.models import Duty, DutyEvent
from nongcot.duties.permissions import may_take_over
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.prepared import prepared
from nongcot.kernel.names import sort_key
from nongcot.people.api import EDITORS, Reached, name_on, remembered_units, roles_held, subtree, unit_scope
from nongcot.people.kinds import Role
from nongcot.people.models import RoleGrant, Unit, UnitReach, on_day

MOST_COUNTED = 2000  # beyond this the inbox says "more than": nobody reads the difference, the database would


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
    return _open(unit_scope(actor, path="unit_id"), day, within, current=current)


def _open(scope: Q, day: date, within: Unit | int | None, *, current: bool) -> QuerySet[Duty]:
    still_open = Q(closed_on__isnull=True)
    rows = Duty.objects.filter(scope)
    rows = rows.filter(still_open if current else still_open | Q(closed_on__gt=day), opened_on__lte=day)
    if within is not None:
        rows = rows.filter(unit__in=subtree(within, day=day).values("unit"))
    return rows


def roles_of(actor: User | System) -> frozenset[str]:
    """The roles the actor has anywhere today."""
    return roles_held(actor)


def is_mine(actor: User | System, roles: Collection[str]) -> Q:
    """Duties given to the actor, and those of the actor's roles that are given to nobody."""
    return Q(pk__in=[]) if isinstance(actor, System) else _is_of(actor.pk, sorted(roles))


def _is_of(actor: int, roles: Sequence[str]) -> Q:
    return Q(delegated_to=actor) | Q(delegated_to__isnull=True, role__in=roles)


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
    return _shown(rows, mine, day).order_by(F("due_on").asc(nulls_last=True), "pk")


def _shown(rows: QuerySet[Duty], mine: Q, day: date) -> QuerySet[Duty]:
    """``rows`` with what a page shows of them."""
    owned = Case(When(mine, then=Value(True)), default=Value(False), output_field=BooleanField())
    rows = rows.annotate(mine=owned, unit_name=name_on(day, "unit_id"))
    return rows.select_related("unit", "person", "delegated_to")


class Seen(NamedTuple):
    """As much of an open duty as decides where in the inbox it stands; ``due_on`` is ISO text, which sorts as days do.

    A survey reads up to two thousand: as many dates would take longer to make than the rows to find.
    """

    pk: int
    code: str
    mine: bool
    given: bool
    due_on: str | None


@dataclass(frozen=True, slots=True)
class Survey:
    """The duties open on a day and not postponed, nearest first; at most :data:`MOST_COUNTED` (``whole`` if all).

    ``mine`` and ``late`` are how many are the actor's own, and how many had to be done before the day.
    """

    day: date
    rows: Sequence[Seen]
    whole: bool
    mine: int
    late: int
    by_code: dict[str, int]

    @property
    def total(self) -> int:
        return len(self.rows)

    def chosen(
        self, *, whose: Whose | None = None, code: str = "", overdue: bool = False, until: date | None = None
    ) -> list[int]:
        """The keys of those that :func:`inbox` finds for the same choices, in its order. Only of a whole survey."""
        today, last = self.day.isoformat(), until.isoformat() if until else None

        def fits(row: Seen) -> bool:
            due = row.due_on
            return (
                (not code or row.code == code)
                and (not overdue or (due is not None and due < today))
                and (last is None or (due is not None and due <= last))
                and (whose is None or row.mine == (whose is Whose.MINE))
                and (whose is not Whose.DELEGATED or row.given)
            )

        if not code and not overdue and until is None and whose in (Whose.MINE, Whose.OTHERS):
            wanted = whose is Whose.MINE  # the page as it opens
            return [row.pk for row in self.rows if row.mine == wanted]
        return [row.pk for row in self.rows if fits(row)]


def survey(
    actor: User | System,
    *,
    day: date,
    roles: Collection[str],
    within: Unit | int | None = None,
    current: bool = False,
    most: int = MOST_COUNTED,
) -> Survey:
    """Look the inbox over in one query that reads no more than ``most`` duties."""
    roots, reached_on = remembered_units(actor)
    if roots and most == MOST_COUNTED:
        top = within.pk if isinstance(within, Unit) else within
        found = _waiting_below(roots=roots, reached_on=reached_on, day=day, within=top, current=current)
    else:
        rows = open_duties(actor, day=day, within=within, current=current)
        found = list(_waiting(rows, day)[: most + 1])
    key = None if isinstance(actor, System) else actor.pk
    never, today = date.max.isoformat(), day.isoformat()
    seen = [
        # two thousand of them: Seen(...) itself would take twice as long
        tuple.__new__(Seen, (pk, code, given == key if given is not None else role in roles, given is not None, due_on))
        for pk, code, role, given, due_on in sorted(found[:most], key=lambda row: (row[4] or never, row[0]))
    ]
    late = bisect_left(seen, today, key=lambda row: row.due_on or never)
    codes = dict(sorted(Counter(row.code for row in seen).items()))
    return Survey(day, seen, len(found) <= most, sum(row.mine for row in seen), late, codes)


@prepared
def _waiting_below(
    *, roots: tuple[int, ...], reached_on: date, day: date, within: int | None, current: bool
) -> QuerySet[Duty, tuple[Any, ...]]:
    rows = _open(Q(Reached("unit_id", roots, reached_on)), day, within, current=current)
    return _waiting(rows, day)[: MOST_COUNTED + 1]


def _waiting(rows: QuerySet[Duty], day: date) -> QuerySet[Duty, tuple[Any, ...]]:
    iso = Cast("due_on", CharField())
    asked = ("pk", "code", "role", "delegated_to", iso)
    return rows.exclude(postponed_to__gt=day).order_by().values_list(*asked)


def these(actor: User | System, keys: Sequence[int], *, day: date, roles: Collection[str]) -> list[Duty]:
    """The duties with these keys, which a :func:`survey` of the actor found, in this order and as in :func:`inbox`."""
    if isinstance(actor, System):
        found: Iterable[Duty] = _shown(Duty.objects.filter(pk__in=keys), is_mine(actor, roles), day)
    else:
        found = _these(keys=keys, actor=actor.pk, roles=sorted(roles), day=day)
    rows = {duty.pk: duty for duty in found}
    return [rows[key] for key in keys if key in rows]


@prepared
def _these(*, keys: Sequence[int], actor: int, roles: Sequence[str], day: date) -> QuerySet[Duty]:
    return _shown(Duty.objects.filter(pk__in=keys), _is_of(actor, roles), day)


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
    return _counted(_below_each(_open(Q(), day, None, current=True), units, day), day)


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
    rows = duties(actor).filter(closed_on__lte=day)
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
    return _by_day(_below_each(_open(Q(), day, None, current=True), units, day), day, "branch")


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


def taker(pk: int) -> User:
    """The login a form names; the form has seen to it that it is one of :func:`takers`."""
    return User.objects.get(pk=pk)


def others_at_work(actor: User | System, *, day: date) -> bool:
    """Whether somebody else has a login by which duties of the actor's units could be done."""
    grants = RoleGrant.objects.filter(on_day(day), unit_scope(actor, path="unit_id"), user__is_active=True)
    held = grants.exclude(role=Role.READER.value)
    return (held.exclude(user=actor) if isinstance(actor, User) else held).exists()


def changeable(actor: User | System, asked: Collection[int]) -> int:
    """How many of these duties are of units that the actor answers for."""
    return Duty.objects.filter(unit_scope(actor, path="unit_id", roles=EDITORS), pk__in=asked).count()


def takers(
    actor: User | System, units: Collection[int], *, day: date, most: int = 200
) -> list[tuple[int, str, str, str]]:
    """Who may be given duties of all of ``units``, by name: (login, name, role, unit of that role)."""
    users = may_take_over(actor, units)
    above = UnitReach.objects.filter(on_day(day), unit__in=set(units)).values("ancestor")
    held = RoleGrant.objects.filter(on_day(day), user__in=users.values("pk"), unit__in=above)
    named = held.annotate(unit_name=name_on(day, "unit_id")).order_by("pk")
    rows = list(named.values_list("user", "user__name", "role", "unit_name")[:most])
    first = {row[0]: row for row in reversed(rows)}
    return sorted(first.values(), key=lambda row: (sort_key(row[1]), row[0]))
