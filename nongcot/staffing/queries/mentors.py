"""Who looks for a mentor and who could be one, as of a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.prepared import prepared
from nongcot.infra.rulebook.api import rulebook
from nongcot.kernel.text import fold
from nongcot.people.api import EDITORS, IMPORTERS, is_limited, unit_scope
from nongcot.people.kinds import BodyKind, Post
from nongcot.people.models import PostHeld, UnitName, UnitPlacement, on_day
from nongcot.people.rules import service_length, service_periods
from nongcot.staffing.models import Mentorship
from nongcot.staffing.permissions.first_term import OF_MENTOR
from nongcot.staffing.queries.first_term import KINDS, running
from nongcot.staffing.rules.mentors import Chair, Match, assign, facts_of, terms_of

MOST_FOUND, _SHORTEST = 20, 2
_EXECUTIVE = BodyKind.EXECUTIVE_COMMITTEE.value


def mentorships(actor: User | System) -> QuerySet[Mentorship]:
    """Proposals and mentorships, not ended, that the actor has to do with: either side, or those above."""
    mine = Q(unit_scope(actor, path="unit_id", roles=EDITORS)) | Q(
        unit_scope(actor, path="mentor_unit_id", roles=OF_MENTOR)
    )
    rows = Mentorship.objects.filter(mine, ended_on__isnull=True)
    return rows.select_related("person", "unit", "mentor", "mentor_unit").order_by("pk")


def mentorship_for(actor: User | System, pk: int) -> Mentorship | None:
    """One of :func:`mentorships`; None where there is none or the actor may not see its unit.

    Raises:
        PermissionDenied: the actor may see the unit, but has nothing to do with this.
    """
    found = mentorships(actor).filter(pk=pk).first()
    seen = Mentorship.objects.filter(unit_scope(actor, path="unit_id"), pk=pk, ended_on__isnull=True)
    if found is None and seen.exists():
        raise PermissionDenied
    return found


def waiting(units: Collection[int] | None) -> list[Mentorship]:
    """Proposals to which the mentor has not said anything yet, at the mentor's union."""
    return _waiting(units=units)


@prepared
def _waiting(*, units: Collection[int] | None) -> QuerySet[Mentorship]:
    rows = Mentorship.objects.filter(ended_on__isnull=True, mentor_agreed_on__isnull=True).order_by("pk")
    return rows if units is None else rows.filter(mentor_unit__in=units)


def named(matches: Sequence[Match]) -> list[tuple[Match, PostHeld, PostHeld]]:
    """The matches with the chair posts of both, for their names: one query."""
    pairs = {(one.person, one.unit) for match in matches for one in (match.seeker, match.mentor)}
    rows = PostHeld.objects.filter(
        post=Post.CHAIR.value,
        body__kind=_EXECUTIVE,
        person__in={person for person, _unit in pairs},
        unit__in={unit for _person, unit in pairs},
    ).select_related("person", "unit")
    held = {(row.person_id, row.unit_id): row for row in rows}
    return [
        (one, held[one.seeker.person, one.seeker.unit], held[one.mentor.person, one.mentor.unit]) for one in matches
    ]


def proposals(actor: User | System, *, day: date) -> list[Match]:
    """Mentors for the new chairs of the actor's units who have none and none proposed: the best assignment.

    Nobody whose data is limited is put together with anybody. Five queries, however many chairs there are. None is
    proposed where the rules of the day give no number.
    """
    book = rulebook().on(day)
    terms = terms_of(book)
    if terms is None:
        return []
    held = Mentorship.objects.filter(person=OuterRef("person"), unit=OuterRef("unit"), ended_on__isnull=True)
    scope = unit_scope(actor, path="unit_id", roles=IMPORTERS)
    free = running(day, book=book).filter(scope, ~Exists(held), ~is_limited(day, "person_id"))
    seekers = _chairs(free.order_by("from_day", "pk"), day)
    if not seekers:
        return []
    others = _experienced(actor, day).exclude(pk__in=running(day, book=book).values("pk"))
    tried = Mentorship.objects.filter(ended_on__isnull=False, person__in={one.person for one in seekers})
    apart = frozenset(tried.values_list("person_id", "mentor_id"))
    return assign(seekers, _with_experience(_chairs(others, day), day), apart, terms)


def chairs_named(actor: User | System, held: PostHeld, search: str, *, day: date) -> list[tuple[PostHeld, Match]]:
    """Chairs of the actor's unions whose name, or whose union's, has these words, with what is on record of the pair.

    Whom the machine would never propose is among them, but nobody whose data is limited: a person names, and says why.
    Four queries.
    """
    words = fold(search).split()
    if len("".join(words)) < _SHORTEST:
        return []
    rows = _experienced(actor, day).exclude(person=held.person_id)
    for word in words:
        union = UnitName.objects.filter(on_day(day), unit=OuterRef("unit"), search_key__contains=word)
        rows = rows.filter(Q(person__search_key__contains=word) | Q(Exists(union)))
    found = list(rows.select_related("person", "unit").order_by("person__sort_key", "pk")[:MOST_FOUND])
    return _paired(held, found, day)


def chair_named(actor: User | System, held: PostHeld, mentor: int, *, day: date) -> tuple[PostHeld, Match] | None:
    """One of those the actor may name for ``held``, by the number of the mentor's post; None for everybody else."""
    found = list(
        _experienced(actor, day).exclude(person=held.person_id).filter(pk=mentor).select_related("person", "unit")
    )
    return next(iter(_paired(held, found, day)), None)


def _experienced(actor: User | System, day: date) -> QuerySet[PostHeld]:
    scope = unit_scope(actor, path="unit_id", roles=IMPORTERS)
    rows = PostHeld.objects.filter(
        on_day(day), scope, post=Post.CHAIR.value, body__kind=_EXECUTIVE, unit__kind__in=KINDS
    )
    return rows.filter(~is_limited(day, "person_id"))


def _paired(held: PostHeld, posts: Sequence[PostHeld], day: date) -> list[tuple[PostHeld, Match]]:
    seeker = next(iter(_chairs(PostHeld.objects.filter(pk=held.pk), day)), None)
    if seeker is None or not posts:
        return []
    chairs = _chairs(PostHeld.objects.filter(pk__in=[one.pk for one in posts]), day)
    known = {(one.person, one.unit): one for one in _with_experience(chairs, day)}
    pairs = [(one, known.get((one.person_id, one.unit_id))) for one in posts]
    return [(one, Match(seeker, chair, 0, facts_of(seeker, chair))) for one, chair in pairs if chair is not None]


def _chairs(posts: QuerySet[PostHeld], day: date) -> list[Chair]:
    above = UnitPlacement.objects.filter(on_day(day)).order_by("-pk")
    superior = above.filter(unit=OuterRef("unit")).values("superior")[:1]
    area = above.filter(unit=OuterRef("above")).values("superior")[:1]
    rows = posts.annotate(above=Subquery(superior)).annotate(area=Subquery(area))
    columns = ("person_id", "unit_id", "unit__kind", "unit__sector", "above", "area")
    return [Chair(*row) for row in rows.values_list(*columns)]


def _with_experience(chairs: Iterable[Chair], day: date) -> list[Chair]:
    """The chairs with the months they have chaired and the new chairs they stand by already; each person once."""
    known = {one.person: one for one in chairs}
    terms: defaultdict[int, list[tuple[date | None, date | None]]] = defaultdict(list)
    posts = PostHeld.objects.filter(post=Post.CHAIR.value, body__kind=_EXECUTIVE, person__in=known)
    for person, start, end in posts.values_list("person_id", "from_day", "to_day"):
        terms[person].append((start, end))
    load: defaultdict[int, int] = defaultdict(int)
    running_now = Mentorship.objects.filter(ended_on__isnull=True, mentor__in=known)
    for mentor in running_now.values_list("mentor_id", flat=True):
        load[mentor] += 1
    found = []
    for one in known.values():
        years, months = service_length(service_periods(terms[one.person], day))
        place = (one.person, one.unit, one.kind, one.sector, one.superior, one.area)
        found.append(Chair(*place, months=12 * years + months, load=load[one.person]))
    return found
