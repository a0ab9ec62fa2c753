"""Sheets typed in the old TCVN3 and VNI fonts: found by font, column and sheet, converted, listed for confirmation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from nongcot.intake.kinds import Encoding
from nongcot.intake.legacy import convert, detect_font, detect_texts, is_capitals_font, is_syllable
from nongcot.intake.recognise.words import header_text, is_known_header
from nongcot.intake.workbook import FontMap, Sheet

Row = list[Any]
_SAMPLE_ROWS = 1500
_FONTS_UP_TO = 5000  # rows: above that, fonts are read only when the words already speak for an old encoding
# Letters that old fonts use for Vietnamese and that Vietnamese in Unicode does not have.
_TELLING = frozenset("«®µ¸¹¶·¨¾»¼½¬¦§¡¢£¤¥©ª¯°±²³´º¿ÄÅÆÇËÎÏÐÑÖ×ØÜÞßäåæçëîïðñö÷øûüþÿ\xad")
MAX_SAMPLES = 5
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class Converted:
    row: int
    column: int
    before: str
    after: str


@dataclass(slots=True)
class Decoder:
    """Converts the text cells of one sheet; ``converted`` collects what changed since it was last taken."""

    encoding: Encoding
    fonts: FontMap = field(default_factory=dict)
    plain_columns: frozenset[int] = frozenset()  # columns that are Unicode in an otherwise old sheet
    old_columns: frozenset[int] = frozenset()  # columns that are not
    mixed: bool = False  # the sheet has Unicode text too
    converted: list[Converted] = field(default_factory=list)

    def rows(self, rows: Iterator[tuple[int, Row]]) -> Iterator[tuple[int, Row]]:
        for number, row in rows:
            # In a mixed sheet a cell that could be either goes with its row: rows are typed or pasted as a whole.
            plain = self.mixed and any(_is_modern(cell) for cell in row) and not any(_is_old(cell) for cell in row)
            yield number, [self._cell(number, column, cell, plain) for column, cell in enumerate(row)]

    def _cell(self, row: int, column: int, cell: Any, plain_row: bool) -> Any:
        if not isinstance(cell, str) or not cell:
            return cell
        font = self.fonts.get((row, column), "")
        by_font = detect_font(font) if font else None
        capitals = by_font is not None and is_capitals_font(font)
        if by_font is None:
            plain = column in self.plain_columns or (plain_row and column not in self.old_columns)
            if cell.isascii() or (plain and not _is_old(cell)) or (self.mixed and is_known_header(header_text(cell))):
                return cell
        after = convert(cell, by_font or self.encoding, capitals)
        if after != cell:
            self.converted.append(Converted(row, column, cell, after))
        return after


def _is_old(cell: Any) -> bool:
    """Whether a text has letters only old fonts use, or a word that is none as it stands ("Phoù")."""
    if not isinstance(cell, str) or cell.isascii():
        return False
    if not _TELLING.isdisjoint(cell):
        return True
    return not _is_modern(cell) and any(not word.isascii() and not is_syllable(word) for word in _WORD.findall(cell))


def _is_modern(cell: Any) -> bool:
    """Whether a text has letters only Unicode has."""
    return (
        isinstance(cell, str)
        and not cell.isascii()
        and any("\u0100" <= c <= "\u024f" or "\u1ea0" <= c <= "\u1ef9" or "\u0300" <= c <= "\u036f" for c in cell)
    )


def decoder_for(sheet: Sheet) -> Decoder | None:
    """The decoder a sheet needs, or None for a sheet in Unicode."""
    columns: dict[int, list[str]] = {}
    telling = False
    for _, row in islice(sheet.rows(), _SAMPLE_ROWS):
        for index, cell in enumerate(row):
            if isinstance(cell, str) and not cell.isascii():
                columns.setdefault(index, []).append(cell)
                telling = telling or not _TELLING.isdisjoint(cell)
    texts = [text for found in columns.values() for text in found]
    encoding = detect_texts(texts) if texts else Encoding.UNICODE
    if encoding is Encoding.UNICODE and not telling:
        return None
    fonts: FontMap = {}
    if encoding is not Encoding.UNICODE or sheet.height <= _FONTS_UP_TO:
        fonts = {place: font for place, font in sheet.fonts().items() if detect_font(font)}
    if encoding is Encoding.UNICODE and fonts:
        named = [found for font in fonts.values() if (found := detect_font(font))]
        encoding = max(set(named), key=named.count)
    if encoding is Encoding.UNICODE:
        return None
    plain = frozenset(index for index, found in columns.items() if _outweighs(found, _is_modern, _is_old))
    old = frozenset(index for index, found in columns.items() if _outweighs(found, _is_old, _is_modern))
    return Decoder(encoding, fonts, plain, old, mixed=any(map(_is_modern, texts)))


def _outweighs(texts: list[str], one: Callable[[str], bool], other: Callable[[str], bool]) -> bool:
    """Whether a column has several texts of one kind and hardly any of the other."""
    count = sum(map(one, texts))
    return count >= 2 and sum(map(other, texts)) <= count // 10
