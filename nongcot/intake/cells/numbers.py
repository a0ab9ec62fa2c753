"""Cells that count: members, women, seats; and terms given by their years."""

from __future__ import annotations

import re
from functools import lru_cache

from nongcot.intake.cells.understood import CACHED, Cell, Understood, plain
from nongcot.intake.cells.words import is_empty, is_formula_error
from nongcot.intake.kinds import ProblemKind, RepairKind
from nongcot.kernel.text import fold, tidy

HIGHEST = 100_000_000  # more than all workers of the country: nobody counts so many in one cell
_PLAIN = re.compile(r"\d{1,9}")
_WITH_ZEROS = re.compile(r"(\d{1,9})[.,]0{1,2}")
_GROUPED = re.compile(r"\d{1,3}(?:([., ])\d{3})(?:\1\d{3})*")
_COUNTED = re.compile(
    r"\s*(?:người|nguoi|đv|dv|đoàn viên|đ/c|đồng chí|ng|lđ|lao động|cn|nlđ|uv|ủy viên|uỷ viên|nữ|nu)\.?$", re.IGNORECASE
)
_OF_THEM = re.compile(r"\s*\(\s*(?:trong đó)?\s*(?:có)?\s*(?:nữ\s*[:=]?\s*\d+|\d+\s*(?:nữ)?)\s*\)$", re.IGNORECASE)
_BAD = ProblemKind.BAD_NUMBER


@lru_cache(maxsize=CACHED)
def _count_text(cell: str) -> Understood[int | None]:
    if is_formula_error(cell):
        return Understood(None, problem=ProblemKind.FORMULA_ERROR)
    number = _COUNTED.sub("", _OF_THEM.sub("", tidy(cell)))
    repaired = (RepairKind.NUMBER_TEXT,)
    if _PLAIN.fullmatch(number):
        return Understood(int(number), repaired if number != cell.strip() else ())
    with_zeros = _WITH_ZEROS.fullmatch(number)
    if with_zeros:
        return Understood(int(with_zeros[1]), repaired)
    if _GROUPED.fullmatch(number):
        value = int(re.sub(r"\D", "", number))
        return Understood(value, repaired) if value < HIGHEST else Understood(None, problem=_BAD)
    return Understood(None, problem=_BAD)


def count(cell: Cell) -> Understood[int | None]:
    """A whole number from 0: 62.0, "3.400", "1 650", "34 người". Halves, negatives and guesses are refused."""
    if is_empty(cell):
        return Understood(None)
    if isinstance(cell, str):
        return _count_text(cell)
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not 0 <= cell < HIGHEST:
        return Understood(None, problem=_BAD)
    if not float(cell).is_integer():
        return Understood(None, problem=_BAD)
    return Understood(int(cell))


_WOMEN = re.compile(
    r"(\d{1,3}(?:[. ]\d{3})|\d{1,6})\s*(?:[(/]|trong đó)\s*(?:(?:trong đó)?\s*(?:có)?\s*nữ\s*[:=]?)?\s*"
    r"(\d{1,6})\s*(?:nữ)?\s*\)?",
    re.IGNORECASE,
)


@lru_cache(maxsize=CACHED)
def members_and_women(cell: str) -> tuple[int, int] | None:
    """The members and the women among them in "120 (65)", "120 (nữ: 65)", "120/65"; None for anything else."""
    found = _WOMEN.fullmatch(tidy(cell)) if len(cell) < 40 else None
    if not found:
        return None
    members, women = int(re.sub(r"\D", "", found[1])), int(found[2])
    return (members, women) if women <= members else None


def with_women(cell: Cell) -> Understood[tuple[int | None, int | None]]:
    """Members and women of one cell, or the members alone."""
    both = members_and_women(cell) if isinstance(cell, str) else None
    if both:
        return Understood(both, (RepairKind.NUMBER_TEXT,))
    alone = count(cell)
    return Understood((alone.value, None), alone.repairs, alone.problem, alone.params)


@lru_cache(maxsize=CACHED)
def _term(cell: str) -> Understood[tuple[int, int] | None]:
    if is_empty(cell):
        return Understood(None)
    key = fold(cell)
    years = [int(y) for y in re.findall(r"\b(?:19|20)\d\d\b", key)]
    if len(years) == 1:
        short = re.search(rf"\b{years[0]} (\d\d)\b", key)
        years += [years[0] // 100 * 100 + int(short[1])] if short else []
    if not years and (two := re.fullmatch(r"(?:nk |nhiem ky )?(\d\d) (\d\d)", key)):
        years = [2000 + int(two[1]), 2000 + int(two[2])]
        if not (10 <= int(two[1]) < int(two[2]) <= 45):
            return Understood(None, problem=ProblemKind.BAD_DATE)
    if len(years) != 2:
        return Understood(None, problem=ProblemKind.BAD_DATE)
    start, end = years
    if end <= start:
        return Understood(None, problem=ProblemKind.END_BEFORE_START)
    if end - start > 10:
        return Understood(None, problem=ProblemKind.BAD_DATE)
    return Understood((start, end))


def term(cell: Cell) -> Understood[tuple[int, int] | None]:
    """The first and last year of a term: "2025-2030", "NK 2025 – 2030", "Nhiệm kỳ 2023 - 2028"."""
    return _term(plain(cell))
