"""The name and the sex of the person in a row."""

from __future__ import annotations

from typing import Any

from nongcot.intake.cells.addresses import PersonText, is_bare_name, may_say_vacant, person_text, says_vacant
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
_LONGEST = 120
_PERSONAL = (F.BORN, F.BORN_MALE, F.BORN_FEMALE, F.BORN_YEAR, F.CITIZEN_ID, F.PHONE, F.EMAIL, F.GIVEN_NAME)
Named = tuple[str | None, PersonText | None]  # the name, and what else its cell tells if it is more than a name
_NOBODY: Named = (None, None)


def is_vacant(cells: RowCells, notes: Notes, column: int) -> bool:
    """Whether the row says that nobody holds the post ("Khuyết", "chưa bầu", a dash); it is listed, and no person."""
    cell = cells.cells[column]
    if type(cell) is not str or not may_say_vacant(cell) or column in cells.lost_dittos:
        return False
    if says_vacant(cell) or (is_empty(cell) and cell.strip() and not _has_person(cells)):
        notes.repair(cells.row, column, cell, "", RepairKind.VACANT)
        return True
    return False


def _has_person(cells: RowCells) -> bool:
    return any(not is_empty(cells.raw(found)) for found in _PERSONAL if found in cells.columns)


def read_name(cells: RowCells, notes: Notes, addressed: bool = True) -> Named:
    """The person's name as it should be written, and what stands around it: "Ông", a birth, a phone. No name: the row
    is rejected."""
    column = cells.columns.get(F.NAME)
    if column is None:
        return _two_columns(cells, notes)
    cell = cells.raw(F.NAME)
    return _name(cells, notes, column, cell, plain(cell), addressed=addressed)


def _two_columns(cells: RowCells, notes: Notes) -> Named:
    family, given = cells.text(F.FAMILY_NAME), cells.text(F.GIVEN_NAME)
    joined = f"{family} {given}".strip()
    return _name(cells, notes, cells.columns[F.FAMILY_NAME], family if family.strip() else given, joined, both=True)


def _name(  # noqa: PLR0917
    cells: RowCells, notes: Notes, column: int, cell: Any, written: str, both: bool = False, addressed: bool = False
) -> Named:
    row = cells.row
    if is_empty(cell):
        problem = ProblemKind.DITTO_WITHOUT_ABOVE if column in cells.lost_dittos else ProblemKind.NO_NAME
        notes.reject(row, column, cell, problem)
        return _NOBODY
    tidied = tidy(written)
    if len(tidied) > _LONGEST or "#" in tidied:
        read = text(written, _LONGEST)
        notes.reject(row, column, cell, read.problem or ProblemKind.NO_NAME, read.params)
        return _NOBODY
    told = None if is_bare_name(tidied) else person_text(tidied, addressed)
    name = told.name if told else tidied
    if not looks_like_person(name):
        notes.reject(row, column, cell, ProblemKind.NO_NAME)
        return _NOBODY
    cased = proper_case(name)
    if column in cells.dittos:
        notes.repair(row, column, cells.dittos[column], cased, RepairKind.DITTO)
    elif cased != written and not (both and cased == " ".join(written.split())):
        notes.repair(row, column, written, cased, _why(told, name, cased, written))
    return cased, told


def _why(told: PersonText | None, name: str, cased: str, written: str) -> RepairKind:
    if told and told.titled:
        return RepairKind.TITLE
    return RepairKind.CAPITALS if cased != name else most_telling(text(written).repairs or (RepairKind.SPACES,))


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
