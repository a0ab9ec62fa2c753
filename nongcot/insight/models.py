"""Figures that are kept: derived from facts and duties, never entered, and made anew whenever these changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nongcot.people.models import Unit


class KeptFigures(models.Model):
    """What the dashboard of a large unit counted on ``day``, today's when it was made, for whoever sees all of it.

    ``figures`` is ``{"shape": 2, "figures": {...}}``: numbers and the names of units, nothing of a person. ``changes``
    counts the changes below the unit; ``made_from`` is how many there were when the making began. Where the two differ
    the figures may be behind, and a page that shows them says so. ``seconds`` is how long the making took.
    """

    unit = models.OneToOneField(Unit, models.CASCADE, related_name="+")
    day = models.DateField()
    figures = models.JSONField(null=True)
    changes = models.PositiveBigIntegerField(default=0)
    made_from = models.PositiveBigIntegerField(null=True)
    made_at = models.DateTimeField(null=True)
    seconds = models.FloatField(default=0)

    class Meta:
        verbose_name_plural = "kept figures"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.day} {self.made_at}"


class PastFigures(models.Model):
    """The same of an earlier day, for readers who are granted ``roots`` today: their numbers, with commas between them.

    ``of`` is the large unit at the top, ``chosen`` whether it was chosen on the page: then it is the subtree of that
    day, else that of today. ``asked_at``: when a page counted it last; it is made anew for an hour and a quarter only.
    """

    of = models.ForeignKey(KeptFigures, models.CASCADE, related_name="past")
    day = models.DateField()
    roots = models.CharField(max_length=400)
    chosen = models.BooleanField()
    figures = models.JSONField()
    made_from = models.PositiveBigIntegerField()
    made_at = models.DateTimeField()
    asked_at = models.DateTimeField(db_index=True)
    seconds = models.FloatField(default=0)

    class Meta:
        verbose_name_plural = "past figures"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["of", "day", "roots", "chosen"], name="insight_past_once")
        ]

    def __str__(self) -> str:
        return f"{self.of_id} {self.day} {self.made_at}"
