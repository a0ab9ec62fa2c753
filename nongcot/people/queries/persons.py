"""Questions about persons and the posts they hold."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Prefetch, Q, QuerySet

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.kernel.text import fold
from nongcot.people.models import Body, Person, PostHeld, Term, Unit, UnitName, on_day
from nongcot.people.permissions import person_scope, unit_scope
from nongcot.people.queries.dated import name_on
from nongcot.people.queries.units import subtree


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


def earlier_posts(unit: Unit, *, day: date, most: int = 60) -> list[PostHeld]:
    """Posts of the unit that had ended by ``day``, newest end first."""
    rows = PostHeld.objects.filter(unit=unit, to_day__lte=day).select_related("person", "body")
    return list(rows.order_by("-to_day", "person__sort_key", "pk")[:most])


def posts_of(actor: User | System, person: Person, *, day: date) -> QuerySet[PostHeld]:
    """All posts of a person in units the actor may see, newest first, with ``unit_name`` as of ``day``."""
    rows = posts(actor).filter(person=person).annotate(unit_name=name_on(day, "unit_id"))
    return rows.order_by(F("from_day").desc(nulls_last=True), "-pk")
