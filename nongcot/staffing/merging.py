"""Two records of one person become one: who was a candidate or prepared twice for one seat was so once."""

from __future__ import annotations

from typing import Any

from nongcot.people.models import Person
from nongcot.staffing.models import Candidate, Nominee, Reserve


def one_candidacy(*, actor: Any, keep: Person, drop: Person) -> None:
    """Of two for one seat that of ``keep`` stays; the others move with the record."""
    del actor
    same = Candidate.objects.filter(person=keep).values("case")
    Candidate.objects.filter(person=drop, case__in=same).delete()
    for congress, post in Nominee.objects.filter(person=keep).values_list("congress", "post"):
        Nominee.objects.filter(person=drop, congress=congress, post=post).delete()
    kept = Reserve.objects.filter(person=keep, to_day__isnull=True)
    places = set(kept.values_list("unit", "body", "post"))
    for row in Reserve.objects.filter(person=drop, to_day__isnull=True):
        if (row.unit_id, row.body, row.post) in places:
            row.delete()
