"""A congress as its page shows it: each step with why, by when and what to prepare; what the plan says of itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from nongcot.infra.rulebook.api import rulebook
from nongcot.regulations import Rulebook
from nongcot.staffing.kinds.completing import ActsHere
from nongcot.staffing.kinds.congress import CongressStep, From, Planned
from nongcot.staffing.kinds.congress_papers import PAPERS
from nongcot.staffing.labels import completing as words
from nongcot.staffing.labels import congress as labels
from nongcot.staffing.labels.congress_papers import SHORT
from nongcot.staffing.models import Congress, CongressStepDone, IssuedPaper
from nongcot.staffing.rules import congress as rules
from nongcot.staffing.rules.congress_file import file_items


@dataclass(frozen=True, slots=True)
class PaperShown:
    """A document of a step, and that issued of it."""

    code: str
    title: str
    above: bool
    issued: IssuedPaper | None


@dataclass(frozen=True, slots=True)
class StepShown:
    """``state``: "done", "now", "passed" (the congress was held without it), "later"."""

    step: str
    title: str
    what: str
    who: str
    clock: str
    rule: str
    verified: bool
    due: date | None
    state: str
    done: CongressStepDone | None
    above: bool
    after: bool  # it follows the congress
    papers: list[PaperShown]

    @property
    def entry(self) -> bool:
        return self.step == CongressStep.ENTRY


def papers_of(step: str, issued: Mapping[str, IssuedPaper]) -> list[PaperShown]:
    """The documents that belong to a step."""
    return [
        PaperShown(code.value, SHORT[code], drafted.above, issued.get(code.value))
        for code, drafted in PAPERS.items()
        if drafted.step == step
    ]


def steps_of(
    congress: Congress,
    plan: Sequence[Planned],
    rows: Sequence[CongressStepDone],
    issued: Mapping[str, IssuedPaper] | None = None,
) -> list[StepShown]:
    """The steps of the plan in order."""
    book = rulebook()
    known = {row.step: row for row in rows}
    done = {row.step: row.done_on for row in rows}
    now = rules.current(plan, done).step
    held = [one.step for one in plan].index(CongressStep.CONGRESS) if CongressStep.CONGRESS in done else -1
    return [
        StepShown(
            one.step,
            labels.step(one.step),
            labels.what_to_do(one.step),
            words.who(one.who),
            _clock(one, congress, done, book),
            one.clock.ref.id if one.clock else "",
            one.clock is None or one.clock.ref.verified,
            rules.due_on(one, congress.planned_on, done) if congress.closed_on is None else None,
            _state(one.step, place < held, now, known, congress.closed_on is not None),
            known.get(one.step),
            one.who is ActsHere.ABOVE,
            one.counted not in (From.BEFORE, From.DAY),
            papers_of(one.step, issued or {}),
        )
        for place, one in enumerate(plan)
    ]


def _clock(one: Planned, congress: Congress, done: Mapping[str, date], book: Rulebook) -> str:
    """How many days a step has; and of which year no holidays are on record, where that matters."""
    missing = words.holidays_missing(rules.years_without_holidays(one, congress.planned_on, done))
    told = labels.clock_words(one, book)
    return f"{told}; {missing}" if missing else told


def _state(step: str, passed: bool, now: str, done: dict[str, CongressStepDone], closed: bool) -> str:
    if step in done:
        return "done"
    if passed or closed:
        return "passed"
    return "now" if step == now else "later"


def troubles_of(congress: Congress, plan: Sequence[Planned], done: dict[str, date], *, day: date) -> list[str]:
    """What is wrong with the plan, in sentences with its days."""
    if congress.closed_on is not None:
        return []
    last = congress.term_end - timedelta(days=1) if congress.term_end else None
    facts = {
        "planned": f"{congress.planned_on:%d/%m/%Y}",
        "last": f"{last:%d/%m/%Y}" if last else "",
        "have": max(0, (congress.planned_on - congress.opened_on).days),
        "need": rules.needs(plan),
    }
    found = rules.troubles(
        plan,
        planned_on=congress.planned_on,
        term_end=congress.term_end,
        done=done,
        opened_on=congress.opened_on,
        day=day,
    )
    return [labels.trouble(one, **facts) for one in found]


def file_state(congress: Congress) -> list[tuple[str, bool]]:
    """What the file for recognition holds: each thing and whether it is there."""
    known = congress.file.get("items", {})
    return [
        (labels.file_item(item), bool(known.get(item.id, {}).get("there"))) for item in file_items(congress.planned_on)
    ]
