"""Requests of persons about their own data (Luật 91/2025/QH15, NĐ 356/2025/NĐ-CP)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from nongcot.people.kinds import DataRequestKind, DataRequestOutcome
from nongcot.people.models.persons import Person
from nongcot.people.models.ranges import values


class DataRequest(models.Model):
    """What somebody asked about the data held on a person, by when the law wants it done, and what became of it.

    ``rules`` is ``{"shape": 1, "acknowledge_by": {...}, "due_by": {...}}``: the rule, document and article each day
    rests on, as of the day the request came.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="data_requests")
    kind = models.CharField(max_length=20, choices=values(DataRequestKind))
    received_on = models.DateField()
    requester = models.CharField(max_length=200)
    detail = models.TextField(blank=True)
    third_party = models.BooleanField(default=False)  # a processor or third party must act too
    acknowledge_by = models.DateField(null=True, blank=True)
    acknowledged_on = models.DateField(null=True, blank=True)
    due_by = models.DateField(null=True, blank=True)
    extended_to = models.DateField(null=True, blank=True)
    extension_reason = models.CharField(max_length=500, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True, choices=values(DataRequestOutcome))
    answer = models.TextField(blank=True)
    rules = models.JSONField(default=dict)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-received_on", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["due_by"], condition=models.Q(closed_on__isnull=True), name="people_request_open")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.person_id} {self.received_on}"
