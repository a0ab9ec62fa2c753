"""How a figure moved: points joined by a line, a gap where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nongcot.infra.documents.charts.drawing import BLUE, INK, SIZE, Sheet, length, number


@dataclass(frozen=True, slots=True)
class Point:
    """``value`` None where there is none; ``count`` is how many it rests on, written below."""

    label: str
    value: int | None
    count: int = 0
    href: str = ""
    tip: str = ""


def line(
    points: Sequence[Point],
    *,
    alt: str,
    counted: str,
    width: float = 480,
    height: float = 200,
    size: float = SIZE,
    name: str = "",
) -> str:
    """A line over the points from left to right; ``counted`` says what the figures under it count."""
    sheet = Sheet(width, alt=alt, name=name, size=size)
    top, foot = size * 2.2, height - size * 4.6
    most = max((point.value or 0 for point in points), default=0) or 1
    step = width / max(len(points), 1)
    small = min(size, size * step * 0.94 / max(max((length(point.label, size) for point in points), default=1), 1))
    for share in (0.5, 1.0):
        sheet.line(0, foot - (foot - top) * share, width, foot - (foot - top) * share)
    places = [(step * (at + 0.5), point) for at, point in enumerate(points)]
    _joined(sheet, [(x, _height(point, most, top, foot), point) for x, point in places])
    for x, point in places:
        sheet.open(point.href, point.tip or point.label)
        if point.value is not None:
            y = _height(point, most, top, foot)
            sheet.add(f'<circle class="d-main" cx="{x:.1f}" cy="{y:.1f}" r="{size * 0.36:.1f}" fill="{BLUE.colour}"/>')
            sheet.words(x, y - size * 0.75, number(point.value), anchor="middle", bold=True)
        sheet.words(x, foot + size * 1.4, point.label, size=small, anchor="middle")
        sheet.words(x, foot + size * 4.2, number(point.count), size=size * 0.9, anchor="middle", quiet=True)
        sheet.close(point.href)
    sheet.words(0, foot + size * 2.9, counted, size=size * 0.9, quiet=True)
    sheet.line(0, foot, width, foot, colour=INK)
    return sheet.finish(height)


def _height(point: Point, most: int, top: float, foot: float) -> float:
    return foot - (foot - top) * (point.value or 0) / most


def _joined(sheet: Sheet, places: Sequence[tuple[float, float, Point]]) -> None:
    """The line; broken where a point has no value."""
    path, drawing = "", False
    for x, y, point in places:
        if point.value is None:
            drawing = False
            continue
        path += f"{'L' if drawing else 'M'}{x:.1f} {y:.1f}"
        drawing = True
    if path:
        colour = f'stroke="{BLUE.colour}" stroke-width="{sheet.size * 0.22:.1f}" stroke-linejoin="round"'
        sheet.add(f'<path class="d-trend" d="{path}" fill="none" {colour}/>')
