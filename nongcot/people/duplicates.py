"""Persons who may be on record twice, as the plain facts that the check is given.

Only those who share something with another record are looked at: a citizen id; a name with a birth date or a phone; or,
at one unit, a name with births that may be one day ("1985" and "1985-07-05"). The last is asked by unit, never across
the country: two thousand persons are called Nguyễn Văn An, hardly two in one union.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import reduce
from itertools import combinations
from operator import or_
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet

from nongcot.infra.bulk import chunks
from nongcot.infra.prepared import prepared
from nongcot.people.facts import PersonFacts
from nongcot.people.models import KeptApart, Person, PostHeld

_CHUNK = 10_000
_ASKED = 500  # units asked in one query
_PERSON = ("pk", "name", "search_key", "born", "citizen_index", "phone")
_TOGETHER = 30  # persons asked for in one: so many names with so many births are looked up, each with each
FEW = 20  # units whose persons are compared one by one; with more, a look at everybody is cheaper

Row = tuple[Any, ...]
Held = dict[int, tuple[int, ...]]


def person_facts(units: Collection[int] | None = None) -> list[PersonFacts]:
    """Persons who may be on record twice.

    With a few ``units``, only the groups that touch a person who holds or held a post there; else the groups of all
    persons. A fixed number of queries for a few units; for all, two and one more for every 500 units with namesakes.
    """
    rows = _near(units) if units is not None and len(units) <= FEW else _candidates()
    held = _units_of([row[0] for row in rows])
    apart = _apart([row[0] for row in rows])
    return [
        PersonFacts(pk, name, key, born or None, citizen or None, phone or None, held.get(pk, ()), apart.get(pk, ()))
        for pk, name, key, born, citizen, phone in sorted(rows)
    ]


def _candidates() -> set[Row]:
    shared = _shared("citizen_index") | _shared("search_key", "born") | _shared("search_key", "phone")
    return {*Person.objects.filter(shared).values_list(*_PERSON), *_namesakes()}


def _shared(*fields: str) -> Q:
    """Persons who share non-empty values of all ``fields`` with another person."""
    filled = Person.objects.exclude(**{fields[-1]: ""})
    twice = filled.values(*fields).annotate(n=Count("pk")).filter(n__gt=1)
    if len(fields) == 1:
        return Q(**{f"{fields[0]}__in": twice.values(fields[0])})
    same = Person.objects.filter(**{field: OuterRef(field) for field in fields}).exclude(pk=OuterRef("pk"))
    return Q(Exists(same)) & ~Q(**{fields[-1]: ""})


def _namesakes() -> Iterator[Row]:
    """Persons of one name at one unit whose births may be one day: one grouped query, then only the units it names."""
    born = PostHeld.objects.exclude(person__born="").order_by()
    grouped = born.values("unit", "person__search_key").annotate(one=Min("person"), other=Max("person"))
    met = grouped.filter(one__lt=F("other")).values_list("unit", "person__search_key")
    names: dict[int, set[str]] = {}
    for unit, key in met.iterator(chunk_size=_CHUNK):
        names.setdefault(unit, set()).add(key)
    asked = list(names)
    for start in range(0, len(asked), _ASKED):
        yield from _alike(_with_persons(_at(asked[start : start + _ASKED])), names)


def _at(units: Any) -> QuerySet[PostHeld, Row]:
    """Every person with every unit of ``units`` (numbers, or a question for them) where a post is or was held."""
    return PostHeld.objects.filter(unit__in=units).values_list("unit", *(f"person__{name}" for name in _PERSON))


@prepared
def _met_at(*, units: Collection[int]) -> QuerySet[PostHeld, Row]:
    """The same of every unit where a person of ``units`` holds or held a post."""
    return _at(PostHeld.objects.filter(person__posts__unit__in=units).values("unit"))


def _with_persons(rows: Iterable[Row]) -> Iterator[tuple[int, Row]]:
    return ((unit, tuple(person)) for unit, *person in rows)


def _alike(held: Iterable[tuple[int, Row]], names: dict[int, set[str]] | None = None) -> Iterator[Row]:
    """Of persons with their units, those who meet a namesake at one unit, born on what may be the same day."""
    groups: dict[tuple[int, str, str], set[Row]] = {}
    for unit, row in held:
        if row[3] and (names is None or row[2] in names[unit]):
            groups.setdefault((unit, row[2], row[3][:4]), set()).add(row)
    for group in groups.values():
        for one, other in combinations(sorted(group), 2):
            if one[3].startswith(other[3]) or other[3].startswith(one[3]):
                yield from (one, other)


def _near(units: Collection[int]) -> set[Row]:
    """The persons of ``units`` and those of all others who share something with one of them; alone ones are left out.

    A pair is booked at its lowest unit, yet may meet at another: the other units of the persons count too.
    """
    held, asked = list(_with_persons(_met_at(units=units))), set(units)
    here = {row for unit, row in held if unit in asked}
    if not here:
        return set()
    everybody = here.union(_like(here))
    seen = Counter(key for row in everybody for key in _keys(row))
    found = {row for row in everybody if any(seen[key] > 1 for key in _keys(row))}
    return found | set(_alike(held))


def _like(here: Collection[Row]) -> Iterable[Row]:
    """Persons who share with one of these what makes two records one; a few share but half: a name of one, a birth of
    another.
    """
    groups = [_told_of(some) for some in chunks(sorted(here), _TOGETHER)]
    if len(groups) == 1:
        return _alike_in(**groups[0])
    return Person.objects.filter(reduce(or_, (_alike_to(**group) for group in groups))).values_list(*_PERSON)


def _told_of(some: Collection[Row]) -> dict[str, Any]:
    """What is told of these, None for what of none; a name says nothing where neither births nor phones go with it."""
    births = {born for *_, born, _citizen, _phone in some if born} or None
    phones = {phone for *_, phone in some if phone} or None
    citizens = {citizen for *_, citizen, _phone in some if citizen} or None
    keys = {key for _pk, _name, key, *_rest in some} if births or phones else None
    return {"keys": keys, "births": births, "citizens": citizens, "phones": phones}


@prepared
def _alike_in(
    *,
    keys: Collection[str] | None,
    births: Collection[str] | None,
    citizens: Collection[str] | None,
    phones: Collection[str] | None,
) -> QuerySet[Person, Row]:
    alike = _alike_to(keys=keys, births=births, citizens=citizens, phones=phones)
    return Person.objects.filter(alike).values_list(*_PERSON)


def _alike_to(
    *,
    keys: Collection[str] | None,
    births: Collection[str] | None,
    citizens: Collection[str] | None,
    phones: Collection[str] | None,
) -> Q:
    alike, named = Q(pk__in=()), Q(search_key__in=keys or ())
    if births:
        alike |= named & Q(born__in=births)
    if phones:
        alike |= named & Q(phone__in=phones)
    return alike | Q(citizen_index__in=citizens) if citizens else alike


def _keys(row: Row) -> list[Row]:
    """Under which keys a person may meet another record of the same person."""
    _pk, _name, key, born, citizen, phone = row
    keys = [("citizen", citizen), ("born", key, born), ("phone", key, phone)]
    return [found for found in keys if found[-1]]


def _units_of(persons: list[int]) -> Held:
    held: dict[int, dict[int, None]] = {}
    for start in range(0, len(persons), _CHUNK):
        rows = PostHeld.objects.filter(person__in=persons[start : start + _CHUNK]).order_by("pk")
        for person, unit in rows.values_list("person_id", "unit_id"):
            held.setdefault(person, {})[unit] = None
    return {person: tuple(units) for person, units in held.items()}


def _apart(persons: list[int]) -> Held:
    """For each person those whom somebody said to be another one."""
    apart: dict[int, list[int]] = {}
    for start in range(0, len(persons), _CHUNK):
        rows = KeptApart.objects.filter(one__in=persons[start : start + _CHUNK])
        for one, other in rows.values_list("one_id", "other_id"):
            apart.setdefault(one, []).append(other)
            apart.setdefault(other, []).append(one)
    return {person: tuple(others) for person, others in apart.items()}
