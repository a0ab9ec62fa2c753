"""Finds header rows: one, two or three rows of column names, merged or not, and the row of column numbers below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from nongcot.intake.kinds import Field
from nongcot.intake.recognise.content import is_person_text
from nongcot.intake.recognise.lines import LineKind, read_line
from nongcot.intake.recognise.table import Column
from nongcot.intake.recognise.words import header_text, is_known_header, names_a_part, path_guesses, single_guesses
from nongcot.intake.workbook import Merged
from nongcot.kernel.text import fold

Row = list[Any]
Numbered = tuple[int, Row]
ANCHORS = frozenset({Field.NAME, Field.FAMILY_NAME, Field.GIVEN_NAME, Field.UNIT, Field.POST, Field.BORN, Field.NUMBER})
_PLAIN_NUMBER = re.compile(r"\s*[(\[]?\s*\d{1,3}\s*[)\]]?\s*(?:[=+\-*/].*)?|\s*\(?[A-Za-z]\)?\s*")
_HAS_DATA = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{6,}|^\s*\d+\s*$|@")
_MOST_ROWS = 4
_NAMES = frozenset({Field.NAME, Field.FAMILY_NAME, Field.GIVEN_NAME})
_SURELY = 5  # different columns known by their words
_LONGEST_MERGE = 5000  # rows of one merged range that are looked at
_MOST_MERGED_ROWS = 1_000_000  # of all of them


@dataclass(slots=True)
class Header:
    """The header rows ``first`` to ``last`` (0-based) and its columns; ``height`` counts the column-number row too."""

    first: int
    last: int
    columns: list[Column]
    rows_used: int  # rows of the window that belong to the header, with blank and column-number rows


@dataclass(slots=True)
class Merges:
    """The merged ranges of a sheet by row, for the header and for values that reach over several rows."""

    by_row: dict[int, list[Merged]]

    @classmethod
    def of(cls, ranges: Sequence[Merged]) -> Merges:
        by_row: dict[int, list[Merged]] = {}
        room = _MOST_MERGED_ROWS
        for found in ranges:
            last = min(found[2], found[0] + _LONGEST_MERGE)
            room -= max(0, last - found[0] + 1)
            if room < 0:
                break
            for row in range(found[0], last + 1):
                by_row.setdefault(row, []).append(found)
        return cls(by_row)

    def at(self, row: int, column: int) -> Merged | None:
        for found in self.by_row.get(row, ()):
            if found[1] <= column <= found[3]:
                return found
        return None


def could_be_header(row: Row) -> bool:
    """A quick look before the thorough one: text cells only, and one of the first few is a known header word."""
    seen = 0
    for cell in row:
        if cell == "" or cell is None:
            continue
        if not isinstance(cell, str):
            return False
        if not cell.strip():
            continue
        if is_known_header(header_text(cell)):
            return True
        seen += 1
        if seen >= 4:
            return False
    return False


def is_number_row(row: Row) -> bool:
    """Whether a row holds only column numbers: (1) (2) (3), 1 2 3, A B 1 2, with formulas like (5)=(3)+(4)."""
    cells = [cell for cell in row if cell != "" and cell is not None and str(cell).strip()]
    if len(cells) < 3 or any(isinstance(cell, date | bool) for cell in cells):
        return False
    texts = [str(int(c)) if isinstance(c, float) and c.is_integer() else str(c) for c in cells]
    if not all(_PLAIN_NUMBER.fullmatch(text) for text in texts):
        return False
    numbers = [int(found[0]) for text in texts if (found := re.search(r"\d{1,3}", text))]
    if len(numbers) < 2:
        return len(texts) >= 3 and [t.strip(" ()").upper() for t in texts] == [chr(65 + i) for i in range(len(texts))]
    steps = [b - a for a, b in pairwise(numbers)]
    return numbers[0] <= 3 and sum(step == 1 for step in steps) >= 0.7 * len(steps) and all(step > 0 for step in steps)


def _filled(row: Row) -> list[tuple[int, str]]:
    return [(i, header_text(cell)) for i, cell in enumerate(row) if isinstance(cell, str) and cell.strip()]


def has_person(row: Row) -> bool:
    """Whether a row of texts names somebody, so that it is no header."""
    return _has_person(_filled(row))


def _has_person(texts: Sequence[tuple[int, str]]) -> bool:
    return any(
        is_person_text(text) and not _is_phrase(text) and not is_known_header(text) and not path_guesses((text,))
        for _, text in texts
    )


def _names_its_columns(texts: Sequence[tuple[int, str]]) -> bool:
    """Whether a row has a column for names and so many others that it is a header all the same: "Mã thẻ", "Tô Màu"
    beside them look like somebody's name.
    """
    fields = {found[0][0] for _, text in texts if (found := single_guesses(text))}
    return bool(fields & _NAMES) and len(fields) >= _SURELY


def _is_phrase(text: str) -> bool:
    """ "Tổ trực tiếp sản xuất": only the first of several words has a capital, which no name is typed like."""
    first, *rest = text.split()
    return len(rest) > 1 and first[:1].isupper() and all(word.islower() for word in rest)


def _is_texts_only(row: Row) -> bool:
    for cell in row:
        if cell == "" or cell is None:
            continue
        if not isinstance(cell, str):
            return False
        if len(cell) < 40 and _HAS_DATA.search(cell) and not single_guesses(header_text(cell)):
            return False
    return True


def _strength(texts: Sequence[tuple[int, str]], guesses: Sequence[Any]) -> bool:
    """Whether cells with these guesses make a header: enough of them known, different, one of them an anchor."""
    known = [found for found in guesses if found]
    fields = {found[0][0] for found in known}
    if len(fields) < 2 or not any(f in ANCHORS and c >= 0.6 for found in known for f, c in found[:1]):
        return False
    wanted = sum(1 for (_, text), found in zip(texts, guesses, strict=True) if found or is_known_header(text))
    if len(fields) == 2 and not (len(texts) <= 4 and all(found[0][1] >= 0.7 for found in known)):
        return wanted >= 0.75 * len(texts)
    return wanted >= 0.4 * len(texts)


def find_header(window: Sequence[Numbered], merges: Merges) -> Header | None:
    """The header that begins with the first row of ``window``, or None. ``window`` holds some ten rows."""
    number, row = window[0]
    texts = _filled(row)
    if not texts or not _is_texts_only(row) or (_has_person(texts) and not _names_its_columns(texts)):
        return None
    own = _strength(texts, [single_guesses(text) for _, text in texts])
    below = _height_by_merges(number, texts, merges)
    if not own and not _could_be_parents(number, texts, merges):
        return None
    rows = _header_rows(window, merges, own, below)
    if rows is None:
        return None
    columns = _columns(rows, merges)
    named = [(c.index, c.header) for c in columns]
    if not _strength(named, [path_guesses(c.path) for c in columns]):
        return None
    used = len(rows)
    while used < len(window) and used < len(rows) + 2 and is_number_row(window[used][1]):
        used += 1
    return Header(number, rows[-1][0], columns, used)


def _could_be_parents(number: int, texts: Sequence[tuple[int, str]], merges: Merges) -> bool:
    """Whether a row that is no header by itself may stand over one: known words in it, or wide merged cells; a line
    that names a union or body is a title."""
    known = sum(1 for _, text in texts if is_known_header(text))
    groups = [text for _, text in texts if _is_group(text)]
    if groups and not (known and len(texts) > 2 and all(read_line(text).post for text in groups)):
        return False
    wide = [found for column, _ in texts if (found := merges.at(number, column)) and found[3] > found[1]]
    return len(texts) >= 2 and (known >= 2 or bool(wide) or known * 2 >= len(texts))


def _height_by_merges(number: int, texts: Sequence[tuple[int, str]], merges: Merges) -> int:
    height = 1
    for column, _ in texts:
        found = merges.at(number, column)
        if found and found[0] == number:
            height = max(height, found[2] - found[0] + 1)
    return height if height <= _MOST_ROWS else 1


def _header_rows(window: Sequence[Numbered], merges: Merges, own: bool, by_merges: int) -> list[Numbered] | None:
    number = window[0][0]
    rows = [window[0]]
    for following in window[1:_MOST_ROWS]:
        inside = following[0] < number + by_merges
        if not inside and following[0] != rows[-1][0] + 1:
            break
        if is_number_row(following[1]):
            break
        if inside and _is_texts_only(following[1]):
            rows.append(following)
            continue
        if not _is_sub_header(rows, following, merges, own):
            break
        rows.append(following)
        own = True
    return rows if own or len(rows) > 1 else None


def _is_sub_header(rows: Sequence[Numbered], following: Numbered, merges: Merges, own: bool) -> bool:
    """Whether the row below goes on with the header: it names parts of what stands above, and no data."""
    texts = _filled(following[1])
    if not texts or not _is_texts_only(following[1]) or _has_person(texts):
        return False
    if own and (_repeats(rows[-1][1], texts) or (len(texts) <= 2 and any(_is_group(text) for _, text in texts))):
        return False
    columns = _columns([*rows, following], merges)
    paths = {c.index: c.path for c in columns}
    known = [i for i, text in texts if names_a_part(paths.get(i) or (text,))]
    if len(known) < max(1, 0.6 * len(texts)):
        return False
    if not own:
        return True
    above = rows[-1][1]
    under_parent = [i for i, _ in texts if len(paths.get(i, ())) > 1 or i >= len(above) or not str(above[i]).strip()]
    if len(under_parent) < 0.6 * len(texts):
        return False
    sole = len(texts) == 1 and not merges.at(rows[-1][0], texts[0][0])
    return not (sole and len(_filled(above)) > 3 and fold(texts[0][1]) not in _PART_WORDS)


_PART_WORDS = frozenset({"nam", "nu", "ngay", "thang", "ten", "ho", "so", "tu", "den", "x"})


def _is_group(text: str) -> bool:
    return not is_known_header(text) and read_line(text).kind is not LineKind.OTHER


def _repeats(above: Row, texts: Sequence[tuple[int, str]]) -> bool:
    """The same header again (printed pages): not a second header row but the first of another header."""
    same = sum(1 for i, text in texts if i < len(above) and header_text(above[i]) == text)
    return same >= 0.6 * len(texts)


def _columns(rows: Sequence[Numbered], merges: Merges) -> list[Column]:
    width = max(len(row) for _, row in rows)
    paths: list[list[str]] = [[] for _ in range(width)]
    for place, (number, row) in enumerate(rows):
        below = rows[place + 1][1] if place + 1 < len(rows) else None
        spread = ("", -1)
        for column in range(width):
            text = header_text(row[column]) if column < len(row) else ""
            merged = merges.at(number, column)
            if text:
                spread = (text, column)
            elif merged:
                if merged[0] == number and merged[1] < column and merged[1] < len(row):
                    text = header_text(row[merged[1]])
                spread = ("", -1)
            elif below is not None and spread[0] and _has(below, column) and _has(below, spread[1]):
                text = spread[0]
            elif below is None or not _has(below, column):
                spread = ("", -1)
            if text and text not in paths[column][-1:]:
                paths[column].append(text)
    return [Column(i, tuple(path)) for i, path in enumerate(paths) if path]


def _has(row: Row, column: int) -> bool:
    return column < len(row) and isinstance(row[column], str) and bool(row[column].strip())
