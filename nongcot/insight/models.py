"""Figures that are kept: derived from facts and duties, never entered, and made anew whenever these changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nongcot.people.models import Unit


class KeptFigures(models.Model):
    """What the dashboard of a large unit counted on ``day``, today's when it was made, for whoever sees all of it.

    ``figures`` is ``{"shape": 1, "figures": {...}}``: numbers and the names of units, nothing of a person. ``changes``
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
