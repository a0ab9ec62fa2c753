"""Citizen ids in the habits of spreadsheets; what the digits say is told in :mod:`nongcot.kernel.citizen_ids`."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from nongcot.intake.cells.understood import CACHED, Cell, Understood
from nongcot.intake.cells.words import is_empty, is_formula_error, says_none
from nongcot.intake.kinds import ProblemKind, RepairKind
from nongcot.kernel.citizen_ids import is_citizen_id

_BAD = ProblemKind.BAD_CITIZEN_ID
_NOISE = re.compile(r"[\s.\-'’`\u200b\ufeff]|^(?:cccd|cmnd|cmt|cm|cc)\s*(?:số)?\s*:?", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?e\+?\d{1,2}", re.IGNORECASE)
_HIGHEST_PROVINCE = 96
_DIGITS_TRUSTED = 9  # a spreadsheet shows at most 6 digits of a number it shortened


def _bad(reason: str) -> Understood[str | None]:
    return Understood(None, problem=_BAD, params={"reason": reason})


def _with_zeros(digits: str, repairs: tuple[RepairKind, ...]) -> Understood[str | None]:
    """What a program that took the id for a number made of it: the zeros in front are gone."""
    if len(digits) in (10, 11) and digits[0] != "0":
        full = digits.zfill(12)
        if 1 <= int(full[:3]) <= _HIGHEST_PROVINCE and int(full[3]) <= 3:
            return Understood(full, (*repairs, RepairKind.CITIZEN_ID_ZERO))
    if len(digits) == 8 and digits[0] != "0":
        return Understood(digits.zfill(9), (*repairs, RepairKind.CITIZEN_ID_ZERO))
    return _bad("length")


def _from_digits(digits: str, repairs: tuple[RepairKind, ...]) -> Understood[str | None]:
    if is_citizen_id(digits):
        return Understood(digits, repairs)
    return _with_zeros(digits, repairs)


def _from_scientific(number: str) -> Understood[str | None]:
    shown = sum(c.isdigit() for c in number.lower().split("e")[0])
    try:
        value = Decimal(number.replace(",", "."))
    except InvalidOperation:
        return _bad("letters")
    if shown < _DIGITS_TRUSTED or value != value.to_integral_value() or value >= 10**12:
        return _bad("precision")
    return _from_digits(str(int(value)), (RepairKind.NUMBER_TEXT,))


@lru_cache(maxsize=CACHED)
def _from_text(cell: str) -> Understood[str | None]:
    if is_formula_error(cell):
        return Understood(None, problem=ProblemKind.FORMULA_ERROR)
    bare = cell.strip()
    if bare.endswith(".0") and bare[:-2].isdigit():
        bare = bare[:-2]
    if _SCIENTIFIC.fullmatch(bare):
        return _from_scientific(bare)
    digits = _NOISE.sub("", bare)
    if not (digits.isdigit() and digits.isascii()):
        return _bad("letters")
    return _from_digits(digits, (RepairKind.SPACES,) if digits != cell else ())


def citizen_id(cell: Cell) -> Understood[str | None]:
    """12 digits, or 9. Zeros lost in front come back; a number too long to be exact is refused."""
    if is_empty(cell) or says_none(cell):
        return Understood(None)
    if isinstance(cell, str):
        return _from_text(cell)
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return _bad("letters")
    if cell >= 10**15 or not float(cell).is_integer():
        return _bad("precision")
    if not 0 < cell < 10**12:
        return _bad("length")
    return _from_digits(str(int(cell)), ())
