"""The words unions write in column headers, as rules: folded text (no diacritics, no punctuation) -> fields.

Each rule has a confidence: 1.0 where the words say it plainly, lower where the column's content must confirm. Rules for
a header under another header ("Ngày sinh" over "Nam", "Nữ") see both, joined by " > ".
"""

from __future__ import annotations

import re
from functools import lru_cache

from nongcot.intake.kinds import Field
from nongcot.intake.recognise.vocabulary import PAIRS, SINGLE, WEAK
from nongcot.kernel.text import fold, tidy

Guess = tuple[Field, float]
Rule = tuple[re.Pattern[str], Field | None, float]
F = Field

_QUESTION = re.compile(r"^(?:câu\s*(?:hỏi\s*)?)?\d{1,2}\s*[.):/]\s*(?=[^\W\d_]{2})", re.IGNORECASE)  # "3. Ngày sinh"
_OF_THEM_WOMEN = re.compile(
    r"((?:tổng\s*số|ts|số\s*lượng|số|sl)\s*)?(?:đoàn\s*viên|đvcđ|đv)(?:\s*(?:công\s*đoàn|cđ))?"
    r"\s*[(/]\s*(?:trong\s*đó\s*)?(?:có\s*|số\s*)?nữ\s*\)?"
)
# What a header may carry in front or behind without changing what it says.
_TAIL = r"(?: (?:x|danh dau x|neu co|ghi ro|neu la nu|dong chi|nguoi|vnd))*"


def _rules(table: str) -> list[Rule]:
    """The rules of a vocabulary table (see :mod:`nongcot.intake.recognise.vocabulary`)."""
    rules: list[tuple[list[str], Field | None, float]] = []
    begun = ""
    for line in table.splitlines():
        if line and not line.startswith(" "):
            name, confidence = line.split()
            rules.append(([], None if name == "-" else Field[name], float(confidence)))
        elif line:
            words = begun + line.strip(" ")
            begun = words[:-1] if words.endswith("\\") else ""
            if not begun:
                rules[-1][0].append(words)
    return [(re.compile(f"(?:{'|'.join(words)}){_TAIL}"), found, confidence) for words, found, confidence in rules]


_PAIRS = _rules(PAIRS)
_SINGLE = _rules(SINGLE)
_WEAK = _rules(WEAK)


def header_text(value: object) -> str:
    """A header cell as one tidy line."""
    return _QUESTION.sub("", tidy(value.replace("\n", " "))) if isinstance(value, str) else ""


@lru_cache(maxsize=4096)
def single_guesses(text: str) -> tuple[Guess, ...]:
    """What one header cell can mean, best first; empty when unknown. ``text`` is tidy, with diacritics."""
    if not text or len(text) > 90:
        return ()
    if text in ("#", "№"):
        return ((F.NUMBER, 1.0),)
    key = fold(text)
    special = _by_diacritics(text, key)
    if special is not None:
        return special
    return _first(_SINGLE, key)


def _first(rules: list[Rule], key: str) -> tuple[Guess, ...]:
    for pattern, found, confidence in rules:
        if pattern.fullmatch(key):
            return ((found, confidence),) if found else ()
    return ()


def _unforeseen(text: str) -> tuple[Guess, ...]:
    """What a header nobody foresaw may mean by single words in it; its content must agree."""
    return () if len(text) > 90 or is_known_header(text) else _first(_WEAK, fold(text))


def _by_diacritics(text: str, key: str) -> tuple[Guess, ...] | None:  # noqa: C901
    """Short headers that only their diacritics tell apart, or that only the content can decide."""
    low = text.casefold().strip(" .:")
    of_women = _OF_THEM_WOMEN.fullmatch(low)
    if of_women:  # "Đoàn viên (nữ)": the women, or all with the women behind them as the cells tell
        return ((F.MEMBERS, 0.9), (F.WOMEN, 0.6)) if of_women[1] else ((F.WOMEN, 0.9), (F.MEMBERS, 0.8))
    if key == "nam" and ("ă" in low or "ǎ" in low):
        return ((F.BORN_YEAR, 0.5), (F.BORN, 0.4))
    if key == "nu":
        return ((F.FEMALE, 0.9), (F.WOMEN, 0.6), (F.BORN_FEMALE, 0.65))
    if key == "nam":
        return ((F.MALE, 0.9), (F.BORN_MALE, 0.65))
    if key == "dt":
        return ((F.ETHNICITY, 0.6), (F.PHONE, 0.5)) if low.startswith("d") else ((F.PHONE, 0.7), (F.ETHNICITY, 0.4))
    if key == "dv":
        return ((F.MEMBERS, 0.6), (F.PARTY_MEMBER, 0.5), (F.UNIT, 0.5))
    if key == "ten":
        return ((F.GIVEN_NAME, 0.6), (F.NAME, 0.5), (F.UNIT, 0.5))
    if key == "ho":
        return ((F.FAMILY_NAME, 0.9),)
    if key in ("chuc danh", "chuc vu", "cv", "chuc vu hien nay"):
        return ((F.POST, 0.7), (F.JOB, 0.6))
    if key in ("chuyen mon", "cm"):
        return ((F.EDUCATION, 0.8), (F.JOB, 0.5))
    if key == "to":
        named: tuple[Guess, ...] = ((F.BODY_NAME, 0.6), (F.EMPLOYER, 0.5))
        return ((F.TO_DAY, 0.5), *named) if low == "to" else named
    return None


@lru_cache(maxsize=4096)
def is_known_header(text: str) -> bool:
    """Whether the words are those of some header, wanted or not."""
    if single_guesses(text):
        return True
    key = fold(text)
    return bool(key) and len(text) <= 90 and any(found is None and p.fullmatch(key) for p, found, _ in _SINGLE)


@lru_cache(maxsize=4096)
def path_guesses(path: tuple[str, ...]) -> tuple[Guess, ...]:
    """What a column can mean whose headers, from the top down, are ``path``; best first."""
    texts = [text for text in path if text]
    if not texts:
        return ()
    if len(texts) == 1:
        return single_guesses(texts[0]) or _unforeseen(texts[0])
    parent, child = fold(" ".join(texts[:-1])), fold(texts[-1])
    if ("sinh" in parent.split()) and child == "nam" and "ă" in texts[-1].casefold():
        return ((F.BORN_YEAR, 1.0),)
    for pattern, found, confidence in _PAIRS:
        if pattern.fullmatch(f"{parent} > {child}"):
            return ((found, confidence),) if found else ()
    own = single_guesses(texts[-1])
    if own and own[0][1] >= 0.6:
        return own
    joined = single_guesses(" ".join(texts[-2:]))
    return joined or own or (() if is_known_header(texts[-1]) else path_guesses(tuple(texts[:-1])))


@lru_cache(maxsize=4096)
def names_a_part(path: tuple[str, ...]) -> bool:
    """Whether the last header of a path says something by itself or as a part of those above it."""
    if is_known_header(path[-1]):
        return True
    if len(path) < 2 or len(path[-1].split()) > 5 or any(c.isdigit() for c in path[-1]):
        return False
    parent, child = fold(" ".join(path[:-1])), fold(path[-1])
    telling = [pattern for pattern, _, confidence in _PAIRS if confidence >= 1.0]
    return any(pattern.fullmatch(f"{parent} > {child}") for pattern in telling) or bool(
        single_guesses(" ".join(path[-2:]))
    )
