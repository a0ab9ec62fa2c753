"""What was sent and done already, so that sending it again does nothing."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models


class Submission(models.Model):
    """One thing a login asked for under a key of its own: a form's hidden key, or the key an API client sends.

    ``outcome`` is ``{"shape": 1, ...}`` with what was answered; it is written in the transaction of the action, so
    a row means that the action happened.
    """

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    asked = models.CharField(max_length=64)  # digest of what was asked, so that one key cannot mean two things
    at = models.DateTimeField(db_index=True)
    outcome = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["actor", "key"], name="acting_submission_once")]

    def __str__(self) -> str:
        return f"{self.actor_id} {self.key}"

    @property
    def answer(self) -> dict[str, Any]:
        return {key: value for key, value in self.outcome.items() if key != "shape"}
