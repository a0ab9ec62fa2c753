"""Bodies and histories in the shape the pages show them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from nongcot.people import labels
from nongcot.people.kinds import BodyKind
from nongcot.people.models import Body, PostHeld, Term, TermExtension, Unit
from nongcot.people.queries import Step
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


def bodies(posts: Iterable[PostHeld], terms: Iterable[Term], day: date) -> list[ShownBody]:
    """Bodies with somebody on them or with a running term: committees first, then sections and groups by name."""
    found: dict[int, Body] = {}
    held: dict[int, list[PostHeld]] = defaultdict(list)
    running: dict[int, Term] = {}
    for post in posts:
        found[post.body_id] = post.body
        held[post.body_id].append(post)
    for term in (term for term in terms if _holds(term, day)):
        found.setdefault(term.body_id, term.body)
        running.setdefault(term.body_id, term)
    shown = [_body(body, held[pk], running.get(pk), day) for pk, body in found.items()]
    return sorted(shown, key=lambda one: (BODY_ORDER.index(BodyKind(one.body.kind)), one.body.name))


def _body(body: Body, posts: list[PostHeld], term: Term | None, day: date) -> ShownBody:
    holders = sorted(posts, key=lambda held: (post_rank(held.post), held.person.sort_key))
    taken = seats_taken(body.kind, [(held.person_id, held.post) for held in holders])
    seats = term.seats_fixed if term else None
    longer: list[TermExtension] = term.longer if term else []  # type: ignore[attr-defined]
    decided = [one for one in longer if one.decision_day <= day]
    ends = [one.new_end for one in decided]
    return ShownBody(
        body=body,
        title=body.name or labels.body(body.kind),
        holders=holders,
        term=term,
        extensions=decided,
        end=max([*ends, *([term.planned_end] if term.planned_end else [])], default=None) if term else None,
        taken=taken,
        vacant=None if seats is None else max(seats - taken, 0),
    )


@dataclass(frozen=True, slots=True)
class EarlierTerm:
    """A term that is over: who sat on the body in it, and the last day of it, to look at the unit as it was."""

    title: str
    term: Term
    holders: list[PostHeld]
    last: date


def earlier_terms(posts: Iterable[PostHeld], terms: Iterable[Term], day: date) -> list[EarlierTerm]:
    """Terms that had ended by ``day``, the newest first. ``posts`` are all of the unit that had begun by then."""
    held: dict[int, list[PostHeld]] = defaultdict(list)
    for post in posts:
        held[post.body_id].append(post)
    over = [(term, term.to_day) for term in terms if term.to_day is not None and term.to_day <= day]
    return [
        EarlierTerm(
            title=term.body.name or labels.body(term.body.kind),
            term=term,
            holders=sorted(
                (post for post in held[term.body_id] if _overlap(post, term)),
                key=lambda post: (post_rank(post.post), post.person.sort_key),
            ),
            last=end - timedelta(days=1),
        )
        for term, end in over
    ]


def _overlap(post: PostHeld, term: Term) -> bool:
    """Whether the post was held on a day of the term."""
    begun = post.from_day is None or term.to_day is None or post.from_day < term.to_day
    return begun and (post.to_day is None or term.from_day is None or post.to_day > term.from_day)


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a unit's history.

    ``name`` is of another unit it speaks of, ``unit`` its id where the reader may see it; ``now``: it holds on the day
    of the page.
    """

    day: date | None
    words: str
    unit: int | None = None
    name: str = ""
    now: bool = False


def history(unit: Unit, steps: Iterable[Step], day: date, *, seen: Container[int]) -> list[Event]:
    """How the unit came to be what it is, oldest first; an event leads to another unit only if that is in ``seen``."""
    events = [Event(unit.began_on, _("Thành lập"))] if unit.began_on else []
    told = sorted(steps, key=lambda step: step.from_day or date.min)
    names = [step for step in told if step.what == "name"]
    for position, name in enumerate(names if len(names) > 1 else []):
        words = _("Tên gọi: %(name)s") if position == 0 else _("Đổi tên thành %(name)s")
        events.append(Event(name.from_day, words % {"name": name.name}, now=_holds(name, day)))
    for span in (step for step in told if step.what == "kind"):
        words = _("Đổi loại hình thành %(kind)s") if span.from_day else _("Loại hình: %(kind)s")
        events.append(Event(span.from_day, words % {"kind": labels.unit_kind(span.name)}, now=_holds(span, day)))
    others = {"under": _("Trực thuộc"), "into": _("Nhập vào"), "from": _("Tiếp nhận")}
    for step in told:
        if step.what in others:
            now = step.what == "under" and _holds(step, day)
            at = step.unit if step.unit in seen else None
            events.append(Event(step.from_day, others[step.what], at, step.name, now))
    if unit.ended_on:
        reason = labels.unit_end(unit.end_reason)
        words = _("Kết thúc hoạt động: %(reason)s") % {"reason": reason} if reason else _("Kết thúc hoạt động")
        events.append(Event(unit.ended_on, words))
    return sorted(events, key=lambda event: event.day or date.min)


def _holds(row: Any, day: date) -> bool:
    return (row.from_day is None or row.from_day <= day) and (row.to_day is None or row.to_day > day)
