"""The reserve list (quy hoạch) of a unit: who is prepared for which post."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from nongcot.people.kinds import BodyKind, Post
from nongcot.people.models import Dated, Person, Unit
from nongcot.staffing.kinds.reserves import Readiness


class Reserve(Dated):
    """``person`` is on the reserve list of ``unit`` for a post, on the days [from_day, to_day)."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="reserves")
    person = models.ForeignKey(Person, models.PROTECT, related_name="reserves")
    body = models.CharField(max_length=30, choices=[(kind.value, kind.value) for kind in BodyKind])
    post = models.CharField(max_length=30, choices=[(post.value, post.value) for post in Post])
    readiness = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Readiness])
    note = models.CharField(max_length=500, blank=True)
    end_note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            Dated.order_constraint("staffing_reserve_order"),
            models.UniqueConstraint(
                fields=["unit", "person", "body", "post"],
                condition=Q(to_day__isnull=True),
                name="staffing_reserve_open_once",
            ),
        ]
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.person_id} {self.body}:{self.post}"
