"""The plan of a congress counted backwards from its day, and what the rules propose: pure."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from nongcot.duties.checks.committee import maximum_for
from nongcot.duties.checks.view import WITH_COMMITTEE, chair_only_for
from nongcot.kernel.dates import working_days_after
from nongcot.people.kinds import GRASSROOTS_KINDS, SUPERIOR_KINDS, UnitKind
from nongcot.regulations import DayBook, MissingKey, Value, calendar_of
from nongcot.staffing.kinds.completing import ActsHere, level_of
from nongcot.staffing.kinds.congress import BEFORE, CongressForm, CongressStep, From, Planned, Trouble
from nongcot.staffing.rules.days import in_working_days

STEPS = "congress.steps"
BEFORE_CLOCK, AFTER_CLOCK = "deadline.congress_before", "deadline.congress_after"
FIRST_MEETING, FILE_SENT, RECOGNITION = "congress.first_meeting", "congress.file_sent", "deadline.recognition"
DELEGATES_FROM = "congress.delegates_form_from"
_FIXED = {CongressStep.FIRST_MEETING: FIRST_MEETING, CongressStep.FILE: FILE_SENT}
_COUNTED = {
    **dict.fromkeys(BEFORE, From.BEFORE),
    CongressStep.CONGRESS: From.DAY,
    CongressStep.RECOGNITION: From.FILE,
    CongressStep.ENTRY: From.RECOGNITION,
}
_WAITS_FOR = {
    From.CONGRESS: CongressStep.CONGRESS,
    From.FILE: CongressStep.FILE,
    From.RECOGNITION: CongressStep.RECOGNITION,
}
# These stay, whatever a rule leaves out.
_ALWAYS = (f"{CongressStep.CONGRESS}:{ActsHere.UNIT}", f"{CongressStep.ENTRY}:{ActsHere.UNIT}")


def plan(book: DayBook, *, kind: str, form: str) -> list[Planned]:
    """The steps in their order for a unit of ``kind``. ``book`` is that of the day the congress was opened.

    The congress itself and the entry in the roster are always among them; where no rule is in force they are all.
    """
    rule = _find(book, STEPS, level=level_of(kind), form=form)
    listed = rule.value if rule is not None and isinstance(rule.value, tuple | list) else ()
    names = [str(name) for name in listed if str(name).partition(":")[0] != CongressStep.ENTRY]
    found: dict[str, Planned] = {}
    for name in (*names, *_ALWAYS):
        step, _colon, who = name.partition(":")
        if step not in found:
            found[step] = _planned(book, step, who, kind, rule)
    return list(found.values())


def _planned(book: DayBook, step: str, who: str, kind: str, rule: Value | None) -> Planned:
    acts = ActsHere.ABOVE if who == ActsHere.ABOVE else ActsHere.UNIT
    known = CongressStep(step) if step in set(CongressStep) else None
    counted = _COUNTED.get(known, From.CONGRESS) if known else From.BEFORE
    clock, founding = _clock(book, step, kind, counted)
    days = clock.value if clock is not None and isinstance(clock.value, int) else None
    working = in_working_days(book, clock)
    return Planned(step, acts, counted, days, working, rule, clock, founding, calendar_of(book.book))


def _clock(book: DayBook, step: str, kind: str, counted: From) -> tuple[Value | None, bool]:
    """The rule of a step's days, and whether its document speaks of a founding congress."""
    fixed = _FIXED.get(CongressStep(step)) if step in set(CongressStep) else None
    if fixed is not None and kind in GRASSROOTS_KINDS and (value := book.find(fixed)) is not None:
        return value, True
    if step == CongressStep.RECOGNITION:
        return book.find(RECOGNITION), False
    return _find(book, BEFORE_CLOCK if counted is From.BEFORE else AFTER_CLOCK, step=step), False


def _find(book: DayBook, rule: str, **keys: str) -> Value | None:
    try:
        return book.find(rule, **keys)
    except MissingKey:
        return None


def due_on(step: Planned, planned_on: date, done: Mapping[str, date]) -> date | None:
    """By when a step is due: backwards from the planned day, forwards from what was really done.

    None where nothing says so, and while what it is counted from has no day.
    """
    if step.counted is From.DAY:
        return planned_on
    if step.days is None:
        return None
    if step.counted is From.BEFORE:
        return planned_on - timedelta(days=step.days)
    start = _start(step, planned_on, done)
    if start is None:
        return None
    if step.working:
        return working_days_after(start, step.days, step.calendar or ())
    return start + timedelta(days=step.days)


def _start(step: Planned, planned_on: date, done: Mapping[str, date]) -> date | None:
    """The day a step after the congress is counted from."""
    start = done.get(_WAITS_FOR[step.counted])
    return planned_on if start is None and step.counted is From.CONGRESS else start


def years_without_holidays(step: Planned, planned_on: date, done: Mapping[str, date]) -> tuple[int, ...]:
    """The years of which the holidays are not on record, among the working days counted for this step."""
    due = due_on(step, planned_on, done) if step.working and step.counted in _WAITS_FOR else None
    start = _start(step, planned_on, done) if due is not None else None
    if due is None or start is None or step.calendar is None:
        return ()
    return step.calendar.unknown(start, due)


def current(steps: Sequence[Planned], done: Collection[str]) -> Planned:
    """The step that is next: the first not done; once the congress was held, what came before it is not asked again."""
    place = next(place for place, step in enumerate(steps) if step.step == CongressStep.CONGRESS)
    rest = steps[place + 1 :] if CongressStep.CONGRESS in done else steps
    return next((step for step in rest if step.step not in done), steps[-1])


def complete(steps: Sequence[Planned], done: Collection[str]) -> bool:
    """Whether the congress is over: its results are in the roster, and recognised where the plan asks for that."""
    asked = {CongressStep.CONGRESS, CongressStep.ENTRY, CongressStep.RECOGNITION} & {step.step for step in steps}
    return asked <= set(done)


def needs(steps: Sequence[Planned]) -> int:
    """How many days before its day the preparation of a congress begins."""
    return max((step.days or 0 for step in steps if step.counted is From.BEFORE), default=0)


def last_day(term_end: date, holidays: Container[date] = ()) -> date:
    """The last working day of a term. ``term_end`` is the first day that is no longer in it."""
    day = term_end - timedelta(days=1)
    while day.weekday() >= _SATURDAY or day in holidays:
        day -= timedelta(days=1)
    return day


_SATURDAY = 5


def proposed_day(steps: Sequence[Planned], term_end: date | None, day: date) -> date:
    """The day to plan with: the last working day of the term; where that has passed or is not known, the first day
    that leaves time for every step."""
    holidays = next((step.calendar for step in steps if step.calendar is not None), None) or ()
    if term_end is not None and (last := last_day(term_end, holidays)) >= day:
        return last
    return working_days_after(day + timedelta(days=needs(steps)) - timedelta(days=1), 1, holidays)


def troubles(
    steps: Sequence[Planned],
    *,
    planned_on: date,
    term_end: date | None,
    done: Collection[str],
    opened_on: date,
    day: date,
) -> list[Trouble]:
    """What is wrong with the plan on ``day``; nothing once the congress was held."""
    if CongressStep.CONGRESS in done:
        return []
    found = []
    if planned_on < day:
        found.append(Trouble.OVERDUE)
    if term_end is not None and planned_on >= term_end:
        found.append(Trouble.AFTER_TERM)
    if planned_on - timedelta(days=needs(steps)) < opened_on:
        found.append(Trouble.TOO_SHORT)
    return found


@dataclass(frozen=True, slots=True)
class Proposed:
    """A form of congress and why: the rule with its threshold, and the members it was held against."""

    form: CongressForm
    threshold: int | None
    members: int | None
    rule: Value | None


def form_for(book: DayBook, *, kind: str, members: int | None) -> Proposed | None:
    """Plenary or by delegates, as the rule of the day has it; None where it says nothing of this unit.

    A superior union meets by delegates: its members are those of other unions.
    """
    if kind in SUPERIOR_KINDS:
        return Proposed(CongressForm.DELEGATES, None, members, None)
    rule = book.find(DELEGATES_FROM) if kind in GRASSROOTS_KINDS else None
    if rule is None or not isinstance(rule.value, int) or members is None:
        return None
    form = CongressForm.DELEGATES if members >= rule.value else CongressForm.PLENARY
    return Proposed(form, rule.value, members, rule)


def most_delegates(book: DayBook, *, kind: str, members: int | None) -> Value | None:
    """The largest number of official delegates; None where no rule says it of this unit or its members are unknown."""
    if kind == UnitKind.DIRECT_SUPERIOR:
        return book.find("congress.delegates_maximum.direct_superior")
    if members is None:
        return None
    if kind == UnitKind.PROVINCIAL_FEDERATION:
        return book.find("congress.delegates_maximum.provincial", members=members)
    return book.find("congress.delegates_maximum", members=members) if kind in GRASSROOTS_KINDS else None


def most_guests(book: DayBook, delegates: int | None) -> tuple[int | None, Value | None]:
    """The largest number of guests for so many official delegates, and the rule; None where no rule says it."""
    rule = book.find("congress.guests_share")
    if rule is None or rule.value is None or delegates is None:
        return None, rule
    return int(Fraction(str(rule.value)) * delegates), rule


def seats_range(book: DayBook, *, kind: str, name: str, members: int | None) -> tuple[Value | None, Value | None]:
    """The fewest and the most members of an executive committee; None where no rule says it of this unit."""
    fewest = book.find("committee.minimum") if kind in WITH_COMMITTEE else None
    most = maximum_for(book, kind=UnitKind(kind), name=name, members=members) if kind in set(UnitKind) else None
    return fewest, most


def chair_only(book: DayBook, *, kind: str, members: int | None) -> Value | None:
    """The rule by which a union this small elects a chair alone; None where it elects a committee."""
    return chair_only_for(book, kind=UnitKind(kind), members=members) if kind in set(UnitKind) else None
