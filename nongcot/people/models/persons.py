"""Persons and the posts they hold."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nongcot.people.kinds import EndReason, Mandate, Post, Sex
from nongcot.people.models.bodies import Body
from nongcot.people.models.ranges import Dated, values
from nongcot.people.models.units import Unit


class Person(models.Model):
    """A person who holds or held a post.

    ``born`` is ISO, or only "1985-07" or "1985" where no more is known. The citizen id is kept sealed (see
    :mod:`nongcot.infra.sealing`), with a one-way index to find it and its last four digits to show.
    """

    name = models.CharField(max_length=200)
    search_key = models.CharField(max_length=200, db_index=True)
    sort_key = models.CharField(max_length=400, db_index=True)
    sex = models.CharField(max_length=10, blank=True, choices=values(Sex))
    born = models.CharField(max_length=10, blank=True)
    citizen_sealed = models.BinaryField(null=True, blank=True)
    citizen_index = models.CharField(max_length=32, blank=True, db_index=True)
    citizen_last4 = models.CharField(max_length=4, blank=True)
    phone = models.CharField(max_length=16, blank=True, db_index=True)
    other_phones = models.CharField(max_length=100, blank=True)  # E.164, separated by a space
    email = models.CharField(max_length=254, blank=True)
    ethnicity = models.CharField(max_length=60, blank=True)
    education = models.CharField(max_length=200, blank=True)
    political_theory = models.CharField(max_length=100, blank=True)
    party_member = models.BooleanField(null=True, blank=True)
    employer = models.CharField(max_length=300, blank=True)
    job = models.CharField(max_length=200, blank=True)
    contract_ends_on = models.DateField(null=True, blank=True)
    contract_open_ended = models.BooleanField(null=True, blank=True)  # no fixed term; None where not known
    # Works directly in production, not in an office; on what day that was so, and which list said it (else: by hand).
    # All three may be null: SQLite would otherwise build the table anew, and with it its triggers.
    direct_work = models.BooleanField(null=True, blank=True)
    direct_work_on = models.DateField(null=True, blank=True)
    direct_work_source = models.CharField(max_length=200, null=True, blank=True)
    note = models.TextField(blank=True)
    erased_on = models.DateField(null=True, blank=True)  # on this day all personal data was erased on request

    class Meta:
        indexes: ClassVar = [models.Index(fields=["search_key", "born"], name="people_person_match")]

    def __str__(self) -> str:
        return self.name


class PostHeld(Dated):
    """A person holds a post of a body. ``unit`` repeats the body's unit, for lists of a province.

    An empty ``from_day`` means that the first day is not known.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    body = models.ForeignKey(Body, models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    post = models.CharField(max_length=30, choices=values(Post))
    mandate = models.CharField(max_length=20, blank=True, choices=values(Mandate))
    decision_number = models.CharField(max_length=80, blank=True)
    decision_day = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=20, blank=True, choices=values(EndReason))

    class Meta:
        verbose_name_plural = "posts held"
        constraints: ClassVar = [Dated.order_constraint("people_postheld_order")]
        indexes: ClassVar = [models.Index(fields=["unit", "body"], name="people_postheld_unit")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.post} {self.body_id}"
