"""Candidates for a seat."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from nongcot.people.models import Person
from nongcot.staffing.models.completing import CompletionCase


class Candidate(models.Model):
    """Somebody who is proposed for the seat of a case; ``state`` says what became of it, as people decided."""

    class State(models.TextChoices):
        PROPOSED = "proposed"
        CHOSEN = "chosen"
        WITHDRAWN = "withdrawn"

    case = models.ForeignKey(CompletionCase, models.CASCADE, related_name="candidates")
    person = models.ForeignKey(Person, models.PROTECT, related_name="candidacies")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_on = models.DateField()
    state_on = models.DateField()
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "person"], name="staffing_candidate_once"),
        ]
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.person_id} {self.state}"
