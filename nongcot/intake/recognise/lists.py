"""What only a whole column of a list of unions can tell: whether codes are codes of unions, what two dates span."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from nongcot.intake.cells.dates import day
from nongcot.intake.kinds import Field, SheetKind

if TYPE_CHECKING:
    from nongcot.intake.recognise.candidate import Candidate

F = Field
_PLAINLY = 0.9  # confidence of a header that says by itself whose code it is
_MOSTLY_DIFFERENT = 0.9
_FORESEEN = 0.4  # the confidence of words that were not foreseen
_TERM_YEARS = (3.5, 6.5)


_NAMES = frozenset({F.NAME, F.GIVEN_NAME})
_PERSONAL = frozenset({F.POST, F.BORN, F.PHONE, F.SEX, F.CITIZEN_ID, F.EMAIL, F.FAMILY_NAME})


def coded_units(candidates: Sequence[Candidate]) -> dict[Field, int]:
    """A table of units by code: "Mã", "Tên", "Mã cấp trên", "Từ ngày". There "name" is a unit's, and days are its own.

    Gives the columns that only this tells; none where the table is of another kind.
    """
    plainly = {c.guesses[0][0] for c in candidates if c.guesses and c.guesses[0][1] > _FORESEEN}
    if F.SUPERIOR_CODE not in plainly or plainly & _PERSONAL:
        return {}
    meant = {F.FROM_DAY: F.BEGAN_ON, F.TO_DAY: F.ENDED_ON}
    if F.UNIT not in plainly:
        meant |= dict.fromkeys(_NAMES, F.UNIT)
    told = ((meant.get(c.guesses[0][0]), c.column.index) for c in candidates if c.guesses)
    return {found: index for found, index in told if found is not None}


def settle_codes(candidates: Sequence[Candidate], chosen: dict[Field, int], kind: SheetKind) -> bool:
    """Drops a column that is no code of unions; tells whether the header ("Mã") left open whose code it is."""
    index = chosen.get(F.UNIT_CODE)
    code = next((c for c in candidates if c.column.index == index), None)
    if code is None:
        return False
    plainly = any(found is F.UNIT_CODE and confidence >= _PLAINLY for found, confidence in code.guesses)
    plainly = plainly or (kind is SheetKind.OFFICERS and _goes_with_unit(code, candidates, chosen))
    repeated = code.content.distinct < _MOSTLY_DIFFERENT * code.content.filled
    if (kind is SheetKind.UNITS and repeated) or (kind is SheetKind.OFFICERS and not plainly and F.UNIT in chosen):
        del chosen[F.UNIT_CODE]
    return not plainly


def _goes_with_unit(code: Candidate, candidates: Sequence[Candidate], chosen: dict[Field, int]) -> bool:
    """Whether rows of one union have one code, and rows of different unions different ones: no code of persons."""
    units = next((c.cells for c in candidates if c.column.index == chosen.get(F.UNIT)), ())
    pairs = {(str(a).strip(), str(b).strip()) for a, b in zip(units, code.cells, strict=False) if a and b}
    different = {a for a, _ in pairs} if len({b for _, b in pairs}) == len(pairs) else set()
    return len(pairs) == len(different) < sum(1 for a, b in zip(units, code.cells, strict=False) if a and b)


_COUNTS = (F.MEMBERS, F.SEATS_FIXED)
_OF_UNIONS = (F.UNIT, F.UNIT_CODE, F.SUPERIOR, F.KIND, F.SECTOR, *_COUNTS, F.CONGRESS_DAY, F.TERM)


def facts_beside(chosen: dict[Field, int], sample: Sequence[Sequence[Any]]) -> dict[Field, int]:
    """The columns of a table of officers that tell of their union: the same for all its rows, or only on its first.

    Counts that differ within a union are those of its groups, and tell nothing.
    """
    counts = [chosen[found] for found in _COUNTS if found in chosen]
    if F.UNIT not in chosen or not counts:
        return {}
    told: dict[tuple[str, int], Any] = {}
    unit = ""
    for row in sample:
        unit = _cell(row, chosen[F.UNIT]) or unit
        for column in counts:
            count = _cell(row, column)
            if count and told.setdefault((unit, column), count) != count:
                return {}
    return {found: chosen[found] for found in _OF_UNIONS if found in chosen}


def _cell(row: Sequence[Any], column: int) -> Any:
    cell = row[column] if column < len(row) else ""
    return cell.strip() if isinstance(cell, str) else cell


def settle_span(candidates: Sequence[Candidate], chosen: dict[Field, int]) -> None:
    """ "Từ ngày" and "Đến ngày" of a union: a term where they span about five years, else its beginning and end."""
    first, last = chosen.pop(F.FROM_DAY), chosen.pop(F.TO_DAY)
    cells = {c.column.index: c.cells for c in candidates}
    pairs = [(_day(a), _day(b)) for a, b in zip(cells[first], cells[last], strict=False)]
    spans = sorted((b - a).days / 365.25 for a, b in pairs if a and b)
    if spans and _TERM_YEARS[0] <= spans[len(spans) // 2] <= _TERM_YEARS[1]:
        chosen[F.TERM_FROM], chosen[F.TERM_TO] = first, last
    else:
        chosen.setdefault(F.BEGAN_ON, first)
        chosen.setdefault(F.ENDED_ON, last)


def _day(cell: Any) -> date | None:
    return day(cell, year_only_as_first=True).value
