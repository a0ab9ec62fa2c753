"""Vietnamese typed for old fonts: TCVN3 (.VnTime) and VNI (VNI-Times), found by font or over many cells, and converted.

The one place that knows the package with the tables; what they lack is added here. A single cell misleads: detection
looks at a column or a sheet, and asks of every word whether it can be a Vietnamese syllable before and after.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from viparse.normalize.encodings import get_charmap

from nongcot.intake.kinds import Encoding

_TCVN3_FONT = re.compile(r"\.?vn[a-z]", re.IGNORECASE)
_VNI_FONT = re.compile(r"vni\b|vni[-_ ]", re.IGNORECASE)
_WORDS_NEEDED = 3  # different words that only the old encoding explains
_SHARE_NEEDED = 0.6  # of all words with letters beyond ASCII, in cells that could be old
_LONGEST_LOOK = 400_000  # characters looked at before deciding
_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~–—“”‘’…]+")


def detect_font(font_name: str) -> Encoding | None:
    """The encoding a font stands for (".VnTimeH", "VNI-Times"), or None for a Unicode font."""
    name = font_name.strip().split("+")[-1]
    if _VNI_FONT.match(name):
        return Encoding.VNI
    return Encoding.TCVN3 if name.startswith(".") and _TCVN3_FONT.match(name) else None


def is_capitals_font(font_name: str) -> bool:
    """Whether a TCVN3 font draws capitals only (".VnTimeH", ".VnArialH"): its small letters are read as capitals."""
    return detect_font(font_name) is Encoding.TCVN3 and font_name.strip().endswith("H")


# --- what a Vietnamese syllable can be -----------------------------------------------------------------------------

_ONSETS = "ngh|ng|nh|th|tr|ch|ph|kh|gh|gi|qu|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x|"
_OPEN = (
    "a|e|ê|i|o|ô|ơ|u|ư|y|ia|ya|ua|ưa|oa|oe|uê|uy|uơ|uya|ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|iêu|yêu|uôi|ươi|ươu|"
    "oai|oay|oao|oeo|uây|uyu|uêu"
)
_CLOSED = "a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|iê|yê|uô|ươ|oa|oă|oe|uâ|uê|uy|uyê|oo"
_SYLLABLE = re.compile(rf"(?:{_ONSETS})(?:(?:{_OPEN})|(?:{_CLOSED})(?:ng|nh|ch|c|m|n|p|t))")
_STOPPED = re.compile(r"(?:ch|c|p|t)$")
_TONES = "\u0300\u0309\u0303\u0301\u0323"


@lru_cache(maxsize=1 << 15)
def is_syllable(word: str) -> bool:
    """Whether a word is spelled as a Vietnamese syllable: one onset, one rhyme, at most one tone, one kind of case."""
    if not (word.islower() or word.isupper() or (word[:1].isupper() and word[1:].islower())):
        return False
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [c for c in decomposed if c in _TONES]
    bare = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(bare):
        return False
    return not _STOPPED.search(bare) or bool(tones and tones[0] in "\u0301\u0323")


# --- the tables ----------------------------------------------------------------------------------------------------

_VNI_MISSING = [("aú", "ẳ"), ("AÚ", "Ẳ"), ("î", "ỵ"), ("Î", "Ỵ")]
# Signs that stand for letters of the old fonts after another program had the text.
_SUBSTITUTES = {"\u03bc": "\u00b5", "\u0192": "\u00a6"}


def _table(name: str) -> dict[str, str]:
    """What the package says each sequence of an old font stands for."""
    table = get_charmap(name)
    if table is None:  # pragma: no cover - the lock pins a version that has both
        raise LookupError(f"no table for {name}")
    return dict(table.pairs)


def _vni_table() -> dict[str, str]:
    """The package's table with what it lacks: ẳ, ỵ, and a capital before a small mark ("Aùnh" for Ánh)."""
    entries = dict(_VNI_MISSING) | _table("vni")
    for sequence, letter in list(entries.items()):
        if len(sequence) == 2 and sequence[0].islower():
            entries.setdefault(sequence[0].upper() + sequence[1], letter.upper())
    return entries


def _finder(table: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True))))


_TABLES = {Encoding.TCVN3: _table("tcvn3"), Encoding.VNI: _vni_table()}
_FINDERS = {encoding: _finder(table) for encoding, table in _TABLES.items()}
# Letters no text in the old font has; VNI keeps í and ì as they are.
_FOREIGN_LETTER = {
    encoding: re.compile(rf"[^\W\d_a-zA-Z{re.escape(''.join(table))}íìÍÌ]") for encoding, table in _TABLES.items()
}


def _by_table(text: str, encoding: Encoding) -> str:
    table = _TABLES[encoding]
    return unicodedata.normalize("NFC", _FINDERS[encoding].sub(lambda found: table[found[0]], text))


@lru_cache(maxsize=1 << 15)
def _convert_word(word: str, encoding: Encoding) -> str:
    return _by_table(word, encoding)


# Letters that no old font could give (đ, ơ, ế ...): a text with one of them is Unicode already.
_ONLY_UNICODE = re.compile(rf"[\u0100-\u0191\u0193-\u02af\u1ea0-\u1ef9{_TONES}]")


def _could_be_old(text: str) -> bool:
    return not text.isascii() and _ONLY_UNICODE.search(text) is None


# --- detection -----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Evidence:
    """Different words that only one reading makes syllables of, and how many of all it explains."""

    telling: int = 0
    against: int = 0
    explained: int = 0
    words: int = 0

    @property
    def enough(self) -> bool:
        return (
            self.telling >= _WORDS_NEEDED
            and self.telling > 2 * self.against
            and self.explained >= self.words * _SHARE_NEEDED
        )


def _weigh(words: set[str], encoding: Encoding) -> _Evidence:
    evidence = _Evidence(words=len(words))
    for word in words:
        as_unicode, as_old = is_syllable(word), is_syllable(_convert_word(word, encoding))
        evidence.telling += as_old and not as_unicode
        evidence.against += as_unicode and not as_old
        evidence.explained += as_old
    return evidence


def _telling_words(texts: Iterable[str]) -> set[str]:
    words: set[str] = set()
    looked = 0
    for text in texts:
        if not _could_be_old(text) or "@" in text:
            continue
        looked += len(text)
        words.update(w for w in _WORD.findall(text.translate(_SUBSTITUTE_TABLE)) if not w.isascii())
        if looked > _LONGEST_LOOK:
            break
    return words


_SUBSTITUTE_TABLE = str.maketrans(_SUBSTITUTES)


def detect_texts(texts: Iterable[str]) -> Encoding:
    """The encoding of the texts of a column or sheet. Unicode unless several different words speak for an old one, and
    hardly any against. Texts with letters only Unicode has are left out: mixed sheets are found too.
    """
    words = _telling_words(texts)
    if len(words) < _WORDS_NEEDED:
        return Encoding.UNICODE
    weighed = {encoding: _weigh(words, encoding) for encoding in _TABLES}
    best = max(weighed, key=lambda e: (weighed[e].explained, weighed[e].telling))
    others = [w.explained for e, w in weighed.items() if e is not best]
    if not weighed[best].enough or max(others) >= weighed[best].explained:
        return Encoding.UNICODE
    return best


# --- conversion ----------------------------------------------------------------------------------------------------


def _is_unicode_already(text: str, encoding: Encoding) -> bool:
    """Whether all words read as Vietnamese as they stand and not all when converted, or a letter is not in the font."""
    if _FOREIGN_LETTER[encoding].search(text):
        return True
    words = [w for w in _WORD.findall(text) if not w.isascii()]
    if not words or not all(map(is_syllable, words)):
        return False
    return not all(is_syllable(_convert_word(w, encoding)) for w in words)


# TCVN3 has no capital of a letter with a tone: "T©n ¸" is how Tân Á had to be typed.
_NO_CAPITAL = frozenset(
    letter for letter in _TABLES[Encoding.TCVN3].values() if letter.islower() and letter not in "ăâêôơưđ"
)


_SMALL_WORD = re.compile(rf"(?:(?<= )|^)([{''.join(sorted(_NO_CAPITAL))}])(?=[^ ]*(?: (\w)|$))")


def _with_capitals(text: str) -> str:
    """Words that had to begin small among words that begin with a capital, given theirs."""

    def capital(found: re.Match[str]) -> str:
        before = text[: found.start()].rsplit(None, 1)[-1:]
        beside = [letter for letter in (*(word[0] for word in before), found[2]) if letter]
        return found[0].upper() if beside and all(letter.isupper() for letter in beside) else found[0]

    return _SMALL_WORD.sub(capital, text)


@lru_cache(maxsize=1 << 15)
def convert(text: str, encoding: Encoding, capitals_font: bool = False) -> str:
    """``text`` in NFC Unicode. Cells that are Unicode already, or plain ASCII, come back unchanged (capitals apart).

    Call it on the raw cell: in TCVN3 the letter ư is the soft hyphen, which tidying would remove. ``capitals_font``:
    the cell is drawn in a font of capitals (see :func:`is_capitals_font`).
    """
    if encoding is Encoding.UNICODE:
        return text
    if _could_be_old(text):
        restored = text.translate(_SUBSTITUTE_TABLE)
        if not _is_unicode_already(restored, encoding):
            text = _by_table(restored, encoding)
            text = _with_capitals(text) if encoding is Encoding.TCVN3 else text
    elif not text.isascii():
        return text
    return text.upper() if capitals_font else text
