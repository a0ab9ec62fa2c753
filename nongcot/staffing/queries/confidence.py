"""What votes of confidence said of persons: evidence for the comparison of candidates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from nongcot.kernel import clock
from nongcot.kernel.text import tone_key
from nongcot.people.models import PostHeld
from nongcot.staffing.ballots.kinds import BallotKind
from nongcot.staffing.ballots.stored import read_result
from nongcot.staffing.kinds.candidates import Known
from nongcot.staffing.models import BallotCandidate


@dataclass(frozen=True, slots=True)
class Confidence:
    """One counted vote of confidence on one person: its title and day, how often each mark, how many votes came in.

    ``by_name``: the line was tied to no record, the name on the paper told who is meant.
    """

    title: str
    day: date
    marks: dict[str, int]
    collected: int
    by_name: bool = False


def counted_votes(unit: int) -> QuerySet[BallotCandidate]:
    """The lines of the counted votes of confidence of a unit."""
    return BallotCandidate.objects.filter(
        ballot__unit=unit, ballot__kind=BallotKind.CONFIDENCE, ballot__counted_at__isnull=False,
        ballot__voided_at__isnull=True, withdrawn_at__isnull=True,
    )  # fmt: skip


def votes_on(unit: int, *, person: Any, name: Any) -> QuerySet[BallotCandidate]:
    """Of these the lines tied to ``person``, and those nobody decided on that have the ``name``."""
    return counted_votes(unit).filter(Q(person=person) | Q(person=None, no_person=False, name=name))


def confidence_in(unit: int, persons: Sequence[Known], *, day: date) -> dict[int, list[Confidence]]:
    """The counted votes of confidence of ``unit`` up to ``day`` on each of these persons, oldest first: two queries.

    Who is meant is told by the record the line is tied to. Where it is tied to none, and nobody said that it shall be
    tied to none, the name tells if exactly one person who ever held a post of the unit has it and no other line of the
    paper means that person; of namesakes, and of those whose line was withdrawn, nothing is told.
    """
    named: dict[str, set[int]] = defaultdict(set)
    for person, name in PostHeld.objects.filter(unit=unit).values_list("person", "person__name").distinct():
        named[tone_key(name)].add(person)
    asked = {one.person for one in persons}
    found: dict[int, list[Confidence]] = defaultdict(list)
    rows = list(counted_votes(unit).select_related("ballot").order_by("ballot__closes_at", "pk"))
    tied: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        if row.person_id is not None:
            tied[row.ballot_id].add(row.person_id)
    for row in rows:
        meant, by_name = _meant(row, named, tied), row.person_id is None
        closed = row.ballot.closes_at.astimezone(clock.VIETNAM).date()
        counted = read_result(row.ballot.result)
        if meant in asked and meant is not None and closed <= day and counted is not None:
            marks = counted.counts[row.place] if row.place < len(counted.counts) else {}
            found[meant].append(Confidence(row.ballot.title, closed, marks, counted.collected, by_name))
    return found


def _meant(row: BallotCandidate, named: Mapping[str, set[int]], tied: Mapping[int, set[int]]) -> int | None:
    """Who is meant; None where nobody can tell. ``tied``: by ballot, whom its other lines mean."""
    if row.person_id is not None or row.no_person:
        return row.person_id
    bearers = named.get(tone_key(row.name), set())
    return next(iter(bearers)) if len(bearers) == 1 and not bearers & tied.get(row.ballot_id, set()) else None
