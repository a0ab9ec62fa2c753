"""Handing over when a post ends: one row a post that ended, one a thing on its list.

A handover names person, union, body and post, never the row of the post, which may be joined with another one by a
merge of records.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from nongcot.people.kinds import BodyKind, Post
from nongcot.people.models import Person, Unit
from nongcot.people.models.ranges import values


class Handover(models.Model):
    """What ``person`` hands over to ``successor`` after the post ended on ``ended_on``.

    ``items`` is ``{"shape": 1, "items": {id: {"state": ..., "detail": ...}}}``. ``dropped_because`` is why it was
    closed though not everything is handed over; empty for one that is done.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="handovers")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    body = models.CharField(max_length=30, choices=values(BodyKind))
    post = models.CharField(max_length=30, choices=values(Post))
    ended_on = models.DateField()
    successor = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="taken_over")
    day = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    witness = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    items = models.JSONField(default=dict)
    closed_on = models.DateField(null=True, blank=True)
    dropped_because = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-ended_on", "-id"]
        indexes: ClassVar = [models.Index(fields=["unit", "ended_on"], name="staffing_handover_unit")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.post} {self.ended_on}"
