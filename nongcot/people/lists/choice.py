"""What a list of officers is narrowed to, and where one of its pages begins: plain values."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """What a list of officers is narrowed to; what is empty narrows nothing.

    ``missing`` names a field that the person lacks; ``ends_in`` the year in which the term of the post's body ends.
    """

    search: str = ""
    within: int | None = None
    body: str = ""
    post: str = ""
    sex: str = ""
    age: str = ""
    education: str = ""
    party: bool | None = None
    first_term: bool = False
    ends_in: int | None = None
    missing: str = ""

    @property
    def narrowed(self) -> bool:
        return self != Choice()


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a row stands in the list: by given name, then by person and post, so that no two stand at one place."""

    sort_key: str
    person: int
    held: int

    def __str__(self) -> str:
        return f"{self.sort_key}.{self.person}.{self.held}"


_PLACE = re.compile(r"([0-9a-v]{0,400})\.([0-9]{1,18})\.([0-9]{1,18})", re.ASCII)


def read_place(text: str) -> Place | None:
    """A place as an address says it; None where it says none."""
    found = _PLACE.fullmatch(text)
    return Place(found[1], int(found[2]), int(found[3])) if found else None
