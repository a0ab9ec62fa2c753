"""What is due of first-term chairs: this week's step of the chair, a question unanswered, silence, the end."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from nongcot.duties.api import CheckSpec, Context, Severity
from nongcot.kernel.findings import Finding
from nongcot.people.kinds import Role
from nongcot.regulations import Value
from nongcot.staffing.queries.first_term import Followed, running, with_facts

RULE = "roster.first_time_chair"
_ANSWER, _QUIET, _CLOSING = (f"deadline.first_term_{name}" for name in ("answer", "quiet", "closing"))
SPECS = (
    CheckSpec("chair.this_week", Role.CHAIR, "staffing.do_step", Severity.NOTE, (RULE,)),
    CheckSpec("chair.asks_help", Role.SUPERIOR_OFFICER, "staffing.answer_help", Severity.MEDIUM, (RULE,), _ANSWER),
)


def find(context: Context, units: Collection[int] | None) -> Iterator[Finding]:
    """The findings about all first-term chairs in office on the day, or those of ``units``."""
    rule = context.book.find(RULE)
    if rule is None:
        return
    for found in with_facts(running(context.day, units), day=context.day):
        yield from _of_chair(found, context, rule)


def _of_chair(found: Followed, context: Context, rule: Value) -> Iterator[Finding]:
    began, now = found.held.from_day, found.at.now
    if began is None:
        return
    if now is not None and not found.at.over:
        due = began + timedelta(days=7 * now.week)
        yield _finding("chair.this_week", found, rule, due, {"step": now.id, "week": now.week}, subject=now.id)
    days = whole_days(context, _ANSWER)
    if found.waiting and days is not None:
        first = min(one.day for one in found.waiting)
        facts = {"asked_on": first.isoformat(), "questions": len(found.waiting)}
        yield _finding("chair.asks_help", found, rule, first + timedelta(days=days), facts)


def _finding(
    code: str, found: Followed, rule: Value, due: date | None, facts: dict[str, object], *, subject: str = ""
) -> Finding:
    """A finding about one chair; ``subject`` is the step, so that each step's duty has a beginning and an end."""
    held = found.held
    return Finding(
        code,
        held.unit_id,
        held.person_id,
        subject,
        facts={"post": held.pk, **facts},
        rule=rule.ref,
        due_on=due,
        warning=not rule.ref.verified,
    )


def whole_days(context: Context, rule: str) -> int | None:
    """The days of a deadline on the context's day; None where it has no value."""
    found = context.book.find(rule)
    return found.value if found is not None and isinstance(found.value, int) else None
