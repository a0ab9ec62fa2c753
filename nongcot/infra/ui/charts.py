"""Small pictures for pages: SVG whose colours come from the style sheet, so that they follow light and dark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

WIDTH, HEIGHT, FOOT, HEAD = 420, 170, 24, 18


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the whole, and the part of it drawn darker (None: not known)."""

    label: str
    whole: int
    part: int | None = None


def columns(rows: Sequence[Column]) -> SafeString:
    """Standing columns, each with its part. A table with the same figures must stand beside it."""
    most = max((row.whole for row in rows), default=0) or 1
    step = WIDTH / max(len(rows), 4)
    bar = min(step * 0.6, 56)
    room = HEIGHT - FOOT - HEAD
    pieces = [_column(row, step * number + step / 2, bar, room, most) for number, row in enumerate(rows)]
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}<path class="axis" d="M0 {}H{}"/></svg>',
        str(WIDTH),
        str(HEIGHT),
        _("Biểu đồ; số liệu có trong bảng kèm theo"),
        format_html_join("", "{}", ((piece,) for piece in pieces)),
        str(HEIGHT - FOOT),
        str(WIDTH),
    )


def _column(row: Column, middle: float, bar: float, room: float, most: int) -> SafeString:
    foot = HEIGHT - FOOT
    height = room * row.whole / most
    part = room * min(row.part or 0, row.whole) / most
    return format_html(
        '<rect class="bar" x="{x}" y="{y}" width="{w}" height="{h}" rx="3"/>'
        '<rect class="bar-part" x="{x}" y="{py}" width="{w}" height="{ph}" rx="3"/>'
        '<text class="value" x="{m}" y="{vy}" text-anchor="middle">{value}</text>'
        '<text x="{m}" y="{ly}" text-anchor="middle">{label}</text>',
        x=f"{middle - bar / 2:.1f}",
        y=f"{foot - height:.1f}",
        w=f"{bar:.1f}",
        h=f"{height:.1f}",
        py=f"{foot - part:.1f}",
        ph=f"{part:.1f}",
        m=f"{middle:.1f}",
        vy=f"{foot - height - 5:.1f}",
        ly=str(HEIGHT - 7),
        value=str(row.whole),
        label=row.label,
    )
