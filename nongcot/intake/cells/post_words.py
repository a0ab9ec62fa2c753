"""The words and abbreviations of union posts, taken apart into atoms: roles, bodies, and words that change nothing.

All words are folded (no diacritics). A phrase is a key of ``PHRASES``; a word glued together from abbreviations
("CNUBKT", "PCTCĐCS") is cut into them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from nongcot.kernel.text import fold


class Atom(Enum):
    # roles
    CHAIR = auto()
    VICE_CHAIR = auto()
    MEMBER = auto()
    HEAD = auto()
    SHORT_HEAD = auto()  # CN, TB: means a head only beside a body
    INSPECTION_HEAD = auto()  # Chủ nhiệm: without another body, of the inspection committee
    GROUP_LEADER = auto()
    DEPUTY_GROUP_LEADER = auto()
    ACCOUNTANT = auto()
    TREASURER = auto()
    DEPUTY = auto()  # phó: of the role or body that follows
    # bodies
    EXECUTIVE = auto()
    STANDING = auto()
    INSPECTION = auto()
    WOMEN = auto()
    SECTION = auto()
    GROUP = auto()
    # the rest
    UNION = auto()  # công đoàn, CĐCS: what follows may be its name
    KT = auto()  # kiểm tra or kế toán, by what stands before
    TT = auto()  # tổ trưởng or thường trực
    TP = auto()  # tổ phó, or the start of a city's name
    TV = auto()  # thành viên or thường vụ
    PROVISIONAL = auto()
    ACTING = auto()
    FORMER = auto()
    DUTY = auto()  # phụ trách: what follows is what a member looks after
    NOTHING = auto()
    UNKNOWN = auto()


ROLES = frozenset(
    {
        Atom.CHAIR, Atom.VICE_CHAIR, Atom.MEMBER, Atom.HEAD, Atom.SHORT_HEAD, Atom.INSPECTION_HEAD, Atom.GROUP_LEADER,
        Atom.DEPUTY_GROUP_LEADER, Atom.ACCOUNTANT, Atom.TREASURER, Atom.DEPUTY,
    }
)  # fmt: skip
BODIES = frozenset({Atom.EXECUTIVE, Atom.STANDING, Atom.INSPECTION, Atom.WOMEN, Atom.SECTION, Atom.GROUP})

_WORDS: dict[Atom, str] = {
    Atom.CHAIR: "chu tich|ct|ctich|chutich|chair|chairman|chairperson|chairwoman|president",
    Atom.VICE_CHAIR: "pho chu tich|pct|p chu tich|p ct|pho ct|pctich|pho ctich|phochutich|vice chair|"
    "vice chairman|vice chairperson|"
    "vice chairwoman|vice president|deputy chair|deputy chairman|deputy chairperson",
    Atom.MEMBER: "uy vien|uv|uvien|u vien|uyvien|thanh vien|member|committee member",
    Atom.HEAD: "truong ban|truong|tr ban|t ban|tban|head",
    Atom.SHORT_HEAD: "cn|tb|cnhiem|c nhiem",
    Atom.INSPECTION_HEAD: "chu nhiem|chunhiem",
    Atom.GROUP_LEADER: "to truong|totruong|ttr|group leader|team leader|union group leader",
    Atom.DEPUTY_GROUP_LEADER: "to pho|topho|pho to truong|pho to|p to truong|deputy group leader|deputy team leader",
    Atom.ACCOUNTANT: "ke toan|ktoan|accountant",
    Atom.TREASURER: "thu quy|tq|thuquy|tquy|treasurer",
    Atom.DEPUTY: "pho|p|pho truong ban|ptb|pho ban|pb|pho truong|pban|deputy|vice|deputy head|vice head",
    Atom.EXECUTIVE: "ban chap hanh|bch|chap hanh|b chap hanh|executive committee|executive board|executive",
    Atom.STANDING: "ban thuong vu|btv|thuong vu|b thuong vu|standing committee|standing board",
    Atom.INSPECTION: "uy ban kiem tra|ubkt|ub kiem tra|ub kt|uy ban kt|ban kiem tra|bkt|kiem tra|ubktra|ubkiemtra|"
    "uy ban ktra|inspection committee|inspection commission|inspection board|inspection|supervision committee",
    Atom.WOMEN: "ban nu cong|nu cong quan chung|bnc|nu cong|nc|ban nc|bnu cong|ban nu cong quan chung|nucong|"
    "women s committee|womens committee|women committee|women s affairs|women s board|women s affairs committee",
    Atom.SECTION: "cong doan bo phan|cd bo phan|cdbp|cd bp|cong doan bp|bo phan|cdbphan",
    Atom.GROUP: "to cong doan|to cd|tcd|to",
    Atom.UNION: "cong doan|cd|cdcs|cong doan co so|cd co so|cong doan cs|cd cs|cong doan co so thanh vien|"
    "cdcs thanh vien|"
    "cdcs tv|cdcstv|nd|nghiep doan|nghiep doan co so|ndcs|ban chap hanh cong doan|cong doan co quan|cong doan cong ty|"
    "cong doan truong|cong doan benh vien|cong doan don vi|trade union|union|grassroots union|grassroots trade union",
    Atom.KT: "kt",
    Atom.TT: "tt",
    Atom.TP: "tp",
    Atom.TV: "tv",
    Atom.PROVISIONAL: "lam thoi|lt",
    Atom.ACTING: "quyen|q",
    Atom.FORMER: "nguyen|cuu",
    Atom.DUTY: "phu trach|pt|theo doi",
    Atom.NOTHING: "thuong truc|chuyen trach|khong chuyen trach|kiem nhiem|dong chi|dc|d c|co so|cs|cong ty|cty|"
    "don vi|co quan|"
    "truc tiep|dang nhiem|duong nhiem|chuc danh|chuc vu|ban|cua|of|of the|in the|full time|part time",
}
# Longest reading of "BCH công đoàn" is the committee, not only the union.
PHRASES: dict[tuple[str, ...], Atom] = {tuple(p.split()): atom for atom, ps in _WORDS.items() for p in ps.split("|")}
PHRASES[("ban", "chap", "hanh", "cong", "doan")] = Atom.EXECUTIVE
PHRASES[("ke", "toan", "truong")] = Atom.UNKNOWN  # a post of the enterprise
_LONGEST = max(map(len, PHRASES))
# What may be cut out of a glued word: abbreviations, and a few words that are glued to them.
_GLUED = {
    words[0]: atom
    for words, atom in PHRASES.items()
    if len(words) == 1
    and words[0] not in ("p", "q", "to", "ban", "cua", "dc", "cs", "pt", "lt", "truong", "nguyen", "quyen", "cuu", "pb")
} | {"p": Atom.DEPUTY, "lamthoi": Atom.PROVISIONAL, "cdcs": Atom.UNION}
_RUN = re.compile(r"[^\W_]+|[,;/\n+&|–—−-]")
_SEPARATORS = frozenset(",;/\n+&|–—−-")
_SEPARATING_WORDS = (("kiem", "nhiem"), ("kiem",), ("va",), ("dong", "thoi"), ("cung",), ("and",))


@dataclass(frozen=True, slots=True)
class Piece:
    """One atom with the words it was read from, as typed."""

    atom: Atom
    text: str


@lru_cache(maxsize=4096)
def unglue(word: str) -> tuple[Atom, ...] | None:
    """A folded word cut into known abbreviations, the fewest there can be; None if it cannot be cut whole."""
    best: list[tuple[Atom, ...] | None] = [()] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(end):
            before, atom = best[start], _GLUED.get(word[start:end])
            current = best[end]
            if before is not None and atom is not None and (current is None or len(before) + 1 < len(current)):
                best[end] = (*before, atom)
    return best[-1]


def _join_spelled(words: list[str]) -> list[str]:
    """Single letters in a row put together: "U.V B.C.H" is "UV BCH"."""
    joined: list[str] = []
    run = ""
    for word in [*words, ","]:
        if len(word) == 1 and word.isalpha():
            run += word
            continue
        if run:
            joined.append(run)
            run = ""
        joined.append(word)
    return joined[:-1]


_ENGLISH_DEPUTY = re.compile(r"\b(vice|deputy)\s*[-–]\s*", re.IGNORECASE)
_ENGLISH_ORDER = re.compile(
    r"([\w' ]+ (?:committee|board|commission)) (member|head|deputy head|chair|vice chair)\b", re.IGNORECASE
)


def _as_said_in_vietnamese(text: str) -> str:
    """English puts the body first: "Inspection committee member" -> "member of Inspection committee"."""
    return _ENGLISH_ORDER.sub(r"\2 of \1", _ENGLISH_DEPUTY.sub(r"\1 ", text))


def split(text: str) -> list[list[str]]:
    """The words of a cell in parts, cut at commas, dashes, new lines and words such as "kiêm"."""
    words = _join_spelled(_RUN.findall(_as_said_in_vietnamese(text)))
    keys = [fold(word) for word in words]
    parts: list[list[str]] = [[]]
    i = 0
    while i < len(words):
        cut = _separating(words, keys, i)
        if cut or words[i] in _SEPARATORS:
            parts.append([])
        else:
            parts[-1].append(words[i])
        i += cut or 1
    return [part for part in parts if part]


def _separating(words: list[str], keys: list[str], i: int) -> int:
    """How many words from ``i`` on stand between two posts; 0 for none.

    "Kiểm" checks, as in "Kiểm tra" and "Tổ Kiểm hàng"; typed for "kiêm" it has a post behind it.
    """
    if keys[i + 1 : i + 2] == ["tra"]:
        return 0
    if words[i].lower() == "kiểm" and keys[i + 1 : i + 2] != ["nhiem"]:
        behind = _phrase_at(keys, i + 1)
        if behind is None or behind[0] not in ROLES:
            return 0
    return next((len(s) for s in _SEPARATING_WORDS if tuple(keys[i : i + len(s)]) == s), 0)


def _phrase_at(keys: list[str], i: int) -> tuple[Atom, int] | None:
    for length in range(min(_LONGEST, len(keys) - i), 0, -1):
        atom = PHRASES.get(tuple(keys[i : i + length]))
        if atom is not None:
            return atom, length
    return None


def pieces(words: list[str]) -> list[Piece]:
    """The atoms of one part, the longest phrases first."""
    keys = [fold(word) for word in words]
    found: list[Piece] = []
    i = 0
    while i < len(words):
        phrase = _phrase_at(keys, i)
        if phrase:
            atom, length = phrase
            found.append(Piece(atom, " ".join(words[i : i + length])))
            i += length
            continue
        glued = unglue(keys[i]) if 3 <= len(keys[i]) <= 16 else None
        if glued:
            found.extend(Piece(atom, words[i]) for atom in glued)
        else:
            found.append(
                Piece(
                    Atom.NOTHING
                    if keys[i].isdigit() and len(keys[i]) < 2 and not _names_group(found)
                    else Atom.UNKNOWN,
                    words[i],
                )
            )
        i += 1
    return _settle(found)


def _names_group(found: list[Piece]) -> bool:
    return any(
        p.atom in (Atom.GROUP_LEADER, Atom.DEPUTY_GROUP_LEADER, Atom.SECTION, Atom.GROUP, Atom.TT, Atom.TP)
        for p in found
    )


def _settle(found: list[Piece]) -> list[Piece]:
    """Abbreviations with two meanings, settled by what stands before and after."""
    settled: list[Piece] = []
    for i, piece in enumerate(found):
        before = {p.atom for p in settled}
        after = found[i + 1].atom if i + 1 < len(found) else None
        settled.append(Piece(_meaning(piece.atom, before, after), piece.text))
    return settled


def _meaning(atom: Atom, before: set[Atom], after: Atom | None) -> Atom:
    has_role = bool(before & ROLES)
    if atom is Atom.TT:
        return Atom.NOTHING if has_role else Atom.GROUP_LEADER
    if atom is Atom.TP:
        return Atom.UNKNOWN if before else Atom.DEPUTY_GROUP_LEADER
    if atom is Atom.TV:
        return Atom.STANDING if has_role else Atom.MEMBER
    if atom is Atom.KT:
        if has_role:
            return Atom.INSPECTION
        return Atom.ACCOUNTANT if after is Atom.UNION else Atom.UNKNOWN
    if atom in (Atom.ACTING, Atom.FORMER) and before:
        return Atom.UNKNOWN
    return atom
