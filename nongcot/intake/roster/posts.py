"""Joins the posts of one person at one unit: the same post said twice is one, posts of other days stay apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from nongcot.intake.kinds import OfficerRow, PostRead
from nongcot.intake.roster.kinds import Conflict, RosterPerson, RosterPost, Source
from nongcot.kernel.text import fold
from nongcot.people.kinds import BodyKind, Post

_OPEN_START, _OPEN_END = date.min, date.max
_DETAILS = ("mandate", "end_reason", "decision_number", "decision_day")

Same = tuple[str, BodyKind, Post, str]


def join_posts(
    person: RosterPerson, rows: Iterable[tuple[OfficerRow, str]], conflicts: list[Conflict]
) -> list[RosterPost]:
    """The person's posts, oldest first within each. ``rows`` are (row, unit key), the newest first."""
    rows = list(rows)
    if len(rows) == 1 and len(rows[0][0].posts) == 1:
        row, unit = rows[0]
        return [_held(person.key, unit, row, row.posts[0])]
    groups: dict[Same, list[tuple[RosterPost, Source]]] = defaultdict(list)
    for row, unit in rows:
        for read in row.posts:
            held = _held(person.key, unit, row, read)
            same = (unit, held.body, held.post, fold(held.body_name) if held.body_name else "")
            groups[same].append((held, Source(row.file, row.sheet, row.row)))
    posts: list[RosterPost] = []
    for group in groups.values():
        posts += [group[0][0]] if len(group) == 1 else _join(group, person, conflicts)
    return _without_implied_seats(posts) if len(posts) > 1 else posts


def _without_implied_seats(posts: list[RosterPost]) -> list[RosterPost]:
    """A chair or vice chair is no plain member of the same committee on the same days, even where a list says so."""
    leading = [p for p in posts if p.body is BodyKind.EXECUTIVE_COMMITTEE and p.post in (Post.CHAIR, Post.VICE_CHAIR)]
    return [p for p in posts if not (_plain_member(p) and _led_throughout(p, leading))] if leading else posts


def _plain_member(held: RosterPost) -> bool:
    return held.body is BodyKind.EXECUTIVE_COMMITTEE and held.post is Post.MEMBER


def _led_throughout(held: RosterPost, leading: list[RosterPost]) -> bool:
    """Whether the leading posts at the unit, one after another, fill all days of ``held``: vice chair, then chair."""
    here = [p for p in leading if p.unit == held.unit]
    if held.from_day is None and held.to_day is None:
        return any(p.to_day is None for p in here)
    day, end = held.from_day or _OPEN_START, held.to_day or _OPEN_END
    for first, last in sorted((p.from_day or _OPEN_START, p.to_day or _OPEN_END) for p in here):
        if first <= day < last:
            day = last
    return day >= end


def _held(person: str, unit: str, row: OfficerRow, read: PostRead) -> RosterPost:
    from_day, to_day = row.from_day, row.to_day
    if from_day and to_day and from_day == to_day < date.max:
        to_day += timedelta(days=1)  # taken up and left on one day: held on that day, not on every day before it
    elif from_day and to_day and to_day <= from_day:
        from_day = None
    return RosterPost(
        unit, person, read.body, read.post, read.body_name, from_day, to_day,
        row.mandate, row.end_reason, row.decision_number, row.decision_day, not (row.born or row.citizen_id),
    )  # fmt: skip


def _join(group: list[tuple[RosterPost, Source]], person: RosterPerson, conflicts: list[Conflict]) -> list[RosterPost]:
    """Dated holdings first; one that overlaps an accepted one is the same holding, told less well or differently."""
    accepted: list[RosterPost] = []
    undated: list[RosterPost] = []
    for held, source in group:
        if held.from_day is None and held.to_day is None:
            undated.append(held)
            continue
        rival = next((other for other in accepted if _overlap(held, other)), None)
        if rival is None:
            accepted.append(held)
            continue
        for attribute in ("from_day", "to_day"):
            kept, other = getattr(rival, attribute), getattr(held, attribute)
            if kept is not None and other is not None and kept != other:
                conflicts.append(Conflict(person.key, person.name, attribute, kept, other, source))
        _complete(rival, held)
    accepted.sort(key=lambda held: (held.from_day or _OPEN_START, held.to_day or _OPEN_END))
    if not accepted:
        accepted = undated[:1]
    elif undated and all(held.to_day is not None for held in accepted):
        # Listed without dates beside holdings that ended: the post is held again, from a day nobody told.
        accepted.append(undated[0])
    for held in undated:
        if held is not accepted[-1]:
            _details(accepted[-1], held)
    return accepted


def _overlap(a: RosterPost, b: RosterPost) -> bool:
    a_first = (a.from_day or _OPEN_START) < (b.to_day or _OPEN_END)
    return a_first and (b.from_day or _OPEN_START) < (a.to_day or _OPEN_END)


def _complete(held: RosterPost, other: RosterPost) -> None:
    start, end = held.from_day or other.from_day, held.to_day or other.to_day
    if start is None or end is None or start < end:
        held.from_day, held.to_day = start, end
    _details(held, other)


def _details(held: RosterPost, other: RosterPost) -> None:
    held.vague = held.vague and other.vague
    for attribute in _DETAILS:
        if not getattr(held, attribute):
            setattr(held, attribute, getattr(other, attribute))
