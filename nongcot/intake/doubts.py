"""The doubtful pairs of an import: who may be one person, told and kept as rows, so that any number can be answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from nongcot.infra.bulk import chunks, insert
from nongcot.intake.apply.kinds import MaybeKnown, Plan
from nongcot.intake.models import DoubtfulPair, Import
from nongcot.intake.roster import RosterPerson
from nongcot.people.models import Person, PostHeld

MOST = 50_000  # the rest stays apart
_POSTS = 8
_FIELDS = ("imported_id", "key", "why", "first", "second", "answer")
Json = dict[str, Any]
Answer = DoubtfulPair.Answer


def answers(imported: Import) -> dict[str, str]:
    """What was answered about pairs: for these very files when they were applied before, then for this import."""
    rows = [*_earlier(imported), *_answered(imported)]
    return {row.key: row.answer for row in rows}


def _answered(imported: Import) -> QuerySet[DoubtfulPair]:
    return DoubtfulPair.objects.filter(imported=imported).exclude(answer=Answer.NONE)


def _earlier(imported: Import) -> QuerySet[DoubtfulPair]:
    same = Q()
    for sha256, name in imported.files.values_list("sha256", "name"):
        same |= Q(files__sha256=sha256, files__name=name)
    if not same:
        return DoubtfulPair.objects.none()
    applied = Import.objects.filter(same, state=Import.State.APPLIED).exclude(pk=imported.pk)
    rows = DoubtfulPair.objects.filter(imported__in=applied.values("pk")).exclude(answer=Answer.NONE)
    return rows.order_by("imported_id", "pk")


@transaction.atomic
def keep_pairs(imported: Import, plan: Plan) -> None:
    """Keep the pairs of ``plan`` in place of those before; what was answered stays and can be answered otherwise."""
    answered = {row.key: row for row in (*_earlier(imported), *_answered(imported))}
    found = {pair["key"]: pair for pair in told_pairs(plan)}
    DoubtfulPair.objects.filter(imported=imported).delete()
    rows: list[tuple[Any, ...]] = [
        (imported.pk, key, pair["why"], pair["first"], pair["second"], answered[key].answer if key in answered else "")
        for key, pair in found.items()
    ]
    rows += [
        (imported.pk, row.key, row.why, row.first, row.second, row.answer)
        for key, row in answered.items()
        if key not in found
    ]
    insert(DoubtfulPair, _FIELDS, rows)


def told_pairs(plan: Plan) -> list[Json]:
    """Every pair of the plan, what is shown of both persons beside each other; at most :data:`MOST`."""
    roster = plan.roster
    asked, doubtful = plan.doubtful[:MOST], roster.doubtful[: max(0, MOST - len(plan.doubtful))]
    wanted = {key for pair in doubtful for key in (pair.first, pair.second)} | {maybe.person for maybe in asked}
    posts: dict[str, list[list[str]]] = defaultdict(list)
    for post in roster.posts:
        if post.person in wanted and len(posts[post.person]) < _POSTS:
            posts[post.person].append([post.body.value, post.post.value, roster.units[post.unit].name])
    told = {key: _person(roster.persons[key], posts[key]) for key in sorted(wanted)}
    known = _known_persons(asked)
    return [
        *(
            {"key": maybe.key, "why": maybe.why.value, "first": told[maybe.person], "second": known[maybe.known]}
            for maybe in asked
            if maybe.known in known
        ),
        *(
            {"key": pair.key, "why": pair.why.value, "first": told[pair.first], "second": told[pair.second]}
            for pair in doubtful
        ),
    ]


def _person(person: RosterPerson, posts: list[list[str]]) -> Json:
    return {
        "name": person.name,
        "born": person.born or "",
        "sex": person.sex.value if person.sex else "",
        "phones": person.phones[:3],
        "citizen_last4": person.citizen_id[-4:] if person.citizen_id else "",
        "posts": posts,
        "place": [person.source.file, person.source.sheet, person.source.row],
        "known": None,
    }


def _known_persons(asked: Iterable[MaybeKnown]) -> dict[int, Json]:
    found: dict[int, Json] = {}
    for chunk in chunks(sorted({maybe.known for maybe in asked})):
        found.update(_known(chunk))
    return found


def _known(pks: list[int]) -> Iterator[tuple[int, Json]]:
    posts: dict[int, list[list[str]]] = defaultdict(list)
    held = PostHeld.objects.filter(person__in=pks).order_by("person_id", "id")
    for pk, body, post, unit in held.values_list("person_id", "body__kind", "post", "unit__name"):
        if len(posts[pk]) < _POSTS:
            posts[pk].append([body, post, unit])
    for p in Person.objects.filter(pk__in=pks):
        yield (
            p.pk,
            {
                "name": p.name,
                "born": p.born,
                "sex": p.sex,
                "phones": [phone for phone in (p.phone, *p.other_phones.split()) if phone],
                "citizen_last4": p.citizen_last4,
                "posts": posts[p.pk],
                "place": [],
                "known": p.pk,
            },
        )
