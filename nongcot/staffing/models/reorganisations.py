"""Plans of reorganisation: what came in, what it would do, what it did."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Reorganisation(models.Model):
    """One plan, from the file to the day it was carried out.

    ``plan`` is ``{"shape": 1, "operations": [...]}``: its rows as understood, in the words of
    :class:`nongcot.staffing.reorganisation.kinds.Operation`. ``summary`` is ``{"shape": 1, "counts": {...},
    "troubles": [...], "notices": [...]}``: what it does. ``decision`` names the document that orders it.
    """

    class State(models.TextChoices):
        READ = "read"
        APPLYING = "applying"
        STOPPED = "stopped"  # the worker died while it was carried out: nothing was written
        APPLIED = "applied"
        DROPPED = "dropped"

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    decision = models.CharField(max_length=300)
    file_name = models.CharField(max_length=255)
    state = models.CharField(max_length=10, choices=State.choices)
    progress = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    plan = models.JSONField(default=dict)
    summary = models.JSONField(default=dict)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.pk} {self.decision}"
