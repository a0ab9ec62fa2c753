"""How often somebody is reminded, what was sent, and the secret of a calendar."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Reminder(models.Model):
    """How often a login gets an e-mail of what is due. No row: never."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminder")
    frequency = models.CharField(max_length=10)

    def __str__(self) -> str:
        return f"{self.user_id} {self.frequency}"


class DigestSent(models.Model):
    """One digest of one login and day, written before it is sent: what a dead process left is never sent twice.

    ``sent`` the server took it; ``begun`` a process died while it was sent, and nobody knows; ``failed`` the server
    refused it, so that it may be tried again.
    """

    class State(models.TextChoices):
        BEGUN = "begun"
        SENT = "sent"
        FAILED = "failed"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digests")
    day = models.DateField()
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices)
    items = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "day"], name="notices_digest_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.day} {self.state}"


class CalendarFeed(models.Model):
    """The secret address of a login's calendar; only a hash of the secret is kept."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.user_id)
