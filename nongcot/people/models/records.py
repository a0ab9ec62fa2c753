"""What a person went through and was given, beside the posts: training and awards."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nongcot.people.kinds import RecordKind
from nongcot.people.models.persons import Person
from nongcot.people.models.ranges import Dated, values


class PersonRecord(Dated):
    """A training or an award of a person, on the days [from_day, to_day): of one day the next one ends it.

    Where only the year or the month is known the range is that whole year or month; both days empty: not known.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="records")
    kind = models.CharField(max_length=20, choices=values(RecordKind))
    title = models.CharField(max_length=300)
    issuer = models.CharField(max_length=300, blank=True)  # where it was held, or who gave it
    document_number = models.CharField(max_length=80, blank=True)
    document_day = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [Dated.order_constraint("people_record_order")]
        indexes: ClassVar = [models.Index(fields=["person", "kind", "from_day"], name="people_record_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.title}"
