"""The steps of a case as the rules of its day have them, and when the next one is due."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from nongcot.kernel.dates import working_days_after
from nongcot.people.kinds import COMMITTEE_SEATS, BodyKind, Post
from nongcot.regulations import DayBook, MissingKey, Value, calendar_of
from nongcot.staffing.kinds.completing import ActsHere, PlannedStep, Seat, Step, level_of
from nongcot.staffing.rules.days import in_working_days

STEPS, INSPECTION_STEPS = "completing.steps", "completing.inspection_steps"
STEP_CLOCK, RECOGNITION_CLOCK = "deadline.completing_step", "deadline.recognition"
_ENTRY = f"{Step.ENTRY}:{ActsHere.UNIT}"


def plan(book: DayBook, *, kind: str, body: str, way: str) -> list[PlannedStep]:
    """The steps in their order for a seat of ``body`` in a unit of ``kind``, filled in this ``way``.

    ``book`` is that of the day the case was opened. Entry in the roster is always the last one; where no rule is in
    force it is the only one.
    """
    rule = _steps_rule(book, kind, body, way)
    listed = rule.value if rule is not None and isinstance(rule.value, tuple | list) else ()
    names = [str(name) for name in listed if str(name).partition(":")[0] != Step.ENTRY]
    found: dict[str, PlannedStep] = {}
    for name in (*names, _ENTRY):
        step, _colon, who = name.partition(":")
        if step not in found:
            found[step] = _planned(book, step, who, rule)
    return list(found.values())


def _steps_rule(book: DayBook, kind: str, body: str, way: str) -> Value | None:
    if body == BodyKind.INSPECTION_COMMITTEE:
        return book.find(INSPECTION_STEPS)
    try:
        return book.find(STEPS, level=level_of(kind), way=way)
    except MissingKey:
        return None


def _planned(book: DayBook, step: str, who: str, rule: Value | None) -> PlannedStep:
    acts = ActsHere.ABOVE if who == ActsHere.ABOVE else ActsHere.UNIT
    clock = _clock(book, step)
    days = clock.value if clock is not None and isinstance(clock.value, int) else None
    return PlannedStep(step, acts, days, in_working_days(book, clock), rule, clock, calendar_of(book.book))


def _clock(book: DayBook, step: str) -> Value | None:
    if step == Step.RECOGNITION:
        return book.find(RECOGNITION_CLOCK)
    try:
        return book.find(STEP_CLOCK, step=step)
    except MissingKey:
        return None


def current(steps: Sequence[PlannedStep], done: Collection[str]) -> PlannedStep:
    """The step after the last one done: what was passed over is not asked for again. The entry comes last and stays."""
    last = max((place for place, step in enumerate(steps) if step.step in done), default=-1)
    return steps[min(last + 1, len(steps) - 1)]


def due_on(step: PlannedStep, since: date) -> date | None:
    """When a step that began on ``since`` is due; None where nothing says so."""
    if step.days is None:
        return None
    if step.working:
        return working_days_after(since, step.days, step.calendar or ())
    return since + timedelta(days=step.days)


def years_without_holidays(step: PlannedStep, since: date) -> tuple[int, ...]:
    """The years of which the holidays are not on record, among the working days counted for this step."""
    due = due_on(step, since) if step.working else None
    return () if due is None or step.calendar is None else step.calendar.unknown(since, due)


def sits_in(seat: Seat, body: str, post: str) -> bool:
    """Whether somebody who holds this post sits in this seat: any seat of the executive committee is a member's."""
    if seat.body != body:
        return False
    if seat.body == BodyKind.EXECUTIVE_COMMITTEE and seat.post == Post.MEMBER:
        return post in COMMITTEE_SEATS
    if seat.body == BodyKind.INSPECTION_COMMITTEE and seat.post == Post.MEMBER:
        return post in (Post.HEAD, Post.DEPUTY_HEAD, Post.MEMBER)
    return post == seat.post
