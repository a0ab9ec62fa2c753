"""Tokens by which a program speaks for a login."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from django.conf import settings
from django.db import models


class Scope(StrEnum):
    READ = "read"
    WRITE = "write"  # and read


class ApiToken(models.Model):
    """What a program may do for a login: within ``scope``, before ``ends_on``. Only a digest of the secret is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=8)
    scope = models.CharField(max_length=10, choices=[(scope.value, scope.value) for scope in Scope])
    made_on = models.DateField()
    ends_on = models.DateField()
    revoked_on = models.DateField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.user_id} {self.name}"

    def holds_on(self, day: date) -> bool:
        return self.revoked_on is None and day < self.ends_on
