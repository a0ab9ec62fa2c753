"""A post ended and what belongs to it is not handed over yet."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from nongcot.duties.api import CheckSpec, Context, Severity
from nongcot.kernel.findings import Finding
from nongcot.people.facts import UnitFacts
from nongcot.people.kinds import Role
from nongcot.people.models import PostHeld
from nongcot.staffing.queries.handover import LOOK_BACK, OPEN_CODE, ended_lately, to_hand_over, told_of
from nongcot.staffing.rules.days import days_of
from nongcot.staffing.rules.handover import posts_with_handover

RULE = DEADLINE = "deadline.handover"
SPECS = (CheckSpec(OPEN_CODE, Role.SUPERIOR_OFFICER, "staffing.record_handover", Severity.MEDIUM, (RULE,), DEADLINE),)


def find(
    context: Context, units: Collection[int] | None, facts: Sequence[UnitFacts] | None = None
) -> Iterator[Finding]:
    """One finding for each post that ended and is not handed over: one query; of a few units at most three, or none."""
    rule, days = context.book.find(RULE), days_of(context.book, DEADLINE)
    if rule is None or days is None:
        return
    for held in _left(context, units, facts):
        if held.to_day is None:
            continue
        told = {
            "ended": held.pk,
            "body": held.body.kind,
            "held": held.post,
            "ended_on": held.to_day.isoformat(),
        }
        subject = f"{held.body_id}:{held.post}:{held.to_day.isoformat()}"
        due = held.to_day + timedelta(days=days)
        yield Finding(
            OPEN_CODE, held.unit_id, held.person_id, subject, told, rule.ref, due, warning=not rule.ref.verified
        )


def _left(context: Context, units: Collection[int] | None, facts: Sequence[UnitFacts] | None) -> Iterator[PostHeld]:
    """The posts; of units whose facts are told it is asked only where one ended of late, or somebody was told of one.

    The question about what ended long ago is a long one: it is asked of the units alone where there is such a thing.
    """
    if facts is None:
        yield from to_hand_over(context.day, units, book=context.book).select_related("body")
        return
    ended = {unit.unit: days for unit in facts if (days := _ends(unit, context.day))}
    look_back = days_of(context.book, LOOK_BACK)
    since = context.day - timedelta(days=look_back) if look_back is not None else context.day
    told = told_of({unit for unit, days in ended.items() if min(days) <= since})
    lately = {unit for unit, days in ended.items() if max(days) > since} - told
    if lately:
        yield from ended_lately(day=context.day, since=since, units=lately)
    if told:
        yield from to_hand_over(context.day, told, book=context.book).select_related("body")


def _ends(unit: UnitFacts, day: date) -> list[date]:
    """The days up to ``day`` on which posts with something to hand over ended."""
    return [
        one.to_day
        for one in unit.posts
        if one.to_day is not None and one.to_day <= day and (one.body.value, one.post.value) in posts_with_handover()
    ]
