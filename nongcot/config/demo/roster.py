"""The invented province in memory: unsaved rows of the roster that point at each other, ready for ``bulk_create``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from django.db.models import Field, Model

from nongcot.kernel.text import fold
from nongcot.kernel.unit_names import key_of as unit_key
from nongcot.people.kinds import BodyKind, EndReason, Mandate, Ownership, Post, Sector, UnitEnd, UnitKind
from nongcot.people.models import (
    Body,
    MemberCount,
    Person,
    PostHeld,
    Term,
    TermExtension,
    Unit,
    UnitName,
    UnitPlacement,
    UnitSuccession,
)

# Fields whose bytes depend on this installation's key, and change with every sealing.
_SEALED = frozenset({"citizen_sealed", "citizen_index"})


@dataclass(slots=True)
class Roster:
    """Rows in the order in which they can be stored: what is pointed at comes first."""

    units: list[Unit] = field(default_factory=list)
    names: list[UnitName] = field(default_factory=list)
    placements: list[UnitPlacement] = field(default_factory=list)
    successions: list[UnitSuccession] = field(default_factory=list)
    counts: list[MemberCount] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    extensions: list[TermExtension] = field(default_factory=list)
    posts: list[PostHeld] = field(default_factory=list)

    def tables(self) -> Iterator[list[Any]]:
        yield from (
            self.units,
            self.names,
            self.placements,
            self.successions,
            self.counts,
            self.persons,
            self.bodies,
            self.terms,
            self.extensions,
            self.posts,
        )

    def add_unit(
        self,
        name: str,
        kind: UnitKind,
        began_on: date,
        *,
        sector: Sector | None = None,
        ownership: Ownership | None = None,
        earlier_names: tuple[tuple[str, date], ...] = (),
    ) -> Unit:
        """A unit called ``name`` today; ``earlier_names`` are (name, the day it gave way to the next), oldest first."""
        unit = Unit(
            code=f"SM-{len(self.units) + 1:04d}",
            name=name,
            kind=kind.value,
            sector=sector.value if sector else "",
            ownership=ownership.value if ownership else "",
            began_on=began_on,
        )
        self.units.append(unit)
        start = began_on
        for earlier, until in earlier_names:
            self._name(unit, earlier, start, until)
            start = until
        self._name(unit, name, start, None)
        return unit

    def _name(self, unit: Unit, name: str, from_day: date, to_day: date | None) -> None:
        row = UnitName(unit=unit, name=name, search_key=fold(name), match_key=unit_key(name))
        row.from_day, row.to_day = from_day, to_day
        self.names.append(row)

    def place(self, unit: Unit, *stays: tuple[Unit, date]) -> None:
        """The superiors of ``unit``, each with its first day, oldest first; days before the unit began are cut off."""
        for number, (superior, from_day) in enumerate(stays):
            until = stays[number + 1][1] if number + 1 < len(stays) else None
            start = max(from_day, unit.began_on or from_day)
            if until is None or start < until:
                self.placements.append(UnitPlacement(unit=unit, superior=superior, from_day=start, to_day=until))

    def end(self, unit: Unit, day: date, reason: UnitEnd, *successors: Unit) -> None:
        """The unit is no more from ``day`` on. Its placement stays open: it says who keeps its records."""
        unit.ended_on, unit.end_reason = day, reason.value
        how = UnitEnd.SPLIT if len(successors) > 1 else UnitEnd.MERGED
        for successor in successors:
            self.successions.append(UnitSuccession(predecessor=unit, successor=successor, on=day, how=how.value))

    def add_body(self, unit: Unit, kind: BodyKind, name: str = "") -> Body:
        body = Body(unit=unit, kind=kind.value, name=name)
        self.bodies.append(body)
        return body

    def add_post(
        self,
        person: Person,
        body: Body,
        post: Post,
        from_day: date,
        *,
        to_day: date | None = None,
        mandate: Mandate = Mandate.CONGRESS,
        reason: EndReason = EndReason.TERM_ENDED,
        decision: tuple[str, date] = ("", date.min),
    ) -> PostHeld:
        row = PostHeld(person=person, body=body, unit=body.unit, post=post.value, mandate=mandate.value)
        row.from_day, row.to_day = from_day, to_day
        row.end_reason = reason.value if to_day else ""
        row.decision_number = decision[0]
        row.decision_day = decision[1] if decision[0] else None
        self.posts.append(row)
        return row

    def digest(self) -> str:
        """The same for two rosters of the same content, on every machine; ids and sealed bytes do not count."""
        places: dict[int, int] = {}
        total = sha256()
        for table in self.tables():
            for row in table:
                places[id(row)] = len(places)
                total.update(repr(_plain(row, places)).encode())
        return total.hexdigest()


def _plain(row: Model, places: dict[int, int]) -> list[Any]:
    fields = row._meta.concrete_fields  # noqa: SLF001  (Django documents it as public)
    return [_value(row, f, places) for f in fields if f.name not in _SEALED | {"id"}]


def _value(row: Model, f: Field[Any, Any], places: dict[int, int]) -> Any:
    value = getattr(row, f.name)
    return places[id(value)] if isinstance(value, Model) else value
