"""Parts of a whole: one bar that is the whole, and a ring."""

from __future__ import annotations

from collections.abc import Sequence
from math import pi

from nongcot.infra.documents.charts.bars import Bar
from nongcot.infra.documents.charts.drawing import SIZE, Legend, Sheet, length, number, share_of


def split(
    whole: Bar, legend: Sequence[Legend], *, alt: str, width: float = 480, size: float = SIZE, name: str = ""
) -> str:
    """One bar cut into its parts, their shares written upon them and named below; parts of nothing are left out."""
    sheet = Sheet(width, alt=alt, name=name, size=size)
    total, high, x = sum(whole.values) or 1, size * 3.4, 0.0
    shown = [(at, value) for at, value in enumerate(whole.values) if value]
    for at, value in shown:
        key, wide = legend[at], width * value / total
        share = share_of(value, total)
        sheet.open(whole.href(at), f"{key.label}: {number(value)} ({share})")
        sheet.box(x, 0, wide - 1.5 if at != shown[-1][0] else wide, high, key.paint)
        if wide > length(share, size * 1.3) + 8:
            plate = length(share, size * 1.25)
            if key.paint.hatch:
                sheet.add(_plate(x + wide / 2 - plate / 2 - 3, high / 2 - size, plate + 6, size * 2, key))
            base = high / 2 + size * 0.45
            sheet.words(x + wide / 2, base, share, size=size * 1.25, anchor="middle", bold=True, on=key.paint)
        sheet.close(whole.href(at))
        x += wide
    return sheet.finish(_named(sheet, whole, legend, high + size, 0) + 2)


def _plate(x: float, y: float, width: float, height: float, key: Legend) -> str:
    """A plain field under words that stand on a hatched part."""
    place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="2"'
    return f'<rect class="d-{key.paint.name}" {place} fill="{key.paint.colour}"/>'


def _named(sheet: Sheet, whole: Bar, legend: Sequence[Legend], y: float, x: float) -> float:
    """The parts by name with their figures, one a line, from ``y`` on; gives where they end."""
    size, total = sheet.size, sum(whole.values) or 1
    for at, (value, key) in enumerate(zip(whole.values, legend, strict=True)):
        if not value and key.paint.name in {"faint", "blank"}:
            continue  # "not known" is said where there is somebody of whom it is not known
        said = f"{key.label}: {number(value)}"
        sheet.open(whole.href(at), f"{said} ({share_of(value, total)})")
        sheet.box(x, y, size, size, key.paint, round_by=1.5)
        sheet.words(x + size * 1.5, y + size * 0.9, said)
        share_at = x + size * 1.5 + length(said, size) + size * 0.6
        if share_at + length("100,0%", size) <= sheet.width:
            sheet.words(sheet.width, y + size * 0.9, share_of(value, total), anchor="end", bold=True)
        sheet.close(whole.href(at))
        y += size * 1.75
    return y


def ring(
    whole: Bar, legend: Sequence[Legend], *, alt: str, width: float = 480, size: float = SIZE, name: str = ""
) -> str:
    """A ring cut into its parts, the share of the first in the middle, the parts named below it."""
    sheet = Sheet(width, alt=alt, name=name, size=size)
    total = sum(whole.values) or 1
    radius, thick = min(width * 0.19, size * 6.4), min(width * 0.09, size * 3)
    x, y, begun, round_ = width / 2, radius + thick / 2 + 1, 0.0, 2 * pi * radius
    for at, (value, key) in enumerate(zip(whole.values, legend, strict=True)):
        part = round_ * value / total
        if value:
            gap = 1.5 if value < total else 0
            sheet.open(whole.href(at), f"{key.label}: {number(value)} ({share_of(value, total)})")
            sheet.add(_arc(x, y, radius, thick, key, (max(part - gap, 0.5), round_, -begun)))
            sheet.close(whole.href(at))
        begun += part
    sheet.words(x, y + size * 0.3, share_of(whole.values[0], total), size=size * 2.1, anchor="middle", bold=True)
    inner = 1.6 * (radius - thick / 2)
    slim = min(size * 0.85, size * inner / max(length(legend[0].label, size), 1))
    sheet.words(x, y + size * 1.7, legend[0].label, size=slim, anchor="middle", quiet=True)
    bottom = y + radius + thick / 2 + size * 1.2
    inset = max(0.0, (width - size * 26) / 2)
    return sheet.finish(_named_between(sheet, whole, legend, bottom, inset) + 2)


def _named_between(sheet: Sheet, whole: Bar, legend: Sequence[Legend], y: float, inset: float) -> float:
    full = sheet.width
    sheet.width = full - inset
    end = _named(sheet, whole, legend, y, inset)
    sheet.width = full
    return end


def _arc(x: float, y: float, radius: float, thick: float, key: Legend, dash: tuple[float, float, float]) -> str:  # noqa: PLR0917
    """A part of the ring: a circle's outline of which only a dash is drawn, begun at the top."""
    part, whole, begun = dash
    return (
        f'<circle class="d-arc d-arc-{key.paint.name}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="none" '
        f'stroke="{key.paint.colour}" stroke-width="{thick:.1f}" stroke-dasharray="{part:.2f} {whole:.2f}" '
        f'stroke-dashoffset="{begun:.2f}" transform="rotate(-90 {x:.1f} {y:.1f})"/>'
    )
