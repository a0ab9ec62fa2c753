"""Imports of workbooks: what came in, what was decided about it, what it did."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from nongcot.people.models import Unit


class Import(models.Model):
    """One upload of one or more files, from reading to applying.

    ``reading`` is the file of the stored reading (JSON lines would not survive half a kill: it is written once, whole).
    ``summary`` is ``{"shape": 1, ...}``: what was understood per sheet, counts, what will change.
    ``decisions`` is ``{"shape": 1, "encodings": {...}, "persons": {...}}``: what a person confirmed.
    """

    class State(models.TextChoices):
        READING = "reading"
        READ = "read"
        APPLYING = "applying"
        APPLIED = "applied"
        FAILED = "failed"
        DROPPED = "dropped"

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")  # the grant it was made under
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    day = models.DateField()  # the roster is taken as true on this day
    state = models.CharField(max_length=10, choices=State.choices)
    progress = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    reading = models.FileField(upload_to="readings/", blank=True)
    summary = models.JSONField(default=dict)
    decisions = models.JSONField(default=dict)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.pk} {self.at:%Y-%m-%d %H:%M}"


class ImportedFile(models.Model):
    """A file of an import, kept as it was sent."""

    imported = models.ForeignKey(Import, models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    file = models.FileField(upload_to="imports/")
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.name
