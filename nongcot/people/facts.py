"""The roster as plain values: what checks are given, whether it came from the database or from spreadsheets.

Keys (``unit``, ``person``) are opaque: database ids, or keys of an in-memory roster. ``None`` always means "not
known", never "no". Ranges are half-open days: a post is held on ``day`` if ``from_day <= day < to_day``; an unknown
``from_day`` is open to the past, an empty ``to_day`` is open to the future.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from nongcot.people.kinds import BodyKind, EndReason, Mandate, Ownership, Post, Sector, Told, UnitKind

Key = Any


def holds(from_day: date | None, to_day: date | None, day: date) -> bool:
    """Whether the half-open range [from_day, to_day) contains ``day``."""
    return (from_day is None or from_day <= day) and (to_day is None or day < to_day)


@dataclass(slots=True)
class PostFacts:
    """One post held, now or earlier, at the unit it belongs to."""

    person: Key
    name: str
    body: BodyKind
    post: Post
    from_day: date | None = None
    to_day: date | None = None
    mandate: Mandate | None = None
    end_reason: EndReason | None = None
    contract_ends_on: date | None = None  # the person's labour contract
    body_name: str = ""  # which section or group, where there are several
    earlier_chair: bool | None = None  # chaired any union before this post began; None: history not known
    missing: tuple[str, ...] = ()  # what is not known of the person: "born", "sex", "phone"
    supported_on: date | None = None  # the last day on which help for a first-term chair is on record

    def held_on(self, day: date) -> bool:
        return holds(self.from_day, self.to_day, day)


@dataclass(slots=True)
class TermFacts:
    """One term of one body. ``to_day`` is the planned end with all extensions; seats are those the congress fixed."""

    body: BodyKind
    from_day: date | None
    to_day: date | None
    seats_fixed: int | None = None
    mandate: Mandate | None = None
    extended: bool = False


@dataclass(slots=True)
class UnitFacts:
    """One unit with everything the checks may ask of it."""

    unit: Key
    name: str
    kind: UnitKind | None
    sector: Sector | None = None
    ownership: Ownership | None = None
    began_on: date | None = None
    ended_on: date | None = None
    superior: Key = None
    superior_name: str = ""
    superior_ended_on: date | None = None
    members: int | None = None  # as of the day asked
    women: int | None = None
    terms: list[TermFacts] | tuple[TermFacts, ...] = ()
    posts: list[PostFacts] | tuple[PostFacts, ...] = ()
    told: Told = Told.ALL  # how much of the executive committee the posts tell


@dataclass(slots=True)
class PersonFacts:
    """What tells two persons apart, for the search of possible duplicates.

    ``name_key`` is the folded name (``kernel.text.fold``); ``born`` is ISO, possibly partial ("1985", "1985-07");
    ``citizen_key`` is any one-way key of the citizen id; ``units`` the units where the person holds a post; ``apart``
    those whom somebody compared and said to be another person.
    """

    person: Key
    name: str
    name_key: str
    born: str | None
    citizen_key: str | None
    phone: str | None
    units: tuple[Key, ...] = ()
    apart: tuple[Key, ...] = ()
