"""When nobody held a post that a union must have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import groupby, takewhile
from operator import itemgetter, ne

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.people.kinds import BodyKind, Post
from nongcot.people.models import Body, PostHeld, Term, Unit
from nongcot.people.permissions import unit_scope
from nongcot.people.queries.dated import name_on
from nongcot.people.rules import Days, gaps

_CHUNK = 5000


@dataclass(frozen=True, slots=True)
class Vacancy:
    """From ``from_day`` up to, not including, ``to_day`` nobody held ``post`` in the unit's executive committee."""

    unit: int
    code: str
    name: str
    post: Post
    from_day: date
    to_day: date

    @property
    def days(self) -> int:
        return (self.to_day - self.from_day).days


def vacancies(
    actor: User | System, *, post: Post, from_day: date, to_day: date, unit: Unit | None = None
) -> Iterator[Vacancy]:
    """Vacancies of a post within [from_day, to_day), by unit and day, of the units the actor may see: two queries.

    A unit is looked at while it exists. Where its beginning is not known, from the first day on which somebody is
    known to have sat in its committee. A unit with no post at all is vacant from its beginning, or where that is not
    known from its committee's first term; nothing is said of one whose committee is not on record either, as of a unit
    that only stands in a list. ``unit`` narrows it to one.
    """
    held = PostHeld.objects.filter(unit_scope(actor, path="unit_id"), body__kind=BodyKind.EXECUTIVE_COMMITTEE)
    units = Unit.objects.filter(Q(began_on__isnull=True) | Q(began_on__lt=to_day))
    units = units.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=from_day))
    if unit is not None:
        held, units = held.filter(unit=unit), units.filter(pk=unit.pk)
    lives, window = _lives(units, to_day), (from_day, to_day)
    empty = iter(sorted(lives))
    rows = held.order_by("unit_id").values_list("unit_id", "post", "from_day", "to_day")
    for pk, posts in groupby(rows.iterator(chunk_size=_CHUNK), key=itemgetter(0)):
        for silent in takewhile(partial(ne, pk), empty) if pk in lives else ():
            yield from _of_empty(silent, lives[silent], post, window)
        if pk in lives:
            yield from _of_unit(pk, lives[pk], list(posts), post, window)
    for silent in empty:
        yield from _of_empty(silent, lives[silent], post, window)


@dataclass(frozen=True, slots=True)
class _Life:
    """A unit while it exists; ``committee`` is whether it has one on record, ``term_from`` the first day of that."""

    code: str
    name: str
    began: date | None
    ended: date | None
    committee: bool
    term_from: date | None


def _lives(units: QuerySet[Unit], day: date) -> dict[int, _Life]:
    committee = Body.objects.filter(unit=OuterRef("pk"), kind=BodyKind.EXECUTIVE_COMMITTEE)
    terms = Term.objects.filter(body__unit=OuterRef("pk"), body__kind=BodyKind.EXECUTIVE_COMMITTEE)
    first = terms.filter(from_day__isnull=False).order_by("from_day").values("from_day")[:1]
    rows = units.annotate(day_name=name_on(day), committee=Exists(committee), term_from=Subquery(first))
    columns = ("pk", "code", "day_name", "began_on", "ended_on", "committee", "term_from")
    found = rows.values_list(*columns).iterator(chunk_size=_CHUNK)
    return {pk: _Life(code or "", name, *rest) for pk, code, name, *rest in found}


def _of_empty(pk: int, life: _Life, post: Post, window: tuple[date, date]) -> Iterator[Vacancy]:
    """Of a unit in whose committee nobody ever sat."""
    first = life.began or life.term_from
    if life.committee and first is not None:
        yield from _of_unit(pk, replace(life, began=first), [], post, window)


def _of_unit(
    pk: int, life: _Life, posts: list[tuple[int, str, date | None, date | None]], post: Post, within: tuple[date, date]
) -> Iterator[Vacancy]:
    first = life.began or min((start for _unit, _post, start, _end in posts if start), default=within[1])
    end = min(within[1], life.ended or date.max)
    ranges: list[Days] = [(start, stop) for _unit, held, start, stop in posts if held == post]
    for start, stop in gaps(ranges, max(first, within[0]), end):
        yield Vacancy(pk, life.code, life.name, post, start, stop)
