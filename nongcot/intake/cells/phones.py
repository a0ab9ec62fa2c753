"""Telephone numbers in every habit, as E.164."""

from __future__ import annotations

import re
from functools import lru_cache

from nongcot.intake.cells.understood import CACHED, Cell, Understood, plain
from nongcot.intake.cells.words import is_empty, is_formula_error, says_none
from nongcot.intake.kinds import ProblemKind, RepairKind
from nongcot.kernel.phones import foreign, vietnamese

_MOBILE = re.compile(r"0[35789]\d{8}")
_FOREIGN = re.compile(r"\+(?!84)[\d ().-]{8,20}")
_EXTENSION = re.compile(r"(?:máy lẻ|may le|số lẻ|so le|ml|ext\.?|nhánh|nhanh)\s*:?\s*\d+", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s;,/]+@[^\s;,/]+")
_STRONG = re.compile(r"[/;,\n|&+]|\s[-–—]\s|hoặc|và", re.IGNORECASE)
_WITHIN = str.maketrans("", "", " .+\u00a0")
_SCIENTIFIC = re.compile(r"(\d)[.,](\d{7,11})E\+?(\d{1,2})$", re.IGNORECASE)
_LONGEST_NUMBER = 13  # 0084 and nine digits
Number = tuple[str, tuple[RepairKind, ...]]


@lru_cache(maxsize=CACHED)
def _one(digits: str) -> Number | None:
    """One Vietnamese number from its digits, or None if they are no number."""
    found = vietnamese(digits)
    if found is None:
        return None
    repairs = [RepairKind.PHONE_FORMAT] if found.rewritten else []
    return found.e164, (*repairs, *([RepairKind.PHONE_ZERO] if found.zero else []))


def _cover(groups: list[str]) -> list[Number] | None:
    """Groups of digits put together into the fewest whole numbers, or None if some are left over."""
    best: list[list[Number] | None] = [[]] + [None] * len(groups)
    for end in range(1, len(groups) + 1):
        for start in range(end):
            before, joined = best[start], "".join(groups[start:end])
            if before is None or len(joined) > _LONGEST_NUMBER:
                continue
            number = _one(joined)
            if number and (best[end] is None or len(before) + 1 < len(best[end] or ())):
                best[end] = [*before, number]
    return best[-1]


def _pieces(written: str) -> tuple[list[Number], str]:
    """The numbers found piece by piece, and the first piece that is none."""
    found: list[Number] = []
    for piece in _STRONG.split(written):
        groups = re.findall(r"\d+", piece)
        numbers = _cover(groups)
        if numbers is None:
            return found, piece.strip()
        found += numbers
    return found, ""


def _read(written: str) -> tuple[list[Number], str]:
    stripped = _EXTENSION.sub(" ", re.sub(r"\.0$", "", written))
    if "@" in stripped:
        stripped = _EMAIL.sub(" ", stripped)
    if _FOREIGN.fullmatch(stripped.strip()):
        abroad = foreign(stripped.strip())
        return ([(abroad, (RepairKind.PHONE_FORMAT,))], "") if abroad else ([], written)
    found, left = _pieces(stripped)
    if left or not found:
        whole = _cover(re.findall(r"\d+", stripped))
        if whole:
            return whole, ""
    return found, left if found else written.strip()


def _written_out(found: re.Match[str]) -> str:
    """ "9.12345602E+08" is 912345602; where digits were lost ("9.12E+08") it stays, and is refused."""
    return found[1] + found[2] if len(found[2]) == int(found[3]) else found[0]


@lru_cache(maxsize=CACHED)
def _phones(cell: str) -> Understood[list[str]]:
    if _MOBILE.fullmatch(cell):
        return Understood(["+84" + cell[1:]])
    # The quick way for what most cells hold: one mobile number with dots, spaces or the code.
    bare = cell.translate(_WITHIN)
    one = _one(bare) if bare.isdigit() and len(bare) in (10, 11) and bare[0] in "08" else None
    if one:
        return Understood([one[0]], tuple(dict.fromkeys((*one[1], RepairKind.PHONE_FORMAT))))
    if is_empty(cell) or says_none(cell):
        return Understood([])
    if is_formula_error(cell):
        return Understood([], problem=ProblemKind.FORMULA_ERROR)
    numbers, left = _read(_SCIENTIFIC.sub(_written_out, cell.strip()) if "E" in cell.upper() else cell)
    repairs = [kind for _, kinds in numbers for kind in kinds]
    if not repairs and not cell.strip().isdigit():
        repairs.append(RepairKind.PHONE_FORMAT)
    values = list(dict.fromkeys(value for value, _ in numbers))
    if len(values) > 1:
        repairs.append(RepairKind.SECOND_PHONE)
    if left:
        return Understood(
            values, tuple(dict.fromkeys(repairs)) if values else (), ProblemKind.BAD_PHONE, {"part": left[:60]}
        )
    return Understood(values, tuple(dict.fromkeys(repairs)))


def phones(cell: Cell) -> Understood[list[str]]:
    """All numbers of a cell as E.164, the first first: "0987 382 894", 987382894.0, "0912345678/0987654321".

    A part that is no number gives BAD_PHONE with the part; the others are returned all the same.
    """
    if isinstance(cell, str) and len(cell) > 200:
        return Understood([], problem=ProblemKind.BAD_PHONE, params={"part": cell[:60]})
    found = _phones(plain(cell))
    return Understood(list(found.value), found.repairs, found.problem, found.params)
