"""A post ended and what belongs to it is not handed over yet."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import timedelta

from nongcot.duties.api import CheckSpec, Context, Severity
from nongcot.kernel.findings import Finding
from nongcot.people.kinds import Role
from nongcot.staffing.queries.handover import OPEN_CODE, to_hand_over
from nongcot.staffing.rules.days import days_of

RULE = DEADLINE = "deadline.handover"
SPECS = (CheckSpec(OPEN_CODE, Role.SUPERIOR_OFFICER, "staffing.record_handover", Severity.MEDIUM, (RULE,), DEADLINE),)


def find(context: Context, units: Collection[int] | None) -> Iterator[Finding]:
    """One finding for each post that ended and is not handed over: one query."""
    rule, days = context.book.find(RULE), days_of(context.book, DEADLINE)
    if rule is None or days is None:
        return
    for held in to_hand_over(context.day, units, book=context.book).select_related("body"):
        if held.to_day is None:
            continue
        facts = {
            "ended": held.pk,
            "body": held.body.kind,
            "held": held.post,
            "ended_on": held.to_day.isoformat(),
        }
        subject = f"{held.body_id}:{held.post}:{held.to_day.isoformat()}"
        due = held.to_day + timedelta(days=days)
        yield Finding(
            OPEN_CODE, held.unit_id, held.person_id, subject, facts, rule.ref, due, warning=not rule.ref.verified
        )
