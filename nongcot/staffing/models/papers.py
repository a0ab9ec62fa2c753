"""Documents issued: numbered by unit and year, kept as they were issued."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from nongcot.people.models import PostHeld, Unit
from nongcot.staffing.models.completing import CompletionCase
from nongcot.staffing.models.congress import Congress


class IssuedPaper(models.Model):
    """A document of ``issuer``, the ``number``-th of its ``year``. ``facts`` is ``{"shape": 1, ...}``: what it says.

    It is that of a step of ``case``; of ``congress``, ``step`` being its kind; or of the end of the post ``held``
    by the act ``how``, ``step`` being its kind too. A post withdrawn as entered by mistake leaves the number standing.
    """

    case = models.ForeignKey(CompletionCase, models.PROTECT, null=True, blank=True, related_name="papers")
    held = models.ForeignKey(PostHeld, models.SET_NULL, null=True, blank=True, related_name="+")
    congress = models.ForeignKey(Congress, models.PROTECT, null=True, blank=True, related_name="papers")
    how = models.CharField(max_length=20, blank=True)
    issuer = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    step = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    sign = models.CharField(max_length=40)  # what stands behind the number: "TTr-CĐCS"
    issued_on = models.DateField()
    facts = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issuer", "year", "number"], name="staffing_paper_number_once"),
            models.UniqueConstraint(fields=["case", "step"], name="staffing_paper_step_once"),
            models.UniqueConstraint(fields=["congress", "step"], name="staffing_congress_paper_once"),
        ]
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.full_number

    @property
    def full_number(self) -> str:
        return f"{self.number:02d}/{self.sign}"
