"""The words of a plan of reorganisation and of what it does: pure values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from nongcot.people.kinds import Told, UnitEnd, UnitKind


class OperationKind(StrEnum):
    """What one row of a plan does."""

    CREATE = "create"
    RENAME = "rename"
    KIND = "kind"
    MOVE = "move"
    MERGE = "merge"
    SPLIT = "split"
    END = "end"


class PostsWay(StrEnum):
    """What becomes of the posts of a unit that ends."""

    END = "end"  # they end with the unit
    CONTINUE = "continue"  # their holders go on in the successor, under the mandate they have
    APPOINT = "appoint"  # their holders are appointed in the successor for the rest of the term


@dataclass(frozen=True, slots=True)
class Operation:
    """One row of a plan. ``line`` is its number in the file, for the reader; ``code`` a code or a name."""

    line: int
    kind: OperationKind
    code: str
    day: date
    into_code: str = ""
    name: str = ""
    superior_code: str = ""
    default: bool = False
    posts: PostsWay = PostsWay.END
    unit_kind: UnitKind | None = None


class Trouble(StrEnum):
    """Why a row of a plan cannot be carried out. One is enough to hold back the whole plan."""

    NO_COLUMNS = "no_columns"
    UNKNOWN_OPERATION = "unknown_operation"
    NO_CODE = "no_code"
    BAD_DAY = "bad_day"
    BAD_DEFAULT = "bad_default"
    BAD_POSTS = "bad_posts"
    BAD_KIND = "bad_kind"
    NO_NAME = "no_name"
    NO_INTO = "no_into"
    NO_SUPERIOR = "no_superior"
    UNKNOWN_UNIT = "unknown_unit"
    AMBIGUOUS_UNIT = "ambiguous_unit"
    OUT_OF_REACH = "out_of_reach"
    CODE_TAKEN = "code_taken"
    CREATED_TWICE = "created_twice"
    KIND_UNKNOWN = "kind_unknown"
    NOT_ALIVE = "not_alive"
    INTO_NOT_ALIVE = "into_not_alive"
    SUPERIOR_NOT_ALIVE = "superior_not_alive"
    PLACING = "placing"
    CIRCLE = "circle"
    NO_KIND = "no_kind"
    FIXED_KIND = "fixed_kind"
    KIND_ABOVE = "kind_above"
    KIND_BELOW = "kind_below"
    ENDED_TWICE = "ended_twice"
    LATER_FACTS = "later_facts"
    LATER_POSTS = "later_posts"
    NO_DEFAULT = "no_default"
    TWO_DEFAULTS = "two_defaults"
    DIFFERENT_DAYS = "different_days"


class Notice(StrEnum):
    """What a plan does that its rows do not say in so many words; shown before it is carried out."""

    CREATED_FOR = "created_for"  # the successor is not on record: it is created
    RENAMED_TOO = "renamed_too"  # a merge gives the successor another name
    MOVED_TOO = "moved_too"  # ... or another superior
    BELOW_MOVED = "below_moved"  # the units below go to the successor
    BELOW_LEFT = "below_left"  # the units below are left without a superior
    BY_DEFAULT = "by_default"  # what belongs to a split unit goes to the successor marked as default
    SAME_SUPERIOR = "same_superior"  # nothing to do
    SAME_NAME = "same_name"  # nothing to do
    SAME_KIND = "same_kind"  # nothing to do
    KIND_DUTIES = "kind_duties"  # what the rules for the new kind find otherwise
    GOES_ON = "goes_on"  # the plan lists the unit itself among its parts
    GOES_FURTHER = "goes_further"  # the successor is merged on the same day: its own successor carries on
    TWO_CHAIRS = "two_chairs"  # chairs of several units would chair one committee


K = TypeVar("K", Trouble, Notice)


@dataclass(frozen=True, slots=True)
class Said(Generic[K]):
    """Something to tell about a row: ``facts`` fill the sentence."""

    kind: K
    line: int
    code: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True, eq=False)
class Node:
    """A unit while a plan is thought through: on record, or to be created (``pk`` 0 until it is).

    ``superior`` is that of the day reached so far; ``placed_from``, ``named_from``, ``kind_from`` the last days from
    which a superior, a name and a kind are on record. ``kind`` is None where no list told one that was understood.
    ``mine``: the actor answers for it.
    """

    key: int
    pk: int
    code: str
    name: str
    kind: UnitKind | None
    sector: str = ""
    began_on: date | None = None
    ended_on: date | None = None
    superior: Node | None = None
    placed_from: date | None = None
    named_from: date | None = None
    kind_from: date | None = None
    told: Told = Told.ALL
    mine: bool = True

    @property
    def stored_kind(self) -> str:
        return self.kind.value if self.kind else ""

    def alive_on(self, day: date) -> bool:
        return (self.began_on is None or self.began_on <= day) and (self.ended_on is None or day < self.ended_on)


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person answered about units that are split, beyond what the plan marks: the row of the part it goes to.

    ``defaults`` by the first row of the split; ``units`` that stand below it and ``posts`` of it by primary key.
    """

    defaults: Mapping[int, int] = field(default_factory=dict)
    units: Mapping[int, int] = field(default_factory=dict)
    posts: Mapping[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Split:
    """A unit that goes on in several ``parts`` (by their rows), and the units that stood under it to be placed."""

    line: int
    unit: Node
    day: date
    parts: dict[int, Node]
    default: int | None
    ends: bool
    posts: PostsWay
    below: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ending:
    """A unit ends. ``into`` carries it on, its posts too if ``posts`` says so; other successors may too.

    ``placed``: posts that a person gave to another part of a split unit, by primary key.
    """

    unit: Node
    day: date
    how: UnitEnd
    line: int
    into: Node | None = None
    posts: PostsWay = PostsWay.END
    placed: Mapping[int, Node] = field(default_factory=dict)


@dataclass(slots=True)
class Effect:
    """All that a plan does, in order; nothing of it when there are ``troubles``.

    A created unit has its first name among ``renamed`` and its first superior among ``moved``; of several entries
    about one unit and day the last one holds.
    """

    created: list[Node] = field(default_factory=list)
    renamed: list[tuple[Node, str, date]] = field(default_factory=list)
    moved: list[tuple[Node, Node, date]] = field(default_factory=list)
    kinds: list[tuple[Node, UnitKind, date]] = field(default_factory=list)
    kinds_by_line: dict[int, Node] = field(default_factory=dict)
    first_kinds: dict[int, UnitKind | None] = field(default_factory=dict)  # by the key of the unit: what it was before
    ended: list[Ending] = field(default_factory=list)
    successions: list[tuple[Node, Node, date, UnitEnd]] = field(default_factory=list)
    troubles: list[Said[Trouble]] = field(default_factory=list)
    notices: list[Said[Notice]] = field(default_factory=list)
    splits: list[Split] = field(default_factory=list)
    # of each row, by column, the unit that is meant and its name of that day
    about: dict[int, dict[str, tuple[Node, str]]] = field(default_factory=dict)

    @property
    def anything(self) -> bool:
        return bool(self.created or self.renamed or self.moved or self.kinds or self.ended or self.successions)
