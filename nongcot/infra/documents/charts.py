"""Small pictures as SVG text, drawn here so that they print, need no script and hold the strict content policy.

No picture stands alone: the caller shows the same figures as a table. Colours differ in lightness too, so that a
black-and-white print can be read. Lengths are points (1/72 inch).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from xml.sax.saxutils import escape, quoteattr

from nongcot.infra.documents.fonts import SERIF
from nongcot.infra.documents.text import printable

INK = "#1b2733"
FAINT = "#c9d1d9"
BLUE = "#1f5f99"
LIGHT_BLUE = "#a9c8e6"
GREEN = "#bfe3cb"
AMBER = "#e9a23b"
RED = "#9c1c1c"
BLANK = "#ffffff"

_FAMILY = ", ".join(f"'{name}'" for name in SERIF[:2]) + ", 'Times New Roman', serif"
_LETTER = 0.5  # mean width of a letter as a part of its size


@dataclass(frozen=True, slots=True)
class Bar:
    """``values`` are the parts of one bar, in the order of the legend; one value where there are no parts."""

    label: str
    values: Sequence[int]


@dataclass(frozen=True, slots=True)
class Legend:
    label: str
    colour: str = BLUE


@dataclass(frozen=True, slots=True)
class Tile:
    """One thing among many, as a small square: ``state`` counts in the legend, ``sign`` is a letter or a figure."""

    title: str
    state: int
    sign: str = ""


def bars(rows: Sequence[Bar], legend: Sequence[Legend], *, alt: str, width: float = 480) -> str:
    """Lying bars, one a row, each with its label on the left and its sum on the right."""
    label_width, row_height, size = width * 0.46, 26.0, 10.5
    top = _legend_height(legend)
    most = max((sum(row.values) for row in rows), default=0) or 1
    room = width - label_width - 40
    parts = [_legend(legend, width)] if top else []
    for index, row in enumerate(rows):
        y = top + index * row_height
        parts.append(_label(row.label, label_width - 8, y + row_height / 2, size))
        x = label_width
        for value, key in zip(row.values, legend, strict=False):
            length = room * value / most
            parts.append(_box(x, y + 4, length, row_height - 8, key.colour))
            x += length
        parts.append(_text(x + 5, y + row_height / 2 + size * 0.35, str(sum(row.values)), size, bold=True))
    return _svg(width, top + len(rows) * row_height + 2, alt, parts)


def pillars(rows: Sequence[Bar], legend: Sequence[Legend], *, alt: str, width: float = 480, height: float = 190) -> str:
    """Standing bars, one a column, each with its label below and its sum on top."""
    top, foot, size = _legend_height(legend) + 16, 22.0, 10.5
    most = max((sum(row.values) for row in rows), default=0) or 1
    step = width / max(len(rows), 1)
    thick, room = min(step * 0.6, 46), height - top - foot
    parts = [_legend(legend, width)] if len(legend) > 1 else []
    for index, row in enumerate(rows):
        middle, y = step * (index + 0.5), height - foot
        for value, key in zip(row.values, legend, strict=False):
            length = room * value / most
            y -= length
            parts.append(_box(middle - thick / 2, y, thick, length, key.colour))
        parts.append(_text(middle, y - 4, str(sum(row.values)), size, anchor="middle", bold=True))
        parts.append(_text(middle, height - foot + 14, row.label, size, anchor="middle"))
    parts.append(f'<path d="M0 {height - foot:.1f}H{width:.1f}" stroke="{INK}" stroke-width="0.7"/>')
    return _svg(width, height, alt, parts)


def tiles(items: Sequence[Tile], legend: Sequence[Legend], *, alt: str, width: float = 480) -> str:
    """A square for each item, in the order given; squares shrink as the items become many (6 points at the least)."""
    side = next((size for size in (26.0, 20.0, 15.0, 11.0, 8.0) if len(items) * size * size <= width * 300), 6.0)
    across = int(width // side)
    top = _legend_height(legend)
    parts = [_legend(legend, width)]
    for index, item in enumerate(items):
        x, y = (index % across) * side, top + (index // across) * side
        shape = _box(x + 0.7, y + 0.7, side - 1.4, side - 1.4, legend[item.state].colour, title=item.title)
        parts.append(shape)
        if item.sign and side >= 15:
            ink = BLANK if legend[item.state].colour in (RED, BLUE) else INK
            parts.append(_text(x + side / 2, y + side * 0.66, item.sign, side * 0.46, anchor="middle", colour=ink))
    lines = -(-len(items) // across)
    return _svg(width, top + lines * side + 1, alt, parts)


def _svg(width: float, height: float, alt: str, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.1f} {height:.1f}" width="{width:.1f}pt" '
        f'height="{height:.1f}pt" role="img" font-family="{_FAMILY}"><title>{_escaped(alt)}</title>'
        f"{''.join(parts)}</svg>"
    )


def _legend_height(legend: Sequence[Legend]) -> float:
    return 22.0 if len(legend) > 1 else 0.0


def _legend(legend: Sequence[Legend], width: float) -> str:
    parts, x, size = [], 0.0, 10.0
    total = sum(20 + len(key.label) * size * _LETTER + 14 for key in legend)
    size *= min(1.0, width / total)
    for key in legend:
        parts.append(_box(x + 0.5, 3, 10, 10, key.colour))
        parts.append(_text(x + 15, 12, key.label, size))
        x += 15 + len(key.label) * size * _LETTER + 14
    return "".join(parts)


def _label(label: str, width: float, middle: float, size: float) -> str:
    """A label of at most two lines ending at ``width``; what does not fit ends in an ellipsis."""
    lines = wrap(printable(label), max(8, int(width / (size * _LETTER)))) or [""]
    if len(lines) > 2:
        lines = [lines[0], lines[1][:-1] + "…"]
    first = middle + size * 0.35 - (len(lines) - 1) * size * 0.55
    texts = (_text(width, first + at * size * 1.1, line, size, anchor="end") for at, line in enumerate(lines))
    return "".join(texts)


def _box(x: float, y: float, width: float, height: float, colour: str, title: str = "") -> str:  # noqa: PLR0917
    edge = f' stroke="{INK}" stroke-width="0.5"' if colour == BLANK else ""
    head = f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{height:.1f}" fill="{colour}"{edge}'
    return f"{head}><title>{_escaped(title)}</title></rect>" if title else f"{head}/>"


def _text(
    x: float, y: float, text: str, size: float, *, anchor: str = "start", bold: bool = False, colour: str = INK
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}" text-anchor={quoteattr(anchor)} fill="{colour}"'
        f"{weight}>{_escaped(text)}</text>"
    )


def _escaped(text: str) -> str:
    return escape(printable(text))
