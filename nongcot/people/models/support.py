"""Help given to an officer."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from nongcot.people.kinds import SupportKind
from nongcot.people.models.persons import Person
from nongcot.people.models.ranges import values
from nongcot.people.models.units import Unit


class Support(models.Model):
    """Somebody helped a chair of a first term on a day: met, assigned a mentor, took along to a class."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="supports")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="supports")
    day = models.DateField()
    kind = models.CharField(max_length=20, choices=values(SupportKind))
    by_whom = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-day", "-id"]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.day}"
