"""Plans of reorganisation: what came in, what it would do, what it did."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from nongcot.people.models import Unit


class Reorganisation(models.Model):
    """One plan, from the file to the day it was carried out. ``unit``: that of the grant it was brought in under.

    ``plan`` is ``{"shape": 1, "operations": [...], "troubles": [...]}``: its rows as understood, in the words of
    :class:`nongcot.staffing.reorganisation.kinds.Operation`, and what is wrong with those that were not. ``summary`` is
    ``{"shape": 1, "counts": {...}, "troubles": [...], "notices": [...], "digest": "..."}``: what it does; row by row it
    is in :class:`PlanLine`. ``splits`` tells of each unit that is split its parts and the units below it, of shape 1;
    ``answers`` is ``{"shape": 1, "defaults": {...}, "units": {...}, "posts": {...}}``: which part a person gave what,
    as in :class:`nongcot.staffing.reorganisation.kinds.Answers`. ``decision`` names the document that orders it.
    """

    class State(models.TextChoices):
        READING = "reading"
        READ = "read"
        SCHEDULED = "scheduled"  # confirmed, to be carried out at ``start_at``
        APPLYING = "applying"
        STOPPED = "stopped"  # the worker died while it was read or carried out: nothing was written
        APPLIED = "applied"
        UNDOING = "undoing"  # it was carried out and is being taken back
        UNDONE = "undone"
        FAILED = "failed"  # an error nobody foresaw: nothing was written
        DROPPED = "dropped"

    class NotStarted(models.TextChoices):
        """Why a plan was not carried out at the time it was to be."""

        MOVED = "moved"  # it would have done something else than what was shown
        LATE = "late"  # the server was down for too long
        RIGHTS = "rights"  # whoever confirmed it may no longer do it

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    decision = models.CharField(max_length=300)
    file_name = models.CharField(max_length=255, blank=True)  # empty: entered on a page
    state = models.CharField(max_length=10, choices=State.choices)
    progress = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    stopped_while = models.CharField(max_length=10, blank=True)  # the state it was in
    plan = models.JSONField(default=dict)
    summary = models.JSONField(default=dict)
    splits = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    applied_at = models.DateTimeField(null=True, blank=True)
    start_at = models.DateTimeField(null=True, blank=True)  # when it is, or was, to begin by itself
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    not_started = models.CharField(max_length=10, blank=True, default="", db_default="")  # :class:`NotStarted`
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undo_reason = models.CharField(max_length=500, blank=True, default="", db_default="")

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.pk} {self.decision}"


class PlanLedger(models.Model):
    """What carrying a plan out wrote (:mod:`nongcot.staffing.reorganisation.ledger`), kept until it is taken back."""

    plan = models.OneToOneField(Reorganisation, models.CASCADE, primary_key=True, related_name="ledger")
    written = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.plan_id}"


class PlanLine(models.Model):
    """One row of a plan: as it is written, and what it does or why it cannot be done.

    ``cells`` are its columns as typed. ``details`` counts what it reaches (``{"posts": 7, "terms": 1}``), ``said`` is a
    list of ``{"kind", "facts"}``: troubles where ``troubled``, else what it does besides. Both are of shape 1.
    """

    plan = models.ForeignKey(Reorganisation, models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    operation = models.CharField(max_length=10, blank=True)  # empty: not understood
    day = models.DateField(null=True, blank=True)
    cells = models.JSONField(default=dict)
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, related_name="+")
    unit_name = models.CharField(max_length=300, blank=True)
    into = models.ForeignKey(Unit, models.SET_NULL, null=True, related_name="+")
    into_name = models.CharField(max_length=300, blank=True)
    details = models.JSONField(default=dict)
    said = models.JSONField(default=list)
    troubled = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["plan", "operation"], name="staffing_line_operation"),
            models.Index(fields=["plan", "troubled"], name="staffing_line_troubled"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.number}"
