"""Whose data is limited on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from nongcot.people.models import Person, ProcessingLimit, on_day


def limit_of(person: Person | int, *, day: date) -> ProcessingLimit | None:
    """What limits the person's data on ``day``, with the request it rests on."""
    pk = person if isinstance(person, int) else person.pk
    return ProcessingLimit.objects.filter(on_day(day), person=pk).select_related("request").first()


def limited_since(day: date, path: str) -> Subquery:
    """For each row of a query, since when the data of the person at ``path`` is limited on ``day``."""
    return Subquery(ProcessingLimit.objects.filter(on_day(day), person=OuterRef(path)).values("from_day")[:1])


def limited_persons(day: date) -> QuerySet[Any]:
    """The numbers of all persons whose data is limited on ``day``, to be used inside a query."""
    return ProcessingLimit.objects.filter(on_day(day)).values("person_id")


def is_limited(day: date, path: str) -> Exists:
    """For each row of a query, whether the person at ``path`` is one of them."""
    return Exists(ProcessingLimit.objects.filter(on_day(day), person=OuterRef(path)))
