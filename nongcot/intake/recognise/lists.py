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
_TERM_YEARS = (3.5, 6.5)


def settle_codes(candidates: Sequence[Candidate], chosen: dict[Field, int], kind: SheetKind) -> bool:
    """Drops a column that is no code of unions; tells whether the header ("Mã") left open whose code it is."""
    index = chosen.get(F.UNIT_CODE)
    code = next((c for c in candidates if c.column.index == index), None)
    if code is None:
        return False
    plainly = any(found is F.UNIT_CODE and confidence >= _PLAINLY for found, confidence in code.guesses)
    repeated = code.content.distinct < _MOSTLY_DIFFERENT * code.content.filled
    if (kind is SheetKind.UNITS and repeated) or (kind is SheetKind.OFFICERS and not plainly and F.UNIT in chosen):
        del chosen[F.UNIT_CODE]
    return not plainly


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
