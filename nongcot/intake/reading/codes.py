"""What is settled once all files have been read, in whatever order: unions given by a code or under a short name, and
unions of which a list names only vacant posts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from nongcot.intake.cells.units import unit_key
from nongcot.intake.kinds import OfficerRow, ProblemKind, Reading, UnitRow
from nongcot.intake.reading.notes import Notes
from nongcot.intake.reading.short_names import Labelled, complete_names

OnRecord = Callable[[], Iterable[tuple[str, str]]]


@dataclass(slots=True)
class _Waiting:
    officer: OfficerRow
    notes: Notes
    column: int
    weak: bool


@dataclass(slots=True)
class Codes:
    """What waits for the names of all unions; ``resolve`` is called when everything has been read."""

    waiting: list[_Waiting] = field(default_factory=list)
    labelled: list[Labelled] = field(default_factory=list)
    above: dict[str, tuple[Notes, int, int]] = field(default_factory=dict)  # codes of superiors, where first told
    vacancies: dict[str, UnitRow] = field(default_factory=dict)  # unions by key that have a post nobody holds

    def vacant(self, notes: Notes, row: int, unit: str) -> None:
        """A union's row without a person: it is a union of the list even if no other row names it."""
        self.vacancies.setdefault(unit_key(unit), UnitRow(notes.file, notes.sheet, row + 1, unit))

    def under(self, code: str, notes: Notes, row: int, column: int) -> None:
        """A union of a list stands under the one of this code."""
        self.above.setdefault(code, (notes, row, column))

    def wait(self, officer: OfficerRow, notes: Notes, column: int, weak: bool) -> None:
        """``officer.unit`` may hold what a title or group row says: it stands when the code is known nowhere.

        ``weak``: the header leaves open whose code it is, so an unknown one says nothing of the union.
        """
        self.waiting.append(_Waiting(officer, notes, column, weak))

    def resolve(self, reading: Reading, on_record: OnRecord | None = None) -> None:
        """Names the unions; officers with an unknown code and nothing else are taken out and rejected.

        ``on_record`` gives code and name of the unions that are known from elsewhere; asked only when the files leave
        a code open.
        """
        self._resolve_codes(reading, on_record)
        self._tell_unknown_superiors(reading, on_record)
        complete_names(reading, self.labelled)
        if self.vacancies:
            named = {unit_key(row.name) for row in reading.units} | {unit_key(row.unit) for row in reading.officers}
            reading.units += [row for key, row in self.vacancies.items() if key not in named]
            self.vacancies.clear()

    def _resolve_codes(self, reading: Reading, on_record: OnRecord | None) -> None:
        if not self.waiting:
            return
        known = _known(reading, {id(each.officer) for each in self.waiting})
        if on_record and any(normal(each.officer.unit_code) not in known for each in self.waiting):
            known = {normal(code): (code, name) for code, name in on_record()} | known
        for each in self.waiting:
            officer = each.officer
            found = known.get(normal(officer.unit_code))
            if found:
                officer.unit_code, officer.unit = found
            elif officer.unit:
                officer.unit_code = None if each.weak else officer.unit_code
            else:
                each.notes.reject(officer.row - 1, each.column, officer.unit_code, ProblemKind.UNKNOWN_UNIT_CODE)
        reading.officers = [officer for officer in reading.officers if officer.unit]
        self.waiting.clear()

    def _tell_unknown_superiors(self, reading: Reading, on_record: OnRecord | None) -> None:
        """Each code of a superior that no list and no record knows is told once; the unions are kept."""
        told = self.above if on_record else {}
        known = {_exact(unit.code) for unit in reading.units if unit.code}
        if on_record and any(_exact(code) not in known for code in told):
            known |= {_exact(code) for code, _name in on_record()}
        by_number = Counter(map(normal, known))
        for code, (notes, row, column) in told.items():
            if _exact(code) not in known and by_number[normal(code)] != 1:
                notes.reject(row, column, code, ProblemKind.UNKNOWN_SUPERIOR_CODE, lost=False)
        self.above.clear()


def _known(reading: Reading, waiting: set[int]) -> dict[str, tuple[str, str]]:
    """Codes of the lists of unions, else of officers whose row names the union beside the code."""
    known = {normal(unit.code): (unit.code, unit.name) for unit in reversed(reading.units) if unit.code}
    for officer in reading.officers:
        if officer.unit and officer.unit_code and id(officer) not in waiting:
            known.setdefault(normal(officer.unit_code), (officer.unit_code, officer.unit))
    return known


def _exact(code: str | None) -> str:
    return "".join((code or "").split()).upper()


def normal(code: str | None) -> str:
    """A code without spaces, capitals and zeros in front of a number."""
    bare = _exact(code)
    return bare.lstrip("0") or bare if bare.isdigit() else bare
