"""Questions about persons and the posts they hold."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Count, F, Max, Q, QuerySet, Subquery, Value, When

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.prepared import prepared
from nongcot.kernel import clock
from nongcot.people.kinds import BodyKind
from nongcot.people.models import Person, PersonRecord, PostHeld, Term, TermExtension, Unit, on_day
from nongcot.people.permissions import (
    EDITORS,
    IMPORTERS,
    granted_units,
    in_persons_scope,
    in_scope,
    person_scope,
    scope_values,
    unit_scope,
)
from nongcot.people.queries.dated import name_on, name_then
from nongcot.people.queries.limits import is_limited, limited_since
from nongcot.people.rules import POST_ORDER


def posts(actor: User | System, *, day: date | None = None) -> QuerySet[PostHeld]:
    """Posts the actor may see; with ``day`` only those held on it. Comes with person, body and unit."""
    rows = PostHeld.objects.filter(unit_scope(actor, path="unit_id")).select_related("person", "body", "unit")
    return rows if day is None else rows.filter(on_day(day))


def persons(actor: User | System) -> QuerySet[Person]:
    """Persons the actor may see."""
    return Person.objects.filter(person_scope(actor))


def person(actor: User | System, pk: int, *, day: date) -> Person | None:
    """One person the actor may see, with ``limited_from``: since when the own data is limited on ``day``."""
    return next(iter(_person(pk=pk, day=day, **scope_values(actor))), None)


@prepared
def _person(*, pk: int, day: date, roots: tuple[int, ...] | None, today: date | None) -> QuerySet[Person]:
    known = Person.objects.filter(in_persons_scope(roots, today), pk=pk)
    return known.annotate(limited_from=limited_since(day, "pk"))


MOST_POSTS = 400


def posts_of_unit(unit: Unit, *, day: date) -> list[PostHeld]:
    """Posts of the unit that had begun by ``day``, those still held first, then by their end, the newest first.

    ``limited``: the data of the person is limited today.
    """
    return _posts_of_unit(unit=unit.pk, day=day, today=clock.today())


@prepared
def _posts_of_unit(*, unit: int, day: date, today: date) -> QuerySet[PostHeld]:
    begun = Q(from_day__isnull=True) | Q(from_day__lte=day)
    rows = PostHeld.objects.filter(begun, unit=unit).select_related("person", "body")
    rows = rows.annotate(limited=is_limited(today, "person_id"))
    rows = rows.defer("person__citizen_sealed", "person__note")
    held = Case(When(Q(to_day__isnull=True) | Q(to_day__gt=day), then=Value(0)), default=Value(1))
    return rows.order_by(held, F("to_day").desc(nulls_first=True), "person__sort_key", "pk")[:MOST_POSTS]


def terms_of_unit(unit: Unit, *, day: date) -> list[Term]:
    """Terms of the unit's bodies that had begun by ``day``, the newest first, each with ``body``, and its extensions as
    ``longer``, in the order they were decided: two queries.
    """
    found = _terms_of_unit(unit=unit.pk, day=day)
    longer: dict[int, list[TermExtension]] = {term.pk: [] for term in found}
    for extension in _extensions_of(terms=tuple(longer)) if longer else ():
        longer[extension.term_id].append(extension)
    for term in found:
        term.longer = longer[term.pk]  # type: ignore[attr-defined]
    return found


@prepared
def _terms_of_unit(*, unit: int, day: date) -> QuerySet[Term]:
    begun = Q(from_day__isnull=True) | Q(from_day__lte=day)
    rows = Term.objects.filter(begun, body__unit=unit).select_related("body")
    return rows.order_by(F("from_day").desc(nulls_last=True), "-pk")


@prepared
def _extensions_of(*, terms: tuple[int, ...]) -> QuerySet[TermExtension]:
    return TermExtension.objects.filter(term__in=terms)


def term_ends(held: Sequence[PostHeld], *, day: date) -> dict[int, tuple[date | None, date | None]]:
    """First day and end, with the extensions decided by ``day``, of the terms of ``day`` of these posts' bodies."""
    rows = _term_ends(bodies=tuple({post.body_id for post in held}), day=day)
    return {
        body: (start, end if extended is None or (end and end > extended) else extended)
        for body, start, end, extended in rows
    }


@prepared
def _term_ends(*, bodies: tuple[int, ...], day: date) -> QuerySet[Any, tuple[Any, ...]]:
    decided = Max("extensions__new_end", filter=Q(extensions__decision_day__lte=day))
    rows = Term.objects.filter(on_day(day), body__in=bodies).annotate(extended=decided)
    return rows.order_by("from_day", "pk").values_list("body", "from_day", "planned_end", "extended")


def by_rank(rows: QuerySet[PostHeld]) -> QuerySet[PostHeld]:
    """Posts of a unit as it lists them: the committee first, in each body the highest post first, then by name."""
    bodies = Case(*(When(body__kind=kind.value, then=Value(place)) for place, kind in enumerate(BodyKind)))
    ranks = Case(*(When(post=post.value, then=Value(place)) for place, post in enumerate(POST_ORDER)))
    return rows.order_by(bodies, "body__name", ranks, "person__sort_key", "pk")


def posts_of(actor: User | System, person: Person, *, day: date) -> QuerySet[PostHeld]:
    """All posts of a person in units the actor may see, newest first.

    With ``unit_name`` as of ``day``, ``then_name``: the unit's name on the first day of the post, and ``of_all``: how
    many posts the person has in all units there are.
    """
    return _all_posts(unit_scope(actor, path="unit_id"), person.pk, day)


def _all_posts(scope: Q, person: int, day: date) -> QuerySet[PostHeld]:
    everywhere = PostHeld.objects.filter(person=person).order_by().values("person").annotate(n=Count("pk")).values("n")
    rows = PostHeld.objects.filter(scope, person=person).select_related("person", "body", "unit")
    rows = rows.annotate(unit_name=name_on(day, "unit_id"), then_name=name_then(), of_all=Subquery(everywhere))
    return rows.order_by(F("from_day").desc(nulls_last=True), "-pk")


def posts_with_rights(actor: User | System, person: Person, *, day: date) -> list[PostHeld]:
    """The same, with what the actor may do in the unit of each by the roles of today: ``edited`` (of ``EDITORS``) and
    ``kept`` (of ``IMPORTERS``). Who holds such a role over a unit sees it, so nothing else need be asked about rights.
    """
    edited, kept = (granted_units(actor, roles=roles) for roles in (EDITORS, IMPORTERS))
    return _posts_with_rights(person=person.pk, day=day, edited=edited, kept=kept, **scope_values(actor))


@prepared
def _posts_with_rights(
    *,
    person: int,
    day: date,
    edited: tuple[int, ...] | None,
    kept: tuple[int, ...] | None,
    roots: tuple[int, ...] | None,
    today: date | None,
) -> QuerySet[PostHeld]:
    rows = _all_posts(in_scope(roots, today, path="unit_id"), person, day)
    return rows.annotate(edited=_whether(edited, today), kept=_whether(kept, today))


def _whether(roots: tuple[int, ...] | None, today: date | None) -> Case | Value:
    """Whether the unit of a post is in this scope."""
    if roots is None:
        return Value(True)
    scope = in_scope(roots, today, path="unit_id")
    return Case(When(scope, then=Value(True)), default=Value(False), output_field=BooleanField())


def records_of(person: Person) -> list[PersonRecord]:
    """Training and awards of a person the actor may see, newest first; those of an unknown day last."""
    return _records_of(person=person.pk)


@prepared
def _records_of(*, person: int) -> QuerySet[PersonRecord]:
    return records_of_persons([person])


def records_of_persons(persons: Collection[int]) -> QuerySet[PersonRecord]:
    """The same of several."""
    return PersonRecord.objects.filter(person__in=persons).order_by(F("from_day").desc(nulls_last=True), "-pk")


def records_by_person(persons: Collection[int], *, day: date) -> QuerySet[PersonRecord]:
    """Training and awards up to ``day`` of these persons, whom the actor sees already; oldest first."""
    rows = PersonRecord.objects.filter(Q(from_day__isnull=True) | Q(from_day__lte=day), person__in=persons)
    return rows.order_by(F("from_day").asc(nulls_first=True), "pk")


def person_records(actor: User | System) -> QuerySet[PersonRecord]:
    """Training and awards of the persons the actor may see."""
    return PersonRecord.objects.filter(person_scope(actor, path="person_id"))
