"""Sheets typed in the old TCVN3 and VNI fonts: found by font, column and sheet, converted, listed for confirmation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from nongcot.intake.kinds import Encoding
from nongcot.intake.legacy import convert, detect_font, detect_texts, is_capitals_font
from nongcot.intake.workbook import FontMap, Sheet

Row = list[Any]
_SAMPLE_ROWS = 1500
_FONTS_UP_TO = 5000  # rows: above that, fonts are read only when the words already speak for an old encoding
# Letters that old fonts use for Vietnamese and that Vietnamese in Unicode does not have.
_TELLING = frozenset("«®µ¸¹¶·¨¾»¼½¬¦§¡¢£¤¥©ª¯°±²³´º¿ÄÅÆÇËÎÏÐÑÖ×ØÜÞßäåæçëîïðñö÷øûüþÿ\xad")
MAX_SAMPLES = 5


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
    converted: list[Converted] = field(default_factory=list)

    def rows(self, rows: Iterator[tuple[int, Row]]) -> Iterator[tuple[int, Row]]:
        for number, row in rows:
            yield number, [self._cell(number, column, cell) for column, cell in enumerate(row)]

    def _cell(self, row: int, column: int, cell: Any) -> Any:
        if not isinstance(cell, str) or not cell:
            return cell
        font = self.fonts.get((row, column), "")
        by_font = detect_font(font) if font else None
        capitals = by_font is not None and is_capitals_font(font)
        if by_font is None and (cell.isascii() or (column in self.plain_columns and not _TELLING.intersection(cell))):
            return cell
        after = convert(cell, by_font or self.encoding, capitals)
        if after != cell:
            self.converted.append(Converted(row, column, cell, after))
        return after


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
    plain = frozenset(index for index, found in columns.items() if _is_plain(found))
    return Decoder(encoding, fonts, plain)


def _is_plain(texts: list[str]) -> bool:
    """Whether a column has letters only Unicode has, and hardly any that only old fonts use."""
    modern = sum(1 for text in texts if any("\u0100" <= c <= "\u024f" or "\u1ea0" <= c <= "\u1ef9" or "\u0300" <= c <= "\u036f" for c in text))
    old = sum(1 for text in texts if _TELLING.intersection(text))
    return modern >= 2 and old <= modern // 10
