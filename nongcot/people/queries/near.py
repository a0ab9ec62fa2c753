"""Which units' duties may follow a change of a person: duties of one unit may rest on facts of another."""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.db.models import Q, QuerySet

from nongcot.infra.bulk import chunks
from nongcot.infra.prepared import prepared
from nongcot.people.kinds import BodyKind, Post
from nongcot.people.models import Person, PostHeld, RoleGrant, UnitReach

_ASKED = 100  # persons in one question
_FULL_DATE = 10


def units_near(
    persons: Collection[Person], *, but: Callable[[int], bool] | None = None, most: int | None = None
) -> list[int]:
    """The units of these persons, and those of whoever they may be: one question for every hundred.

    Who may be one person is what the check for two records asks: a citizen id, a name with a full birth date or a
    phone; those who are alike in less meet in a unit of the person's own. Unsaved values count, so that a person may
    be asked for as he was. Ask before a record or a post goes.

    Units for which ``but`` holds are left out; with more than ``most`` found nobody else is asked for.
    """
    found: set[int] = set()
    for some in chunks(persons, _ASKED):
        alike = Q(pk__in=[person.pk for person in some])
        for person in some:
            alike |= Q(citizen_index=person.citizen_index) if person.citizen_index else Q()
            alike |= Q(search_key=person.search_key, born=person.born) if len(person.born) == _FULL_DATE else Q()
            alike |= Q(search_key=person.search_key, phone=person.phone) if person.phone else Q()
        rows = PostHeld.objects.filter(person__in=Person.objects.filter(alike))
        found.update(unit for unit in rows.values_list("unit", flat=True) if but is None or not but(unit))
        if most is not None and len(found) > most:
            break
    return sorted(found)


def units_of(persons: Collection[int]) -> list[int]:
    """The units where these persons hold or held a post: one question for every five thousand."""
    found: set[int] = set()
    for some in chunks(persons, 5000):
        found.update(PostHeld.objects.filter(person__in=some).values_list("unit", flat=True).distinct())
    return sorted(found)


def chaired_too(units: Collection[int]) -> set[int]:
    """The other units chaired by somebody who has chaired one of ``units``: whether they are beginners there."""
    found: set[int] = set()
    for some in chunks(units, 5000):
        found.update(_chaired_by_the_same(units=some))
    return found - set(units)


@prepared
def _chaired_by_the_same(*, units: Collection[int]) -> QuerySet[PostHeld, int]:
    chairs = PostHeld.objects.filter(post=Post.CHAIR.value, body__kind=BodyKind.EXECUTIVE_COMMITTEE.value).order_by()
    persons = chairs.filter(unit__in=units).values("person")
    return chairs.filter(person__in=persons).values_list("unit", flat=True)


def lineage_of(person: Person) -> set[int]:
    """The units the person ever held a post in, and all they ever stood under: where the person may be told of."""
    units = PostHeld.objects.filter(person=person).values("unit")
    return set(UnitReach.objects.filter(unit__in=units).values_list("ancestor", flat=True))


def logins_over(lineage: Collection[int]) -> set[int]:
    """The logins that have, had or will have a role on one of these units: who may have seen what is told there."""
    return set(RoleGrant.objects.filter(unit__in=lineage).values_list("user", flat=True))
