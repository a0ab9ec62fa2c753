"""The list of officers: the rows of one page out of a million, sorted the Vietnamese way.

Three ways lead to the same rows. From few units: their lines, sorted. From a rare word: the lines of those who have it,
sorted. Else along the sorted lines, until the page is full. Which is quickest is decided by bounded counts; what is
let through is decided by the same filters in each.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BooleanField, Case, F, Func, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.prepared import prepared
from nongcot.infra.ui.keyset import SIZE
from nongcot.kernel import clock
from nongcot.people.kinds import AgeBand, UnitKind
from nongcot.people.lists.choice import Choice, Place
from nongcot.people.models import PostHeld, PostLine, UnitReach, on_day
from nongcot.people.permissions import SENSITIVE_READERS, granted_units, unit_scope
from nongcot.people.queries.choices import born, narrowed
from nongcot.people.queries.dated import name_on
from nongcot.people.queries.limits import is_limited, limited_persons
from nongcot.people.queries.sizes import MOST, Word, sizes, words_of
from nongcot.people.reaching import Look, Reached
from nongcot.people.rules import born_between

FEW_UNITS = 400
LOOK_UP = 5
POSTS_OF_A_UNIT = 9  # about; it only weighs one way against another
_ORDER = ("sort_key", "person_id", "held_id")


class Way(Enum):
    UNITS = "units"
    WORD = "word"
    SORTED = "sorted"


@dataclass(frozen=True, slots=True)
class Plan:
    """How to ask: the way, the ``first`` word it begins with, and the areas the lines are limited to (None: not)."""

    way: Way
    words: list[Word]
    scope: Look
    within: Look
    first: Word | None = None
    areas: tuple[int, ...] | None = None


def _lines_of(word: Word, seen: float) -> float:
    """How many lines are looked at for a word, where the share ``seen`` of all units is the actor's."""
    return word.persons + word.names * (1 + POSTS_OF_A_UNIT * seen)


def _plan(roots: tuple[int, ...] | None, choice: Choice, day: date, today: date) -> Plan:
    within = (choice.within,) if choice.within else ()
    asked = [root for root in (roots, within) if root]
    total, counts, words = sizes(asked, words_of(choice.search))
    below = dict(zip(map(tuple, asked), counts, strict=True))
    n_scope, n_within = below.get(roots or (), MOST + 1), below.get(within, MOST + 1)
    units = min(n_scope, n_within)
    look = Look.SET if units <= FEW_UNITS else Look.HASH if units <= MOST else Look.EACH
    scope, inside = (Look.EACH, look) if n_within <= n_scope else (look, Look.EACH)
    first = _first_word(words, units, total)
    if first is not None:
        return Plan(Way.WORD, words, Look.EACH, Look.EACH, first)
    if units <= FEW_UNITS:
        return Plan(Way.UNITS, words, scope, inside)
    areas = _areas(roots, within, day, today) if units <= MOST else None
    return Plan(Way.SORTED, words, scope, inside, areas=areas)


def _first_word(words: list[Word], units: int, total: int) -> Word | None:
    """The word to begin with, where it leads to fewer lines than any other way; None where it does not.

    One line found by its word costs as much as several read in order. A list of names is sorted by name: rows that have
    a rare name stand together, perhaps at its very end, so the whole of it counts.
    """
    near = min(units * POSTS_OF_A_UNIT, total)
    along = near if units <= FEW_UNITS or (units <= MOST and connection.vendor == "postgresql") else total
    seen = near / max(total, 1)
    known = [word for word in words if max(word.persons, word.names) <= MOST]
    first = min(known, key=lambda word: _lines_of(word, seen), default=None)
    return first if first is not None and LOOK_UP * _lines_of(first, seen) < along else None


def _areas(roots: tuple[int, ...] | None, within: tuple[int, ...], day: date, today: date) -> tuple[int, ...] | None:
    """The areas in which all lines below the roots stand: the federations above each root that day, and area 0."""
    asked, when = (within, day) if within else (roots, today)
    if connection.vendor != "postgresql" or not asked:
        return None
    found = set(_federations_above(units=asked, day=when))
    if {unit for unit, _area in found} != set(asked):
        return None
    return (*sorted({area for _unit, area in found}), 0)


@prepared
def _federations_above(*, units: Sequence[int], day: date) -> QuerySet[Any, tuple[int, int]]:
    rows = UnitReach.objects.filter(on_day(day), unit__in=units, ancestor__kind=UnitKind.PROVINCIAL_FEDERATION.value)
    return rows.values_list("unit_id", "ancestor_id")


class _Unsorted(Func):
    """The same text, but not the one an index is sorted by."""

    template = "%(expressions)s || ''"


def _true(sql: str, given: Sequence[Any]) -> RawSQL:
    return RawSQL(sql, given, output_field=BooleanField())  # noqa: S611  (no value of a user: placeholders)


def _named(day: date) -> tuple[str, list[Any]]:
    when = connection.ops.adapt_datefield_value(day)
    return "(n.from_day IS NULL OR n.from_day <= %s) AND (n.to_day IS NULL OR n.to_day > %s)", [when, when]


def _units_named(word: Word, day: date) -> tuple[str, list[Any]]:
    """The units that on the day have a word that begins so in their name."""
    days, when = _named(day)
    return (
        "SELECT w.unit_id FROM people_unitword w JOIN people_unitname n ON n.id = w.name_id "  # noqa: S608
        f"WHERE w.word >= %s AND w.word < %s AND {days}"
    ), [word.text, word.end, *when]


def _begins(word: Word, day: date, roots: tuple[int, ...] | None) -> RawSQL:
    """The lines that have the word: from the word to the person, or to a unit below the roots, to the line."""
    units, given = _units_named(word, day)
    if roots:
        marks = ", ".join(["%s"] * len(roots))
        near = f"SELECT 1 FROM people_unitreach r WHERE r.unit_id = w.unit_id AND r.ancestor_id IN ({marks})"  # noqa: S608
        units, given = f"{units} AND EXISTS ({near})", [*given, *roots]
    persons = "SELECT person_id FROM people_personword WHERE word >= %s AND word < %s"
    return _true(
        "people_postline.held_id IN ("  # noqa: S608
        f"SELECT x.held_id FROM people_postline x WHERE x.person_id IN ({persons}) "
        f"UNION SELECT y.held_id FROM people_postline y WHERE y.unit_id IN ({units}))",
        [word.text, word.end, *given],
    )


def _has(word: Word, day: date, way: Way) -> Q:
    """Whether the line looked at has the word: in the person's name or in the unit's of that day."""
    found = Q(search_key__startswith=word.text) | Q(search_key__contains=f" {word.text}")
    if not word.names:
        return found
    if way is Way.SORTED and word.names <= MOST:
        units, given = _units_named(word, day)
        return found | Q(_true(f"(people_postline.unit_id IN ({units})) IS TRUE", given))
    days, when = _named(day)
    # not EXISTS: PostgreSQL would look at all names of the country once, for the sake of a page
    named = (
        "(SELECT 1 FROM people_unitname n WHERE n.unit_id = people_postline.unit_id "  # noqa: S608
        f"AND {days} AND (n.search_key LIKE %s OR n.search_key LIKE %s) LIMIT 1) IS NOT NULL"
    )
    return found | Q(_true(named, [*when, f"{word.text}%", f"% {word.text}%"]))


def _lines(actor: User | System, choice: Choice, day: date, plan: Plan, roots: tuple[int, ...] | None) -> QuerySet[Any]:
    """All lines that are let through, in no order."""
    today = clock.today()
    rows = _below(choice, day, today=today, roots=roots, scope=plan.scope, inside=plan.within)
    if choice.party is not None:
        readers = granted_units(actor, roles=SENSITIVE_READERS)
        if readers is not None:
            rows = rows.filter(Reached("unit_id", readers, today)) if readers else rows.none()
    rows = narrowed(rows, choice, day)
    for word in plan.words:
        rows = rows.filter(_begins(word, day, roots) if word is plan.first else _has(word, day, plan.way))
    return rows


def _below(
    choice: Choice, day: date, *, today: date, roots: tuple[int, ...] | None, scope: Look, inside: Look
) -> QuerySet[Any]:
    """The lines of the day below the roots, and below the unit that is chosen."""
    rows: QuerySet[Any] = PostLine.objects.filter(on_day(day))
    if roots is not None:
        rows = rows.filter(Reached("unit_id", roots, today, scope)) if roots else rows.none()
    return rows.filter(Reached("unit_id", (choice.within,), day, inside)) if choice.within else rows


def _sorted(rows: QuerySet[Any], plan: Plan, *, back: bool = False, whole: bool = False) -> QuerySet[Any]:
    """In the list's order; ``whole`` where all rows are wanted, not those of a page."""
    first = F("sort_key") if plan.way is Way.SORTED and not whole else _Unsorted("sort_key")
    if back:
        return rows.order_by(first.desc(), "-person_id", "-held_id")
    return rows.order_by(first.asc(), "person_id", "held_id")


def _behind(place: Place, *, back: bool) -> Q:
    """Rows behind a place of the list (before it, read backwards); the index is entered at the sort key."""
    side, same = ("lt", "lte") if back else ("gt", "gte")
    further = Q(**{f"sort_key__{side}": place.sort_key}) | Q(**{f"person_id__{side}": place.person})
    further |= Q(person_id=place.person, **{f"held_id__{side}": place.held})
    return Q(**{f"sort_key__{same}": place.sort_key}) & further


def places(
    actor: User | System,
    choice: Choice,
    *,
    day: date,
    most: int,
    after: Place | None = None,
    before: Place | None = None,
) -> list[Place]:
    """The places of at most ``most`` posts held on ``day``, in the list's order: behind ``after``, or those just
    before ``before``."""
    roots = granted_units(actor)
    plan = _plan(roots, choice, day, clock.today())
    back, place = before is not None, before or after
    areas = plan.areas or (None,)
    if roots and most == SIZE + 1 and not plan.words and _is_plain(choice):
        shared: dict[str, Any] = {"roots": roots, "day": day, "place": place, "back": back}
        each = [_page_of_plain(plan, choice, area=area, **shared) for area in areas]
    else:
        rows = _lines(actor, choice, day, plan, roots)
        each = [list(_page(rows, plan, area, place, back=back)[:most]) for area in areas]
    found = list(heapq.merge(*([Place(*row) for row in rows] for rows in each), reverse=back))[:most]
    return found[::-1] if back else found


def _page(
    rows: QuerySet[Any], plan: Plan, area: int | None, place: Place | None, *, back: bool
) -> QuerySet[Any, tuple[Any, ...]]:
    """``rows`` as they stand in the list, those of the area behind the place."""
    if place is not None:
        rows = rows.filter(_behind(place, back=back))
    rows = _sorted(rows, plan, back=back).values_list(*_ORDER)
    return rows if area is None else rows.filter(area_id=area)


def _is_plain(choice: Choice) -> bool:
    """Whether nothing is chosen but what the line itself says: such questions have few shapes, and are asked most."""
    return replace(choice, within=None, body="", post="", sex="", age="") == Choice()


def _page_of_plain(
    plan: Plan, choice: Choice, *, roots: tuple[int, ...], day: date, area: int | None, place: Place | None, back: bool
) -> list[tuple[Any, ...]]:
    after, until = born_between(AgeBand(choice.age), day) if choice.age else (None, None)
    behind, person, held = (place.sort_key, place.person, place.held) if place else (None, None, None)
    return _plain(
        roots=roots, day=day, today=clock.today(), scope=plan.scope, inside=plan.within, way=plan.way, area=area,
        within=choice.within or None, body=choice.body or None, post=choice.post or None, sex=choice.sex or None,
        after=after, until=until, behind=behind, person=person, held=held, back=back,
    )  # fmt: skip


@prepared
def _plain(
    *,
    roots: tuple[int, ...],
    day: date,
    today: date,
    scope: Look,
    inside: Look,
    way: Way,
    area: int | None,
    within: int | None,
    body: str | None,
    post: str | None,
    sex: str | None,
    after: str | None,
    until: str | None,
    behind: str | None,
    person: int | None,
    held: int | None,
    back: bool,
) -> QuerySet[Any, tuple[Any, ...]]:
    choice = Choice(within=within, body=body or "", post=post or "", sex=sex or "")
    rows = _below(choice, day, today=today, roots=roots, scope=scope, inside=inside)
    rows = narrowed(rows, choice, day)
    if after is not None:
        rows = born(rows, after, until)
    place = Place(behind, person, held) if behind is not None and person is not None and held is not None else None
    return _page(rows, Plan(way, [], scope, inside), area, place, back=back)[: SIZE + 1]


class Listed(NamedTuple):
    """One row of the list: a post held, with what is shown of person, body and unit."""

    held: int
    person: int
    name: str
    born: str
    phone: str
    body_kind: str
    body_name: str
    post: str
    unit: int
    from_day: date | None
    unit_name: str
    limited: bool


_LISTED = (
    "pk", "person_id", "person__name", "person__born", "person__phone", "body__kind", "body__name", "post", "unit_id",
    "from_day", "unit_name", "limited",
)  # fmt: skip


def posts_at(held: Sequence[int], *, day: date) -> list[Listed]:
    """These posts in this order, the unit by its name of the day."""
    known = {row[0]: Listed(*row) for row in _told(held=held, day=day, today=clock.today())}
    return [known[pk] for pk in held if pk in known]


@prepared
def _told(*, held: Sequence[int], day: date, today: date) -> QuerySet[Any, tuple[Any, ...]]:
    limited = is_limited(today, "person_id")
    told = PostHeld.objects.filter(pk__in=held).annotate(unit_name=name_on(day, "unit_id"), limited=limited)
    return told.values_list(*_LISTED)


def profile_lines(actor: User | System, choice: Choice, *, day: date) -> QuerySet[Any]:
    """All lines of the list in its order; ``open_to_reader`` where the actor may read sensitive facts of the person."""
    readable = Case(
        When(unit_scope(actor, path="unit_id", roles=SENSITIVE_READERS), then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
    return all_lines(actor, choice, day=day).annotate(open_to_reader=readable)


def all_lines(actor: User | System, choice: Choice, *, day: date) -> QuerySet[Any]:
    """All lines of the list in its order, for an export: without those whose data is limited today.

    They are read through a cursor. For one PostgreSQL takes what gives its first rows soonest, the walk along the
    sorted lines of the country: an order that has no index makes it look for all of them.
    """
    roots = granted_units(actor)
    plan = _plan(roots, choice, day, clock.today())
    rows = _lines(actor, choice, day, plan, roots)
    rows = rows.exclude(person__in=limited_persons(clock.today()))
    if plan.areas is not None:
        rows = rows.filter(area_id__in=plan.areas)
    return _sorted(rows, plan, whole=connection.vendor == "postgresql")
