"""What the record knows of candidates, and of the committee they would join: a fixed number of questions for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.ui import slots
from nongcot.infra.ui.templatetags.ui import span
from nongcot.people import labels as people_labels
from nongcot.people.api import facts_of_unit, is_limited, limited_persons, name_on, person_scope
from nongcot.people.facts import UnitFacts
from nongcot.people.kinds import COMMITTEE_SEATS, BodyKind, EndReason, Mandate, Post, RecordKind, Sector
from nongcot.people.models import Person, PersonRecord, PostHeld, on_day
from nongcot.staffing.ballots.kinds import MARKS, BallotKind
from nongcot.staffing.kinds.candidates import Criterion, Evidence, Held, Known, Sitting
from nongcot.staffing.labels.ballots import MARK_WORDS
from nongcot.staffing.models import Candidate, CompletionCase
from nongcot.staffing.queries.confidence import Confidence, confidence_in, votes_on

Actor = User | System
MOST = 200
# Apps above bring evidence of their own (members' opinions, ratings, activity) by ``slots.provide(EVIDENCE, ...)``:
# asked with ``persons`` and ``day``, they give lists of ``Evidence`` by (person, ``Criterion``). Until one does, the
# page says of a criterion nobody knows anything about that there are no data.
EVIDENCE = "candidate.evidence"


def candidates_of(case: CompletionCase, *, day: date) -> list[Candidate]:
    """Who was proposed for the seat, in the order in which they were, with the person; ``limited``: whose data is on
    ``day``.
    """
    rows = Candidate.objects.filter(case=case).select_related("person")
    return list(rows.annotate(limited=is_limited(day, "person_id")))


def officers_of(unit: int, *, day: date) -> list[int]:
    """Who holds a post of the unit on ``day``: whoever is proposed from within it is among them."""
    rows = PostHeld.objects.filter(on_day(day), unit=unit, person__erased_on__isnull=True)
    return list(rows.order_by("person__sort_key", "person").values_list("person", flat=True).distinct()[:MOST])


def seen(actor: Actor, persons: Collection[int]) -> list[int]:
    """Those of these persons whom the actor may see."""
    rows = Person.objects.filter(person_scope(actor), pk__in=persons, erased_on__isnull=True)
    return list(rows.values_list("pk", flat=True))


def limited_of(persons: Collection[int], *, day: date) -> set[int]:
    """Those of these persons whose data is limited: shown on screen with a mark, on no paper."""
    return set(limited_persons(day).filter(person__in=persons).values_list("person_id", flat=True))


def known(
    persons: Collection[int], *, day: date, seen_by: Actor | None = None, votes_in: int | None = None
) -> list[Known]:
    """Persons with all posts on record, by name: two queries. Those alone whom ``seen_by`` may see, where it is given;
    where not, limit who asks before asking. Of a few it can tell too whether a vote of confidence in the unit
    ``votes_in`` names them.
    """
    found = Person.objects.filter(pk__in=persons)
    if votes_in is not None:
        found = found.annotate(voted=Exists(votes_on(votes_in, person=OuterRef("pk"), name=OuterRef("name"))))
    if seen_by is not None:
        found = found.filter(person_scope(seen_by), erased_on__isnull=True)
    return known_of(list(found.annotate(limited=is_limited(day, "pk")).order_by("sort_key", "pk")), day=day)


def known_of(persons: Sequence[Person], *, day: date) -> list[Known]:
    """These persons with all posts on record, in their order: one query (none for nobody)."""
    posts: dict[int, list[Held]] = defaultdict(list)
    rows = PostHeld.objects.filter(person__in=persons).annotate(unit_name=name_on(day, "unit_id")).order_by("pk")
    columns = ("person", "unit", "unit_name", "body__kind", "post", "from_day", "to_day", "mandate", "end_reason")
    for person, unit, unit_name, body, post, from_day, to_day, mandate, end, sector in rows.values_list(
        *columns, "unit__sector"
    ):
        posts[person].append(
            Held(
                unit,
                unit_name,
                BodyKind(body),
                Post(post),
                from_day,
                to_day,
                Mandate(mandate) if mandate else None,
                EndReason(end) if end else None,
                Sector(sector) if sector else None,
            )
        )
    return [
        Known(
            one.pk,
            one.name,
            one.sex,
            one.born,
            one.contract_ends_on,
            tuple(posts[one.pk]),
            bool(getattr(one, "limited", False)),
            one.direct_work,
            one.direct_work_on,
            one.direct_work_source or "",
            bool(getattr(one, "voted", False)),
        )
        for one in persons
    ]


def facts_of(unit: int, *, day: date) -> UnitFacts | None:
    """The unit as the checks see it on ``day``; None where it does not exist then."""
    return facts_of_unit(day, unit)


def committee(unit: int, *, day: date) -> dict[int, Sitting]:
    """Who sits on the executive committee on ``day``, with sex, birth, direct work and sector as far as known."""
    held = PostHeld.objects.filter(on_day(day), person=OuterRef("person"), unit__sector__gt="").order_by("pk")
    rows = PostHeld.objects.filter(on_day(day), unit=unit, body__kind=BodyKind.EXECUTIVE_COMMITTEE)
    rows = rows.filter(post__in=[post.value for post in COMMITTEE_SEATS])
    told = rows.values_list("person", "person__sex", "person__born", "person__direct_work")
    return {pk: Sitting(*told) for pk, *told in told.annotate(sector=Subquery(held.values("unit__sector")[:1]))}


def evidence(
    persons: Sequence[Known], *, day: date, unit: int | None = None
) -> dict[tuple[int, Criterion], list[Evidence]]:
    """What is on record that bears on each criterion: posts held, elections, training and awards, and what votes of
    confidence in ``unit`` said of those they name. One query, three where there are such votes.
    """
    found: dict[tuple[int, Criterion], list[Evidence]] = defaultdict(list)
    for one in persons:
        for held in sorted(one.posts, key=lambda held: held.from_day or date.min):
            for criterion in _criteria_of(held):
                found[one.person, criterion].append(_of_post(held))
    rows = PersonRecord.objects.filter(person__in=[one.person for one in persons]).order_by("from_day", "pk")
    for row in rows:
        if row.from_day is None or row.from_day <= day:
            criterion = Criterion.PERSUASION if row.kind == RecordKind.TRAINING else Criterion.STANDING
            found[row.person_id, criterion].append(_of_record(row))
    if unit is not None and any(one.voted for one in persons):
        for person, votes in confidence_in(unit, persons, day=day).items():
            found[person, Criterion.STANDING] += map(_of_vote, votes)
    for brought in slots.gather(EVIDENCE, persons=[one.person for one in persons], day=day):
        for key, lines in brought.items():
            found[key].extend(lines)
    return found


def _criteria_of(held: Held) -> list[Criterion]:
    elected = held.mandate in (Mandate.CONGRESS, Mandate.BY_ELECTION)
    return [Criterion.DEDICATION, Criterion.STANDING] if elected else [Criterion.DEDICATION]


def _of_post(held: Held) -> Evidence:
    words = f"{people_labels.post_title(held.body, held.post)}, {held.unit_name}"
    if held.mandate:
        words += f" ({people_labels.mandate(held.mandate)})"
    if held.end_reason and held.end_reason is not EndReason.TERM_ENDED:
        words += f"; {people_labels.end_reason(held.end_reason)}"
    return Evidence(words, span(held.from_day, held.to_day), "post")


def _of_vote(vote: Confidence) -> Evidence:
    told = ", ".join(f"{MARK_WORDS[mark]}: {vote.marks.get(mark, 0)}" for mark in MARKS[BallotKind.CONFIDENCE])
    words = _("Lấy phiếu tín nhiệm, %(collected)s phiếu thu về: %(told)s") % {"collected": vote.collected, "told": told}
    source = _("kết quả kiểm phiếu “%(title)s”") % {"title": vote.title}
    if vote.by_name:
        source += ", " + _("theo họ tên trên phiếu")
    return Evidence(words, vote.day.strftime("%d/%m/%Y"), source)


def _of_record(row: PersonRecord) -> Evidence:
    known = span(row.from_day, row.to_day) if row.from_day else ""
    when = people_labels.record_days(row.from_day, row.to_day) or known
    parts: list[Any] = [row.issuer, row.document_number]
    source = ", ".join(part for part in parts if part)
    return Evidence(row.title, when, source or "record")
