"""A case as its page shows it: each step with who, by when, what was done, and where the plan comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nongcot.regulations import Rulebook
from nongcot.staffing.kinds.completing import ActsHere, PlannedStep, Step
from nongcot.staffing.labels import completing as labels
from nongcot.staffing.labels.papers import TITLES
from nongcot.staffing.models import CompletionCase, IssuedPaper, StepDone
from nongcot.staffing.rules import completing as rules
from nongcot.staffing.shown.checked import CheckedShown


@dataclass(frozen=True, slots=True)
class StepShown:
    """``state``: "done", "now", "passed" (a later one was done without it), "later"."""

    step: str
    title: str
    what: str
    who: str
    clock: str
    due: date | None
    state: str
    done: StepDone | None
    above: bool
    paper: str = ""  # the kind of its document: "Tờ trình"
    issued: IssuedPaper | None = None
    checks: Sequence[CheckedShown] = ()

    @property
    def entry(self) -> bool:
        return self.step == Step.ENTRY


@dataclass(frozen=True, slots=True)
class Source:
    """Where the plan of steps comes from."""

    words: str
    rule: str
    verified: bool
    note: str


def steps_of(
    case: CompletionCase,
    plan: Sequence[PlannedStep],
    done: Sequence[StepDone],
    papers: Mapping[str, IssuedPaper],
    checks: Mapping[str, Sequence[CheckedShown]],
) -> list[StepShown]:
    """The steps of the plan in order; of those to come the due day follows the one before it, and what is checked."""
    known = {row.step: row for row in done}
    last = max((place for place, one in enumerate(plan) if one.step in known), default=-1)
    found = []
    since: date | None = case.step_on
    for place, one in enumerate(plan):
        row = known.get(one.step)
        due, missing = None, ""
        if case.closed_on is None and place > last and since is not None:
            missing = labels.holidays_missing(rules.years_without_holidays(one, since))
            since = due = rules.due_on(one, since)
        state = _state(place, last, row is not None, case.closed_on is not None)
        found.append(
            StepShown(
                one.step,
                labels.step(one.step),
                labels.what_to_do(one.step),
                labels.who(one.who),
                "; ".join(part for part in (labels.clock_words(one), missing) if part),
                due,
                state,
                row,
                one.who is ActsHere.ABOVE,
                TITLES[Step(one.step)][0].capitalize() if one.step in TITLES else "",
                papers.get(one.step),
                checks.get(one.step, ()) if row is None and state != "passed" else (),
            )
        )
    return found


def _state(place: int, last: int, done: bool, closed: bool) -> str:
    if done:
        return "done"
    if place < last or closed:
        return "passed"
    return "now" if place == last + 1 else "later"


def source_of(plan: Sequence[PlannedStep], book: Rulebook) -> Source:
    value = next((one.rule for one in plan if one.rule is not None), None)
    return Source(
        labels.source(value, book),
        value.ref.id if value else "",
        bool(value and value.ref.verified),
        labels.note(value),
    )
