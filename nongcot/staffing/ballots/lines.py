"""Whom a line of a ballot paper means, of those on record: pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from nongcot.kernel.text import tone_key

# What is written after a name to tell namesakes apart: "(1985)", ", Tổ 3", " - Phó Chủ tịch".
_ADDED = re.compile(r"\s*[(,;–—].*$|\s+-\s.*$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Bearer:
    """Somebody who ever held a post of the unit; ``born`` is partial ISO, ``now``: holds one on the day."""

    person: int
    name: str
    born: str
    now: bool


def may_be(line: str, bearers: Iterable[Bearer]) -> list[Bearer]:
    """Those of ``bearers`` whom the ``line`` may name: the same name, and the year of birth where both are told."""
    name = _ADDED.sub("", line)
    key, year = tone_key(name), _YEAR.search(line[len(name) :])
    return [
        one for one in bearers
        if tone_key(one.name) == key and not (year and one.born and not one.born.startswith(year.group()))
    ]  # fmt: skip


def sure(found: Iterable[Bearer]) -> int | None:
    """The one who is meant for sure: the only one in office on the day, or the only one at all; else None."""
    everybody = {one.person for one in found}
    sitting = {one.person for one in found if one.now} or everybody
    return next(iter(sitting)) if len(sitting) == 1 else None
