"""Duties: findings that somebody answers for, and what became of them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce

from nongcot.people.models import Person, Unit


class Duty(models.Model):
    """One finding, from the day it was opened to the day it was closed.

    ``facts`` is ``{"shape": 1, ...}`` with the finding's own facts; ``rule``, ``document``, ``article`` and
    ``verified`` repeat the rule value it rests on as of the last run. A postponed duty stays open; it is out of the way
    until ``postponed_to``; one that is delegated is its new owner's, whatever the role.
    """

    code = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="duties")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="duties")
    subject = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=30)
    facts = models.JSONField(default=dict)
    rule = models.CharField(max_length=80, blank=True)
    document = models.CharField(max_length=80, blank=True)
    article = models.CharField(max_length=200, blank=True)
    verified = models.BooleanField(default=False)
    warning = models.BooleanField(default=False)
    opened_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    close_reason = models.CharField(max_length=30, blank=True)
    postponed_to = models.DateField(null=True, blank=True)
    delegated_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="delegated_duties"
    )

    class Meta:
        verbose_name_plural = "duties"
        constraints: ClassVar = [
            models.UniqueConstraint(
                "code",
                "unit",
                Coalesce("person", Value(0)),
                "subject",
                condition=Q(closed_on__isnull=True),
                name="duties_open_once",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "due_on"], condition=Q(closed_on__isnull=True), name="duties_open_unit"),
            models.Index(fields=["due_on"], condition=Q(closed_on__isnull=True), name="duties_open_due"),
            models.Index(fields=["closed_on"], condition=Q(closed_on__isnull=False), name="duties_closed"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.unit_id} {self.subject}".strip()


class LookOwed(models.Model):
    """Facts changed and nobody has held them against the rules yet: written with the change, in its transaction.

    The run that looks at ``units`` (None: at all of them) takes the row away in its own transaction; what a killed
    process left is found here. ``size`` is how many units they are, ``because`` the rule that got a value.
    """

    units = models.JSONField(null=True)
    size = models.IntegerField(null=True)
    because = models.CharField(max_length=80, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=200)
    since = models.DateTimeField()

    class Meta:
        verbose_name_plural = "looks owed"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.size if self.size is not None else 'all'} {self.since}"


class DutyEvent(models.Model):
    """What happened to a duty: opened, changed, postponed, resumed, delegated, taken_back, closed, reopened."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="events")
    day = models.DateField()
    kind = models.CharField(max_length=20)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.duty_id} {self.kind} {self.day}"
