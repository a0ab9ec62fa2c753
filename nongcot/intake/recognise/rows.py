"""What one row of a known table is: data, a group row, a total, a signature, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from nongcot.intake.cells.addresses import person_text
from nongcot.intake.cells.posts import is_post_like
from nongcot.intake.cells.words import is_ditto
from nongcot.intake.kinds import Field, SheetKind
from nongcot.intake.recognise.lines import (
    Line,
    LineKind,
    is_group_numbering,
    is_numbering,
    is_office_alone,
    is_superior_name,
    read_line,
)
from nongcot.intake.recognise.summary import is_place
from nongcot.intake.recognise.table import Block
from nongcot.kernel.names import looks_like_person
from nongcot.kernel.text import fold, tidy

F = Field
Row = list[Any]
Next = Callable[[], Row | None]
Verdict = tuple["RowKind", int, Line | None]


class RowKind(StrEnum):
    DATA = "data"
    GROUP = "group"
    TOTAL = "total"
    SIGNATURE = "signature"
    NOTHING = "nothing"


_NOTHING: Verdict = (RowKind.NOTHING, 0, None)


class RowReader:
    """Reads the rows of one block. After a signature only rows that are plainly data count again."""

    def __init__(self, block: Block) -> None:
        self.block = block
        columns = block.columns
        self.officers = block.kind is SheetKind.OFFICERS
        self.key = columns.get(F.NAME, columns.get(F.FAMILY_NAME, columns.get(F.UNIT, block.first)))
        if not self.officers:
            self.key = columns[F.UNIT]
        self.number = columns.get(F.NUMBER)
        self.post = columns.get(F.POST)
        self.unit = columns.get(F.UNIT)
        self.code = columns.get(F.UNIT_CODE) if F.SUPERIOR_CODE in columns and not self.officers else None
        telling = [index for name, index in columns.items() if name not in (F.NUMBER, F.NAME, F.FAMILY_NAME, F.NOTE)]
        telling += [index for person in block.people for index in person.columns.values()]
        self.telling = [index for index in telling if index != self.key]
        self.first_telling = self.post if self.post is not None else (self.telling[0] if self.telling else None)
        self.signed = False

    # --- the quick way, for nearly all rows ------------------------------------------------------------------------

    def is_plain_data(self, row: Row) -> bool:
        """An ordinal number, a name, and something in the most telling column: certainly data."""
        if self.number is None or self.first_telling is None or self.signed:
            return False
        try:
            number, name, telling = row[self.number], row[self.key], row[self.first_telling]
        except IndexError:
            return False
        if (type(number) is str and not number.isdigit()) or not number or type(name) is not str or not telling:
            return False
        if type(telling) is str and not telling.strip():
            return False
        if self.officers:
            return _is_person(name) and not (type(telling) is str and fold(telling) in _COLUMN_WORDS)
        return bool(name.strip()) and not is_ditto(name) and not name.lower().startswith(("cộng", "tổng"))

    # --- the thorough way ------------------------------------------------------------------------------------------

    def filled(self, row: Row) -> list[tuple[int, Any]]:
        """The cells of this block in a row that say something, without the columns it does not know."""
        pairs = [(i, row[i]) for i in range(self.block.first, min(self.block.last + 1, len(row)))]
        return [
            (i, cell)
            for i, cell in pairs
            if cell not in ("", None) and not (isinstance(cell, str) and not cell.strip())
        ]

    def looks_like_data(self, row: Row) -> bool:
        """Whether a row would be data, without remembering anything."""
        kept, self.signed = self.signed, False
        try:
            return self.is_plain_data(row) or self.read(row, lambda: None)[0] is RowKind.DATA
        finally:
            self.signed = kept

    def read(self, row: Row, following: Next) -> Verdict:
        """The kind of the row; for a group row also its column and what it says."""
        if self._coded(row):
            return (RowKind.DATA, self.key, None)
        cells = self.filled(row)
        texts = [(i, cell) for i, cell in cells if isinstance(cell, str) and not self._is_ordinal(i, cell)]
        if not texts:
            return self._wordless(cells)
        if len(texts) == 2 and texts[0][1].rstrip().endswith((":", "：")) and texts[1][0] > texts[0][0]:
            texts = [(texts[0][0], f"{tidy(texts[0][1])} {tidy(texts[1][1])}")]
            cells = [(i, cell) for i, cell in cells if not isinstance(cell, str) or self._is_ordinal(i, cell)] + texts
        verdict = self._alone(cells, texts, following) if self._is_one_line(cells, texts) else None
        verdict = verdict or self._several(row, cells, texts, following)
        if verdict[0] is RowKind.SIGNATURE:
            self.signed = True
        elif verdict[0] in (RowKind.DATA, RowKind.GROUP):
            if self.signed and not self._resumes(verdict, row, following):
                return _NOTHING
            self.signed = False
        return verdict

    def _coded(self, row: Row) -> bool:
        """A unit with a code of its own in a table that names superiors by code: no superior above its unions."""
        cells = (row[i] if i < len(row) else None for i in (self.code, self.key)) if self.code is not None else ()
        return self.code is not None and all(cell is not None and str(cell).strip() for cell in cells)

    def _is_ordinal(self, index: int, cell: str) -> bool:
        if index == self.number:
            return is_numbering(cell)
        return self.number is None and index == self.block.first and index != self.key and is_numbering(cell)

    def _wordless(self, cells: list[tuple[int, Any]]) -> Verdict:
        telling = [i for i, _ in cells if i in self.telling]
        return (RowKind.DATA, 0, None) if len(telling) >= 2 and self._has_number(cells) and self.officers else _NOTHING

    def _has_number(self, cells: list[tuple[int, Any]]) -> bool:
        return any(i == self.number and is_numbering(cell) and not is_group_numbering(cell) for i, cell in cells)

    def _is_one_line(self, cells: list[tuple[int, Any]], texts: list[tuple[int, str]]) -> bool:
        if len({tidy(text) for _, text in texts}) > 1:
            return False
        numbers = [i for i, cell in cells if not isinstance(cell, str) and i != self.number]
        if self.officers:
            return len(numbers) <= 2 and not any(i in self.block.columns.values() and i != self.key for i in numbers)
        return not numbers or texts[0][0] != self.key

    def _alone(self, cells: list[tuple[int, Any]], texts: list[tuple[int, str]], following: Next) -> Verdict | None:
        column, text = texts[0]
        line = read_line(text)
        if line.kind in (LineKind.TOTAL, LineKind.SIGNATURE):
            return (RowKind(line.kind.value), column, line)
        numbered = self._has_number(cells)
        if self.officers and column == self.key and _is_person(tidy(text)) and line.kind is LineKind.OTHER:
            grouped = any(is_group_numbering(cell) for i, cell in cells if i < column)
            if numbered or not grouped:
                return (RowKind.DATA, column, None) if numbered else self._name_alone(column, line, following)
        if self.officers and column == self.post and is_post_like(text) and not is_office_alone(text):
            return (RowKind.DATA, column, None)
        if is_office_alone(text) and not self._data_next(following):
            return (RowKind.SIGNATURE, column, line)
        if line.kind is LineKind.OTHER:
            return self._other_line(cells, column, line, following)
        if not self.officers and column == self.key and line.kind is LineKind.UNIT and numbered:
            return (RowKind.DATA, column, None)
        return (RowKind.GROUP, column, line)

    def _name_alone(self, column: int, line: Line, following: Next) -> Verdict:
        """A person's name with nothing else: the name under a signature, most often."""
        return (
            (RowKind.DATA, column, None)
            if not self.signed and self._data_next(following) and self.number is None
            else (RowKind.NOTHING, column, line)
        )

    def _other_line(self, cells: list[tuple[int, Any]], column: int, line: Line, following: Next) -> Verdict:
        """A line nobody recognised: with a group's ordinal above data rows it names the union all the same."""
        grouped = any(is_group_numbering(cell) for i, cell in cells if i < column) or bool(
            line.numbered and not line.numbered.isdigit()
        )
        text = tidy(line.text)
        if (
            grouped
            and self.unit is None
            and self.officers
            and len(text) > 3
            and self._data_next(following)
            and not line.body
        ):
            named = Line(LineKind.UNIT, line.text, unit=text, numbered=line.numbered or "I", term=line.term)
            return (RowKind.GROUP, column, named)
        if line.term or line.body or line.as_of:
            return (RowKind.GROUP, column, line)
        return _NOTHING

    def _data_next(self, following: Next) -> bool:
        row = following()
        return row is not None and self.looks_like_data(row)

    def _several(
        self, row: Row, cells: list[tuple[int, Any]], texts: list[tuple[int, str]], following: Next
    ) -> Verdict:
        column, text = texts[0]
        line = read_line(text)
        if line.kind is LineKind.TOTAL and not (self.officers and self._post_like(row)):
            return (RowKind.TOTAL, column, line)
        number = self._has_number(cells)
        if not number and line.kind is LineKind.SIGNATURE:
            return (RowKind.SIGNATURE, column, line)
        if not number and not self._post_like(row) and any(read_line(t).kind is LineKind.SIGNATURE for _, t in texts):
            return (RowKind.SIGNATURE, column, line)
        if not self.officers:
            return self._unit_row(row, cells, column, line, number, following)
        name = self._name(row)
        grouping = line.kind in (LineKind.UNIT, LineKind.SUPERIOR, LineKind.SECTION) and not self._post_like(row)
        bare = len(texts) <= 2 and not (number and len(cells) > 3)
        if grouping and bare and not (name and _is_person(name)):
            return (RowKind.GROUP, column, line)
        if name and _is_person(name) and (number or self._some_telling(cells, 1)):
            return (RowKind.DATA, self.key, None)
        if number or self._post_like(row):
            return (RowKind.DATA, self.key, None) if self._some_telling(cells, 1) else _NOTHING
        return (
            (RowKind.DATA, self.key, None)
            if name and self._some_telling(cells, max(3, len(self.telling) // 2))
            else _NOTHING
        )

    def _unit_row(  # noqa: PLR0917
        self, row: Row, cells: list[tuple[int, Any]], column: int, line: Line, number: bool, following: Next
    ) -> Verdict:
        name = row[self.key] if self.key < len(row) else ""
        if not isinstance(name, str) or not name.strip():
            known = number or any(i == self.code for i, _ in cells)
            return (RowKind.DATA, self.key, None) if known and self._some_telling(cells, 2) else _NOTHING
        line = read_line(name)
        if line.kind is LineKind.TOTAL:
            return (RowKind.TOTAL, self.key, line)
        grouped = any(is_group_numbering(cell) for i, cell in cells if i < self.key) or bool(
            line.numbered and not line.numbered.isdigit()
        )
        if line.kind is LineKind.CATEGORY or (grouped and is_place(name) and self._unions_below(following)):
            return (RowKind.GROUP, self.key, line)
        if line.kind is LineKind.SUPERIOR and (grouped or not number) and self._unions_below(following):
            return (RowKind.GROUP, self.key, line)
        return (RowKind.DATA, self.key, None) if self._some_telling(cells, 1) else _NOTHING

    def _unions_below(self, following: Next) -> bool:
        row = following()
        name = row[self.key] if row is not None and self.key < len(row) else ""
        return isinstance(name, str) and bool(name.strip()) and not is_superior_name(read_line(name).unit or tidy(name))

    def _name(self, row: Row) -> str:
        name = row[self.key] if self.key < len(row) else ""
        return tidy(name) if isinstance(name, str) else ""

    def _post_like(self, row: Row) -> bool:
        cell = row[self.post] if self.post is not None and self.post < len(row) else None
        return isinstance(cell, str) and bool(cell.strip()) and bool(is_post_like(cell))

    def _some_telling(self, cells: list[tuple[int, Any]], count: int) -> bool:
        return sum(1 for i, _ in cells if i in self.telling) >= count

    def _resumes(self, verdict: Verdict, row: Row, following: Next) -> bool:
        """Whether the table goes on below a signature."""
        if verdict[0] is not RowKind.GROUP:
            return self._surely_data(row)
        known = verdict[2] is not None and verdict[2].kind in (LineKind.UNIT, LineKind.SECTION, LineKind.SUPERIOR)
        below = following()
        return known and below is not None and self._surely_data(below)

    def _surely_data(self, row: Row) -> bool:
        """A name with so much beside it that it cannot be a name under a signature."""
        cells = self.filled(row)
        number = self._has_number(cells)
        enough = 2 if number else max(3, (len(self.telling) + 1) // 2)
        return _is_person(self._name(row)) and self._some_telling(cells, enough)


def _is_person(text: str) -> bool:
    """Whether a text can be a person's name, perhaps after an address ("Đ/c Lê Thị Bình")."""
    return looks_like_person(text) or (len(text) < 120 and looks_like_person(person_text(tidy(text)).name))


_COLUMN_WORDS = frozenset({"chuc vu", "chuc danh", "chuc vu cong doan", "chuc vu cd", "cv"})
