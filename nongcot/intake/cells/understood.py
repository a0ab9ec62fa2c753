"""What one cell was understood to say."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from nongcot.intake.kinds import ProblemKind, RepairKind

Cell = Any  # str | int | float | bool | date | datetime | None, as a workbook gives it
T = TypeVar("T")
CACHED = 1 << 16  # how many different cells each parser remembers: rosters repeat themselves


@dataclass(frozen=True, slots=True)
class Understood(Generic[T]):
    """The value (None or empty if there is none), how it was repaired, and why it could not be used.

    ``params`` holds facts for the sentence about the problem. Results are shared between equal cells: do not change
    what is in them.
    """

    value: T
    repairs: tuple[RepairKind, ...] = ()
    problem: ProblemKind | None = None
    params: dict[str, Any] = field(default_factory=dict)


def plain(cell: Cell) -> str:
    """A cell as text, as somebody looking at the sheet would read it: 62.0 is "62", a date 05/07/1985."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "x" if cell else ""
    if isinstance(cell, float):
        return _plain_float(cell)
    if isinstance(cell, datetime) and (cell.hour or cell.minute or cell.second):
        return f"{cell:%d/%m/%Y %H:%M}"
    return f"{cell.day:02}/{cell.month:02}/{cell.year:04}" if isinstance(cell, date) else str(cell)


def _plain_float(number: float) -> str:
    if math.isnan(number) or math.isinf(number):
        return ""
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
