"""The trail of a unit in the shape its page shows it: who, what, of whom, and whether it can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit import trail
from nongcot.infra.audit.models import AuditEntry
from nongcot.people import labels, queries
from nongcot.people.actions.taking_back import TAKEABLE, TAKEN_BACK, takeable
from nongcot.people.models import Unit
from nongcot.people.permissions import roles_on
from nongcot.people.queries import changes


@dataclass(frozen=True, slots=True)
class ShownChange:
    """``about``: of whom or what body; ``may``: the reader may take it back; ``taken``: it was.

    ``lost``: the reader could, but what was before is not kept: a file or a plan wrote it, or it is older.
    """

    pk: int
    line: trail.Line
    about: str
    may: bool
    taken: bool
    lost: bool
    entry: AuditEntry


def shown_changes(actor: User, unit: Unit, entries: Sequence[AuditEntry], *, day: date) -> list[ShownChange]:
    """These entries of the unit as lines, with the names of persons and units for their numbers: five queries."""
    roles = roles_on(actor, unit)
    taken = changes.taken_back(unit, TAKEN_BACK) if entries else set()
    names = _Names(actor, entries, day)
    return [
        ShownChange(
            pk=one.pk,
            line=names.named(one),
            about=names.about(one),
            may=takeable(one) and one.pk not in taken and bool(roles & TAKEABLE[one.action]),
            taken=one.pk in taken,
            lost=one.action in TAKEABLE and not takeable(one) and bool(roles & TAKEABLE[one.action]),
            entry=one,
        )
        for one in entries
    ]


def _pairs(entry: AuditEntry) -> dict[str, list[Any]]:
    stored: dict[str, Any] = entry.changes.get("changes", {})
    return {name: pair for name, pair in stored.items() if isinstance(pair, list) and len(pair) == 2}


class _Names:
    """The names of the persons and units that entries speak of by number."""

    def __init__(self, actor: User, entries: Iterable[AuditEntry], day: date) -> None:
        entries = list(entries)
        self.posts = changes.posts_named(actor, [int(e.object_id) for e in entries if e.object_type == "post_held"])
        pairs = [pair for entry in entries for name, pair in _pairs(entry).items() if name == "person"]
        persons = changes.numbers(value for pair in pairs for value in pair)
        persons |= {int(e.object_id) for e in entries if e.object_type == "person"}
        self.persons = dict(queries.persons(actor).filter(pk__in=persons).values_list("pk", "name")) if persons else {}
        units = changes.numbers(
            value
            for entry in entries
            for name, pair in _pairs(entry).items()
            if name == "superior" or name.startswith("successor")
            for value in pair
        )
        self.units = queries.names_of(units, day=day) if units else {}

    def about(self, entry: AuditEntry) -> str:
        """Whom or which body an entry speaks of; "" where it is the unit itself."""
        if entry.object_type == "post_held":
            held = self.posts.get(int(entry.object_id))
            if held is not None:
                return f"{held.person.name}, {labels.post_title(held.body.kind, held.post)}"
            known = (self.persons.get(value) for value in _pairs(entry).get("person", []) if value is not None)
            return next(filter(None, known), "")
        if entry.object_type == "person":
            return self.persons.get(int(entry.object_id), "")
        if entry.object_type == "term" and "body" in entry.changes:
            return labels.body(entry.changes["body"])
        return ""

    def named(self, entry: AuditEntry) -> trail.Line:
        """The entry as words, with names for numbers; the person of a post is said by :meth:`about`."""
        line = trail.line(entry)
        told = []
        for name, change in zip(_pairs(entry), line.changes, strict=True):
            if name == "person":
                continue
            if name == "superior" or name.startswith("successor"):
                word = _("cấp trên") if name == "superior" else _("đơn vị tiếp nhận")
                before, after = (self.units.get(value, "") for value in _pairs(entry)[name])
                told.append(trail.Change(word, before, after))
            else:
                told.append(change)
        return replace(line, changes=told)
