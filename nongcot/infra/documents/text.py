"""Text of others on its way into a document: made printable, never trusted as markup."""

from __future__ import annotations

import re

# What XML 1.0 (DOCX, XLSX, SVG) and UTF-8 (typst) cannot carry: controls, halves of surrogate pairs, noncharacters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LONG_WORD = re.compile(r"\S{16,}")
_GOOD_PLACE = re.compile(r"(?<=[@._/\\-])(?=\w)")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
ZERO_WIDTH_SPACE = "\u200b"


def printable(value: object) -> str:
    """``value`` as text with what no document can carry replaced by U+FFFD; ``None`` gives the empty string."""
    return "" if value is None else _UNPRINTABLE.sub("\ufffd", str(value))


def breakable(text: str, every: int = 12) -> str:
    """``text`` with places to break words of 16 letters and more: after ``@ . _ / -``, or every ``every`` letters."""

    def cut(found: re.Match[str]) -> str:
        pieces = _GOOD_PLACE.split(found.group())
        return ZERO_WIDTH_SPACE.join(p[at : at + every] for p in pieces for at in range(0, len(p), every))

    return _LONG_WORD.sub(cut, text)


def starts_like_formula(text: str) -> bool:
    """Whether a spreadsheet program could take ``text`` for a formula or a command (OWASP: CSV injection)."""
    return text.startswith(_FORMULA_STARTS)


def safe_csv_cell(value: object) -> str:
    """``value`` as the text of a CSV cell; an apostrophe goes in front where a spreadsheet would run it."""
    text = printable(value)
    return "'" + text if starts_like_formula(text) else text
