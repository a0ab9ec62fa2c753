"""Congresses (đại hội) from their plan to the new term, and the steps done of each."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from nongcot.people.models import Person, Term, Unit
from nongcot.staffing.kinds.congress import CongressForm, Election
from nongcot.staffing.models.ballots import Ballot
from nongcot.staffing.models.completing import StepWritten

_FORMS = [(form.value, form.value) for form in CongressForm]
_ELECTIONS = [(one.value, one.value) for one in Election]


class Congress(models.Model):
    """A congress that elects a unit's executive committee, from its plan to the recognition of whom it elected.

    ``running`` is the term that ends, ``term_end`` the first day after it, as on the day the congress was opened.
    ``step`` is what is next, due on ``due_on``; which steps there are say the rules of
    ``opened_on``. ``term`` is the new term, once the results are in the roster.

    Kept as JSON, ``{"shape": 1, ...}`` each: ``file``, what the file for recognition holds (``items``: there, detail;
    ``others``); ``quotas``, delegates divided (``standing``, ``groups``: name, members, delegates); ``tally``, what
    was counted of each election (issued, collected, invalid, threshold; ``second``: the same of its second round): the
    votes stand with the nominees; ``meeting``, the first meeting of the new committee (``seats`` of each of its
    elections, ``entered``: the day its results came into the roster, with the ``posts`` (held before, made) and
    ``terms`` that it then wrote).
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="congresses")
    running = models.ForeignKey(Term, models.SET_NULL, null=True, blank=True, related_name="+")
    term_end = models.DateField(null=True, blank=True)
    planned_on = models.DateField()
    form = models.CharField(max_length=10, choices=_FORMS)
    opened_on = models.DateField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    step = models.CharField(max_length=80)
    due_on = models.DateField(null=True, blank=True)
    delegates = models.PositiveSmallIntegerField(null=True, blank=True)
    guests = models.PositiveSmallIntegerField(null=True, blank=True)
    seats = models.PositiveSmallIntegerField(null=True, blank=True)
    chair_direct = models.BooleanField(null=True, blank=True)
    term = models.ForeignKey(Term, models.SET_NULL, null=True, blank=True, related_name="+")
    tally = models.JSONField(default=dict, blank=True)
    file = models.JSONField(default=dict, blank=True)
    quotas = models.JSONField(default=dict, blank=True)
    meeting = models.JSONField(default=dict, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    end = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(closed_on__isnull=True), name="staffing_congress_open_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["planned_on"], condition=Q(closed_on__isnull=True), name="staffing_congress_open"),
            models.Index(fields=["unit", "closed_on"], name="staffing_congress_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.planned_on}"


class CongressStepDone(StepWritten):
    """A step of a congress that was done."""

    congress = models.ForeignKey(Congress, models.CASCADE, related_name="steps_done")

    class Meta(StepWritten.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["congress", "step"], name="staffing_congress_step_once")
        ]

    def __str__(self) -> str:
        return f"{self.congress_id} {self.step}"


class Nominee(models.Model):
    """Somebody who stands in an election (``post``); in two there are two rows.

    ``place`` is that on the ballot, ``votes`` what was counted; ``second_place`` and ``second_votes`` those of the
    second round. ``elected`` is what both rounds decided.
    """

    congress = models.ForeignKey(Congress, models.CASCADE, related_name="nominees")
    person = models.ForeignKey(Person, models.PROTECT, related_name="nominations")
    post = models.CharField(max_length=16, choices=_ELECTIONS)
    nominated_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    by_self = models.BooleanField(default=False)  # withdrew by the person's own wish
    note = models.CharField(max_length=500, blank=True)
    place = models.PositiveSmallIntegerField(null=True, blank=True)
    votes = models.PositiveIntegerField(null=True, blank=True)
    second_place = models.PositiveSmallIntegerField(null=True, blank=True)
    second_votes = models.PositiveIntegerField(null=True, blank=True)
    elected = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["congress", "person", "post"], name="staffing_nominated_once")
        ]
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.congress_id} {self.person_id} {self.post}"


class CongressBallot(models.Model):
    """The ballot on the system by which an election is decided, in its first or second round."""

    congress = models.ForeignKey(Congress, models.CASCADE, related_name="ballots")
    post = models.CharField(max_length=16, choices=_ELECTIONS)
    round = models.PositiveSmallIntegerField(default=1)
    ballot = models.OneToOneField(Ballot, models.CASCADE, related_name="of_congress")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["congress", "post", "round"], name="staffing_one_ballot_a_round"),
            models.CheckConstraint(condition=Q(round__in=(1, 2)), name="staffing_two_rounds_at_most"),
        ]

    def __str__(self) -> str:
        return f"{self.congress_id} {self.post} {self.round}"
