"""What reminds whom of what: pure, no Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Frequency(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing somebody is reminded of. ``key`` never changes; ``path`` is the address without the host.

    The words go out by e-mail and into other people's calendars: never sensitive data, never more than its reader sees.
    """

    key: str
    title: str
    where: str
    opened_on: date
    path: str
    due_on: date | None = None
    to_do: str = ""


@dataclass(frozen=True, slots=True)
class Digest:
    """What one e-mail tells: each item once, where it matters most; nearest days first."""

    late: list[Item]
    new: list[Item]
    soon: list[Item]

    @property
    def total(self) -> int:
        return len(self.late) + len(self.new) + len(self.soon)
