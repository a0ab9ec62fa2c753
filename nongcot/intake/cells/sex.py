"""Cells that say whether somebody is a man or a woman."""

from __future__ import annotations

from functools import lru_cache

from nongcot.intake.cells.understood import CACHED, Cell, Understood, plain
from nongcot.intake.cells.words import is_empty
from nongcot.intake.kinds import ProblemKind
from nongcot.kernel.text import fold
from nongcot.people.kinds import Sex

_WORDS = {
    Sex.MALE: frozenset({"nam", "male", "m", "man", "trai", "ong", "anh", "nam gioi"}),
    Sex.FEMALE: frozenset({"nu", "female", "f", "woman", "gai", "ba", "chi", "nu gioi", "n"}),
}


@lru_cache(maxsize=CACHED)
def _sex(cell: str) -> Understood[Sex | None]:
    if is_empty(cell):
        return Understood(None)
    key = fold(cell)
    words = key.split()
    if words and words[-1] in ("x", "v", "1") and len(words) == 2:
        key = words[0]
    for kind, names in _WORDS.items():
        if key in names:
            return Understood(kind)
    return Understood(None, problem=ProblemKind.NOT_UNDERSTOOD)


def sex(cell: Cell) -> Understood[Sex | None]:
    """Nam, nữ, nu, male, F, "Nữ (x)"."""
    return _sex(plain(cell))
