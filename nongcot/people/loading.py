"""The roster of the database as the plain facts that checks are given.

A fixed number of ordered queries, walked side by side, whatever the size of the province: a unit's facts are complete
when every stream has passed it, so nothing but one unit is held in memory at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Case, Exists, FilteredRelation, Max, OuterRef, Q, QuerySet, Subquery, When

from nongcot.infra.prepared import prepared
from nongcot.people.facts import PostFacts, TermFacts, UnitFacts
from nongcot.people.kinds import BodyKind, EndReason, Mandate, Ownership, Post, Sector, Told, UnitKind
from nongcot.people.models import (
    MemberCount,
    PostHeld,
    Support,
    Term,
    TermExtension,
    Unit,
    UnitKindSpan,
    UnitPlacement,
    on_day,
)
from nongcot.people.rules import chaired_before

_CHUNK = 10_000
_FEW = 20  # units: fewer round trips are worth questions that look at each row
_KIND = {k.value: k for k in UnitKind}
_SECTOR = {k.value: k for k in Sector}
_OWNERSHIP = {k.value: k for k in Ownership}
_TOLD = {k.value: k for k in Told}
_BODY = {k.value: k for k in BodyKind}
_POST = {k.value: k for k in Post}
_MANDATE = {k.value: k for k in Mandate}
_END = {k.value: k for k in EndReason}

Row = tuple[Any, ...]
Chaired = dict[int, tuple[date | None, bool]]


def unit_facts(day: date, units: Collection[int] | None = None) -> Iterator[UnitFacts]:
    """Facts of all units that exist on ``day`` (or of those among ``units``), ordered by id.

    Eight queries, two for a few units. ``earlier_chair`` is told from all chair posts on record
    (``rules.chaired_before``).
    """
    if units is not None and len(units) <= _FEW:
        yield from _facts_of_few(day, units)
        return
    chaired, supports = _first_chair_days(units), _supports(day, units)
    streams = [_Stream(_rows(query, units)) for query in (_placements(day), _counts(day), _terms(day), _posts())]
    kinds = _kinds(day, units)
    for row in _rows(_units(day), units):
        yield _assemble(kinds, row, [stream.take(row[0]) for stream in streams], chaired, supports)


def facts_of_unit(day: date, unit: int) -> UnitFacts | None:
    """The facts of one unit, the same as :func:`unit_facts` gives; None where it does not exist on ``day``."""
    return next(_facts_of_few(day, [unit]), None)


def _facts_of_few(day: date, units: Collection[int]) -> Iterator[UnitFacts]:
    """Two queries: one for what the units are, with their terms, one for their posts."""
    found = _with_values_and_terms(day=day, units=units)
    if not found:
        return
    posts = _Stream(_with_history(day=day, units=units))
    for unit, group in groupby(found, key=itemgetter(0)):
        yield _of_few(unit, list(group), posts.take(unit))


def _of_few(unit: int, found: list[Row], rows: list[Row]) -> UnitFacts:
    last = found[-1]
    own, (_placed, *superior, kind, members, women, _term) = last[:8], last[8:16]
    chaired = {row[1]: (first, unknown) for *row, _day, first, unknown in rows if first is not None or unknown}
    supports = {(row[0], row[1]): last for *row, last, _first, _unknown in rows if last is not None}
    taken: list[list[Row]] = [
        [(unit, *superior)],
        [(unit, members, women)],
        [(unit, *row[16:]) for row in found if row[8] == last[8] and row[15] is not None],
        [tuple(row[:-3]) for row in rows],
    ]
    return _assemble({unit: kind} if kind else {}, own, taken, chaired, supports)


def terms_of_unit(day: date, unit: int) -> list[TermFacts]:
    """The terms of one unit that had begun by ``day``, with their extensions, as its facts have them: one query."""
    return [_term(row) for row in _terms_of(day=day, unit=unit)]


@prepared
def _terms_of(*, day: date, unit: int) -> QuerySet[Any, Row]:
    rows, _path = _terms(day)
    return rows.filter(body__unit=unit)


@prepared
def _with_values_and_terms(*, day: date, units: Collection[int]) -> QuerySet[Any, Row]:
    """Units with superior, kind and members of the day, a row for each term; of two superiors the later one last."""
    rows, _path = _units(day)
    counts = MemberCount.objects.filter(unit=OuterRef("pk"), day__lte=day).order_by("-day")
    kinds = UnitKindSpan.objects.filter(on_day(day), unit=OuterRef("pk")).order_by("-pk")
    longer = TermExtension.objects.filter(term=OuterRef("term__pk")).order_by("-new_end")
    begun = Q(bodies__terms__from_day__isnull=True) | Q(bodies__terms__from_day__lte=day)
    rows = rows.alias(
        under=FilteredRelation("placements", condition=on_day(day, "placements__")),
        term=FilteredRelation("bodies__terms", condition=begun),
    )
    return (
        rows.filter(pk__in=units)
        .order_by("pk", "under__pk", "term__from_day", "term__pk")
        .values_list(
            *("pk", "name", "kind", "sector", "ownership", "began_on", "ended_on", "told"),
            *("under__pk", "under__superior", "under__superior__name", "under__superior__ended_on"),
            Subquery(kinds.values("kind")[:1]),
            Subquery(counts.values("members")[:1]),
            Subquery(counts.values("women")[:1]),
            *("term__pk", "term__body__kind", "term__from_day", "term__planned_end"),
            Subquery(longer.values("new_end")[:1]),
            *("term__to_day", "term__seats_fixed", "term__mandate"),
        )
    )


@prepared
def _with_history(*, day: date, units: Collection[int]) -> QuerySet[Any, Row]:
    """Posts with the last help on record for that person there, and the first day as chair, and whether one is unknown,
    of those who hold or held such a post."""
    rows, _path = _posts()
    given = Support.objects.filter(day__lte=day, unit=OuterRef("unit"), person=OuterRef("person"))
    chairs = _chairs().filter(person=OuterRef("person"))
    here = Q(post=Post.CHAIR)
    known = chairs.filter(from_day__isnull=False).order_by("from_day").values("from_day")[:1]
    return rows.filter(unit__in=units).annotate(
        supported=Subquery(given.order_by("-day").values("day")[:1]),
        first=Case(When(here, then=Subquery(known))),
        unknown=Case(When(here, then=Exists(chairs.filter(from_day__isnull=True))), default=False),
    )


class _Stream:
    """Rows ordered by their first column, handed out by its value; earlier values are passed over."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        self._key, self._group = self._next()

    def _next(self) -> tuple[int | None, list[Row]]:
        for key, group in self._groups:
            return key, list(group)
        return None, []

    def take(self, key: int) -> list[Row]:
        while self._key is not None and self._key < key:
            self._key, self._group = self._next()
        return self._group if self._key == key else []


def _rows(query: tuple[QuerySet[Any, Row], str], units: Collection[int] | None) -> Iterator[Row]:
    rows, path = query
    if units is not None:
        # a few units: one round trip each, where a server-side cursor takes three
        return iter(rows.filter(**{f"{path}__in": units}))
    return rows.iterator(chunk_size=_CHUNK)


def _kinds(day: date, units: Collection[int] | None) -> dict[int, str]:
    """The kind of the day of those units that ever changed it: few of them."""
    rows = UnitKindSpan.objects.filter(on_day(day))
    return dict((rows if units is None else rows.filter(unit__in=units)).order_by("pk").values_list("unit", "kind"))


def _units(day: date) -> tuple[QuerySet[Any, Row], str]:
    alive = (Q(began_on__isnull=True) | Q(began_on__lte=day)) & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))
    columns = ("pk", "name", "kind", "sector", "ownership", "began_on", "ended_on", "told")
    return Unit.objects.filter(alive).order_by("pk").values_list(*columns), "pk"


def _placements(day: date) -> tuple[QuerySet[Any, Row], str]:
    columns = ("unit_id", "superior_id", "superior__name", "superior__ended_on")
    return UnitPlacement.objects.filter(on_day(day)).order_by("unit_id", "pk").values_list(*columns), "unit"


def _counts(day: date) -> tuple[QuerySet[Any, Row], str]:
    rows = MemberCount.objects.filter(day__lte=day).order_by("unit_id", "day")
    return rows.values_list("unit_id", "members", "women"), "unit"


def _terms(day: date) -> tuple[QuerySet[Any, Row], str]:
    rows = Term.objects.annotate(extended_to=Max("extensions__new_end")).order_by("body__unit_id", "from_day", "pk")
    columns = (
        "body__unit_id",
        "body__kind",
        "from_day",
        "planned_end",
        "extended_to",
        "to_day",
        "seats_fixed",
        "mandate",
    )
    return rows.filter(Q(from_day__isnull=True) | Q(from_day__lte=day)).values_list(*columns), "body__unit"


def _posts() -> tuple[QuerySet[Any, Row], str]:
    columns = (
        "unit_id",
        "person_id",
        "person__name",
        "body__kind",
        "body__name",
        "post",
        "from_day",
        "to_day",
        "mandate",
        "end_reason",
        "person__contract_ends_on",
        "person__born",
        "person__sex",
        "person__phone",
    )
    return PostHeld.objects.order_by("unit_id", "pk").values_list(*columns), "unit"


def _chairs() -> QuerySet[PostHeld]:
    return PostHeld.objects.filter(post=Post.CHAIR, body__kind=BodyKind.EXECUTIVE_COMMITTEE)


def _first_chair_days(units: Collection[int] | None) -> Chaired:
    """For each person who ever chaired: the earliest known first day, and whether some first day is not known."""
    rows = _chairs().values_list("person_id", "from_day")
    if units is not None:
        here = PostHeld.objects.filter(unit__in=units, post=Post.CHAIR).values("person")
        found: Iterable[Row] = rows.filter(person__in=here)
    else:
        found = rows.iterator(chunk_size=_CHUNK)
    known: Chaired = {}
    for person, from_day in found:
        first, unknown = known.get(person, (None, False))
        days = [day for day in (first, from_day) if day is not None]
        known[person] = (min(days, default=None), unknown or from_day is None)
    return known


def _supports(day: date, units: Collection[int] | None) -> dict[tuple[int, int], date]:
    """For each (unit, person) the last day up to ``day`` on which help for a first-term chair is on record."""
    rows = Support.objects.filter(day__lte=day).order_by()
    given = rows if units is None else rows.filter(unit__in=units)
    return {(unit, person): last for unit, person, last in given.values_list("unit", "person").annotate(Max("day"))}


def _assemble(
    kinds: dict[int, str],
    row: Row,
    taken: list[list[Row]],
    chaired: Chaired,
    supports: dict[tuple[int, int], date],
) -> UnitFacts:
    placements, counts, terms, posts = taken
    pk, name, kind, sector, ownership, began_on, ended_on, told = row
    superior = placements[-1] if placements else (pk, None, "", None)
    count = counts[-1] if counts else (pk, None, None)
    return UnitFacts(
        unit=pk,
        name=name,
        kind=_KIND.get(kinds.get(pk) or kind),
        sector=_SECTOR.get(sector),
        ownership=_OWNERSHIP.get(ownership),
        began_on=began_on,
        ended_on=ended_on,
        superior=superior[1],
        superior_name=superior[2] or "",
        superior_ended_on=superior[3],
        members=count[1],
        women=count[2],
        terms=[_term(t) for t in terms],
        posts=[_post(p, chaired, supports) for p in posts],
        told=_TOLD[told],
    )


def _term(row: Row) -> TermFacts:
    _unit, body, from_day, planned_end, extended_to, to_day, seats_fixed, mandate = row
    return TermFacts(
        body=_BODY[body],
        from_day=from_day,
        to_day=to_day or max(filter(None, (planned_end, extended_to)), default=None),
        seats_fixed=seats_fixed,
        mandate=_MANDATE.get(mandate),
        extended=extended_to is not None,
    )


def _post(row: Row, chaired: Chaired, supports: dict[tuple[int, int], date]) -> PostFacts:
    unit, person, name, body, body_name, post, from_day, to_day, mandate, end_reason, contract_ends_on, *known = row
    earlier = chaired_before(*chaired[person], from_day) if post == "chair" and person in chaired else None
    return PostFacts(
        person,
        name,
        _BODY[body],
        _POST[post],
        from_day,
        to_day,
        _MANDATE.get(mandate),
        _END.get(end_reason),
        contract_ends_on,
        body_name,
        earlier,
        _missing(*known),
        supports.get((unit, person)) if supports else None,
    )


@lru_cache(maxsize=16)
def _gaps(born: bool, sex: bool, phone: bool) -> tuple[str, ...]:
    known = (("born", born), ("sex", sex), ("phone", phone))
    return tuple(name for name, there in known if not there)


def _missing(born: str, sex: str, phone: str) -> tuple[str, ...]:
    return _gaps(bool(born), bool(sex), bool(phone))
