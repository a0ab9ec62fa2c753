"""Cells that a person gave another value while importing: the file stays as it was sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nongcot.intake.kinds import RepairKind
from nongcot.intake.reading.notes import Notes

Row = list[Any]


def by_hand(
    rows: Iterator[tuple[int, Row]], cells: Mapping[tuple[int, int], str], notes: Notes
) -> Iterator[tuple[int, Row]]:
    """The rows with the given cells (0-based row and column) in place of those of the file, each listed as a repair."""
    by_row: dict[int, dict[int, str]] = {}
    for (at, column), value in cells.items():
        by_row.setdefault(at, {})[column] = value
    for number, row in rows:
        given = by_row.get(number)
        if given is None:
            yield number, row
            continue
        corrected = [*row, *[""] * (max(given) + 1 - len(row))]
        for column, value in sorted(given.items()):
            notes.repair(number, column, corrected[column], value, RepairKind.BY_HAND)
            corrected[column] = value
        yield number, corrected
