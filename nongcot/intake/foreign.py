"""Whether files seem to be another federation's: pure, over what the files and the record say."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from nongcot.kernel.text import fold, tidy

MANY_KNOWN = 30  # unions on record from which on unknown ones are telling
HUNDREDS_KNOWN = 200  # and from which on even a single one is, when nothing in the file is known
FEW_TOLD = 3
_UNKNOWN = 0.8
_FEDERATION = re.compile(
    r"(?:liên\s+đoàn\s+lao\s+động|lđlđ)\s+(?:(?P<kind>tỉnh|thành\s+phố|tp\.?)\s+)"
    r"(?P<name>[^\W\d_]+(?:[ \-][^\W\d_]+){0,4})",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\s+(?:công|cđ|liên|ban|năm|danh|số|v/v)\b", re.IGNORECASE)  # words that no province begins with


@dataclass(frozen=True, slots=True)
class Told:
    """What the files say. ``titles`` are the lines above their tables."""

    titles: Collection[str]
    units: int
    new_units: int
    superiors: Collection[str] = ()  # named in the files and not on record
    placed: int = 0  # new units whose superior is on record


def federations_named(texts: Collection[str]) -> list[str]:
    """The provinces whose federation the texts name, as written, each once."""
    found: dict[str, str] = {}
    for text in texts:
        for match in _FEDERATION.finditer(tidy(text)):
            name = _NEXT.split(match["name"])[0]
            found.setdefault(fold(name), name)
    return list(found.values())


def seems_foreign(told: Told, *, own: Collection[str], known_units: int) -> list[dict[str, Any]]:
    """The reasons to ask whether the files belong here; none: nothing speaks against it.

    ``own`` are all names the federation and the unit of the import ever had; ``known_units`` the unions on record.
    Few unions that nobody knows are nothing strange where their superior is on record: they are newly founded.
    """
    reasons: list[dict[str, Any]] = []
    ours = [fold(name) for name in own]
    named = federations_named([*told.titles, *told.superiors])
    others = [name for name in named if not any(_within(fold(name), text) for text in ours)]
    if others and ours:
        reasons.append({"why": "federation", "names": others[:5]})
    strange = [name for name in told.superiors if not _is_ours(name, ours)]
    if _many_unknown(told, known_units) or _nothing_known(told, known_units, strange=bool(strange)):
        reasons.append({"why": "units", "new": told.new_units, "of": told.units, "known": known_units})
        if strange:
            reasons.append({"why": "superiors", "names": strange[:5]})
    return reasons


def _many_unknown(told: Told, known_units: int) -> bool:
    return known_units >= MANY_KNOWN and told.units >= FEW_TOLD and told.new_units >= _UNKNOWN * told.units


def _nothing_known(told: Told, known_units: int, *, strange: bool) -> bool:
    """Not one union of the files is on record, and their superior is not either."""
    if not told.units or told.new_units < told.units or told.placed:
        return False
    return known_units >= HUNDREDS_KNOWN or (strange and known_units >= MANY_KNOWN)


def _is_ours(superior: str, ours: Collection[str]) -> bool:
    """Whether a superior named in a file is the federation or the unit the import is for."""
    text = fold(superior)
    named = [fold(name) for name in federations_named([superior])]
    return any(text == own or any(_within(name, own) for name in named) for own in ours)


def _within(name: str, text: str) -> bool:
    """Whether ``text`` holds the province's name, or its first words: titles run on after it."""
    words = name.split()
    return text.endswith(f" {words[0]}") or any(" ".join(words[:n]) in text for n in range(len(words), 1, -1))
