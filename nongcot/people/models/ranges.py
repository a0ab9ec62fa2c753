"""Half-open days in the database."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from django.db import models
from django.db.models import F, Q


def values(kind: type[StrEnum]) -> list[tuple[str, str]]:
    """Choices of a field without words: the words are in ``labels`` and may change without a migration."""
    return [(member.value, member.value) for member in kind]


def on_day(day: date, prefix: str = "") -> Q:
    """Rows whose half-open range [from_day, to_day) contains ``day``; an empty end is open.

    ``prefix`` is the lookup path to the dated row, e.g. ``"placements__"``.
    """
    begun = Q(**{f"{prefix}from_day__isnull": True}) | Q(**{f"{prefix}from_day__lte": day})
    not_ended = Q(**{f"{prefix}to_day__isnull": True}) | Q(**{f"{prefix}to_day__gt": day})
    return begun & not_ended


class Decided(models.Model):
    """A fact that a document decides: its number as it is written there, and the day it was signed."""

    decision_number = models.CharField(max_length=300, blank=True, default="", db_default="")
    decision_day = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class Dated(models.Model):
    """A fact that holds on the days of [from_day, to_day)."""

    from_day = models.DateField(null=True, blank=True)
    to_day = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    @staticmethod
    def order_constraint(name: str) -> models.CheckConstraint:
        return models.CheckConstraint(
            condition=Q(from_day__isnull=True) | Q(to_day__isnull=True) | Q(to_day__gt=F("from_day")), name=name
        )
