"""A union's name in a cell, with what was repaired in it."""

from __future__ import annotations

from typing import Any

from nongcot.intake.cells.understood import Understood
from nongcot.intake.cells.units import unit_name
from nongcot.intake.cells.words import is_formula_error, text
from nongcot.intake.kinds import ProblemKind, RepairKind
from nongcot.kernel.text import nfc

_LONGEST = 300


def understood_unit(cell: Any) -> Understood[str | None]:
    """The name as it should be written: "CĐCS CTY CP A" -> "Công đoàn cơ sở Công ty Cổ phần A". Needs letters."""
    written = text(cell, _LONGEST)
    if written.problem is not None:
        return Understood(None, problem=written.problem, params=written.params)
    name = unit_name(cell)
    if not name or not any(c.isalpha() for c in name):
        return Understood(None)
    if is_formula_error(name):
        return Understood(None, problem=ProblemKind.FORMULA_ERROR)
    if name == cell:
        return Understood(name)
    if name == written.value:
        return Understood(name, written.repairs or (RepairKind.UNIT_WORDS,))
    same = nfc(written.value).casefold() == name.casefold()
    return Understood(name, (RepairKind.CAPITALS if same else RepairKind.UNIT_WORDS,))
