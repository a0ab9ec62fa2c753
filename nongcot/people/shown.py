"""Bodies and histories in the shape the pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nongcot.people import labels
from nongcot.people.kinds import BodyKind
from nongcot.people.models import Body, PostHeld, TermExtension, Unit, UnitPlacement, UnitSuccession
from nongcot.people.rules import post_rank, seats_taken

BODY_ORDER = tuple(BodyKind)


@dataclass(frozen=True, slots=True)
class ShownBody:
    """A body with its holders in the order of posts.

    ``extensions`` are those decided by the day; ``end`` is the end with them. ``vacant`` is None where the number of
    seats is not known.
    """

    body: Body
    title: str
    holders: list[PostHeld]
    term: Any
    extensions: list[TermExtension]
    end: date | None
    taken: int
    vacant: int | None


def bodies(rows: Iterable[Body], day: date) -> list[ShownBody]:
    """Bodies with somebody on them or with a running term: committees first, then sections and groups by name."""
    found = [_body(row, day) for row in rows if row.holders or row.day_terms]  # type: ignore[attr-defined]
    return sorted(found, key=lambda one: (BODY_ORDER.index(BodyKind(one.body.kind)), one.body.name))


def _body(row: Any, day: date) -> ShownBody:
    holders = sorted(row.holders, key=lambda held: (post_rank(held.post), held.person.sort_key))
    term = row.day_terms[0] if row.day_terms else None
    taken = seats_taken(row.kind, [(held.person_id, held.post) for held in holders])
    seats = term.seats_fixed if term else None
    decided = [one for one in term.extensions.all() if one.decision_day <= day] if term else []
    ends = [one.new_end for one in decided]
    return ShownBody(
        body=row,
        title=row.name or labels.body(row.kind),
        holders=holders,
        term=term,
        extensions=decided,
        end=max([*ends, *([term.planned_end] if term.planned_end else [])], default=None) if term else None,
        taken=taken,
        vacant=None if seats is None else max(seats - taken, 0),
    )


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a unit's history; ``unit`` is another unit it speaks of. ``now``: it holds on the day of the page."""

    day: date | None
    words: str
    unit: Unit | None = None
    name: str = ""
    now: bool = False


def history(
    unit: Unit, placements: Iterable[UnitPlacement], successions: Iterable[UnitSuccession], day: date
) -> list[Event]:
    """How the unit came to be what it is, oldest first."""
    events = [Event(unit.began_on, _("Thành lập"))] if unit.began_on else []
    names = sorted(unit.names.all(), key=lambda name: name.from_day or date.min)
    for position, name in enumerate(names if len(names) > 1 else []):
        words = _("Tên gọi: %(name)s") if position == 0 else _("Đổi tên thành %(name)s")
        events.append(Event(name.from_day, words % {"name": name.name}, now=_holds(name, day)))
    events += [Event(row.from_day, _("Trực thuộc"), row.superior, row.then, _holds(row, day)) for row in placements]  # type: ignore[attr-defined]
    for row in successions:
        if row.predecessor_id == unit.pk:
            events.append(Event(row.on, _("Nhập vào"), row.successor, row.successor.name))
        else:
            events.append(Event(row.on, _("Tiếp nhận"), row.predecessor, row.predecessor.name))
    if unit.ended_on:
        reason = labels.unit_end(unit.end_reason)
        words = _("Kết thúc hoạt động: %(reason)s") % {"reason": reason} if reason else _("Kết thúc hoạt động")
        events.append(Event(unit.ended_on, words))
    return sorted(events, key=lambda event: event.day or date.min)


def _holds(row: Any, day: date) -> bool:
    return (row.from_day is None or row.from_day <= day) and (row.to_day is None or row.to_day > day)
