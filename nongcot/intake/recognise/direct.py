"""Columns that tell who works directly in production ("trực tiếp sản xuất") and who does not.

The words alone say little: "Lao động trực tiếp" counts workers in a list of unions, "trực tiếp" is also how one takes
part in a meeting, is elected or is managed. So the header and the cells must both say it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from nongcot.intake.cells.words import direct_work, is_empty
from nongcot.intake.kinds import Field
from nongcot.kernel.text import fold

if TYPE_CHECKING:
    from nongcot.intake.recognise.candidate import Candidate

_WHO = r"(?:la )?(?:cong nhan|cn|lao dong|ld|cnld|cnvcld|nguoi lao dong|nld)(?: lam viec)?"
_WHAT = r"(?: (?:tham gia|san xuat|sx|kinh doanh|kd|sxkd|cong tac|lao dong|lam viec|tai xuong|tai chuyen))*"
_TAIL = r"(?: (?:x|danh dau x|neu co|co khong))*"
_DIRECT = re.compile(rf"(?:{_WHO} truc tiep|(?:lam viec )?truc tiep (?:tham gia )?(?:san xuat|sx|sxkd)){_WHAT}{_TAIL}")
_INDIRECT = re.compile(rf"(?:{_WHO} )?gian tiep{_WHAT}{_TAIL}")
_EITHER = re.compile(
    r"(?:(?:loai|nhom|tinh chat|doi tuong|vi tri|cong viec|lao dong|ld|cong nhan|cn|nguoi|nld|lam viec|khoi) )*"
    r"(?:truc tiep|tt) (?:hay |hoac |va )?(?:gian tiep|gt)(?: san xuat| sx)?"
)
_KIND_OF_WORK = re.compile(
    r"(?:phan )?(?:loai|nhom|tinh chat|doi tuong|khoi)(?: hinh)? (?:lao dong|ld|cong nhan|cong viec|nguoi lao dong|nld)"
)
_MOST = 0.7


def direct_columns(candidates: Sequence[Candidate]) -> dict[Field, int]:
    """The columns of direct and of indirect work of a table of persons. They mean nothing else from now on."""
    found: dict[Field, int] = {}
    for c in candidates:
        meant = _meant(c)
        if meant is not None and meant not in found:
            found[meant] = c.column.index
            c.guesses = ()
    return found


def _meant(c: Candidate) -> Field | None:
    path = [text for text in c.column.path if text]
    if not path:
        return None
    own, joined = fold(path[-1]), fold(" ".join(path[-2:]))
    told = [cell for cell in c.cells if not is_empty(cell)]
    if _KIND_OF_WORK.fullmatch(own):
        return Field.DIRECT_WORK if told and _share(told, _in_words) >= _MOST else None
    if _says(_EITHER, own, joined):
        return Field.DIRECT_WORK if _share(told, _in_words) >= _MOST or not told else None
    if _share(told, _understood) < _MOST and told:
        return None
    if _says(_DIRECT, own, joined):
        return Field.DIRECT_WORK
    return Field.INDIRECT_WORK if _says(_INDIRECT, own, joined) else None


def _says(words: re.Pattern[str], own: str, joined: str) -> bool:
    return bool(words.fullmatch(own) or words.fullmatch(joined))


def _share(cells: Sequence[Any], test: Any) -> float:
    return sum(1 for cell in cells if test(cell)) / len(cells) if cells else 0.0


def _understood(cell: Any) -> bool:
    return direct_work(cell).problem is None


def _in_words(cell: Any) -> bool:
    """Said by words of its own, not by a mark that could stand for either."""
    return isinstance(cell, str) and fold(cell) not in ("x", "v") and _understood(cell)
