"""What applying a roster would do to the database, before it is done."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from nongcot.intake.roster import Doubt, Roster, RosterPost
from nongcot.kernel.text import fold
from nongcot.people.kinds import BodyKind, Post


class Refusal(StrEnum):
    """Why nothing of a unit is applied."""

    OUT_OF_REACH = "out_of_reach"  # the unit, or the superior the file names, is not the actor's
    AMBIGUOUS = "ambiguous"  # several units of this name, and nothing tells which


class About(StrEnum):
    UNIT = "unit"
    MEMBERS = "members"
    TERM = "term"
    PERSON = "person"
    POST = "post"


class Difference(NamedTuple):
    """The file and the record say different things. ``before`` is what is on record, ``after`` what the file says."""

    about: About
    unit: str  # key of the roster's unit, "" for a person
    name: str  # of the unit or person
    field: str
    before: Any
    after: Any


class MaybeKnown(NamedTuple):
    """A person of the file who may be one on record. Kept apart until a human decides."""

    person: str  # key in the roster
    known: int  # primary key
    why: Doubt

    @property
    def key(self) -> str:
        return f"{self.person}~db{self.known}"


class OtherKind(NamedTuple):
    """A unit of which the file tells another kind than is on record, and from which day a person took it, if so."""

    unit: int  # primary key
    name: str
    before: str
    after: str
    told_from: str | None  # the first day the file tells for the unit, ISO, where that is another one too
    day: date | None


BodyKey = tuple[str, BodyKind, str]  # unit key, kind, key of the name
PostKey = tuple[int, int, str, str, str]  # person, unit, body kind, key of the body's name, post
_GENERIC = re.compile(r"^(?:to cong doan|cong doan bo phan|bo phan|to)\s+(?=\S)")


def name_key(name: str) -> str:
    """Under which bodies of one kind in a unit are the same: "Công đoàn bộ phận Xưởng 1" and "Xưởng 1" are."""
    return _GENERIC.sub("", fold(name))


class NewTerm(NamedTuple):
    unit: str
    from_day: date | None
    to_day: date | None
    planned_end: date | None
    seats_fixed: int | None


class KnownPost(NamedTuple):
    pk: int
    person: int
    unit: int
    body: int
    from_day: date | None
    to_day: date | None
    mandate: str
    end_reason: str
    decision_number: str
    decision_day: date | None


@dataclass(slots=True)
class Plan:
    """Everything to write. Keys of the roster stand for what has no primary key yet."""

    roster: Roster
    day: date
    refused: dict[str, Refusal] = field(default_factory=dict)  # unit key -> why
    unit_ids: dict[str, int] = field(default_factory=dict)
    new_units: list[str] = field(default_factory=list)
    superiors: dict[str, str | int] = field(default_factory=dict)  # new unit -> its superior, new too or on record
    unit_updates: dict[int, dict[str, Any]] = field(default_factory=dict)
    counts: list[tuple[str, date, int, int | None]] = field(default_factory=list)
    count_updates: dict[int, dict[str, Any]] = field(default_factory=dict)
    body_ids: dict[BodyKey, int] = field(default_factory=dict)
    new_bodies: dict[BodyKey, str] = field(default_factory=dict)  # -> its name as written
    new_terms: list[NewTerm] = field(default_factory=list)
    term_updates: dict[int, dict[str, Any]] = field(default_factory=dict)
    person_ids: dict[str, int] = field(default_factory=dict)
    new_persons: list[str] = field(default_factory=list)
    person_updates: dict[int, dict[str, Any]] = field(default_factory=dict)
    person_changes: dict[int, dict[str, list[Any]]] = field(default_factory=dict)  # the same as [before, after]
    new_posts: list[RosterPost] = field(default_factory=list)
    post_updates: dict[int, dict[str, Any]] = field(default_factory=dict)
    changed: list[Difference] = field(default_factory=list)  # will be written
    other_kinds: list[OtherKind] = field(default_factory=list)
    kept: list[Difference] = field(default_factory=list)  # will not: the record stays, somebody should look
    doubtful: list[MaybeKnown] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)  # keys of units of which anything is written
    citizens: dict[str, str] = field(default_factory=dict)  # citizen id -> its one-way index

    @property
    def anything(self) -> bool:
        return bool(
            self.new_units
            or self.unit_updates
            or self.counts
            or self.count_updates
            or self.new_bodies
            or self.new_terms
            or self.term_updates
            or self.new_persons
            or self.person_updates
            or self.new_posts
            or self.post_updates
            or any(one.day for one in self.other_kinds)
        )


def post_key(person: int, unit: int, body: str, body_name: str, post: Post | str) -> PostKey:
    """``body_name`` is a :func:`name_key` already."""
    return (person, unit, str(body), body_name, str(post))
