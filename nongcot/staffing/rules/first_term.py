"""The programme of a chair's first hundred days: its steps as data, and where somebody stands in it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from nongcot.regulations.programmes import versions_of

OPEN_DAYS = "first_term.open_days"  # how long after the first day a programme that nobody closed can be worked on


@dataclass(frozen=True, slots=True)
class Step:
    """One week's step. ``rule`` is a rule of the rulebook it rests on; without one ``source`` says what it rests on."""

    id: str
    week: int
    title: str
    title_en: str
    minutes: int
    what: str
    why: str
    how: tuple[str, ...]
    words: str
    checklist: tuple[str, ...]
    rule: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Programme:
    """The steps that hold for those who took over from ``from_day`` on."""

    from_day: date
    days: int
    verified: bool
    steps: tuple[Step, ...]

    @property
    def weeks(self) -> int:
        return max(step.week for step in self.steps)

    def step(self, step: str) -> Step | None:
        return next((one for one in self.steps if one.id == step), None)


@lru_cache(maxsize=1)
def programmes() -> tuple[Programme, ...]:
    """All versions, the oldest first."""
    return tuple(_programme(one) for one in versions_of("first_term"))


def _programme(told: dict[str, Any]) -> Programme:
    return Programme(told["from"], told["days"], told["verified"], tuple(_step(one) for one in told["steps"]))


def _step(told: dict[str, Any]) -> Step:
    return Step(**{**told, "how": tuple(told["how"]), "checklist": tuple(told["checklist"])})


def programme_on(day: date) -> Programme:
    """The version that held on ``day``: whoever began under one goes on with it."""
    return [one for one in programmes() if one.from_day <= day][-1]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands: the week of the day, the step to do now (None: all done), and those left behind."""

    week: int
    ends_on: date
    over: bool
    now: Step | None
    behind: tuple[Step, ...]


def standing(programme: Programme, began: date, done: Collection[str], day: date) -> Standing:
    """Where somebody who took over on ``began`` stands on ``day``, having done the steps ``done``.

    The step to do now is the earliest one not done of the weeks up to this one; where there is none, the next one.
    """
    week = min(max((day - began).days, 0) // 7 + 1, programme.weeks)
    left = [step for step in programme.steps if step.id not in done]
    ends_on = began + timedelta(days=programme.days)
    now = left[0] if left else None
    behind = tuple(step for step in left if step.week < week and step is not now)
    return Standing(week, ends_on, day >= ends_on, now, behind)
