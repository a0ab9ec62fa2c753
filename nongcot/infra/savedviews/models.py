"""A view of a list that somebody keeps under a name."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

LONGEST = 1000  # characters of a query


class SavedView(models.Model):
    """``query`` is what stands behind the ``?`` of the page ``page`` (its URL name), without a day or a place."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    page = models.CharField(max_length=60)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=LONGEST)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "page", "name"], name="savedviews_name_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.page} {self.name}"
