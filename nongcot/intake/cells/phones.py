"""Telephone numbers in every habit, as E.164."""

from __future__ import annotations

import re
from functools import lru_cache

from nongcot.intake.cells.understood import CACHED, Cell, Understood, plain
from nongcot.intake.cells.words import is_empty, is_formula_error, says_none
from nongcot.intake.kinds import ProblemKind, RepairKind

_MOBILE = re.compile(r"0[35789]\d{8}")
_LANDLINE = re.compile(r"02\d{9}")
_FOREIGN = re.compile(r"\+(?!84)[\d ().-]{8,20}")
_EXTENSION = re.compile(r"(?:máy lẻ|may le|số lẻ|so le|ml|ext\.?|nhánh|nhanh)\s*:?\s*\d+", re.IGNORECASE)
_STRONG = re.compile(r"[/;,\n|&+]|\s[-–—]\s|hoặc|và", re.IGNORECASE)
_WITHIN = str.maketrans("", "", " .+\u00a0")
_LONGEST_NUMBER = 13  # 0084 and nine digits
# The eleven-digit mobile prefixes that were shortened in 2018.
_RENUMBERED = {
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078",
    "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082",
    "0162": "032", "0163": "033", "0164": "034", "0165": "035", "0166": "036",
    "0167": "037", "0168": "038", "0169": "039",
    "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip
Number = tuple[str, tuple[RepairKind, ...]]


def _home(digits: str) -> str:
    """The number as dialled inside the country, the code 84 taken off."""
    for code in ("0084", "84"):
        rest = digits[len(code) :]
        if digits.startswith(code) and (len(rest) in (9, 10) or (len(rest) in (10, 11) and rest[0] == "0")):
            return rest if rest[0] == "0" else "0" + rest
    return digits


@lru_cache(maxsize=CACHED)
def _one(digits: str) -> Number | None:
    """One Vietnamese number from its digits, or None if they are no number."""
    if _MOBILE.fullmatch(digits):
        return "+84" + digits[1:], ()
    home = _home(digits)
    repairs: tuple[RepairKind, ...] = (RepairKind.PHONE_FORMAT,) if home != digits else ()
    if home[:1] != "0" and len(home) in (9, 10):
        home, repairs = "0" + home, (*repairs, RepairKind.PHONE_ZERO)
    if len(home) == 11 and home[:4] in _RENUMBERED:
        home, repairs = _RENUMBERED[home[:4]] + home[4:], (*repairs, RepairKind.PHONE_FORMAT)
    if len(home) == 10 and home.startswith("04"):  # Hà Nội before 2017
        home, repairs = "024" + home[2:], (*repairs, RepairKind.PHONE_FORMAT)
    if _MOBILE.fullmatch(home) or _LANDLINE.fullmatch(home):
        return "+84" + home[1:], tuple(dict.fromkeys(repairs))
    return None


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


def _foreign(written: str) -> Number | None:
    import phonenumbers

    try:
        number = phonenumbers.parse(written, None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), (RepairKind.PHONE_FORMAT,)


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
    if _FOREIGN.fullmatch(stripped.strip()):
        foreign = _foreign(stripped.strip())
        return ([foreign], "") if foreign else ([], written)
    found, left = _pieces(stripped)
    if left or not found:
        whole = _cover(re.findall(r"\d+", stripped))
        if whole:
            return whole, ""
    return found, left if found else written.strip()


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
    numbers, left = _read(cell)
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
