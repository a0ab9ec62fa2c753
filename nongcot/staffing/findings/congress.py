"""The steps of congresses whose day is near: of the union, and of its superior."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta

from django.db.models import QuerySet

from nongcot.duties.api import CheckSpec, Context, Severity
from nongcot.infra.prepared import prepared
from nongcot.kernel.findings import Finding
from nongcot.people.facts import UnitFacts
from nongcot.people.kinds import Role
from nongcot.staffing.kinds.completing import ActsHere
from nongcot.staffing.kinds.congress import CongressStep, From, Planned
from nongcot.staffing.models import Congress, CongressStepDone
from nongcot.staffing.rules import congress as rules
from nongcot.staffing.rules.days import days_of

NOTICE = "deadline.congress_notice"
_RULES = (
    rules.STEPS,
    rules.BEFORE_CLOCK,
    rules.AFTER_CLOCK,
    rules.FIRST_MEETING,
    rules.FILE_SENT,
    rules.RECOGNITION,
)
UNIT, ABOVE = "congress.step_due", "congress.answer_due"
SPECS = (
    CheckSpec(UNIT, Role.CHAIR, "staffing.do_congress_step", Severity.MEDIUM, _RULES),
    CheckSpec(ABOVE, Role.SUPERIOR_OFFICER, "staffing.answer_congress", Severity.MEDIUM, _RULES),
)
Plan = Sequence[Planned]


def find(
    context: Context, units: Collection[int] | None, _facts: Sequence[UnitFacts] | None = None
) -> Iterator[Finding]:
    """One finding for each step that is next, or whose clock runs, and due soon or past: two queries, one for none."""
    notice = days_of(context.book, NOTICE) or 0
    standing = _standing(units=units)
    if not standing:
        return
    done: dict[int, dict[str, date]] = defaultdict(dict)
    told = CongressStepDone.objects.filter(congress__in=[row.pk for row in standing])
    for congress, code, on in told.values_list("congress", "step", "done_on"):
        done[congress][code] = on
    plans: dict[tuple[date, str, str], Plan] = {}
    for row in standing:
        key = (row.opened_on, row.unit.kind, row.form)
        if key not in plans:
            plans[key] = rules.plan(context.book.book.on(row.opened_on), kind=row.unit.kind, form=row.form)
        for step in waiting(plans[key], done[row.pk]):
            due = rules.due_on(step, row.planned_on, done[row.pk])
            if due is not None and due <= context.day + timedelta(days=notice):
                yield from _finding(row, step, due)


@prepared
def _standing(*, units: Collection[int] | None) -> QuerySet[Congress]:
    rows = Congress.objects.filter(closed_on__isnull=True, unit__ended_on__isnull=True).select_related("unit")
    return (rows if units is None else rows.filter(unit__in=units)).order_by("pk")


def waiting(plan: Plan, done: Mapping[str, date]) -> list[Planned]:
    """The step that is next and, once the congress was held, every other one whose clock runs."""
    now = rules.current(plan, done)
    running = [step for step in plan if step.counted in _AFTER and _clock_runs(step, done)]
    held = running if CongressStep.CONGRESS in done else []
    return [step for step in plan if step.step not in done and (step is now or step in held)]


_AFTER = {
    From.CONGRESS: CongressStep.CONGRESS,
    From.FILE: CongressStep.FILE,
    From.RECOGNITION: CongressStep.RECOGNITION,
}


def _clock_runs(step: Planned, done: Mapping[str, date]) -> bool:
    return _AFTER[step.counted] in done


def _finding(row: Congress, step: Planned, due: date) -> Iterator[Finding]:
    rule = step.clock or step.rule
    if rule is None:
        return
    code = ABOVE if step.who is ActsHere.ABOVE else UNIT
    facts = {"congress": row.pk, "step": step.step, "planned_on": row.planned_on.isoformat()}
    warning = step.founding or not rule.ref.verified
    yield Finding(code, row.unit_id, None, f"{row.pk}:{step.step}", facts, rule.ref, due, warning=warning)
