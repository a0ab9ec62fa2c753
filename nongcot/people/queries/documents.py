"""What was recorded of a unit without the number or the day of its decision."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple, overload

from django.db.models import F, Q, QuerySet

from nongcot.kernel import clock
from nongcot.people.decided import PLACES
from nongcot.people.kinds import DecidedFact
from nongcot.people.models import PostHeld, Unit
from nongcot.people.queries.limits import is_limited

MOST = 200  # of one kind: a page that lists more is read by nobody


class Lacking(NamedTuple):
    """A fact whose decision is not whole: what it is, its row, what is on record of the decision."""

    fact: DecidedFact
    row: Any
    number: str
    signed: date | None


def rows_of(unit: Unit, fact: DecidedFact) -> QuerySet[Any]:
    """All facts of this kind of the unit, each with what its line says; posts with ``limited``: the data of the person
    is limited today.
    """
    objects = PLACES[fact].model.objects
    if fact is DecidedFact.NAME:
        return objects.filter(unit=unit)
    if fact is DecidedFact.KIND:
        return objects.filter(unit=unit, from_day__isnull=False)  # the first kind was decided by nobody apart
    if fact is DecidedFact.PLACEMENT:
        return objects.filter(unit=unit).select_related("superior")
    if fact is DecidedFact.END:
        return objects.filter(pk=unit.pk, ended_on__isnull=False)
    if fact is DecidedFact.TERM:
        return objects.filter(body__unit=unit).select_related("body")
    rows = objects.filter(unit=unit).select_related("body", "person")
    return rows.annotate(limited=is_limited(clock.today(), "person_id"))


def _rows(unit: Unit, fact: DecidedFact) -> QuerySet[Any]:
    place = PLACES[fact]
    missing = Q(**{place.number: ""}) | Q(**{f"{place.day}__isnull": True})
    newest = "ended_on" if fact is DecidedFact.END else "from_day"
    return rows_of(unit, fact).filter(missing).order_by(F(newest).desc(nulls_last=True), "-pk")


def lacking(unit: Unit, fact: DecidedFact) -> Iterator[Lacking]:
    """Facts of this kind without number or day, the newest first: one query."""
    for row in _rows(unit, fact)[:MOST]:
        yield lacking_of(fact, row)


class AllLacking(Sequence[Lacking]):
    """Facts of these kinds without number or day, kind after kind, to be shown in pages: one query a kind, at most.

    Of posts, of which a unit may have any number, only those of the page are read.
    """

    def __init__(self, unit: Unit, facts: Collection[DecidedFact]) -> None:
        self._posts = _rows(unit, DecidedFact.POST) if DecidedFact.POST in facts else PostHeld.objects.none()
        self._few = [one for fact in facts if fact is not DecidedFact.POST for one in lacking(unit, fact)]

    def __len__(self) -> int:
        return len(self._few) + self._posts.count()

    @overload
    def __getitem__(self, asked: int) -> Lacking: ...

    @overload
    def __getitem__(self, asked: slice) -> list[Lacking]: ...

    def __getitem__(self, asked: int | slice) -> Lacking | list[Lacking]:
        if isinstance(asked, int):
            return self[asked : asked + 1][0]
        found, few = self._few[asked], len(self._few)
        start, stop, _step = asked.indices(sys.maxsize)
        if stop > few:
            rows = self._posts[max(start - few, 0) : stop - few]
            found += [lacking_of(DecidedFact.POST, row) for row in rows]
        return found


def lacking_of(fact: DecidedFact, row: Any) -> Lacking:
    place = PLACES[fact]
    return Lacking(fact, row, getattr(row, place.number), getattr(row, place.day))


def alike(held: PostHeld) -> QuerySet[PostHeld]:
    """Other posts of the body taken up on the same day of which neither number nor day is on record either."""
    rows = PostHeld.objects.filter(body=held.body_id, from_day=held.from_day, decision_number="", decision_day=None)
    return rows.exclude(pk=held.pk).order_by("pk")
