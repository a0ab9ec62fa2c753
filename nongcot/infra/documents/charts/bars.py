"""Bars: lying, standing, and back to back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nongcot.infra.documents.charts.drawing import INK, SIZE, Legend, Paint, Sheet, length, number


@dataclass(frozen=True, slots=True)
class Bar:
    """``values`` are the parts of one bar, in the order of the legend; ``hrefs`` what each part opens.

    ``paint`` stands in for the legend's, ``note`` is a word on top, ``shown`` words instead of the sum.
    """

    label: str
    values: Sequence[int]
    hrefs: Sequence[str] = ()
    paint: Paint | None = None
    note: str = ""
    shown: str = ""

    def href(self, at: int) -> str:
        return self.hrefs[at] if at < len(self.hrefs) else ""

    @property
    def total(self) -> str:
        return self.shown or number(sum(self.values))


def bars(
    rows: Sequence[Bar],
    legend: Sequence[Legend],
    *,
    alt: str,
    width: float = 480,
    size: float = SIZE,
    name: str = "",
    whole: int = 0,
) -> str:
    """Lying bars, one a row, each with its label on the left and its sum on the right.

    The longest fills the room; with ``whole`` a bar of that many would.
    """
    sheet = Sheet(width, alt=alt, name=name, size=size)
    longest = max((length(row.label, size) for row in rows), default=0)
    side, step = min(longest + 8, width * 0.44), size * 2.5
    end = max((length(row.total, size) for row in rows), default=0) + 12
    top, most = sheet.legend(legend), whole or max((sum(row.values) for row in rows), default=0) or 1
    for index, row in enumerate(rows):
        y, x = top + index * step, side
        sheet.label(row.label, side - 8, y + step / 2, side - 8)
        for at, (value, key) in enumerate(zip(row.values, legend, strict=False)):
            if not value:
                continue  # nothing to see or to open
            wide = (width - side - end) * value / most
            sheet.open(row.href(at), _tip(row, key, value, legend))
            sheet.box(x, y + step * 0.14, wide, step * 0.72, row.paint or key.paint)
            sheet.close(row.href(at))
            x += wide
        sheet.words(x + 5, y + step / 2 + size * 0.35, row.total, bold=True)
    sheet.line(side, top, side, top + len(rows) * step, colour=INK)
    return sheet.finish(top + len(rows) * step + 2)


def _tip(row: Bar, key: Legend, value: int, legend: Sequence[Legend]) -> str:
    parts = [row.label, key.label if len(legend) > 1 else "", row.note]
    said = row.shown if row.shown and len(row.values) == 1 else number(value)
    return f"{', '.join(part for part in parts if part)}: {said}"


def pillars(
    rows: Sequence[Bar],
    legend: Sequence[Legend],
    *,
    alt: str,
    width: float = 480,
    height: float = 190,
    size: float = SIZE,
    name: str = "",
) -> str:
    """Standing bars, one a column, each with its label below and its sum, and perhaps a note, on top."""
    sheet = Sheet(width, alt=alt, name=name, size=size)
    noted = any(row.note for row in rows)
    top = sheet.legend(legend) + size * (2.6 if noted else 1.5)
    step, foot = width / max(len(rows), 1), height - size * 2
    most = max((sum(row.values) for row in rows), default=0) or 1
    thick, room = min(step * 0.72, 52), foot - top
    for index, row in enumerate(rows):
        middle, y = step * (index + 0.5), foot
        for at, (value, key) in enumerate(zip(row.values, legend, strict=False)):
            high = room * value / most
            y -= high
            sheet.open(row.href(at), _tip(row, key, value, legend))
            sheet.box(middle - thick / 2, y, thick, high, row.paint or key.paint)
            sheet.close(row.href(at))
        sheet.words(middle, y - 4, row.total, anchor="middle", bold=True)
        if row.note:
            slim = min(size * 0.88, size * step * 0.92 / length(row.note, size))
            sheet.words(middle, y - 4 - size * 1.15, row.note, size=slim, anchor="middle", quiet=True)
        small = min(size, size * step * 0.96 / max(length(row.label, size), 1))
        sheet.words(middle, foot + size * 1.35, row.label, size=small, anchor="middle", bold=bool(row.note))
    sheet.line(0, foot, width, foot, colour=INK)
    return sheet.finish(height)


def pyramid(
    rows: Sequence[Bar], legend: Sequence[Legend], *, alt: str, width: float = 480, size: float = SIZE, name: str = ""
) -> str:
    """Two bars back to back in each row, the label between them; ``rows`` from the top down, ``legend`` left, right."""
    sheet = Sheet(width, alt=alt, name=name, size=size)
    left, right = legend
    middle = max((length(row.label, size) for row in rows), default=0) / 2 + 8
    most = max((max(row.values, default=0) for row in rows), default=0) or 1
    end = max((length(number(value), size) for row in rows for value in row.values), default=0) + 8
    room, centre, step, top = width / 2 - middle - end, width / 2, size * 2.7, size * 2
    sheet.words(centre - middle, size, _headed(left, rows, 0), anchor="end", bold=True)
    sheet.words(centre + middle, size, _headed(right, rows, 1), bold=True)
    for index, row in enumerate(rows):
        y = top + index * step
        base = y + step / 2 + size * 0.35
        sheet.words(centre, base, row.label, anchor="middle")
        for at, key in enumerate(legend):
            value = row.values[at]
            wide = room * value / most
            x = centre + middle if at else centre - middle - wide
            sheet.open(row.href(at), f"{row.label}, {key.label}: {number(value)}")
            sheet.box(x, y + step * 0.1, wide, step * 0.8, key.paint)
            sheet.close(row.href(at))
            end_at = x + wide + 4 if at else x - 4
            sheet.words(end_at, base, number(value), anchor="start" if at else "end", bold=True)
    bottom = top + len(rows) * step
    for x in (centre - middle, centre + middle):
        sheet.line(x, top, x, bottom, colour=INK)
    return sheet.finish(bottom + 2)


def _headed(key: Legend, rows: Sequence[Bar], at: int) -> str:
    return f"{key.label} ({number(sum(row.values[at] for row in rows))})"
