"""How many rows a filter lets through, counted no further than it matters: the way to ask follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from nongcot.kernel.text import fold

MOST_WORDS = 6
MOST = 20_000  # beyond it, "many" is all there is to know
_LINES = "(SELECT COALESCE(MAX(held_id), 0) FROM people_postline)"
_REACH = "SELECT 1 FROM people_unitreach WHERE ancestor_id IN ({})"
_PERSONS = "SELECT 1 FROM people_personword WHERE word >= %s AND word < %s"
_UNITS = "SELECT 1 FROM people_unitword WHERE word >= %s AND word < %s"


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
    for word in words:
        parts += [_PERSONS, _UNITS]
        given += [word, after_all(word)] * 2
    counts = ", ".join(f"(SELECT COUNT(*) FROM ({part} LIMIT {MOST + 1}) c{n})" for n, part in enumerate(parts))  # noqa: S608
    with connection.cursor() as cursor:
        # keys are given one after the other: the largest is near the number of lines
        cursor.execute(f"SELECT {', '.join(filter(None, (_LINES, counts)))}", given)
        found = list(cursor.fetchone())
    lines, *below = found[: len(roots) + 1]
    rest = found[len(roots) + 1 :]
    return lines, below, [Word(word, *rest[2 * n : 2 * n + 2]) for n, word in enumerate(words)]
