"""A list somebody asked for as a file, made in the background."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

LONGEST = 1000  # characters of a query


class ListFile(models.Model):
    """What was asked for (``kind``, ``query``, ``day``), how far it has come, and the file once it is made.

    ``content`` lies in the database, so that whichever machine made it, any may hand it out, and a backup has it.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        MADE = "made"
        FAILED = "failed"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="list_files")
    kind = models.CharField(max_length=40)
    query = models.CharField(max_length=LONGEST, blank=True)
    day = models.DateField()
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    rows_done = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(null=True)
    asked_at = models.DateTimeField(db_index=True)
    finished_at = models.DateTimeField(null=True)
    content = models.BinaryField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["user", "asked_at"], name="listfiles_of_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind} {self.day} {self.state}"

    @property
    def percent(self) -> int | None:
        """Whole per cent done; None while the number of rows is not known."""
        return min(100, 100 * self.rows_done // self.rows_total) if self.rows_total else None
