"""What votes of confidence said of persons: evidence for the comparison of candidates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from nongcot.kernel import clock
from nongcot.kernel.text import tone_key
from nongcot.people.models import PostHeld
from nongcot.staffing.ballots.kinds import BallotKind
from nongcot.staffing.ballots.stored import read_result
from nongcot.staffing.kinds.candidates import Known
from nongcot.staffing.models import BallotCandidate


@dataclass(frozen=True, slots=True)
class Confidence:
    """One counted vote of confidence on one person: its title and day, how often each mark, how many votes came in."""

    title: str
    day: date
    marks: dict[str, int]
    collected: int


def counted_votes(unit: int) -> QuerySet[BallotCandidate]:
    """The lines of the counted votes of confidence of a unit."""
    return BallotCandidate.objects.filter(
        ballot__unit=unit, ballot__kind=BallotKind.CONFIDENCE, ballot__counted_at__isnull=False,
        ballot__voided_at__isnull=True, withdrawn_at__isnull=True,
    )  # fmt: skip


def confidence_in(unit: int, persons: Sequence[Known], *, day: date) -> dict[int, list[Confidence]]:
    """The counted votes of confidence of ``unit`` up to ``day`` on each of these persons, oldest first: two queries.

    A ballot paper names people and no records. Who is meant is told where exactly one person who ever held a post of
    the unit has the name; of namesakes, and of those whose line was withdrawn, nothing is told.
    """
    named: dict[str, set[int]] = defaultdict(set)
    for person, name in PostHeld.objects.filter(unit=unit).values_list("person", "person__name").distinct():
        named[tone_key(name)].add(person)
    asked = {one.person for one in persons}
    found: dict[int, list[Confidence]] = defaultdict(list)
    for row in counted_votes(unit).select_related("ballot").order_by("ballot__closes_at", "pk"):
        meant, closed = named[tone_key(row.name)], row.ballot.closes_at.astimezone(clock.VIETNAM).date()
        counted = read_result(row.ballot.result)
        if len(meant) == 1 and meant <= asked and closed <= day and counted is not None:
            [person] = meant
            marks = counted.counts[row.place] if row.place < len(counted.counts) else {}
            found[person].append(Confidence(row.ballot.title, closed, marks, counted.collected))
    return found
