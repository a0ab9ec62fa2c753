"""Whether files seem to be another federation's: pure, over what the files and the record say."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from nongcot.kernel.text import fold, tidy

MANY_KNOWN = 30  # unions on record from which on unknown ones are telling
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

    ``own`` are all names the federation of the import ever had; ``known_units`` the unions on record under it.
    """
    reasons: list[dict[str, Any]] = []
    ours = [fold(name) for name in own]
    others = [name for name in federations_named(told.titles) if not any(_within(fold(name), text) for text in ours)]
    if others and ours:
        reasons.append({"why": "federation", "names": others[:5]})
    if known_units >= MANY_KNOWN and told.units >= FEW_TOLD and told.new_units >= _UNKNOWN * told.units:
        reasons.append({"why": "units", "new": told.new_units, "of": told.units, "known": known_units})
        if told.superiors:
            reasons.append({"why": "superiors", "names": list(told.superiors)[:5]})
    return reasons


def _within(name: str, text: str) -> bool:
    """Whether ``text`` holds the province's name, or its first words: titles run on after it."""
    words = name.split()
    return text.endswith(f" {words[0]}") or any(" ".join(words[:n]) in text for n in range(len(words), 1, -1))
