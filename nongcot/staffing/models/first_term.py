"""What is kept of a first-term chair's programme: steps done, help asked for.

Rows name the person and the union, never the post: a post may be withdrawn or joined with another by a merge, the
programme stays. There are no unique constraints over the person either, so that a merge of two records never fails.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from nongcot.people.models import Person, Unit


class ProgrammeStep(models.Model):
    """The chair (or somebody for the chair) did a step of the programme on a day."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="steps_done")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    step = models.CharField(max_length=40)
    day = models.DateField()
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["day", "id"]

    def __str__(self) -> str:
        return f"{self.person_id} {self.step} {self.day}"


class HelpAsked(models.Model):
    """The chair asked those above and the mentor for help, and what was answered."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="help_asked")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    step = models.CharField(max_length=40, blank=True)
    question = models.TextField()
    day = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-day", "-id"]

    def __str__(self) -> str:
        return f"{self.person_id} {self.day}"


class Mentorship(models.Model):
    """An experienced chair stands by a new one: proposed by the machine, agreed to by both, confirmed by a person.

    ``reasons`` is ``{"shape": 1, ...}``: the facts for which the mentor was proposed. ``named_because`` is why somebody
    above named the mentor by hand; empty for what the machine proposed.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="mentored_by")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    mentor = models.ForeignKey(Person, models.CASCADE, related_name="mentors")
    mentor_unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    reasons = models.JSONField(default=dict)
    named_because = models.CharField(max_length=500, blank=True)
    proposed_on = models.DateField()
    chair_agreed_on = models.DateField(null=True, blank=True)
    mentor_agreed_on = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-proposed_on", "-id"]

    def __str__(self) -> str:
        return f"{self.mentor_id} -> {self.person_id}"


class ProgrammeClosed(models.Model):
    """The programme of a chair was closed: what was done is kept as it was on the day.

    ``done`` is ``{"shape": 1, "steps": [...], "meetings": n, "helps": n}``.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="programmes_closed")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    day = models.DateField()
    note = models.TextField(blank=True)
    done = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.person_id} {self.day}"
