"""Two records of one person become one: who was a candidate twice for one seat was one once."""

from __future__ import annotations

from typing import Any

from nongcot.people.models import Person
from nongcot.staffing.models import Candidate


def one_candidacy(*, actor: Any, keep: Person, drop: Person) -> None:
    """Of two candidacies for one seat that of ``keep`` stays; the others move with the record."""
    del actor
    same = Candidate.objects.filter(person=keep).values("case")
    Candidate.objects.filter(person=drop, case__in=same).delete()
