"""What a plan changes, line by line, kept beside its import: what is told before applying is what is told after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import transaction

from nongcot.infra.bulk import insert
from nongcot.intake.apply.kinds import About, Difference, Plan
from nongcot.intake.models import Import, PlannedChange
from nongcot.kernel.text import fold

Kind = PlannedChange.Kind
_FIELDS = ("imported_id", "kind", "unit", "search_key", "about", "name", "field", "before", "after")
Line = tuple[str, str, str, str, str, str, str]  # kind, key of the unit, about, name, field, before, after


@transaction.atomic
def keep_changes(imported: Import, plan: Plan) -> str:
    """Keep the lines of ``plan`` in the order of its units, in place of those kept before; gives their digest.

    Two plans of one digest write the same.
    """
    PlannedChange.objects.filter(imported=imported).delete()
    units = plan.roster.units
    place = {key: n for n, key in enumerate(units)}
    found = sorted(lines(plan), key=lambda line: place.get(line[1], -1))
    names = {key: (unit.name[:300], fold(unit.name)[:300]) for key, unit in units.items()}
    insert(
        PlannedChange,
        _FIELDS,
        (
            (imported.pk, kind, *names.get(unit, ("", "")), about, name[:300], field, before, after)
            for kind, unit, about, name, field, before, after in found
        ),
    )
    return _digest(found)


def _digest(found: list[Line]) -> str:
    told = sha256()
    for line in sorted(found):
        told.update("\x1f".join(map(str, line)).encode() + b"\x1e")
    return told.hexdigest()


def lines(plan: Plan) -> Iterator[Line]:
    """Everything the plan writes and everything it leaves although the file says otherwise."""
    units = plan.roster.units
    elsewhere = {found.unit for found in plan.kept if found.field == "superior"}  # the superior named was not found
    for key in plan.new_units:
        superior = "" if key in elsewhere else units[key].superior or ""
        yield Kind.NEW, key, About.UNIT, units[key].name, "unit", "", superior
    yield from _counts(plan)
    for term in plan.new_terms:
        days = f"{_text(term.from_day)}/{_text(term.planned_end)}"
        yield Kind.NEW, term.unit, About.TERM, units[term.unit].name, "term", "", days
    yield from _posts(plan)
    for found in plan.changed:
        yield _difference(Kind.ENDED if _ends(found) else Kind.CHANGED, found)
    for found in plan.kept:
        yield _difference(Kind.KEPT, found)
    for key, why in plan.refused.items():
        yield Kind.REFUSED, key, About.UNIT, units[key].name, "refusal", "", why.value


def _counts(plan: Plan) -> Iterator[Line]:
    compared = {found.unit for found in plan.changed if found.about is About.MEMBERS}
    for key, day, members, _women in plan.counts:
        if key not in compared:
            name = plan.roster.units[key].name
            yield Kind.NEW, key, About.MEMBERS, name, "members", "", f"{members} {day.isoformat()}"


def _posts(plan: Plan) -> Iterator[Line]:
    """A new person is told with the first post."""
    new = set(plan.new_persons)
    for post in plan.new_posts:
        person = plan.roster.persons[post.person]
        about = About.PERSON if post.person in new else About.POST
        new.discard(post.person)
        title = f"{post.body.value}/{post.post.value}/{post.body_name}"
        if post.from_day or post.to_day:  # who left long ago is told as such, not as a new chair
            title += f"\n{_text(post.from_day)}/{_text(post.to_day)}"
        yield Kind.NEW, post.unit, about, person.name, "post", "", title


def _ends(found: Difference) -> bool:
    return found.field == "to_day" and found.about in (About.POST, About.TERM) and found.after is not None


def _difference(kind: str, found: Difference) -> Line:
    return kind, found.unit, found.about, found.name, found.field[:40], _text(found.before), _text(found.after)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
