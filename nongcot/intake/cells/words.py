"""Cells that hold words, signs or nothing: texts, dittos, marks, mandates, reasons."""

from __future__ import annotations

import math
import re
from datetime import date
from functools import lru_cache

from nongcot.intake.cells.understood import CACHED, Cell, Understood, plain
from nongcot.intake.kinds import ProblemKind, RepairKind
from nongcot.kernel.text import fold, tidy
from nongcot.people.kinds import EndReason, Mandate

_NOTHING = re.compile(r"[\s\u200b\ufeff\-–—−_.…/\\|]*")
_QUOTES = "\"'`´‘’“”„″′〃ˮ"
_DITTO_SIGNS = re.compile(rf"[\s\-–—−._…/,]*(?:[{_QUOTES}][\s{_QUOTES}]*|,,|//)[\s\-–—−._…/,{_QUOTES}]*")
_DITTO_WORDS = frozenset(
    {"nt", "n t", "nhu tren", "nhu t", "n tr", "nhu tr", "tuong tu", "tuong tu nhu tren", "ditto", "id"}
)
_FORMULA_ERROR = re.compile(
    r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|ERR:?\d*)", re.IGNORECASE
)
_EMAIL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
_YES = frozenset({"x", "xx", "v", "co", "yes", "y", "1", "true", "dung", "dang vien", "dv", "da vao dang", "x x"})
_NO = frozenset({"khong", "ko", "k", "kg", "no", "n", "0", "false", "sai", "chua", "quan chung", "qc", "chua vao dang"})
_TICKS = frozenset("✓✔☑×✗✘☒√+•●■")


def is_empty(cell: Cell) -> bool:
    """Whether a cell says nothing: no value, blanks, or only a dash or dots."""
    if cell is None:
        return True
    if isinstance(cell, str):
        return not cell or (len(cell) < 40 and _NOTHING.fullmatch(cell) is not None and "//" not in cell)
    return isinstance(cell, float) and math.isnan(cell)


_NONE_WORDS = frozenset(
    {
        "khong co", "khong", "ko co", "ko", "k co", "chua co", "chua", "khong ro", "chua ro", "khong biet", "chua biet",
        "chua cap nhat", "dang cap nhat", "chua cung cap", "khong cung cap", "chua xac dinh", "n a", "na", "none",
        "null", "0",
    }
)  # fmt: skip


def says_none(cell: Cell) -> bool:
    """Whether a cell says in words that there is nothing to say: "không có", "chưa có", "n/a", 0."""
    if isinstance(cell, str):
        return len(cell) < 30 and "#" not in cell and fold(cell) in _NONE_WORDS  # "#N/A" is a formula's error
    return isinstance(cell, int | float) and not isinstance(cell, bool) and cell == 0


@lru_cache(maxsize=CACHED)
def _is_ditto(cell: str) -> bool:
    if fold(cell) in _DITTO_WORDS:
        return True
    return _DITTO_SIGNS.fullmatch(cell) is not None


def is_ditto(cell: Cell) -> bool:
    """Whether a cell says "as above": nt, như trên, -"-, //. A dash alone says nothing."""
    return isinstance(cell, str) and 0 < len(cell) <= 20 and _is_ditto(cell)


def is_formula_error(cell: Cell) -> bool:
    """Whether a cell shows the error of a formula (#REF!, #N/A ...)."""
    return isinstance(cell, str) and "#" in cell and _FORMULA_ERROR.fullmatch(cell.strip()) is not None


@lru_cache(maxsize=CACHED)
def _text(cell: str, limit: int) -> Understood[str]:
    tidied = tidy(cell)
    if is_formula_error(tidied):
        return Understood("", problem=ProblemKind.FORMULA_ERROR)
    if len(tidied) > limit:
        return Understood("", problem=ProblemKind.TEXT_TOO_LONG, params={"limit": limit, "length": len(tidied)})
    if tidied == cell:
        return Understood(tidied)
    spaces = " ".join(cell.split()) == tidied
    return Understood(tidied, (RepairKind.SPACES if spaces else RepairKind.UNICODE_FORM,))


def text(cell: Cell, limit: int = 500) -> Understood[str]:
    """The tidy text of any cell (numbers without ".0"). Longer than ``limit`` characters: TEXT_TOO_LONG and ""."""
    if isinstance(cell, str):
        return _text(cell, limit) if len(cell) <= 200 else _text.__wrapped__(cell, limit)
    return Understood(plain(cell))


def _address_among(written: str) -> str:
    """The one address in a cell that holds a phone number beside it."""
    if written.count("@") != 1 or not re.search(r"(?:\d[ .]?){8}(?![^\s;,/|]*@)", written):
        return written
    pieces = [piece for piece in re.split(r"[\s;,/|<>()]+", written) if "@" in piece[1:]]
    pieces = [re.sub(r"^(?:e-?mail|mail|thư)\s*:", "", piece, flags=re.IGNORECASE) for piece in pieces]
    return next((piece for piece in pieces if _EMAIL.fullmatch(piece)), written)


@lru_cache(maxsize=CACHED)
def _email(cell: str) -> Understood[str | None]:
    tidied = tidy(cell)
    if is_empty(tidied) or says_none(tidied):
        return Understood(None)
    tidied = _address_among(tidied)
    bare = re.sub(r"^(?:mailto:|e-?mail\s*:)|[<>;,]|\s+", "", tidied, flags=re.IGNORECASE).lower()
    if len(bare) > 254 or not _EMAIL.fullmatch(bare) or ".." in bare:
        return Understood(None, problem=ProblemKind.NOT_UNDERSTOOD)
    return Understood(bare, (RepairKind.SPACES,) if bare != cell.lower() else ())


def email(cell: Cell) -> Understood[str | None]:
    """One e-mail address, in lower case."""
    return _email(plain(cell))


@lru_cache(maxsize=CACHED, typed=True)
def flag(cell: Cell) -> Understood[bool | None]:
    """Yes (x, v, có, a tick, a date), no (không, 0) or not known (nothing)."""
    if isinstance(cell, bool):
        return Understood(cell)
    if is_empty(cell):
        return Understood(None)
    if isinstance(cell, date):
        return Understood(True)
    written = plain(cell).strip()
    key = fold(written)
    if key in _YES or (written and set(written) <= _TICKS):
        return Understood(True)
    if key in _NO:
        return Understood(False)
    if re.fullmatch(r"(?:\d{1,2} ){0,2}(?:19|20)\d\d", key):
        return Understood(True)
    return Understood(None, problem=ProblemKind.NOT_UNDERSTOOD)


_DIRECT = frozenset(
    {"truc tiep", "tt", "truc tiep san xuat", "truc tiep sx", "cong nhan truc tiep", "lao dong truc tiep"}
)
_INDIRECT = frozenset(
    {"gian tiep", "gt", "khong truc tiep", "gian tiep san xuat", "lao dong gian tiep", "ld gian tiep"}
)

_OF_PARTY = frozenset({"dang vien", "dv", "da vao dang", "quan chung", "qc", "chua vao dang"})


def direct_work(cell: Cell) -> Understood[bool | None]:
    """Whether somebody works directly in production: by the words, or as :func:`flag`; a day says nothing of it."""
    key = "" if isinstance(cell, bool) or is_empty(cell) else fold(plain(cell))
    if key in _DIRECT or key in _INDIRECT:
        return Understood(key in _DIRECT)
    other = isinstance(cell, date) or key in _OF_PARTY or (key not in ("0", "1") and any(c.isdigit() for c in key))
    return Understood(None, problem=ProblemKind.NOT_UNDERSTOOD) if other else flag(cell)


# Folded words to look for, the more telling first.
_MANDATES = (
    (Mandate.PROVISIONAL, ("lam thoi",)),
    (
        Mandate.BY_ELECTION,
        ("bo sung", "bau bo sung", "kien toan", "bau tai ban chap hanh", "bau tai bch", "bch bau", "hoi nghi bch"),
    ),
    (Mandate.APPOINTED, ("chi dinh", "bo nhiem")),
    (Mandate.CONGRESS, ("dai hoi", "dh", "bau cu", "bau")),
)
_REASONS = (
    (EndReason.DIED, ("tu tran", "qua doi", "chet", "da mat", "mat", "hy sinh")),
    (EndReason.REMOVED, ("cach chuc",)),
    (EndReason.RECALLED, ("bai nhiem",)),
    (EndReason.RELIEVED, ("mien nhiem",)),
    (
        EndReason.STEPPED_DOWN,
        ("thoi tham gia", "xin thoi", "xin rut", "rut khoi", "thoi giu chuc", "thoi chuc", "tu chuc"),
    ),
    (EndReason.RETIRED, ("nghi huu", "huu tri", "ve huu", "nghi che do", "huu")),
    (EndReason.UNIT_ENDED, ("giai the", "ket thuc hoat dong", "cham dut hoat dong", "sap nhap", "hop nhat")),
    (EndReason.TERM_ENDED, ("het nhiem ky", "ket thuc nhiem ky", "het nk", "man nhiem", "het khoa")),
    (
        EndReason.TRANSFERRED,
        (
            "chuyen cong tac",
            "dieu dong",
            "luan chuyen",
            "thuyen chuyen",
            "chuyen don vi",
            "chuyen viec",
            "chuyen",
            "nghi viec",
            "thoi viec",
        ),
    ),
)


_NAMED: dict[str, Mandate | EndReason] = {
    kind.value.replace("_", " "): kind for kind in (*Mandate, *EndReason)
}  # as our own exports and the API name them


def _find(
    key: str, table: tuple[tuple[Mandate, tuple[str, ...]], ...] | tuple[tuple[EndReason, tuple[str, ...]], ...]
) -> Mandate | EndReason | None:
    padded = f" {key} "
    named = _NAMED.get(key.replace("_", " "))
    if named is not None and any(kind is named for kind, _phrases in table):
        return named
    return next((kind for kind, phrases in table for p in phrases if f" {p} " in padded), None)


@lru_cache(maxsize=CACHED)
def _mandate(cell: str) -> Understood[Mandate | None]:
    if is_empty(cell):
        return Understood(None)
    found = _find(fold(cell), _MANDATES)
    return Understood(Mandate(found)) if found else Understood(None, problem=ProblemKind.NOT_UNDERSTOOD)


def mandate(cell: Cell) -> Understood[Mandate | None]:
    """Where a mandate comes from: "Bầu tại Đại hội", "Bầu bổ sung", "Chỉ định", "Lâm thời"."""
    return _mandate(plain(cell))


@lru_cache(maxsize=CACHED)
def _end_reason(cell: str) -> Understood[EndReason | None]:
    if is_empty(cell):
        return Understood(None)
    found = _find(fold(cell), _REASONS)
    return Understood(EndReason(found)) if found else Understood(EndReason.OTHER)


def end_reason(cell: Cell) -> Understood[EndReason | None]:
    """Why a post ended: "Thôi tham gia", "Miễn nhiệm", "Nghỉ hưu" ...; other words are OTHER."""
    return _end_reason(plain(cell))
