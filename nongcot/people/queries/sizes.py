"""How many rows a filter lets through, counted no further than it matters: the way to ask follows from it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from nongcot.kernel.text import fold

MOST_WORDS = 6
MOST = 20_000  # beyond it, "many" is all there is to know
_LINES = "(SELECT COALESCE(MAX(held_id), 0) FROM people_postline)"
_REACH = "SELECT 1 FROM people_unitreach WHERE ancestor_id IN ({})"
_WORDS = ("people_personword", "people_unitword")
_WORD = "SELECT 1 FROM {} WHERE word >= %s AND word < %s"
_LASTS = 900  # seconds for which "many" is taken to be so still: of a word that many have, many will have it
_KEPT = 5_000  # words
_many: dict[tuple[str, str, str], float] = {}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a search; ``persons`` and ``names`` (of units) have a word that begins so, counted up to MOST."""

    text: str
    persons: int
    names: int

    @property
    def end(self) -> str:
        """The first text behind all that begin with the word."""
        return after_all(self.text)


def words_of(search: str) -> list[str]:
    """The words of a search, without diacritics, each once."""
    return list(dict.fromkeys(fold(search).split()))[:MOST_WORDS]


def after_all(text: str) -> str:
    """The first text that sorts behind every text beginning with ``text``."""
    return text[:-1] + chr(ord(text[-1]) + 1)


def sizes(roots: Sequence[Sequence[int]], words: Sequence[str]) -> tuple[int, list[int], list[Word]]:
    """How many lines there are, about; of each set of roots how many units lie below, ever; of each word who has it.

    One query.
    """
    parts: list[str] = []
    given: list[Any] = []
    for ancestors in roots:
        parts.append(_REACH.format(", ".join(["%s"] * len(ancestors)) or "NULL"))
        given += ancestors
    asked = [(word, table) for word in words for table in _WORDS]
    counted = [one for one in asked if not _still_many(*one)]
    for word, table in counted:
        parts.append(_WORD.format(table))
        given += [word, after_all(word)]
    counts = ", ".join(f"(SELECT COUNT(*) FROM ({part} LIMIT {MOST + 1}) c{n})" for n, part in enumerate(parts))  # noqa: S608
    with connection.cursor() as cursor:
        # keys are given one after the other: the largest is near the number of lines
        cursor.execute(f"SELECT {', '.join(filter(None, (_LINES, counts)))}", given)
        found = list(cursor.fetchone())
    lines, *below = found[: len(roots) + 1]
    having = dict(zip(counted, found[len(roots) + 1 :], strict=True))
    for one, number in having.items():
        _note(*one, number)
    return lines, below, [Word(word, *(having.get((word, table), MOST + 1) for table in _WORDS)) for word in words]


def _still_many(word: str, table: str) -> bool:
    """Whether more than :data:`MOST` had the word a moment ago: to count them takes longer than all that follows."""
    until = _many.get(_key(word, table))
    return until is not None and time.monotonic() < until


def _note(word: str, table: str, number: int) -> None:
    if number <= MOST:
        _many.pop(_key(word, table), None)
        return
    if len(_many) >= _KEPT:
        _many.clear()
    _many[_key(word, table)] = time.monotonic() + _LASTS


def _key(word: str, table: str) -> tuple[str, str, str]:
    return str(connection.settings_dict["NAME"]), table, word
