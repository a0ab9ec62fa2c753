"""What the file adds to persons and posts on record: completed, never emptied; a changed known value is listed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from nongcot.infra import sealing
from nongcot.intake.apply.kinds import About, Difference, KnownPost, Plan, name_key, post_key
from nongcot.intake.apply.people import KnownPerson, Record
from nongcot.intake.roster import RosterPerson, RosterPost
from nongcot.intake.roster.persons import births_agree
from nongcot.kernel.names import sort_key
from nongcot.kernel.text import fold, tone_key
from nongcot.people.kinds import BodyKind, Post

_TEXTS = ("sex", "email", "ethnicity", "education", "political_theory", "employer", "job")
_OTHER_PHONES_LENGTH = 100
# The official layout notes what its columns of birth cannot tell: the sex, or a birth of unknown sex.
_OWN_NOTE = re.compile(r"nam|nu|sinh [0-9/]+, chua ro nam hay nu")
_NAMED = (BodyKind.GROUP.value, BodyKind.SECTION.value)  # of which a unit has several
_DETAILS = ("mandate", "end_reason", "decision_number", "decision_day")


def plan_persons(plan: Plan, record: Record) -> None:
    """Fill the plan with the changed facts of known persons the actor may change."""
    told_by = Counter(plan.person_ids.values())
    for key, pk in plan.person_ids.items():
        if pk not in record.mine:
            continue
        known, person = record.persons[pk], plan.roster.persons[key]
        changes = dict(_changes(person, known, plan))
        if pk in record.limited:
            _keep(plan, person, changes)
            continue
        _keep_later(plan, person, known, changes)
        if told_by[pk] > 1:
            # Several persons of the file are this one: their differing facts would undo each other at every import.
            changes = {name: change for name, change in changes.items() if change[0] in ("", None)}
        if changes:
            doubles = _doubles(plan, record, person, pk)
            changes = {name: told for name, told in changes.items() if not _told_of(doubles, name, told[1])}
        updates = plan.person_updates.setdefault(pk, {})
        for name, change in changes.items():
            if name in updates:
                continue
            _note(plan, record.persons[pk], person, name, change)
            updates.update(_columns(name, change[1], plan, person))
        if not updates:
            del plan.person_updates[pk]
        elif changes:
            plan.touched.update(unit for unit in person.units if unit not in plan.refused)


def _doubles(plan: Plan, record: Record, person: RosterPerson, pk: int, *, vague: bool = False) -> list[KnownPerson]:
    """Further records at the person's units of what is perhaps the same person: one name, one birth, no other id.

    One the file tells of apart is somebody else, and one of whom no birth is known may be: what is told of this person
    is not taken for theirs. What is ``vague``, told of a name alone, may be of either.
    """
    name, units = fold(person.name), (plan.unit_ids.get(unit) for unit in person.units)
    found = {other for unit in units if unit is not None for other in record.at_unit.get((unit, name), ())}
    known = (record.persons[other] for other in sorted(found - {pk} - record.taken))
    own = record.persons[pk].citizen_index
    return [
        double
        for double in known
        if births_agree(double.born, person.born or "")
        and (vague or (double.born and person.born))
        and (not own or not double.citizen_index or own == double.citizen_index)
    ]


def _told_of(doubles: list[KnownPerson], name: str, value: Any) -> bool:
    """Whether one of them is who this value is on record of: a list that joins the two says nothing new."""
    return any(getattr(double, name, None) == value for double in doubles)


def _changes(person: RosterPerson, known: KnownPerson, plan: Plan) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """Field -> (on record, in the file) for every value the file adds or changes."""
    if tone_key(person.name) != tone_key(known.name) and not person.name.isascii():
        yield "name", (known.name, person.name)
    if person.born and person.born != known.born and not _less_known(person.born, known.born):
        yield "born", (known.born, person.born)
    for name in _TEXTS:
        told, recorded = getattr(person, name), getattr(known, name)
        if told and tone_key(str(told)) != tone_key(recorded):
            yield name, (recorded, str(told))
    if person.party_member is not None and person.party_member != known.party_member:
        yield "party_member", (known.party_member, person.party_member)
    if person.direct_work is not None and person.direct_work != known.direct_work:
        yield "direct_work", (known.direct_work, person.direct_work)
    if person.contract_ends_on and person.contract_ends_on != known.contract_ends_on:
        yield "contract_ends_on", (known.contract_ends_on, person.contract_ends_on)
    if person.note and not known.note and not _OWN_NOTE.fullmatch(fold(person.note)):
        yield "note", ("", person.note)
    # Nothing on record, or an old id of nine digits: the new one takes its place.
    if person.citizen_id and known.digits < len(person.citizen_id):
        yield "citizen_id", (known.citizen_index, person.citizen_id)
    yield from _phones(person, known)


def _keep_later(plan: Plan, person: RosterPerson, known: KnownPerson, changes: dict[str, tuple[Any, Any]]) -> None:
    """What is on record of a later day than the file speaks of stays, and is listed: somebody should look."""
    later = known.direct_work_on is not None and (person.direct_work_on or plan.day) < known.direct_work_on
    if later and "direct_work" in changes:
        plan.kept.append(_of_person(plan, person, "direct_work", changes.pop("direct_work")))


def _less_known(told: str, recorded: str) -> bool:
    """ "1985" says less than "1985-07-05" on record."""
    return bool(recorded) and births_agree(told, recorded) and len(told) < len(recorded)


def _phones(person: RosterPerson, known: KnownPerson) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """A number nobody knew becomes the first; the numbers known before stay as further ones."""
    if not person.phones:
        return
    others = known.other_phones.split()
    recorded = [known.phone, *others] if known.phone else others
    fresh = [phone for phone in person.phones if phone not in recorded]
    first = person.phones[0] if person.phones[0] in fresh else known.phone or person.phones[0]
    kept = [phone for phone in dict.fromkeys([*recorded, *fresh]) if phone != first]
    if first != known.phone:
        yield "phone", (known.phone, first)
    joined = shortened(kept)
    if fresh and joined != known.other_phones:
        yield "other_phones", (known.other_phones, joined)


def shortened(phones: list[str]) -> str:
    """Further numbers as they are stored, as many as there is room for."""
    joined = " ".join(phones)
    while len(joined) > _OTHER_PHONES_LENGTH:
        joined = joined.rpartition(" ")[0]
    return joined


def _keep(plan: Plan, person: RosterPerson, changes: dict[str, tuple[Any, Any]]) -> None:
    """What a file says of somebody whose data is limited is listed and not written."""
    plan.kept += [_of_person(plan, person, name, _masked(name, change)) for name, change in changes.items()]


def _masked(name: str, change: tuple[Any, Any]) -> tuple[Any, Any]:
    """Before and after; citizen ids stay masked wherever they are listed."""
    before, after = change
    return (before and "…", f"…{after[-4:]}") if name == "citizen_id" else change


def _of_person(plan: Plan, person: RosterPerson, name: str, change: tuple[Any, Any]) -> Difference:
    unit = next((unit for unit in person.units if unit not in plan.refused), "")
    return Difference(About.PERSON, unit, person.name, name, _plain(change[0]), _plain(change[1]))


def _note(plan: Plan, known: KnownPerson, person: RosterPerson, name: str, change: tuple[Any, Any]) -> None:
    """List the change; of an answer about work in production the trail keeps both days too."""
    told = _of_person(plan, person, name, _masked(name, change))
    plan.person_changes.setdefault(known.pk, {})[name] = [told.before, told.after]
    plan.changed.append(told)
    if name == "direct_work":
        days = (known.direct_work_on, person.direct_work_on or plan.day)
        plan.person_changes[known.pk]["direct_work_on"] = [day and day.isoformat() for day in days]


def _columns(name: str, after: Any, plan: Plan, person: RosterPerson) -> dict[str, Any]:
    if name == "name":
        return {"name": after, "search_key": fold(after)[:200], "sort_key": sort_key(after)[:400]}
    if name == "citizen_id":
        return {
            "citizen_sealed": sealing.seal(after), "citizen_index": plan.citizens[after], "citizen_last4": after[-4:]
        }  # fmt: skip
    return direct_work_of(person, plan) if name == "direct_work" else {name: after}


def direct_work_of(person: RosterPerson, plan: Plan) -> dict[str, Any]:
    """The columns that tell whether somebody works directly in production: what, of which day, by which list."""
    if person.direct_work is None:
        return {"direct_work": None, "direct_work_on": None, "direct_work_source": None}
    day = person.direct_work_on or plan.day
    return {"direct_work": person.direct_work, "direct_work_on": day, "direct_work_source": person.direct_work_source}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def plan_posts(plan: Plan, record: Record) -> None:
    """Fill the plan with new posts and with what the file adds to known ones."""
    by_group = _by_group(record)
    told = Counter((post.person, post.unit, post.body, post.post) for post in plan.roster.posts)
    for post in plan.roster.posts:
        if post.unit in plan.refused:
            continue
        person, unit = plan.person_ids.get(post.person), plan.unit_ids.get(post.unit)
        held: list[KnownPost] = []
        if person is not None and unit is not None:
            held = record.posts.get(post_key(person, unit, post.body, name_key(post.body_name), post.post), [])
            if not held and told[post.person, post.unit, post.body, post.post] == 1:
                held = _of_other_name(post, by_group.get((person, unit, post.body.value, post.post.value), []))
        same = _same_holding(post, held)
        if same is None and person is not None and unit is not None and _stands(plan, record, post, person, unit):
            continue
        if same is None:
            plan.new_posts.append(post)
            plan.touched.add(post.unit)
        else:
            _compare(plan, post, same)


def _stands(plan: Plan, record: Record, post: RosterPost, person: int, unit: int) -> bool:
    return _of_a_double(plan, record, post, person, unit) or _seat_of_standing(record, post, person, unit)


def _seat_of_standing(record: Record, post: RosterPost, person: int, unit: int) -> bool:
    """Whether the seat is only what "Ủy viên Ban Thường vụ" implies, of somebody whose seats are on record.

    Who sits in the standing committee since that day on record, and was chair or vice chair then, had a seat.
    """
    if (post.body, post.post) != (BodyKind.EXECUTIVE_COMMITTEE, Post.MEMBER) or post.from_day is None:
        return False
    standing = record.posts.get(post_key(person, unit, BodyKind.STANDING_COMMITTEE, "", Post.MEMBER), [])
    if not any(held.from_day == post.from_day for held in standing):
        return False
    leading = (
        held
        for title in (Post.CHAIR, Post.VICE_CHAIR)
        for held in record.posts.get(post_key(person, unit, BodyKind.EXECUTIVE_COMMITTEE, "", title), [])
    )
    return any((held.from_day or date.min) <= post.from_day < (held.to_day or date.max) for held in leading)


def _of_a_double(plan: Plan, record: Record, post: RosterPost, person: int, unit: int) -> bool:
    """Whether this very post, since the same day, is on record of a second record of this person.

    Lists join what may be one person; the record keeps such pairs until somebody says that they are one. A post that
    stands there already is not written a second time.
    """
    if post.from_day is None:
        return False
    key = (unit, post.body, name_key(post.body_name), post.post)
    return any(
        known.from_day == post.from_day
        for double in _doubles(plan, record, plan.roster.persons[post.person], person, vague=post.vague)
        for known in record.posts.get(post_key(double.pk, *key), [])
    )


def _by_group(record: Record) -> dict[tuple[int, int, str, str], list[KnownPost]]:
    """What persons hold in groups and sections, whatever these are called."""
    found: dict[tuple[int, int, str, str], list[KnownPost]] = defaultdict(list)
    for (person, unit, kind, _name, post), held in record.posts.items():
        if kind in _NAMED:
            found[person, unit, kind, post] += held
    return found


def _of_other_name(post: RosterPost, held: list[KnownPost]) -> list[KnownPost]:
    """The holdings meant by a list that does not say in which group, or names it otherwise than the record does."""
    if not post.body_name:
        return held
    running = [known for known in held if known.to_day is None]
    return running if len(running) == 1 and post.from_day and running[0].from_day == post.from_day else []


def _same_holding(post: RosterPost, held: list[KnownPost]) -> KnownPost | None:
    """The holding on record the file speaks of. A list without dates never brings an ended holding back."""
    if not held:
        return None
    newest = max(held, key=lambda h: (h.to_day is None, h.to_day or date.max, h.from_day or date.min, h.pk))
    if post.from_day is None and post.to_day is None:
        return newest
    for known in held:
        if post.from_day is not None and known.from_day == post.from_day:
            return known
    start, end = post.from_day or date.min, post.to_day or date.max
    overlapping = [h for h in held if start < (h.to_day or date.max) and (h.from_day or date.min) < end]
    return overlapping[-1] if overlapping else None


def _compare(plan: Plan, post: RosterPost, known: KnownPost) -> None:
    updates: dict[str, Any] = {}
    for name in ("from_day", "to_day"):
        told, recorded = getattr(post, name), getattr(known, name)
        if told is not None and told != recorded:
            updates[name] = told
    start, end = updates.get("from_day", known.from_day), updates.get("to_day", known.to_day)
    moved = any(getattr(known, name) is not None for name in updates)
    if (moved and known.to_day is not None) or (start and end and end <= start):
        # A holding that ended is history: its days are corrected by hand, not by a list.
        _list(plan.kept, plan, post, known, updates)
        updates = {}
    if known.to_day is not None and post.from_day is None and post.to_day is None:
        plan.kept.append(_difference(plan, post, "to_day", known.to_day, None))
    for name in _DETAILS:
        told, recorded = getattr(post, name), getattr(known, name)
        if told and not recorded:
            updates[name] = told if isinstance(told, date) else str(told)
        elif told and recorded and str(told) != str(recorded):
            plan.kept.append(_difference(plan, post, name, recorded, told))
    if updates:
        _list(plan.changed, plan, post, known, updates)
        plan.post_updates.setdefault(known.pk, {}).update(updates)
        plan.touched.add(post.unit)


def _list(into: list[Difference], plan: Plan, post: RosterPost, known: KnownPost, updates: dict[str, Any]) -> None:
    into += [_difference(plan, post, name, getattr(known, name) or None, told) for name, told in updates.items()]


def _difference(plan: Plan, post: RosterPost, name: str, before: Any, after: Any) -> Difference:
    person = plan.roster.persons[post.person]
    return Difference(About.POST, post.unit, person.name, name, _plain(before), _plain(after))
