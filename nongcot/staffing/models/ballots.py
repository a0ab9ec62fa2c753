"""Ballots, their census, the box, and what was counted. Why it looks like this: docs/adr/0004."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from nongcot.people.models import Person, Unit
from nongcot.staffing.ballots.kinds import BallotKind, KeyField, Mailed, Times, Way


class Ballot(models.Model):
    """One ballot of a unit: an election, a resolution, or a vote of confidence.

    Whether it is open follows from ``opens_at`` and ``closes_at``. ``slug`` is its public address. ``result`` is
    ``{"shape": 1, ...}``, written once by the count (:mod:`nongcot.staffing.ballots.stored`).
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="ballots")
    slug = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in BallotKind])
    title = models.CharField(max_length=200)
    seats = models.PositiveSmallIntegerField(default=1)
    way = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Way])
    key_field = models.CharField(max_length=12, choices=[(one.value, one.value) for one in KeyField])
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    repeats = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="repeated_by")
    second_round = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    voided_at = models.DateTimeField(null=True, blank=True)
    void_reason = models.CharField(max_length=500, blank=True)
    counted_at = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(default=dict, blank=True)
    paper = models.JSONField(default=dict, blank=True)  # the tally form: {"shape": 1, "issued": …, "counts": […]}

    class Meta:
        ordering: ClassVar = ["-opens_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(closes_at__gt=models.F("opens_at")), name="ballot_closes_later"),
            models.CheckConstraint(condition=models.Q(seats__gte=1), name="ballot_has_a_seat"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def times(self) -> Times:
        return Times(self.opens_at, self.closes_at, self.counted_at is not None, self.voided_at is not None)


class BallotCandidate(models.Model):
    """One line of the ballot paper: a candidate, a matter, or a person to be rated; ``place`` counts from 0.

    ``person`` is the record that is meant: for what is told of the vote afterwards, never for voting. ``no_person``:
    somebody said that the line is tied to no record. With neither of the two nobody decided, and the name tells.
    """

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="candidates")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="ballot_lines")
    no_person = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ballot", "place"], name="one_candidate_a_place"),
            models.CheckConstraint(
                condition=models.Q(no_person=False) | models.Q(person__isnull=True), name="person_or_none"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BallotVoter(models.Model):
    """One line of the census.

    ``key_index`` tells lines apart and is one-way; ``contact`` is the field itself where it is no citizen id, ``hint``
    its last letters. ``voter_key`` is made of the secret in the link, which is not kept: empty while there is no link.
    ``mailed`` is how far the link is by e-mail (:class:`~nongcot.staffing.ballots.kinds.Mailed`).
    ``on_paper``: a paper was handed out, the link (if there was one) has ended. That somebody voted online is not kept.
    """

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="voters")
    name = models.CharField(max_length=200)
    key_index = models.CharField(max_length=64)
    contact = models.CharField(max_length=254, blank=True)
    hint = models.CharField(max_length=20, blank=True)
    voter_key = models.CharField(max_length=64, null=True, unique=True)
    on_paper = models.BooleanField(default=False)
    mailed = models.CharField(max_length=8, blank=True, choices=[(one.value, one.value) for one in Mailed])

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ballot", "key_index"], name="one_line_a_voter"),
            models.CheckConstraint(
                condition=models.Q(on_paper=False) | models.Q(voter_key__isnull=True), name="paper_or_link"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SealedVote(models.Model):
    """A ballot in the box. ``id`` and ``box_key`` come from the voter's secret; no time, no order, no voter."""

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="box")
    box_key = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.ballot_id}"


class CountedVote(models.Model):
    """A ballot as the count published it: ``marks`` has one letter for each place, the voter knows the receipt."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="counted")
    receipt = models.CharField(max_length=12)
    marks = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["receipt"]
        indexes: ClassVar = [models.Index(fields=["ballot", "receipt"], name="counted_by_receipt")]

    def __str__(self) -> str:
        return self.receipt
