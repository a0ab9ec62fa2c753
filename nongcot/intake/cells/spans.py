"""Cells that hold two days: "15/03/2023 - 15/03/2028", "từ 3/2023 đến nay"."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from nongcot.intake.cells.dates import day
from nongcot.intake.cells.understood import CACHED, Cell, Understood
from nongcot.intake.kinds import RepairKind
from nongcot.kernel.text import tidy

Span = tuple[date, date | None]
_DAY = (
    r"(?:(?:(?:ngày|tháng|năm)\s*)?(?:\d{1,2}\s*[./-]\s*){0,2}\d{4}"
    r"|(?:(?:ngày\s*)?\d{1,2}\s*)?tháng\s*\d{1,2}\s*,?\s*(?:năm\s*)?\d{4}|(?:\d{1,2}[ -])?[a-z]{3,9}[ -]\d{4})"
)
_STILL = r"(?:nay|hiện\s*(?:nay|tại)|bây\s*giờ|now|present)"
_SPAN = re.compile(
    rf"(?:(?:nhiệm\s*kỳ|nk|khóa|khoá)?\s*[:(]?\s*)(?:từ\s*)?({_DAY})\s*(?:-|–|—|~|→|đến|tới|to)\s*"
    rf"(?:(?:đến|tới)\s*)?({_DAY}|{_STILL})\s*\)?\.?",
    re.IGNORECASE,
)


@lru_cache(maxsize=CACHED)
def _span(cell: str) -> Understood[Span | None]:
    found = _SPAN.fullmatch(tidy(cell))
    if not found:
        return Understood(None)
    first = day(found[1], year_only_as_first=True).value
    last = day(found[2], year_only_as_first=True).value
    if first is None or (last is None and any(c.isdigit() for c in found[2])) or (last and last <= first):
        return Understood(None)
    return Understood((first, last), (RepairKind.DATE_FORMAT,))


def span(cell: Cell) -> Understood[Span | None]:
    """The first and the last day that a cell tells, of a month or year its first day; None as the last: still so.

    Nothing for a cell that does not hold two days in their order.
    """
    return _span(cell) if isinstance(cell, str) and 8 < len(cell) < 60 else Understood(None)


def has_days(cell: Cell) -> bool:
    """Whether a span is told by days or months, and not by years alone."""
    return isinstance(cell, str) and bool(re.search(r"\d\s*[./]\s*\d", cell))


_LEFT = re.compile(
    r"(?:nghỉ\s*việc|thôi\s*việc|nghỉ\s*hưu|chuyển\s*công\s*tác|chuyển\s*đơn\s*vị|thôi\s*tham\s*gia|miễn\s*nhiệm|"
    r"thôi\s*giữ\s*chức|chấm\s*dứt\s*(?:hđlđ|hợp\s*đồng))(?:[^\d;]{0,30}?)\s*(?:từ\s*)?(?:ngày\s*|tháng\s*)?"
    r"((?:\d{1,2}\s*[./-]\s*){1,2}\d{4})\s*\)?\.?$",
    re.IGNORECASE,
)


@lru_cache(maxsize=CACHED)
def left_on(note: str) -> date | None:
    """The day from which a note says that somebody has left; None where it tells no day, or something else."""
    if len(note) > 120 or not any(c.isdigit() for c in note):
        return None
    found = _LEFT.search(tidy(note))
    return day(found[1], year_only_as_first=True).value if found else None
