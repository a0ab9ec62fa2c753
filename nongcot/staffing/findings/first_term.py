"""What is due of first-term chairs: this week's step of the chair, a question unanswered, silence, the end."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from nongcot.duties.api import CheckSpec, Context, Severity
from nongcot.kernel.findings import Finding
from nongcot.people.facts import UnitFacts
from nongcot.people.kinds import Post, Role
from nongcot.regulations import Value
from nongcot.staffing.queries.first_term import MOST_OPEN, Followed, running, with_facts
from nongcot.staffing.queries.mentors import waiting
from nongcot.staffing.rules.days import days_of
from nongcot.staffing.rules.first_term import OPEN_DAYS, programme_on

RULE = "roster.first_time_chair"
_ANSWER, _QUIET, _CLOSING = (f"deadline.first_term_{name}" for name in ("answer", "quiet", "closing"))
_MENTOR = "deadline.mentor_answer"
SPECS = (
    CheckSpec("chair.this_week", Role.CHAIR, "staffing.do_step", Severity.NOTE, (RULE,)),
    CheckSpec("chair.asks_help", Role.SUPERIOR_OFFICER, "staffing.answer_help", Severity.MEDIUM, (RULE,), _ANSWER),
    CheckSpec("chair.quiet", Role.SUPERIOR_OFFICER, "staffing.check_in", Severity.NOTE, (RULE,), _QUIET),
    CheckSpec(
        "chair.programme_ends", Role.SUPERIOR_OFFICER, "staffing.close_programme", Severity.NOTE, (RULE,), _CLOSING
    ),
    CheckSpec("chair.mentor_asked", Role.CHAIR, "staffing.agree_mentor", Severity.NOTE, (RULE,), _MENTOR),
)


def find(
    context: Context, units: Collection[int] | None, facts: Sequence[UnitFacts] | None = None
) -> Iterator[Finding]:
    """The findings about all first-term chairs in office on the day, or those of ``units``."""
    rule = context.book.find(RULE)
    if rule is None:
        return
    chaired = units if facts is None else [one.unit for one in facts if _may_be_new(one, context.day)]
    if chaired is None or chaired:
        for found in with_facts(running(context.day, chaired, book=context.book), day=context.day):
            yield from _of_chair(found, context, rule)
    answer_in = days_of(context.book, _MENTOR)
    if answer_in is None:
        return
    for row in waiting(units):
        told = {"mentorship": row.pk, "asked_on": row.proposed_on.isoformat()}
        due = row.proposed_on + timedelta(days=answer_in)
        subject = f"mentorship:{row.pk}"
        place = (row.mentor_unit_id, row.mentor_id, subject)
        yield Finding("chair.mentor_asked", *place, told, rule.ref, due, warning=not rule.ref.verified)


def _may_be_new(unit: UnitFacts, day: date) -> bool:
    """Whether a chair of the day may be in a first term: there is none where nobody began of late."""
    return any(
        one.post is Post.CHAIR and one.from_day is not None and one.from_day > day - MOST_OPEN and one.held_on(day)
        for one in unit.posts
        if not one.earlier_chair
    )


def _of_chair(found: Followed, context: Context, rule: Value) -> Iterator[Finding]:
    began, now = found.held.from_day, found.at.now
    if began is None:
        return
    if now is not None and not found.at.over:
        due = began + timedelta(days=7 * now.week)
        yield _finding("chair.this_week", found, rule, due, {"step": now.id, "week": now.week}, subject=now.id)
    days = days_of(context.book, _ANSWER)
    if found.waiting and days is not None:
        first = min(one.day for one in found.waiting)
        facts = {"asked_on": first.isoformat(), "questions": len(found.waiting)}
        yield _finding("chair.asks_help", found, rule, first + timedelta(days=days), facts)

    quiet, closing = days_of(context.book, _QUIET), days_of(context.book, _CLOSING)
    if quiet is not None and not found.at.over and context.day - found.last_sign >= timedelta(days=quiet):
        facts = {"since": found.last_sign.isoformat()}
        yield _finding("chair.quiet", found, rule, found.last_sign + timedelta(days=quiet), facts)
    if closing is not None and found.at.over:
        facts = {"ended_on": found.at.ends_on.isoformat()}
        yield _finding("chair.programme_ends", found, rule, found.at.ends_on + timedelta(days=closing), facts)


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
        facts={"post": held.pk, "ends_on": found.at.ends_on.isoformat(), **facts},
        rule=rule.ref,
        due_on=due,
        warning=not rule.ref.verified,
    )


def over(facts: Mapping[str, Any], context: Context) -> bool:
    """Whether the hundred days these facts are of are over."""
    ends_on = facts.get("ends_on")
    return ends_on is not None and date.fromisoformat(ends_on) <= context.day


def long_over(facts: Mapping[str, Any], context: Context) -> bool:
    """Whether nobody can work on the programme any more, closed or not."""
    ends_on = facts.get("ends_on")
    open_days = days_of(context.book, OPEN_DAYS)
    if ends_on is None or open_days is None:
        return open_days is None
    end = date.fromisoformat(ends_on)
    began = end - timedelta(days=programme_on(end).days)
    return began + timedelta(days=open_days) <= context.day


LAPSED = {
    "chair.this_week": over,
    "chair.quiet": over,
    "chair.asks_help": long_over,
    "chair.programme_ends": long_over,
}
