"""Cases follow the duties: one opens with a vacancy that was found, and closes when the seat is filled.

Set-based over the whole province: what opens and closes by itself is told by the case, as duties tell it by themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Q, QuerySet

from nongcot.duties.kinds import FELL_AWAY
from nongcot.duties.models import Duty
from nongcot.infra.prepared import prepared
from nongcot.infra.rulebook.api import rulebook
from nongcot.people.kinds import BodyKind, Mandate, Post
from nongcot.people.models import PostHeld, on_day
from nongcot.regulations import DayBook
from nongcot.staffing.kinds.completing import CODES_OF_SEAT, SEAT_OF_DUTY, CaseEnd, Seat
from nongcot.staffing.models import CompletionCase
from nongcot.staffing.rules import completing as rules

_BATCH = 2000
Place = tuple[int, Seat]


@transaction.atomic
def follow_duties(*, day: date, units: Collection[int] | None = None) -> tuple[int, int]:
    """Open a case for every open duty about an empty seat, close those whose seat is filled: (opened, closed).

    ``units`` limits it to what a change touched. Over unchanged duties it writes nothing. A case that closed with its
    unit goes on where the unit is there again.
    """
    due = _due(units)
    known = _known(day=day, units=units)
    standing = [case for case in known if case.closed_on is None]
    standing += _again([case for case in known if case.closed_on is not None], due)
    if not due and not standing:
        return 0, 0
    closed = _close(standing, due, day)
    _keep_up([case for case in standing if case.closed_on is None and case.code], due)
    places = {(case.unit_id, seat_of(case)) for case in standing if case.closed_on is None}
    waiting = {place: told for place, told in due.items() if place not in places}
    opening = _not_dropped(waiting, units)
    return _open(opening, rulebook().on(day), day) if opening else 0, closed


@prepared
def _known(*, day: date, units: Collection[int] | None) -> QuerySet[CompletionCase]:
    """Cases that stand, and those that closed with a unit that is there on ``day``."""
    alive = Q(unit__ended_on__isnull=True) | Q(unit__ended_on__gt=day)
    rows = CompletionCase.objects.filter(Q(closed_on__isnull=True) | Q(alive, end=CaseEnd.UNIT_ENDED.value))
    return _of(rows.annotate(unit_ended=F("unit__ended_on")), units).order_by("pk")


def _again(ended: list[CompletionCase], due: dict[Place, dict[str, Any]]) -> list[CompletionCase]:
    """Those that go on: the end of the unit was taken back, the same seat is empty, no newer case is about it."""
    going = []
    newest = _newest({case.unit_id for case in ended})
    for case in ended:
        place = (case.unit_id, seat_of(case))
        same = not case.code or (place in due and due[place]["since"] == case.since)
        if same and newest[place] == case.pk:
            case.closed_on, case.end = None, ""
            going.append(case)
    CompletionCase.objects.bulk_update(going, ["closed_on", "end"], batch_size=_BATCH)
    return going


def _newest(units: Collection[int]) -> dict[Place, int]:
    """The last case of each seat of these units; no question for none."""
    if not units:
        return {}
    rows = CompletionCase.objects.filter(unit__in=units).values_list("unit_id", "body", "post").annotate(last=Max("pk"))
    return {(unit, Seat(BodyKind(body), Post(post))): last for unit, body, post, last in rows.order_by()}


def _keep_up(standing: list[CompletionCase], due: dict[Place, dict[str, Any]]) -> None:
    """The day a seat fell empty, where the record of it was completed or corrected since."""
    changed = []
    for case in standing:
        told = due.get((case.unit_id, seat_of(case)))
        if told is not None and told["since"] != case.since:
            case.since = told["since"]
            changed.append(case)
    CompletionCase.objects.bulk_update(changed, ["since"], batch_size=_BATCH)


def seat_of(case: CompletionCase) -> Seat:
    return Seat(BodyKind(case.body), Post(case.post))


def _of(rows: QuerySet[Any, Any], units: Collection[int] | None) -> Any:
    return rows if units is None else rows.filter(unit__in=units)


def _due(units: Collection[int] | None) -> dict[Place, dict[str, Any]]:
    """The empty seats of open duties; of two duties about one seat the first in the order of the codes."""
    order = list(SEAT_OF_DUTY)
    found: dict[Place, dict[str, Any]] = {}
    for unit, kind, code, opened_on, facts in _open_seats(units=units):
        place = (unit, SEAT_OF_DUTY[code])
        if place not in found or order.index(code) < order.index(found[place]["code"]):
            since = facts.get("vacant_since")
            found[place] = {
                "code": code,
                "kind": kind,
                "opened_on": opened_on,
                "since": date.fromisoformat(since) if since else None,
            }
    return found


@prepared
def _open_seats(*, units: Collection[int] | None) -> QuerySet[Duty, tuple[Any, ...]]:
    rows = _of(Duty.objects.filter(closed_on__isnull=True, code__in=SEAT_OF_DUTY), units)
    return rows.order_by("pk").values_list("unit_id", "unit__kind", "code", "opened_on", "facts")


@prepared
def _dropped(*, units: Collection[int] | None) -> QuerySet[CompletionCase, tuple[Any, ...]]:
    """For each seat the last day on which somebody dropped its case."""
    rows = _of(CompletionCase.objects.filter(end=CaseEnd.DROPPED.value), units)
    return rows.values_list("unit_id", "body", "post").annotate(last=Max("closed_on"))


def _not_dropped(waiting: dict[Place, dict[str, Any]], units: Collection[int] | None) -> dict[Place, dict[str, Any]]:
    """Without the seats of which somebody dropped the case since the duty opened."""
    if not waiting:
        return waiting
    dropped: dict[Place, date] = {
        (unit, Seat(BodyKind(body), Post(post))): last for unit, body, post, last in _dropped(units=units)
    }
    return {
        place: told for place, told in waiting.items() if place not in dropped or dropped[place] < told["opened_on"]
    }


def _open(waiting: dict[Place, dict[str, Any]], book: DayBook, day: date) -> int:
    first: dict[tuple[str, str], rules.PlannedStep] = {}
    rows = []
    for (unit, seat), told in sorted(waiting.items(), key=lambda pair: (pair[0][0], pair[0][1].key)):
        way = Mandate.BY_ELECTION.value
        key = (told["kind"], seat.body.value)
        if key not in first:
            first[key] = rules.plan(book, kind=told["kind"], body=seat.body, way=way)[0]
        step = first[key]
        rows.append(
            CompletionCase(
                unit_id=unit,
                body=seat.body.value,
                post=seat.post.value,
                way=way,
                code=told["code"],
                since=told["since"],
                opened_on=day,
                step=step.step,
                step_on=day,
                due_on=rules.due_on(step, day),
            )
        )
    CompletionCase.objects.bulk_create(rows, batch_size=_BATCH, ignore_conflicts=True)
    return len(rows)


def _close(standing: list[CompletionCase], due: Collection[Place], day: date) -> int:
    """Close the cases whose duties are closed, and those opened by hand whose seat is filled."""
    ready = [case for case in standing if not case.code or (case.unit_id, seat_of(case)) not in due]
    if not ready:
        return 0
    held = _held_in({case.unit_id for case in ready}, day)
    fallen = _fallen({case.unit_id for case in ready if case.code})
    closing = []
    for case in ready:
        end = _end_of(case, held[case.unit_id], fallen, day)
        if end is not None:
            case.closed_on, case.end = day, end.value
            closing.append(case)
    CompletionCase.objects.bulk_update(closing, ["closed_on", "end"], batch_size=_BATCH)
    return len(closing)


Held = tuple[int, str, str, date | None]


def _held_in(units: Collection[int], day: date) -> dict[int, list[Held]]:
    found: dict[int, list[Held]] = defaultdict(list)
    rows = PostHeld.objects.filter(on_day(day), unit__in=units)
    for unit, person, body, post, from_day in rows.values_list(
        "unit_id", "person_id", "body__kind", "post", "from_day"
    ):
        found[unit].append((person, body, post, from_day))
    return found


def _fallen(units: Collection[int]) -> set[tuple[int, str]]:
    """(unit, code) of the last duties that closed without anybody having done something."""
    rows = Duty.objects.filter(unit__in=units, code__in=SEAT_OF_DUTY, closed_on__isnull=False).order_by("pk")
    last = {(unit, code): reason for unit, code, reason in rows.values_list("unit_id", "code", "close_reason")}
    return {place for place, reason in last.items() if reason in FELL_AWAY}


def _end_of(case: CompletionCase, held: Iterable[Held], fallen: set[tuple[int, str]], day: date) -> CaseEnd | None:
    ended: date | None = case.unit_ended  # type: ignore[attr-defined]
    if ended is not None and ended <= day:
        return CaseEnd.UNIT_ENDED
    seat = seat_of(case)
    sitting = {person: from_day for person, body, post, from_day in held if rules.sits_in(seat, body, post)}
    if not case.code:
        return CaseEnd.COMPLETED if len(sitting) >= (case.wanted or 1) else None
    if any((case.unit_id, code) in fallen for code in CODES_OF_SEAT.get(seat, (case.code,))):
        return CaseEnd.FELL_AWAY
    since = case.since or case.opened_on
    fresh = any(from_day is not None and from_day >= since for from_day in sitting.values())
    return CaseEnd.COMPLETED if fresh else CaseEnd.NOT_VACANT
