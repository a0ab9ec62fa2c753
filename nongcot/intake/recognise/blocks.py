"""Splits a header into the tables that stand side by side, and finds tables that have no header at all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from nongcot.intake.cells.posts import is_post_like
from nongcot.intake.kinds import Field
from nongcot.intake.recognise.columns import assign
from nongcot.intake.recognise.content import is_person_text, profile
from nongcot.intake.recognise.headers import Header
from nongcot.intake.recognise.people import post_in_header
from nongcot.intake.recognise.table import Block, Column
from nongcot.intake.recognise.words import path_guesses

F = Field
Row = Sequence[Any]
_NAMES = frozenset({F.NAME, F.FAMILY_NAME})


def header_blocks(header: Header, sample: Sequence[Row]) -> list[Block]:
    """The tables under one header, left to right; those that hold neither officers nor units are left out."""
    columns = _with_nameless(header.columns, sample)
    blocks = []
    for part in _split(columns):
        block = assign(part, sample, header.first, header.last + 1)
        if block is not None:
            blocks.append(block)
    return blocks


def _with_nameless(columns: Sequence[Column], sample: Sequence[Row]) -> list[Column]:
    """All columns from the first to the last with a header or content, those without a header with an empty path."""
    named = {column.index: column for column in columns}
    first = min(named)
    last = max(named)
    filled = [i for row in sample[:40] for i, cell in enumerate(row) if cell not in ("", None) and i <= last + 2]
    counts = {i: filled.count(i) for i in set(filled)}
    first = min([first, *(i for i, n in counts.items() if n >= 2 and i >= first - 1)])
    last = max([last, *(i for i, n in counts.items() if n >= 2 and i == last + 1)])
    return [named.get(i) or Column(i, ()) for i in range(first, last + 1)]


def _split(columns: Sequence[Column]) -> list[list[Column]]:
    """A new table begins where the ordinal, or without ordinals the name, is headed a second time."""
    starts: list[int] = []
    seen: set[Field] = set()
    posted = [post_in_header(column.path) for column in columns]
    for place, column in enumerate(columns):
        guesses = path_guesses(column.path)
        found = guesses[0][0] if guesses and guesses[0][1] >= 0.8 else None
        if _begins_again(columns, place, found, seen, posted[place]):
            starts.append(place)
            seen = set()
        if found:
            seen.add(found)
    bounds = [0, *starts, len(columns)]
    parts = _with_their_unions([list(columns[a:b]) for a, b in pairwise(bounds)])
    return [_trimmed(part) for part in parts if any(column.path for column in part)]


def _with_their_unions(parts: list[list[Column]]) -> list[list[Column]]:
    """Unions with an ordinal of their own on the left of their officers, who have another: one table."""
    joined: list[list[Column]] = []
    for part in parts:
        before = joined[-1] if joined else []
        unions = bool(before and before[-1].path and F.UNIT in _told(before) and not _NAMES & _told(before))
        if unions and _NAMES & _told(part) and F.UNIT not in _told(part):
            joined[-1] = before + part
        else:
            joined.append(part)
    return joined


def _told(columns: Sequence[Column]) -> set[Field]:
    """What the headers of the columns plainly say they hold."""
    guesses = (path_guesses(column.path) for column in columns)
    return {found[0][0] for found in guesses if found and found[0][1] >= 0.8}


def _begins_again(
    columns: Sequence[Column], place: int, found: Field | None, seen: set[Field], post: str | None
) -> bool:
    """Whether a column is the first of another table: its ordinal, its persons or, after a gap, its union."""
    if found is F.NUMBER:
        return (F.NUMBER in seen or bool(seen & _NAMES)) and bool(seen & (_NAMES | {F.UNIT}))
    if found in _NAMES:
        return bool(seen & _NAMES) and not post and _new_person(columns, place, found, seen)
    return found is F.UNIT and F.UNIT in seen and bool(seen & _NAMES) and place > 0 and not columns[place - 1].path


def _new_person(columns: Sequence[Column], place: int, found: Field, seen: set[Field]) -> bool:
    same_cell = place > 0 and columns[place - 1].path == columns[place].path
    return not same_cell and found in seen and bool(seen & {F.POST, F.BORN, F.PHONE, F.SEX, F.UNIT})


def _trimmed(part: list[Column]) -> list[Column]:
    while part and not part[-1].path and len(part) > 1 and not part[-2].path:
        part.pop()
    return part


def headless_block(rows: Sequence[tuple[int, Row]]) -> Block | None:
    """A table without a header that begins with the first of ``rows``: persons in one column, posts in another.

    Needs three rows (or all there are, at least two) that agree; a single row is no table.
    """
    if not _data_like(rows[0][1]):
        return None
    sample = [row for _, row in rows[:60]]
    alike = sum(1 for row in sample[:6] if _data_like(row))
    if alike < 2 or alike < min(3, len([r for r in sample[:6] if any(c not in ("", None) for c in r)])) - 1:
        return None
    width = max(len(row) for row in sample)
    filled = [i for i in range(width) if any(i < len(row) and row[i] not in ("", None) for row in sample)]
    columns = [Column(i, ()) for i in range(filled[0], filled[-1] + 1)]
    if not any(profile([r[c.index] for r in sample if c.index < len(r)]).share("person") >= 0.6 for c in columns):
        return None
    block = assign(columns, sample, None, rows[0][0])
    return block if block and F.POST in block.columns and F.NAME in block.columns else None


def _data_like(row: Row) -> bool:
    return any(is_person_text(cell) for cell in row) and any(isinstance(c, str) and is_post_like(c) for c in row)
