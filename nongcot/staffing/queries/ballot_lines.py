"""Whom the lines of a ballot paper mean: by the records they are tied to, or might be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Value, When

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.kernel import clock
from nongcot.people.api import is_limited, limited_persons, person_scope
from nongcot.people.models import Person, PostHeld, on_day
from nongcot.staffing.ballots.kinds import BallotKind
from nongcot.staffing.ballots.lines import Bearer, may_be, sure
from nongcot.staffing.models import Ballot, BallotCandidate

Actor = User | System
Posts = dict[int, list[tuple[bool, str, str]]]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the paper.

    ``person`` is the record it is tied to, where the actor may see it; ``posts`` those the person holds or held in the
    unit, as (on the day of the ballot, body, post). ``alike``: how many of the unit have the name, asked of lines that
    nobody decided on.
    """

    candidate: BallotCandidate
    person: Person | None
    posts: list[tuple[bool, str, str]]
    limited: bool
    alike: int

    @property
    def asks(self) -> bool:
        """Whether nobody has said yet who is meant."""
        return self.candidate.person_id is None and not self.candidate.no_person


def names_persons(ballot: Ballot) -> bool:
    """Whether the lines of the paper are persons; those of a resolution are matters."""
    return ballot.kind != BallotKind.RESOLUTION


def day_of(ballot: Ballot) -> date:
    """The day on which it opens, Vietnamese time."""
    return ballot.opens_at.astimezone(clock.VIETNAM).date()


def bearers(ballot: Ballot) -> list[Bearer]:
    """All who ever held a post of the ballot's unit, once each: one query."""
    now = Case(When(on_day(day_of(ballot)), then=Value(True)), default=Value(False))
    rows = PostHeld.objects.filter(unit=ballot.unit_id, person__erased_on__isnull=True).annotate(now=now)
    found: dict[int, Bearer] = {}
    for pk, name, born, sits in rows.order_by("pk").values_list("person", "person__name", "person__born", "now"):
        found[pk] = Bearer(pk, name, born, sits or (pk in found and found[pk].now))
    return list(found.values())


def who_is_meant(ballot: Ballot, names: Sequence[str]) -> list[int | None]:
    """For each line the one officer of the unit it names; None where there is none, several, or two lines name one.

    Nobody is tied whose data is limited today. Two queries, none for a resolution.
    """
    if not names_persons(ballot):
        return [None] * len(names)
    everybody = bearers(ballot)
    kept = limited_persons(clock.today()).filter(person__in=[one.person for one in everybody])
    limited = set(kept.values_list("person_id", flat=True))
    meant = [sure(may_be(name, everybody)) for name in names]
    return [pk if pk not in limited and meant.count(pk) == 1 else None for pk in meant]


def lines_of(actor: Actor, ballot: Ballot, *, day: date) -> list[Line]:
    """The lines of the paper with the records they are tied to: four queries, one for a resolution."""
    rows = list(ballot.candidates.all())
    if not names_persons(ballot):
        return [Line(row, None, [], limited=False, alike=0) for row in rows]
    everybody = bearers(ballot)
    persons = seen(actor, {row.person_id for row in rows if row.person_id is not None}, day=day)
    posts = _posts(ballot, persons)
    lines = []
    for row in rows:
        person = persons.get(row.person_id or 0)
        decided = row.person_id is not None or row.no_person
        alike = 0 if decided else len(may_be(row.name, everybody))
        limited = bool(getattr(person, "limited", False))
        lines.append(Line(row, person, posts.get(row.person_id or 0, []), limited, alike))
    return lines


def seen(actor: Actor, persons: Collection[int], *, day: date) -> dict[int, Person]:
    """Those of these persons whom the actor may see, by key; ``limited``: whose data is on ``day``."""
    rows = Person.objects.filter(person_scope(actor), pk__in=persons, erased_on__isnull=True)
    return {one.pk: one for one in rows.annotate(limited=is_limited(day, "pk"))}


def _posts(ballot: Ballot, persons: Collection[int]) -> Posts:
    now = Case(When(on_day(day_of(ballot)), then=Value(True)), default=Value(False))
    rows = PostHeld.objects.filter(unit=ballot.unit_id, person__in=list(persons)).annotate(now=now)
    found: Posts = defaultdict(list)
    for pk, sits, body, post in rows.order_by("pk").values_list("person", "now", "body__kind", "post"):
        found[pk].append((sits, body, post))
    return found


def namesakes(actor: Actor, candidate: BallotCandidate, *, day: date) -> list[Person]:
    """Those of the unit whom the line may name and the actor may see, those in office first."""
    found = may_be(candidate.name, bearers(candidate.ballot))
    order = [one.person for one in sorted(found, key=lambda one: (not one.now, one.person))]
    persons = seen(actor, order, day=day)
    return [persons[pk] for pk in order if pk in persons]
