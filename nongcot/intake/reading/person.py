"""The name and the sex of the person in a row."""

from __future__ import annotations

import re
from typing import Any

from nongcot.intake.cells.addresses import strip_address, strip_post
from nongcot.intake.cells.sex import sex
from nongcot.intake.cells.understood import plain
from nongcot.intake.cells.words import flag, is_empty, text
from nongcot.intake.kinds import Field, ProblemKind, RepairKind
from nongcot.intake.reading.cells import RowCells
from nongcot.intake.reading.notes import Notes, most_telling
from nongcot.kernel.names import looks_like_person, proper_case
from nongcot.kernel.text import fold, tidy
from nongcot.people.kinds import Sex

F = Field
_ADDRESS_STARTS = frozenset({"ôn", "bà", "an", "ch", "cô", "đ/", "đc", "đồ", "th"})
_TRAIL = re.compile(r"\s*(?:\([^()]*\)|[*,;.:]+)\s*$")
_LONGEST = 120
_NOBODY = frozenset(
    {
        "chua bau",
        "chua kien toan",
        "dang khuyet",
        "chua bau bo sung",
        "cho kien toan",
        "chua co nguoi",
        "con thieu",
        "con khuyet",
    }
)


def read_name(cells: RowCells, notes: Notes, addressed: bool = True) -> tuple[str | None, Sex | None]:
    """The person's name as it should be written, and the sex if "Ông", "Bà" stands before it. None: rejected."""
    column = cells.columns.get(F.NAME)
    if column is None:
        return _two_columns(cells, notes)
    cell = cells.raw(F.NAME)
    return _name(cells, notes, column, cell, plain(cell), addressed=addressed)


def _two_columns(cells: RowCells, notes: Notes) -> tuple[str | None, Sex | None]:
    family, given = cells.text(F.FAMILY_NAME), cells.text(F.GIVEN_NAME)
    joined = f"{family} {given}".strip()
    return _name(cells, notes, cells.columns[F.FAMILY_NAME], family if family.strip() else given, joined, both=True)


def _name(  # noqa: PLR0917
    cells: RowCells, notes: Notes, column: int, cell: Any, written: str, both: bool = False, addressed: bool = False
) -> tuple[str | None, Sex | None]:
    row = cells.row
    if is_empty(cell):
        problem = ProblemKind.DITTO_WITHOUT_ABOVE if column in cells.lost_dittos else ProblemKind.NO_NAME
        notes.reject(row, column, cell, problem)
        return None, None
    tidied = tidy(written)
    if len(tidied) > _LONGEST or "#" in tidied:
        read = text(written, _LONGEST)
        notes.reject(row, column, cell, read.problem or ProblemKind.NO_NAME, read.params)
        return None, None
    name, told = _without_address(tidied, addressed)
    if not looks_like_person(name) or fold(name) in _NOBODY:
        notes.reject(row, column, cell, ProblemKind.NO_NAME)
        return None, None
    cased = proper_case(name)
    if column in cells.dittos:
        notes.repair(row, column, cells.dittos[column], cased, RepairKind.DITTO)
    elif cased != written and not (both and cased == " ".join(written.split())):
        why = RepairKind.CAPITALS if cased != name else most_telling(text(written).repairs or (RepairKind.SPACES,))
        notes.repair(row, column, written, cased, why)
    return cased, told


def _without_address(name: str, addressed: bool) -> tuple[str, Sex | None]:
    rest, told = strip_address(strip_post(name)[0], addressed)
    return (_TRAIL.sub("", rest) or rest), told


def read_sex(cells: RowCells, notes: Notes) -> Sex | None:
    """From a column of sexes, from columns "Nam" / "Nữ" with marks, or from the one that holds the birth date."""
    columns = cells.columns
    if F.SEX in columns:
        return cells.get(F.SEX, sex)
    if F.BORN_MALE in columns or F.BORN_FEMALE in columns:
        return _by_column(cells, notes, F.BORN_MALE, F.BORN_FEMALE)
    if F.MALE in columns and F.FEMALE in columns:
        return _by_column(cells, notes, F.MALE, F.FEMALE)
    if F.FEMALE in columns:
        return Sex.FEMALE if _marked(cells.raw(F.FEMALE), Sex.FEMALE) else Sex.MALE
    if F.MALE in columns:
        return Sex.MALE if _marked(cells.raw(F.MALE), Sex.MALE) else Sex.FEMALE
    return None


def _by_column(cells: RowCells, notes: Notes, male: Field, female: Field) -> Sex | None:
    is_male = male in cells.columns and _marked(cells.raw(male), Sex.MALE)
    is_female = female in cells.columns and _marked(cells.raw(female), Sex.FEMALE)
    if is_male and is_female:
        notes.reject(cells.row, cells.columns[female], cells.raw(female), ProblemKind.CONFLICTING_SEX, lost=False)
        return None
    if is_male or is_female:
        return Sex.MALE if is_male else Sex.FEMALE
    return None


def _marked(cell: Any, of: Sex) -> bool:
    """Whether a cell of a column for one sex is marked: anything that does not say no or the other sex."""
    if is_empty(cell):
        return False
    named = sex(cell).value if isinstance(cell, str) and len(fold(cell)) > 1 else None
    if named is not None:
        return named is of
    return flag(cell).value is not False
