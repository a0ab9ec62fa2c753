"""Columns "Nam" and "Nữ": marks, birth dates split by sex, or counts of women."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nongcot.intake.kinds import Field
from nongcot.kernel.text import fold

if TYPE_CHECKING:
    from nongcot.intake.recognise.candidate import Candidate

F = Field
_MOSTLY = 0.5


def settle_sexes(candidates: Sequence[Candidate], chosen: dict[Field, int]) -> None:
    """Columns "Nam" and "Nữ": marks, or birth dates split by sex; the content of either tells for both."""
    by_index = {c.column.index: c for c in candidates}
    pair = [(found, chosen[found]) for found in (F.MALE, F.FEMALE) if found in chosen]
    dated = [
        found
        for found, index in pair
        if by_index[index].content.share("date") + by_index[index].content.share("year") >= 0.5
    ]
    if dated and F.BORN not in chosen:
        for found, index in pair:
            del chosen[found]
            chosen[F.BORN_MALE if found is F.MALE else F.BORN_FEMALE] = index
    if {F.BORN_YEAR} == {F.BORN, F.BORN_DAY, F.BORN_MONTH, F.BORN_YEAR} & set(chosen):
        index = chosen.pop(F.BORN_YEAR)
        chosen.setdefault(F.BORN, index)
    if (F.BORN_MALE in chosen) != (F.BORN_FEMALE in chosen) and F.MALE not in chosen and F.FEMALE not in chosen:
        _settle_lone_birth(chosen)
    if (
        F.SEX in chosen
        and by_index[chosen[F.SEX]].content.share("flag") >= 0.7
        and by_index[chosen[F.SEX]].content.share("sex") < 0.5
    ):
        index = chosen.pop(F.SEX)
        marked = _marked_sex(by_index[index].column.header)
        if marked:
            chosen.setdefault(marked, index)


def _marked_sex(header: str) -> Field | None:
    """The sex that a mark means under "Nữ (x)" or "Giới tính (Nam: 1, Nữ: 0)"."""
    words = fold(header).split()
    if "nam" in words[:-1] and words[words.index("nam") + 1] in ("1", "x"):
        return F.MALE
    return F.FEMALE if "nu" in words else None


def _settle_lone_birth(chosen: dict[Field, int]) -> None:
    """ "Năm" typed without its mark reads as "Nam": a lone such column holds plain birth years."""
    if F.BORN_MALE in chosen and F.BORN not in chosen and F.SEX in chosen:
        chosen[F.BORN] = chosen.pop(F.BORN_MALE)


def settle_births(candidates: Sequence[Candidate], chosen: dict[Field, int]) -> None:
    """Two columns of births: the full day, and beside it the year for those of whom no more is known; or the day with
    its month, and the year."""
    content = {c.column.index: c.content for c in candidates}
    year = chosen.get(F.BORN_YEAR)
    if F.BORN in chosen and F.BORN_DAY in chosen and year is None:
        year = chosen[F.BORN_YEAR] = chosen.pop(F.BORN)
    if F.BORN not in chosen or year is None:
        return
    full = chosen[F.BORN]
    if content[year].share("year") < _MOSTLY:
        full, year = year, full
    if content[year].share("year") < _MOSTLY:
        del chosen[F.BORN_YEAR]
        return
    chosen[F.BORN], chosen[F.BORN_YEAR] = full, year
    if content[full].share("day_month") >= _MOSTLY:
        chosen[F.BORN_DAY] = chosen.pop(F.BORN)


def counts_women(candidates: Sequence[Candidate], chosen: dict[Field, int]) -> bool:
    """Whether a column says plainly that it counts the women among members: "Đoàn viên nữ", and not "Nữ" alone."""
    index = chosen.get(F.WOMEN)
    return any(c.column.index == index and bool(c.guesses) and c.guesses[0][0] is F.WOMEN for c in candidates)
