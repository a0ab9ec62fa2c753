"""Vietnamese text as plain values: one normal form, one search key, one comparison.

``fold`` is the key for searching and matching (no diacritics), ``tone_key`` the key for comparing (diacritics kept, the
place of the tone mark not). Both run millions of times in one import: short texts are remembered.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache

TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền hỏi ngã sắc nặng: the order of Vietnamese dictionaries
_TONE_DELETION = dict.fromkeys(map(ord, TONES))
_SHORT = 120
# Letters that look like đ and are typed for it: Icelandic eth, African d.
_LOOK_ALIKES = {0x00D0: "Đ", 0x00F0: "đ", 0x0189: "Đ", 0x0256: "đ"}


class _Table(dict[int, str]):
    """A translation table for str.translate that works out each character once, when first met."""

    def __init__(self, rule: Callable[[str], str]) -> None:
        super().__init__()
        self._rule = rule

    def __missing__(self, code: int) -> str:
        self[code] = result = self._rule(chr(code))
        return result


def _tidy_character(c: str) -> str:
    if c.isspace():
        return " "
    category = unicodedata.category(c)
    if category == "Cc":
        return " "
    return "" if category in ("Cf", "Cs") else _LOOK_ALIKES.get(ord(c), c)


def _bare(c: str) -> str:
    decomposed = unicodedata.normalize("NFD", c)
    kept = "".join(x for x in decomposed if unicodedata.category(x)[0] != "M")
    return kept.replace("đ", "d").replace("ð", "d").replace("ɖ", "d").replace("ı", "i")


def _fold_character(c: str) -> str:
    category = unicodedata.category(c)
    if category[0] == "M" or category in ("Cf", "Cs"):
        return ""
    result, before = c, ""
    while result != before:
        before, result = result, _bare(result.casefold())
    return "".join(x if x.isalnum() else " " for x in result)


_TIDY = _Table(_tidy_character)
_FOLD = _Table(_fold_character)


def nfc(s: str) -> str:
    """``s`` in Unicode normal form C."""
    return s if s.isascii() else unicodedata.normalize("NFC", s)


def tidy(s: str) -> str:
    """``s`` as it should be stored: NFC, plain spaces, nothing invisible, look-alikes of đ put right, trimmed."""
    if s.isascii() and s.isprintable() and "  " not in s and s == s.strip():
        return s
    return " ".join(unicodedata.normalize("NFC", s).translate(_TIDY).split())


def _fold(s: str) -> str:
    return " ".join(s.translate(_FOLD).split())


_fold_short = lru_cache(maxsize=1 << 16)(_fold)


def fold(s: str) -> str:
    """The search key of ``s``: lower case, no diacritics, đ as d, punctuation as space ("Hoà" and "hòa" give "hoa")."""
    return _fold_short(s) if len(s) <= _SHORT else _fold(s)


@lru_cache(maxsize=1 << 16)
def _tone_word(word: str) -> str:
    if word.isascii():
        return word.casefold()
    decomposed = unicodedata.normalize("NFD", word.casefold())
    tones = "".join(c for c in decomposed if c in TONES)
    return unicodedata.normalize("NFC", decomposed.translate(_TONE_DELETION) + tones)


def tone_key(s: str) -> str:
    """The comparison key of ``s``: letters and tones kept, case, spaces and the place of the tone mark not.

    Each word's tone mark stands at its end, so "hòa" and "hoà" meet and "Hoa" stays apart.
    """
    return " ".join([_tone_word(word) for word in tidy(s).split()])
