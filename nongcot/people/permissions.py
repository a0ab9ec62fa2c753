"""Pairs: which rows may X see, and may X do this to that.

Roles are dated grants on a unit and reach its subtree as of today (the day of asking, not the day shown): who is
granted a unit today sees its past too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import TypedDict

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.prepared import prepared
from nongcot.kernel import clock
from nongcot.people.kinds import Role
from nongcot.people.models import Person, PostHeld, RoleGrant, Unit, UnitReach, on_day
from nongcot.people.reaching import Look, Reached

EDITORS = frozenset({Role.FEDERATION_OFFICER, Role.SUPERIOR_OFFICER, Role.CHAIR})
IMPORTERS = frozenset({Role.FEDERATION_OFFICER, Role.SUPERIOR_OFFICER})
RULE_KEEPERS = frozenset({Role.FEDERATION_OFFICER})
SENSITIVE_READERS = EDITORS


class Within(TypedDict):
    """What :func:`in_scope` needs, as two arguments of a prepared question: of the system itself both are None."""

    roots: tuple[int, ...] | None
    today: date | None


def grants(actor: User, *, day: date | None = None) -> QuerySet[RoleGrant]:
    """The grants of ``actor`` that hold on ``day`` (today unless given)."""
    return RoleGrant.objects.filter(on_day(day or clock.today()), user=actor)


def remember(actor: User) -> None:
    """From now on this very object's grants are looked up once: for the user of one request that changes nothing."""
    actor.grants_today = None  # type: ignore[attr-defined]
    actor.above_today = {}  # type: ignore[attr-defined]


def _remembered(actor: User) -> list[tuple[int, str]] | None:
    """(unit, role) of today's grants of an actor who remembers them; None of one who does not."""
    if not hasattr(actor, "grants_today"):
        return None
    today = clock.today()
    known: tuple[date, list[tuple[int, str]]] | None = actor.grants_today
    if known is None or known[0] != today:
        known = today, _held(user=actor.pk, day=today)
        actor.grants_today = known
    return known[1]


@prepared
def _held(*, user: int, day: date) -> QuerySet[RoleGrant, tuple[int, str]]:
    return RoleGrant.objects.filter(on_day(day), user=user).values_list("unit_id", "role")


def _roots(actor: User, roles: Iterable[str] | None) -> tuple[int, ...] | None:
    """The units a remembering actor is granted today, in one of ``roles``; None of an actor who does not remember."""
    held = _remembered(actor)
    if held is None:
        return None
    return tuple(sorted({unit for unit, role in held if roles is None or role in roles}))


def _roles_above(actor: User, unit: Unit | int) -> frozenset[str] | None:
    """The roles of a remembering actor over this unit today, looked up once; None of an actor who does not remember."""
    held = _remembered(actor)
    if held is None:
        return None
    known: dict[int, frozenset[str]] = actor.above_today  # type: ignore[attr-defined]
    pk = unit if isinstance(unit, int) else unit.pk
    if pk not in known:
        roots = tuple(sorted({root for root, _role in held}))
        above = set(_above(unit=pk, roots=roots, today=clock.today())) if roots else set()
        known[pk] = frozenset(role for root, role in held if root in above)
    return known[pk]


@prepared
def _above(*, unit: int, roots: tuple[int, ...], today: date) -> QuerySet[UnitReach, int]:
    """Those of ``roots`` that the unit lies below, or is."""
    rows = UnitReach.objects.filter(on_day(today), ancestor__in=roots, unit=unit)
    return rows.values_list("ancestor_id", flat=True)


def know_above(actor: User, unit: int, superiors: Iterable[int]) -> None:
    """A remembering actor need not look up what stands above a unit of today when the page has just done so."""
    held = _remembered(actor)
    if held is not None:
        above = {unit, *superiors}
        actor.above_today[unit] = frozenset(role for root, role in held if root in above)  # type: ignore[attr-defined]


def granted_units(actor: User | System, *, roles: frozenset[Role] | None = None) -> tuple[int, ...] | None:
    """The units the actor is granted today (in one of ``roles``), each with its subtree; None: all there are."""
    if isinstance(actor, System):
        return None
    known = _roots(actor, roles)
    if known is not None:
        return known
    held = grants(actor).values_list("unit_id", "role")
    return tuple(sorted({unit for unit, role in held if roles is None or role in roles}))


def roles_held(actor: User | System) -> frozenset[str]:
    """The roles the actor has anywhere today; none of the system itself."""
    if isinstance(actor, System):
        return frozenset()
    known = _remembered(actor)
    return (
        frozenset(role for _unit, role in known)
        if known is not None
        else frozenset(grants(actor).values_list("role", flat=True))
    )


def reached(actor: User, *, roles: frozenset[Role] | None = None) -> QuerySet[UnitReach]:
    """Rows of :class:`UnitReach` whose unit the actor reaches today by a grant (of one of ``roles``)."""
    today = clock.today()
    roots = _roots(actor, roles)
    if roots is not None:
        return UnitReach.objects.filter(on_day(today), ancestor__in=roots)
    held = grants(actor, day=today)
    if roles is not None:
        held = held.filter(role__in=[role.value for role in roles])
    return UnitReach.objects.filter(on_day(today), ancestor__in=held.values("unit"))


def unit_scope(actor: User | System, *, path: str = "pk", roles: frozenset[Role] | None = None) -> Q:
    """The filter for rows of the actor's units; ``path`` names the unit's id in the filtered table ("unit_id").

    Of a remembering actor the granted units are known, and the filter is one plain lookup in :class:`UnitReach`; of any
    other one the grants are looked up by the database, each time the rows are.
    """
    if isinstance(actor, System):
        return Q()
    roots = _roots(actor, roles)
    if roots is None:
        return Q(Exists(reached(actor, roles=roles).filter(unit=OuterRef(path))))
    return in_scope(roots, clock.today(), path=path)


def scope_values(actor: User | System, *, roles: frozenset[Role] | None = None) -> Within:
    """For a prepared question, which is asked with values: the units granted to the actor now, and today."""
    roots = granted_units(actor, roles=roles)
    return Within(roots=roots, today=None if roots is None else clock.today())


def in_scope(roots: tuple[int, ...] | None, today: date | None, *, path: str = "pk", look: Look = Look.EACH) -> Q:
    """The filter of :func:`unit_scope` from what :func:`scope_values` tells; no row where nothing is granted."""
    if roots is None or today is None:
        return Q()
    return Q(Reached(path, roots, today, look)) if roots else Q(pk__in=())


def in_persons_scope(roots: tuple[int, ...] | None, today: date | None, *, path: str = "pk") -> Q:
    """The filter of :func:`person_scope` from what :func:`scope_values` tells."""
    posts = PostHeld.objects.filter(in_scope(roots, today, path="unit_id"), person=OuterRef(path))
    return Q() if roots is None else Q(Exists(posts))


def person_scope(actor: User | System, *, path: str = "pk") -> Q:
    """Persons who hold or held a post in one of the actor's units."""
    if isinstance(actor, System):
        return Q()
    posts = PostHeld.objects.filter(unit_scope(actor, path="unit_id"), person=OuterRef(path))
    return Q(Exists(posts))


def can_on_unit(actor: User | System, unit: Unit | int, *, roles: frozenset[Role] | None = None) -> bool:
    """Whether the actor reaches this unit today by a grant (of one of ``roles``)."""
    if isinstance(actor, System):
        return True
    known = _roles_above(actor, unit)
    if known is not None:
        return bool(known if roles is None else known & roles)
    return reached(actor, roles=roles).filter(unit=unit).exists()


def has_role(actor: User | System, roles: frozenset[Role]) -> bool:
    """Whether the actor has one of the roles anywhere today."""
    if isinstance(actor, System):
        return True
    held = _remembered(actor)
    if held is not None:
        return any(role in roles for _unit, role in held)
    return grants(actor).filter(role__in=[role.value for role in roles]).exists()


def require_on_unit(actor: User | System, unit: Unit | int, *, roles: frozenset[Role]) -> None:
    """Refuse an action on a unit the actor has no such role for.

    Raises:
        PermissionDenied: the actor has none of ``roles`` over this unit today.
    """
    if not can_on_unit(actor, unit, roles=roles):
        raise PermissionDenied


def require_role(actor: User | System, roles: frozenset[Role]) -> None:
    """Refuse an action that belongs to no one unit.

    Raises:
        PermissionDenied: the actor has none of ``roles`` anywhere today.
    """
    if not has_role(actor, roles):
        raise PermissionDenied


def can_read_sensitive(actor: User | System, person: Person) -> bool:
    """Ethnicity, party membership and the full citizen id: only for those who answer for one of the person's units."""
    if isinstance(actor, System):
        return True
    posts = PostHeld.objects.filter(unit_scope(actor, path="unit_id", roles=SENSITIVE_READERS), person=person)
    return posts.exists()


def can_edit_person(actor: User | System, person: Person) -> bool:
    """A chair those who hold a post in the own union today; officers above also those who once held one."""
    if isinstance(actor, System):
        return True
    posts = PostHeld.objects.filter(person=person)
    ever = posts.filter(unit_scope(actor, path="unit_id", roles=IMPORTERS))
    today = posts.filter(on_day(clock.today()), unit_scope(actor, path="unit_id", roles=EDITORS))
    return ever.exists() or today.exists()


def may_keep_and_erase(actor: User | System, person: Person) -> tuple[bool, bool]:
    """:func:`can_keep_data` and :func:`can_erase` in one query, for a page that asks both."""
    if isinstance(actor, System):
        return True, True
    rows = PostHeld.objects.filter(person=person)
    mine, erasable = (unit_scope(actor, path="unit_id", roles=roles) for roles in (IMPORTERS, RULE_KEEPERS))
    told = rows.aggregate(all=Count("pk"), kept=Count("pk", filter=mine), own=Count("pk", filter=erasable))
    return told["kept"] > 0, 0 < told["own"] == told["all"]


def can_keep_all(actor: User | System, persons: Collection[int]) -> bool:
    """:func:`can_keep_data` of each of these persons, in one query."""
    if isinstance(actor, System):
        return True
    mine = unit_scope(actor, path="unit_id", roles=IMPORTERS)
    return PostHeld.objects.filter(mine, person__in=persons).values("person").distinct().count() == len(set(persons))


def can_join_persons(actor: User | System, persons: Collection[int]) -> bool:
    """Whether the actor answers, above the chairs, for every unit in which one of these persons ever held a post."""
    if isinstance(actor, System):
        return True
    posts = PostHeld.objects.filter(person__in=persons)
    mine = Q(unit_scope(actor, path="unit_id", roles=IMPORTERS))
    return has_role(actor, IMPORTERS) and not posts.exclude(mine).exists()


def can_keep_data(actor: User | System, person: Person) -> bool:
    """Requests about personal data, their export and their log: officers above the chairs who see the person."""
    if isinstance(actor, System):
        return True
    return PostHeld.objects.filter(unit_scope(actor, path="unit_id", roles=IMPORTERS), person=person).exists()


def granting_roles(role: str) -> frozenset[Role]:
    """The roles that may grant and end ``role``: nobody gives more than the own level has."""
    return RULE_KEEPERS if role == Role.FEDERATION_OFFICER else IMPORTERS


def roles_on(actor: User | System, unit: Unit | int) -> frozenset[Role]:
    """The actor's roles over this unit today, own or from above: one query."""
    if isinstance(actor, System):
        return frozenset(Role)
    known = _roles_above(actor, unit)
    if known is not None:
        return frozenset(map(Role, known))
    above = UnitReach.objects.filter(on_day(clock.today()), unit=unit).values("ancestor")
    return frozenset(Role(role) for role in grants(actor).filter(unit__in=above).values_list("role", flat=True))


def can_erase(actor: User | System, person: Person) -> bool:
    """Only a federation officer who answers for every unit in which the person ever held a post."""
    if isinstance(actor, System):
        return True
    posts = PostHeld.objects.filter(person=person)
    mine = Q(unit_scope(actor, path="unit_id", roles=RULE_KEEPERS))
    return posts.filter(mine).exists() and not posts.exclude(mine).exists()
