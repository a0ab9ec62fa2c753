"""Today's findings held against the open duties: new ones open, gone ones close, changed ones are updated.

Both are walked by unit, side by side, so that a country needs no more memory than a province.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet

from nongcot.duties.checks import CHECKS, check_persons, check_unit, lapsed
from nongcot.duties.kinds import CloseReason, Context
from nongcot.duties.models import Duty, DutyEvent
from nongcot.duties.sources import found_above
from nongcot.infra import bulk
from nongcot.infra.prepared import prepared
from nongcot.kernel.findings import Finding
from nongcot.people.api import FEW, person_facts, unit_facts
from nongcot.people.kinds import Role, UnitKind
from nongcot.regulations import Rulebook

SHAPE = 1
_BATCH = 5000
_OF_PERSONS = "person.possible_duplicate"
_CHANGING = ("facts", "rule", "document", "article", "verified", "warning", "role", "due_on")
_OPEN = ("pk", "code", "unit_id", "person_id", "subject", "opened_on", *_CHANGING)
_NEW = ("id", "code", "unit_id", "person_id", "subject", "opened_on", "close_reason", *_CHANGING)
_EVENT = ("duty_id", "day", "kind", "actor_id", "actor_name", "reason", "facts")


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


class OpenDuty(NamedTuple):
    """A row of an open duty: what it is, then the columns a run may change, in the order of ``_CHANGING``."""

    pk: int
    code: str
    unit: int
    person: int | None
    subject: str
    opened_on: date
    facts: dict[str, Any]
    rule: str
    document: str
    article: str
    verified: bool
    warning: bool
    role: str
    due_on: date | None

    @property
    def key(self) -> tuple[str, int, int | None, str]:
        return (self.code, self.unit, self.person, self.subject)


def reconcile(
    *,
    day: date,
    book: Rulebook,
    actor_name: str,
    units: Collection[int] | None = None,
    actor_id: int | None = None,
    because: Collection[str] = (),
) -> Outcome:
    """Bring the duties of all units, or of ``units``, up to date with the facts of ``day``.

    The actor is kept with what opens and closes: the login whose action it follows, or a name alone; ``because`` are
    the rules that got a value, where the run follows that. Call it inside a transaction and with the turn taken
    (:mod:`duties.turns`). Over unchanged facts it writes nothing.
    """
    context = Context(day=day, book=book.on(day))
    # a unit's own run follows its facts; that for all is the first to see what comes into force on the day
    changed = set(because) if units is not None else {*because, *_beginning(book, day)}
    writer = _Writer(context, actor_name, actor_id, changed)
    about_persons = _walk(context, units, writer)
    if units is not None and len(units) <= FEW:
        writer.weigh(*_pairs_near(context, units, about_persons))
    else:  # everybody is looked at anyway: all pairs, wherever they are booked
        everywhere = about_persons if units is None else map(OpenDuty._make, _pairs().values_list(*_OPEN))
        writer.weigh(check_persons(person_facts(), context), everywhere)
    writer.flush()
    return writer.outcome


def _beginning(book: Rulebook, day: date) -> Iterator[str]:
    """The rules of which a value comes into force on the day."""
    for rule in book.rules.values():
        entry = rule.entry_on(day)
        if entry is not None and entry.from_day == day:
            yield rule.id


def _walk(context: Context, units: Collection[int] | None, writer: _Writer) -> list[OpenDuty]:
    """Units and open duties, both ordered by unit; duties of units that are no more close.

    Gives back the open duties about persons, which are found in another way.
    """
    about_persons: list[OpenDuty] = []
    by_unit = groupby(_without(about_persons, _open(units)), key=attrgetter("unit"))
    few = list(unit_facts(context.day, units)) if units is not None and len(units) <= FEW else None
    waiting, above = next(by_unit, None), found_above(context, units, few)
    for facts in unit_facts(context.day, units) if few is None else few:
        while waiting is not None and waiting[0] < facts.unit:
            writer.close(waiting[1], CloseReason.UNIT_ENDED)
            waiting = next(by_unit, None)
        here: Iterable[OpenDuty] = ()
        if waiting is not None and waiting[0] == facts.unit:
            here = list(waiting[1])
            waiting = next(by_unit, None)
        writer.weigh([*check_unit(facts, context), *above.get(facts.unit, ())], here, facts.kind)
    while waiting is not None:
        writer.close(waiting[1], CloseReason.UNIT_ENDED)
        waiting = next(by_unit, None)
    return about_persons


def _without(about_persons: list[OpenDuty], duties: Iterable[OpenDuty]) -> Iterator[OpenDuty]:
    """The duties that are not about persons; the others are put aside."""
    for duty in duties:
        if duty.code == _OF_PERSONS:
            about_persons.append(duty)
        else:
            yield duty


def _pairs_near(
    context: Context, units: Collection[int], booked: list[OpenDuty]
) -> tuple[list[Finding], list[OpenDuty]]:
    """Pairs with a person of ``units``, wherever they are booked, and the open duties they are held against.

    A pair is booked at its lowest unit, which may be another one than that whose facts changed; and where the lowest
    unit is another one now, the duty at the former goes.
    """
    persons, asked = person_facts(units), set(units)
    here = {person.person for person in persons if not asked.isdisjoint(person.units)}
    found = [
        finding
        for finding in check_persons(persons, context)
        if finding.unit is not None and (finding.person in here or finding.facts["other"] in here)
    ]
    known = {duty.pk for duty in booked}
    elsewhere = _pairs().filter(person__in={finding.person for finding in found}).exclude(pk__in=known)
    same = {finding.subject for finding in found}
    others = [duty for duty in map(OpenDuty._make, elsewhere.values_list(*_OPEN)) if duty.subject in same]
    return found, booked + others


def _pairs() -> QuerySet[Duty]:
    return Duty.objects.filter(code=_OF_PERSONS, closed_on__isnull=True)


def _open(units: Collection[int] | None) -> Iterator[OpenDuty]:
    """Open duties ordered by unit."""
    rows = _all_open().iterator(chunk_size=_BATCH) if units is None else _open_of(units=units)
    return map(OpenDuty._make, rows)


def _all_open() -> QuerySet[Duty, tuple[Any, ...]]:
    return Duty.objects.filter(closed_on__isnull=True).order_by("unit_id", "pk").values_list(*_OPEN)


@prepared
def _open_of(*, units: Collection[int]) -> QuerySet[Duty, tuple[Any, ...]]:
    return _all_open().filter(unit__in=units)


@dataclass(slots=True)
class _Writer:
    """Weighs findings against duties and writes what differs.

    On PostgreSQL it writes as it goes; on SQLite only at the end, since there a reader on the same connection may meet
    the rows that are written beside it.
    """

    context: Context
    actor_name: str
    actor_id: int | None = None
    because: Collection[str] = ()
    outcome: Outcome = field(default_factory=Outcome)
    _opening: list[tuple[Finding, Role]] = field(default_factory=list)
    _changing: list[tuple[OpenDuty, dict[str, Any]]] = field(default_factory=list)
    _closing: list[tuple[OpenDuty, CloseReason]] = field(default_factory=list)
    _events: list[tuple[Any, ...]] = field(default_factory=list)

    @property
    def day(self) -> date:
        return self.context.day

    def weigh(self, found: Iterable[Finding], duties: Iterable[OpenDuty], kind: UnitKind | None = None) -> None:
        """Hold the findings of a unit of this kind against its open duties; who answers follows the kind."""
        left = {duty.key: duty for duty in duties}
        for finding in found:
            duty = left.pop(finding.key, None)
            if duty is None:
                self._opening.append((finding, CHECKS[finding.code].role_at(kind)))
            else:
                self._hold_against(finding, duty, CHECKS[finding.code].role_at(kind))
        self._closing += [(duty, self._why(duty)) for duty in left.values()]
        if connection.vendor == "postgresql" and len(self._opening) + len(self._closing) > _BATCH:
            self.flush()

    def close(self, duties: Iterable[OpenDuty], why: CloseReason) -> None:
        self._closing += [(duty, why) for duty in duties]

    def _why(self, duty: OpenDuty) -> CloseReason:
        """A duty that rests on another value than that of the day, or goes as a rule of its check gets one; one whose
        time is over; one that somebody has done.
        """
        spec = CHECKS.get(duty.code)
        rule = self.context.book.book.rules.get(duty.rule)
        entry = rule.entry_on(self.day) if rule else None
        changed = entry is None or (entry.document, entry.article) != (duty.document, duty.article)
        if changed or (spec is not None and not {*spec.rules, spec.deadline}.isdisjoint(self.because)):
            return CloseReason.RULE_CHANGED
        return CloseReason.DAY_PASSED if lapsed(duty.code, duty.facts, self.context) else CloseReason.FACTS_CHANGED

    def _hold_against(self, finding: Finding, duty: OpenDuty, role: Role) -> None:
        fresh = _columns(finding, role, duty.opened_on)  # a deadline decided anew holds for what is open already
        changed = {name: fresh[name] for name in _CHANGING if getattr(duty, name) != fresh[name]}
        if changed:
            self._changing.append((duty, changed))
        else:
            self.outcome.unchanged += 1

    def flush(self) -> None:
        """Write what was weighed so far; its events at once, in the order of what was done."""
        if self._opening:
            self._write_opening()
        if self._changing:
            self._write_changing()
        if self._closing:
            self._write_closing()
        if self._events:
            bulk.insert(DutyEvent, _EVENT, self._events)
            self._events.clear()

    def _write_opening(self) -> None:
        keys = bulk.reserve(Duty, len(self._opening))
        rows = [(pk, f, _columns(f, role, self.day)) for pk, (f, role) in zip(keys, self._opening, strict=True)]
        bulk.insert(
            Duty,
            _NEW,
            (
                (pk, f.code, f.unit, f.person, f.subject, self.day, "", *(columns[name] for name in _CHANGING))
                for pk, f, columns in rows
            ),
        )
        self._remember("opened", ((pk, columns["facts"]) for pk, _f, columns in rows))
        self.outcome.opened += len(rows)
        self._opening.clear()

    def _write_changing(self) -> None:
        bulk.update(Duty, {duty.pk: changed for duty, changed in self._changing})
        self._remember("changed", ((duty.pk, changed.get("facts", duty.facts)) for duty, changed in self._changing))
        self.outcome.changed += len(self._changing)
        self._changing.clear()

    def _write_closing(self) -> None:
        closed = {d.pk: {"closed_on": self.day, "close_reason": why.value} for d, why in self._closing}
        bulk.update(Duty, closed)
        self._remember("closed", ((duty.pk, duty.facts) for duty, _why in self._closing))
        self.outcome.closed += len(self._closing)
        self._closing.clear()

    def _remember(self, kind: str, rows: Iterable[tuple[int, dict[str, Any]]]) -> None:
        self._events += ((pk, self.day, kind, self.actor_id, self.actor_name, "", facts) for pk, facts in rows)


def _columns(finding: Finding, role: Role, opened_on: date) -> dict[str, Any]:
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
        "role": role.value,
        "due_on": due,
    }
