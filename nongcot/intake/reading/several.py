"""One row that holds several persons, each on a line of its cells: taken apart into a row for each."""

from __future__ import annotations

from typing import Any

from nongcot.intake.recognise.content import is_person_text
from nongcot.kernel.text import fold

Row = list[Any]
_UNFINISHED = frozenset({"thi", "van"})  # a name wrapped over two lines ends its first line so


def persons_apart(row: Row, names: int, telling: list[int]) -> list[Row] | None:
    """A row for each line of the cell ``names``, or None where the lines are one name or fit no other cell.

    The cells that have as many lines are taken apart too; all others are the same for everybody.
    """
    lines = _lines(row[names])
    if len(lines) < 2 or not all(is_person_text(line) and fold(line).split()[-1] not in _UNFINISHED for line in lines):
        return None
    if not any(len(_lines(row[column])) == len(lines) for column in telling):
        return None
    parts = [_lines(cell) for cell in row]
    return [
        [part[n] if len(part) == len(lines) else cell for cell, part in zip(row, parts, strict=True)]
        for n in range(len(lines))
    ]


def _lines(cell: Any) -> list[str]:
    return [line for line in cell.split("\n") if line.strip()] if type(cell) is str and "\n" in cell else []
