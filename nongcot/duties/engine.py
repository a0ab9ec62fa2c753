"""Today's findings held against the open duties: new ones open, gone ones close, changed ones are updated."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain, islice
from typing import Any

from nongcot.duties.checks import CHECKS, check_persons, check_unit
from nongcot.duties.kinds import CloseReason, Context
from nongcot.duties.models import Duty, DutyEvent
from nongcot.kernel.findings import Finding
from nongcot.people.api import person_facts, unit_facts
from nongcot.regulations import Rulebook

SHAPE = 1
_BATCH = 2000
_CHANGING = ("facts", "rule", "document", "article", "verified", "warning", "role", "due_on")


@dataclass(slots=True)
class Outcome:
    """What a run did."""

    opened: int = 0
    changed: int = 0
    closed: int = 0
    unchanged: int = 0

    @property
    def anything(self) -> bool:
        return bool(self.opened or self.changed or self.closed)


@dataclass(slots=True)
class _Plan:
    opening: list[Finding] = field(default_factory=list)
    changing: list[Duty] = field(default_factory=list)
    outcome: Outcome = field(default_factory=Outcome)


def findings(day: date, book: Rulebook, units: Collection[int] | None = None) -> Iterator[Finding]:
    """All findings of the day, of every unit or of ``units``."""
    context = Context(day=day, book=book.on(day))
    of_units = chain.from_iterable(check_unit(facts, context) for facts in unit_facts(day, units))
    return chain(of_units, _of_persons(context, units))


def _of_persons(context: Context, units: Collection[int] | None) -> Iterator[Finding]:
    """Findings about persons; with ``units`` only those that are booked at one of them."""
    for finding in check_persons(person_facts(units), context):
        if finding.unit is not None and (units is None or finding.unit in units):
            yield finding


def reconcile(*, day: date, book: Rulebook, actor_name: str, units: Collection[int] | None = None) -> Outcome:
    """Bring the duties of all units, or of ``units``, up to date with the facts of ``day``.

    Call it inside a transaction. Over unchanged facts it writes nothing.
    """
    open_duties = {_key(duty): duty for duty in _open(units).iterator(chunk_size=_BATCH)}
    plan = _Plan()
    for finding in findings(day, book, units):
        _weigh(finding, open_duties.pop(finding.key, None), plan)
    _open_new(plan.opening, day, actor_name)
    _bring_up_to_date(plan.changing, day, actor_name)
    _close(list(open_duties.values()), day, actor_name)
    plan.outcome.closed = len(open_duties)
    return plan.outcome


def _open(units: Collection[int] | None) -> Any:
    rows = Duty.objects.filter(closed_on__isnull=True)
    return rows if units is None else rows.filter(unit__in=units)


def _key(duty: Duty) -> tuple[str, int, int | None, str]:
    return (duty.code, duty.unit_id, duty.person_id, duty.subject)


def _weigh(finding: Finding, duty: Duty | None, plan: _Plan) -> None:
    if duty is None:
        plan.opening.append(finding)
        plan.outcome.opened += 1
        return
    fresh = _columns(finding, duty.opened_on)
    if finding.due_on is None:
        fresh["due_on"] = duty.due_on  # counted from the day it opened: does not move
    changed = [name for name in _CHANGING if getattr(duty, name) != fresh[name]]
    if not changed:
        plan.outcome.unchanged += 1
        return
    for name in changed:
        setattr(duty, name, fresh[name])
    plan.changing.append(duty)
    plan.outcome.changed += 1


def _columns(finding: Finding, opened_on: date) -> dict[str, Any]:
    rule = finding.rule
    due = finding.due_on
    if due is None and finding.within_days is not None:
        due = opened_on + timedelta(days=finding.within_days)
    return {
        "facts": {"shape": SHAPE, **finding.facts},
        "rule": rule.id if rule else "",
        "document": rule.document if rule else "",
        "article": rule.article if rule else "",
        "verified": bool(rule and rule.verified),
        "warning": finding.warning,
        "role": CHECKS[finding.code].role.value,
        "due_on": due,
    }


def _open_new(found: list[Finding], day: date, actor_name: str) -> None:
    rows = iter(found)
    while batch := list(islice(rows, _BATCH)):
        duties = [
            Duty(code=f.code, unit_id=f.unit, person_id=f.person, subject=f.subject, opened_on=day, **_columns(f, day))
            for f in batch
        ]
        Duty.objects.bulk_create(duties)
        _remember(duties, "opened", day, actor_name)


def _bring_up_to_date(duties: list[Duty], day: date, actor_name: str) -> None:
    Duty.objects.bulk_update(duties, list(_CHANGING), batch_size=200)
    _remember(duties, "changed", day, actor_name)


def _close(duties: list[Duty], day: date, actor_name: str) -> None:
    for start in range(0, len(duties), _BATCH):
        batch = duties[start : start + _BATCH]
        Duty.objects.filter(pk__in=[duty.pk for duty in batch]).update(
            closed_on=day, close_reason=CloseReason.FACTS_CHANGED
        )
        _remember(batch, "closed", day, actor_name)


def _remember(duties: list[Duty], kind: str, day: date, actor_name: str) -> None:
    DutyEvent.objects.bulk_create(
        [DutyEvent(duty=duty, day=day, kind=kind, actor_name=actor_name, facts=duty.facts) for duty in duties],
        batch_size=_BATCH,
    )
