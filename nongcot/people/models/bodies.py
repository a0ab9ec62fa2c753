"""Bodies of a unit and their terms."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nongcot.people.kinds import BodyKind, Mandate
from nongcot.people.models.ranges import Dated, values
from nongcot.people.models.units import Unit


class Body(models.Model):
    """A committee of a unit, or one of its sections and groups (which carry a name); lives on through its terms."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="bodies")
    kind = models.CharField(max_length=30, choices=values(BodyKind))
    name = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "bodies"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "kind", "name"], name="people_body_once"),
        ]

    def __str__(self) -> str:
        return self.name or self.kind


class Term(Dated):
    """One term of a body. ``planned_end`` is the end as first decided, extensions move it; ``to_day``: the real end."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="terms")
    planned_end = models.DateField(null=True, blank=True)
    seats_fixed = models.PositiveSmallIntegerField(null=True, blank=True)
    mandate = models.CharField(max_length=20, blank=True, choices=values(Mandate))
    decision_number = models.CharField(max_length=80, blank=True)
    decision_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [Dated.order_constraint("people_term_order")]

    def __str__(self) -> str:
        return f"{self.body_id} {self.from_day} - {self.planned_end}"


class TermExtension(models.Model):
    """A decision that moves the planned end of a term."""

    term = models.ForeignKey(Term, models.CASCADE, related_name="extensions")
    new_end = models.DateField()
    decision_number = models.CharField(max_length=80)
    decision_day = models.DateField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["decision_day", "id"]

    def __str__(self) -> str:
        return f"{self.term_id} -> {self.new_end}"
