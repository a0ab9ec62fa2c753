"""When nobody held a post that a union must have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter

from django.db.models import Q, QuerySet

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.people.kinds import BodyKind, Post
from nongcot.people.models import PostHeld, Unit
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
    known to have sat in its committee; of a unit with no post on record nothing is said. ``unit`` narrows it to one.
    """
    held = PostHeld.objects.filter(unit_scope(actor, path="unit_id"), body__kind=BodyKind.EXECUTIVE_COMMITTEE)
    units = Unit.objects.filter(Q(began_on__isnull=True) | Q(began_on__lt=to_day))
    units = units.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=from_day))
    if unit is not None:
        held, units = held.filter(unit=unit), units.filter(pk=unit.pk)
    lives = _lives(units, to_day)
    rows = held.order_by("unit_id").values_list("unit_id", "post", "from_day", "to_day")
    for pk, posts in groupby(rows.iterator(chunk_size=_CHUNK), key=itemgetter(0)):
        if pk in lives:
            yield from _of_unit(pk, lives[pk], list(posts), post, (from_day, to_day))


Life = tuple[str, str, date | None, date | None]


def _lives(units: QuerySet[Unit], day: date) -> dict[int, Life]:
    rows = units.annotate(day_name=name_on(day)).values_list("pk", "code", "day_name", "began_on", "ended_on")
    return {pk: (code or "", name, began, ended) for pk, code, name, began, ended in rows.iterator(chunk_size=_CHUNK)}


def _of_unit(
    pk: int, life: Life, posts: list[tuple[int, str, date | None, date | None]], post: Post, within: tuple[date, date]
) -> Iterator[Vacancy]:
    code, name, began, ended = life
    first = began or min((start for _unit, _post, start, _end in posts if start), default=within[1])
    end = min(within[1], ended or date.max)
    ranges: list[Days] = [(start, stop) for _unit, held, start, stop in posts if held == post]
    for start, stop in gaps(ranges, max(first, within[0]), end):
        yield Vacancy(pk, code, name, post, start, stop)
