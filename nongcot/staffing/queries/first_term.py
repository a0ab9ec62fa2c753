"""First-term chairs as of a day: told from the history of posts, never entered by anybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.prepared import prepared
from nongcot.infra.rulebook.api import rulebook
from nongcot.people.kinds import GRASSROOTS_KINDS, BodyKind, Post, UnitKind
from nongcot.people.models import Person, PostHeld, Support, on_day
from nongcot.regulations import DayBook
from nongcot.staffing.models import HelpAsked, Mentorship, ProgrammeClosed, ProgrammeStep
from nongcot.staffing.permissions.first_term import follow_in, follow_scope, follow_values
from nongcot.staffing.rules.days import days_of
from nongcot.staffing.rules.first_term import OPEN_DAYS, Programme, Standing, programme_on, standing

KINDS = ("", *sorted(GRASSROOTS_KINDS | {UnitKind.MEMBER_UNION}))
MOST_OPEN = timedelta(days=366)  # no programme of a hundred days can be worked on for longer, whatever a rule says
_CHAIR = Q(post=Post.CHAIR.value, body__kind=BodyKind.EXECUTIVE_COMMITTEE.value)


def first_posts() -> QuerySet[PostHeld]:
    """Chair posts of grassroots unions with which somebody chairs a union for the first time.

    The same as ``people.rules.chaired_before`` gives False for: no chair post began earlier, none on an unknown day.
    """
    earlier = PostHeld.objects.filter(_CHAIR, person=OuterRef("person")).filter(
        Q(from_day__isnull=True) | Q(from_day__lt=OuterRef("from_day"))
    )
    began = PostHeld.objects.filter(_CHAIR, from_day__isnull=False, unit__kind__in=KINDS)
    return began.filter(~Exists(earlier.order_by()))


def _unclosed(day: date, since: date) -> QuerySet[PostHeld]:
    """First-term chairs in office on ``day`` who began after ``since``, and whose programme nobody closed."""
    closed = ProgrammeClosed.objects.filter(person=OuterRef("person"), unit=OuterRef("unit"), day__lte=day)
    return first_posts().filter(on_day(day), ~Exists(closed), from_day__gt=since)


def running(day: date, units: Collection[int] | None = None, *, book: DayBook | None = None) -> QuerySet[PostHeld]:
    """First-term chairs in office on ``day`` whose programme is neither closed nor long over.

    How long it can be worked on is a rule of the day, of ``book`` where the caller has it; without one there is none.
    """
    open_days = days_of(book or rulebook().on(day), OPEN_DAYS)
    if open_days is None:
        return PostHeld.objects.none()
    rows = _unclosed(day, day - min(timedelta(days=open_days), MOST_OPEN))
    return rows if units is None else rows.filter(unit__in=units)


def followed(actor: User | System, *, day: date) -> QuerySet[PostHeld]:
    """The running programmes the actor may follow, the newest chair first."""
    rows = running(day).filter(follow_scope(actor)).select_related("person", "unit")
    return rows.order_by("-from_day", "-pk")


def followed_of(actor: User | System, person: Person, *, day: date) -> PostHeld | None:
    """The chair post of ``person`` with a running programme, if the actor may follow one; asks the rules only where
    there may be one.
    """
    found = _followed_of(person=person.pk, day=day, since=day - MOST_OPEN, **follow_values(actor))
    return found[0] if found and is_open(found[0], day) else None


@prepared
def _followed_of(
    *,
    person: int,
    day: date,
    since: date,
    editing: tuple[int, ...] | None,
    chaired: tuple[int, ...] | None,
    today: date | None,
) -> QuerySet[PostHeld]:
    rows = _unclosed(day, since).filter(follow_in(editing, chaired, today), person=person)
    return rows.select_related("person", "unit").order_by("-from_day", "-pk")[:1]


def followed_post(actor: User | System, pk: int) -> PostHeld | None:
    """A first-term chair's post, now or earlier, whose programme the actor may follow."""
    return first_posts().filter(follow_scope(actor), pk=pk).select_related("person", "unit").first()


def is_open(held: PostHeld, day: date) -> bool:
    """Whether the programme of this chair can still be worked on."""
    return running(day).filter(pk=held.pk).exists()


def help_of(held: PostHeld, pk: int) -> HelpAsked | None:
    """What this chair asked."""
    return HelpAsked.objects.filter(pk=pk, person=held.person_id, unit=held.unit_id).first()


@dataclass(slots=True)
class Followed:
    """One chair's programme with everything its pages show."""

    held: PostHeld
    programme: Programme
    at: Standing
    done: dict[str, ProgrammeStep]
    helps: list[HelpAsked] = field(default_factory=list)
    meetings: list[Support] = field(default_factory=list)
    mentorships: list[Mentorship] = field(default_factory=list)
    closed: ProgrammeClosed | None = None

    @property
    def waiting(self) -> list[HelpAsked]:
        """What was asked and not answered yet."""
        return [one for one in self.helps if one.answered_on is None]

    @property
    def mentor(self) -> Mentorship | None:
        return next((one for one in self.mentorships if one.confirmed_on and one.ended_on is None), None)

    @property
    def last_sign(self) -> date:
        """The last day on which something is on record: taking over, a step, a meeting, a question."""
        kept: list[Any] = [*self.done.values(), *self.meetings, *self.helps]
        days = [one.day for one in kept]
        began = self.held.from_day
        return max([*days, began] if began else days)


def with_facts(posts: Iterable[PostHeld], *, day: date) -> list[Followed]:
    """The programmes of these chair posts as of ``day``: five queries, however many; none for none."""
    posts = list(posts)
    if not posts:
        return []
    pairs = {"person__in": {one.person_id for one in posts}, "unit__in": {one.unit_id for one in posts}}
    past = {**pairs, "day__lte": day}
    done = _by_chair(ProgrammeStep.objects.filter(**past))
    helps = _by_chair(HelpAsked.objects.filter(**past))
    met = _by_chair(Support.objects.filter(**past))
    mentors = _by_chair(
        Mentorship.objects.filter(**pairs, proposed_on__lte=day).select_related("mentor", "mentor_unit")
    )
    closed = _by_chair(ProgrammeClosed.objects.filter(**past))
    found = []
    for held in posts:
        key, began = (held.person_id, held.unit_id), held.from_day or day
        programme = programme_on(began)
        steps = {one.step: one for one in done[key]}
        met_since = [one for one in met[key] if one.day >= began]
        found.append(Followed(held, programme, standing(programme, began, steps, day), steps, helps[key], met_since))
        found[-1].mentorships, found[-1].closed = mentors[key], next(iter(closed[key]), None)
    return found


def _by_chair(rows: Iterable[Any]) -> defaultdict[tuple[int, int], list[Any]]:
    found: defaultdict[tuple[int, int], list[Any]] = defaultdict(list)
    for row in rows:
        found[row.person_id, row.unit_id].append(row)
    return found


def followed_one(held: PostHeld, *, day: date) -> Followed:
    return with_facts([held], day=day)[0]
