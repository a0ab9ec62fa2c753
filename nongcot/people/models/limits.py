"""Days on which the data of a person is kept and not otherwise processed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from nongcot.people.models.data_requests import DataRequest
from nongcot.people.models.persons import Person
from nongcot.people.models.ranges import Dated


class ProcessingLimit(Dated):
    """On the days of [from_day, to_day) a person's data is limited, as the request asked (Luật 91/2025/QH15).

    The range outlives the request, which leaves the register when its time is over.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="limits")
    request = models.ForeignKey(DataRequest, models.SET_NULL, null=True, related_name="limits")
    lift_reason = models.CharField(max_length=500, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-from_day", "-id"]
        constraints: ClassVar = [
            Dated.order_constraint("people_limit_days"),
            models.CheckConstraint(condition=Q(from_day__isnull=False), name="people_limit_begins"),
            models.UniqueConstraint(fields=["person"], condition=Q(to_day__isnull=True), name="people_limit_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.from_day}–{self.to_day or ''}"
