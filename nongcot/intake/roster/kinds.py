"""A roster joined from the rows of any number of files: plain values, with keys that do not depend on reading order.

Keys: a unit's is its code or its matching key ("code:A12", "name:..."), a person's a digest of the first place the
person stands at. Keys are of one reading only; nothing is stored under them but decisions about it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from nongcot.people.kinds import BodyKind, EndReason, Mandate, Ownership, Post, Sector, Sex, Told, UnitKind


class Source(NamedTuple):
    """Where a row stands. Sources sort, so that the first of several is the same in whatever order files are read."""

    file: str
    sheet: str
    row: int


NOWHERE = Source("", "", 0)


class Doubt(StrEnum):
    """Why two persons may be one. They are kept apart until a human says otherwise."""

    ELSEWHERE = "elsewhere"  # same name and full birth date, at different units
    CITIZEN_ID_SHARED = "citizen_id_shared"  # one citizen id, two names and births
    CITIZEN_ID_DIFFERS = "citizen_id_differs"  # same name, birth and unit, two citizen ids
    BIRTH_UNCLEAR = "birth_unclear"  # "1985" fits more than one person of this name at the unit
    NAME_MARKS = "name_marks"  # the names differ by diacritics only, the birth date is not fully known
    PHONE_DIFFERS = "phone_differs"  # same name at the unit, birth not fully known, other phone


@dataclass(slots=True, frozen=True)
class RosterTerm:
    """One term of the executive committee. ``exact`` is False where only the years are known, from a title."""

    from_day: date | None
    to_day: date | None
    seats_fixed: int | None = None
    exact: bool = True

    @property
    def planned_end(self) -> date | None:
        """The last day it can end: a term told by its years alone (from and to 1 January) ends some day of the last."""
        first, last = self.from_day, self.to_day
        by_years = first and last and (first.month, first.day, last.month, last.day) == (1, 1, 1, 1)
        return date(last.year, 12, 31) if last and by_years else last


@dataclass(slots=True)
class RosterUnit:
    key: str
    name: str
    match_key: str
    code: str | None = None
    kind: UnitKind | None = None
    sector: Sector | None = None
    ownership: Ownership | None = None
    superior: str | None = None
    superior_code: str | None = None
    members: int | None = None
    women: int | None = None
    counted_on: date | None = None  # the day the members' list speaks of, where it says so
    seats_fixed: int | None = None
    began_on: date | None = None
    ended_on: date | None = None
    terms: list[RosterTerm] = field(default_factory=list)  # oldest first, never overlapping
    source: Source = NOWHERE
    listed: bool = False  # stands in a units' table
    told: Told = Told.NOTHING  # how much of its executive committee the files tell


@dataclass(slots=True)
class RosterPerson:
    key: str
    name: str
    sex: Sex | None = None
    born: str | None = None
    citizen_id: str | None = None
    phones: list[str] = field(default_factory=list)
    email: str | None = None
    ethnicity: str | None = None
    education: str | None = None
    political_theory: str | None = None
    party_member: bool | None = None
    employer: str | None = None
    job: str | None = None
    contract_ends_on: date | None = None
    note: str | None = None
    units: tuple[str, ...] = ()
    source: Source = NOWHERE
    direct_work: bool | None = None
    direct_work_on: date | None = None  # the day of the list that says it, where it names one
    direct_work_source: str = ""  # the name of its file


@dataclass(slots=True)
class RosterPost:
    unit: str
    person: str
    body: BodyKind
    post: Post
    body_name: str = ""
    from_day: date | None = None
    to_day: date | None = None
    mandate: Mandate | None = None
    end_reason: EndReason | None = None
    decision_number: str | None = None
    decision_day: date | None = None
    vague: bool = False  # told by rows that give the person no birth and no citizen id


@dataclass(slots=True, frozen=True)
class DoubtfulPair:
    """Two persons of the roster who may be one; ``first`` and ``second`` are their keys, in order."""

    first: str
    second: str
    why: Doubt

    @property
    def key(self) -> str:
        return f"{self.first}~{self.second}"


@dataclass(slots=True, frozen=True)
class Conflict:
    """Two rows say different things about one unit or person: what was kept, and what was not."""

    about: str  # key of the unit or person
    name: str
    field: str
    kept: Any
    other: Any
    source: Source  # where the other stands


@dataclass(slots=True)
class Roster:
    units: dict[str, RosterUnit] = field(default_factory=dict)
    persons: dict[str, RosterPerson] = field(default_factory=dict)
    posts: list[RosterPost] = field(default_factory=list)
    doubtful: list[DoubtfulPair] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
