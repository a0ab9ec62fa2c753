"""What was decided about pairs of records: merged into one (and how to undo it), or two persons after all."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nongcot.people.models.persons import Person


class PersonMerge(models.Model):
    """One record merged into another. The record that went is kept in ``data``, with all it takes to bring it back.

    ``data`` is ``{"shape": 1, ...}``, written and read by ``people.actions.merges`` alone; the sealed citizen id in it
    stays sealed. ``dropped`` is the number the record had; it is free for nobody else.
    """

    keep = models.ForeignKey(Person, models.PROTECT, related_name="merges")
    dropped = models.BigIntegerField(db_index=True)
    dropped_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=200)
    data = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.dropped} -> {self.keep_id}"


class KeptApart(models.Model):
    """Somebody looked at two records and said that they are two persons. ``one`` is the lower number."""

    one = models.ForeignKey(Person, models.CASCADE, related_name="apart_from")
    other = models.ForeignKey(Person, models.CASCADE, related_name="apart_to")
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=200)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "kept apart"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["one", "other"], name="people_apart_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="people_apart_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} <> {self.other_id}"
