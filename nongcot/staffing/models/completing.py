"""Cases of completing a committee (kiện toàn), and the steps done of each."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from nongcot.people.kinds import BodyKind, Mandate, Post
from nongcot.people.models import Unit

_BODIES = [(kind.value, kind.value) for kind in BodyKind]
_POSTS = [(post.value, post.value) for post in Post]
_WAYS = [(way.value, way.value) for way in (Mandate.BY_ELECTION, Mandate.APPOINTED)]


class CompletionCase(models.Model):
    """A seat that is to be filled, from the day the case was opened to the day it ended.

    ``code`` is the duty that opened it, empty for one opened by hand; ``wanted`` the holders with whom a case opened by
    hand is complete. ``since`` is the day the seat fell empty, where the record shows it. ``step`` is the step that is
    next, since ``step_on``; which steps there are say the rules of ``opened_on``.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="completion_cases")
    body = models.CharField(max_length=30, choices=_BODIES)
    post = models.CharField(max_length=30, choices=_POSTS)
    way = models.CharField(max_length=20, choices=_WAYS)
    code = models.CharField(max_length=60, blank=True)
    wanted = models.PositiveSmallIntegerField(null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    opened_on = models.DateField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    step = models.CharField(max_length=80)
    step_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    end = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "body", "post"], condition=Q(closed_on__isnull=True), name="staffing_case_open_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["opened_on"], condition=Q(closed_on__isnull=True), name="staffing_case_open"),
            models.Index(fields=["unit", "closed_on"], name="staffing_case_unit"),
            models.Index(fields=["closed_on"], condition=Q(closed_on__isnull=False), name="staffing_case_closed"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.body}:{self.post}"


class StepWritten(models.Model):
    """That a step was done: when, by which document, written down by whom."""

    step = models.CharField(max_length=80)
    done_on = models.DateField()
    document_number = models.CharField(max_length=80, blank=True)
    document_day = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering: ClassVar = ["id"]


class StepDone(StepWritten):
    """A step of a case that was done."""

    case = models.ForeignKey(CompletionCase, models.CASCADE, related_name="steps_done")

    class Meta(StepWritten.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "step"], name="staffing_step_done_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.step}"
