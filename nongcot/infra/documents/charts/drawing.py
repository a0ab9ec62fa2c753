"""What every picture is made of: paints, boxes, words, links. Lengths are points (1/72 inch), or any unit on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from textwrap import wrap
from xml.sax.saxutils import escape, quoteattr

from django.utils.formats import number_format
from django.utils.translation import get_language

from nongcot.infra.documents.fonts import SERIF
from nongcot.infra.documents.text import printable

INK = "#1b2733"
QUIET = "#4c5a67"
GRID = "#c9d1d9"
SIZE = 10.5

_FAMILY = ", ".join(f"'{name}'" for name in SERIF[:2]) + ", 'Times New Roman', serif"
_LETTER = 0.52  # mean width of a letter as a part of its size


@dataclass(frozen=True, slots=True)
class Paint:
    """A fill: ``name`` is its class, ``ink`` the colour of words upon it, ``hatch`` that of lines across it."""

    name: str
    colour: str
    ink: str = INK
    hatch: str = ""


BLANK = Paint("blank", "#ffffff", hatch="#8391a1")
FAINT = Paint("faint", "#dfe5eb", hatch="#8391a1")
LIGHT_BLUE = Paint("light", "#a9c8e6")
BLUE = Paint("main", "#1f5f99", "#ffffff")
DARK_BLUE = Paint("dark", "#0a3358", "#ffffff")
ORANGE = Paint("warm", "#e39a54", INK)
GREEN = Paint("good", "#bfe3cb")
AMBER = Paint("soon", "#f3c469", INK, hatch="#b97a10")
RED = Paint("bad", "#9c1c1c", "#ffffff")


@dataclass(frozen=True, slots=True)
class Legend:
    label: str
    paint: Paint = BLUE


class Sheet:
    """One drawing in the making. ``name`` tells its patterns from those of other drawings on the same page."""

    def __init__(self, width: float, *, alt: str, name: str = "", size: float = SIZE) -> None:
        self.width, self.size = width, size
        self._alt, self._name = alt, name or "drawing"
        self._parts: list[str] = []
        self._hatches: dict[str, str] = {}

    def add(self, markup: str) -> None:
        self._parts.append(markup)

    def box(self, x: float, y: float, width: float, height: float, paint: Paint, *, round_by: float = 0) -> None:
        """A filled box; hatched over where its paint is."""
        shape = f'x="{_at(x)}" y="{_at(y)}" width="{_at(max(width, 0))}" height="{_at(max(height, 0))}"'
        shape += f' rx="{_at(round_by)}"' if round_by else ""
        self.add(f'<rect class="d-{paint.name}" {shape} fill="{paint.colour}"/>')
        if paint.hatch:
            self.add(f'<rect {shape} fill="url(#{self.hatch(paint)})"/>')

    def hatch(self, paint: Paint) -> str:
        """The name of the paint's pattern in this drawing."""
        key = f"{self._name}-{paint.name}"
        line = f'<path class="d-hatch-{paint.name}" d="M0 0V6" stroke="{paint.hatch}" stroke-width="1.6"/>'
        self._hatches[key] = (
            f'<pattern id="{key}" width="6" height="6" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)">{line}</pattern>'
        )
        return key

    def line(self, x: float, y: float, to_x: float, to_y: float, *, colour: str = GRID, width: float = 0.7) -> None:
        kind = "axis" if colour == INK else "grid"
        path = f"M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}"
        self.add(f'<path class="d-{kind}" d="{path}" fill="none" stroke="{colour}" stroke-width="{width:.1f}"/>')

    def words(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 0,
        anchor: str = "start",
        bold: bool = False,
        quiet: bool = False,
        on: Paint | None = None,
    ) -> None:
        """One line of words whose baseline is at ``y``; ``on`` is the paint they stand upon."""
        look = f' class="d-on-{on.name}" fill="{on.ink}"' if on else f' class="d-quiet" fill="{QUIET}"' if quiet else ""
        look += f' font-size="{size:.1f}"' if size and size != self.size else ""
        look += f" text-anchor={quoteattr(anchor)}" if anchor != "start" else ""
        look += ' font-weight="bold"' if bold else ""
        self.add(f'<text x="{_at(x)}" y="{_at(y)}"{look}>{escaped(text)}</text>')

    def label(self, text: str, x: float, middle: float, room: float, *, anchor: str = "end") -> None:
        """A label of at most two lines around ``middle``; what does not fit in ``room`` ends in an ellipsis."""
        lines = fitted(text, room, self.size, most=2)
        first = middle + self.size * 0.35 - (len(lines) - 1) * self.size * 0.58
        for number, each in enumerate(lines):
            self.words(x, first + number * self.size * 1.16, each, anchor=anchor)

    def open(self, href: str, title: str) -> None:
        """What follows, until :meth:`close`, has a tip and opens ``href`` (nothing where it is empty).

        Out of the order of the keyboard: the table beside the picture has the same links.
        """
        self.add(f'<a href={quoteattr(href)} tabindex="-1">' if href else "<g>")
        self.add(f"<title>{escaped(title)}</title>")

    def close(self, href: str) -> None:
        self.add("</a>" if href else "</g>")

    def legend(self, legend: Sequence[Legend], y: float = 0) -> float:
        """The legend in as many lines as it needs, from ``y`` on; gives the height it takes (0 for one entry)."""
        if len(legend) < 2:
            return 0.0
        x, line, step = 0.0, y, self.size * 1.6
        for key in legend:
            room = 16 + length(key.label, self.size)
            if x and x + room > self.width:
                x, line = 0.0, line + step
            self.box(x + 0.5, line + 1, 10, 10, key.paint, round_by=1.5)
            self.words(x + 15, line + 10, key.label)
            x += room + 14
        return line - y + step + 4

    def finish(self, height: float) -> str:
        """The whole drawing as SVG text: what most of its words look like stands once, at its head."""
        hatches = f"<defs>{''.join(self._hatches.values())}</defs>" if self._hatches else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width:.1f} {height:.1f}" '
            f'width="{self.width:.1f}pt" height="{height:.1f}pt" role="img" class="d-ink" fill="{INK}" '
            f'font-size="{self.size:.1f}" font-family="{_FAMILY}">'
            f"<title>{escaped(self._alt)}</title>{hatches}{''.join(self._parts)}</svg>"
        )


def _at(value: float) -> str:
    """A place in the drawing, to a tenth of a point; a page has hundreds of them."""
    return f"{value:.1f}".removesuffix(".0")


def number(value: int) -> str:
    """A figure as people write it: "1.472"."""
    return _written(value, None, get_language())


@lru_cache(maxsize=4096)
def _written(value: float, decimals: int | None, _language: str | None) -> str:
    """In the language of the moment; a page writes hundreds of figures, and writing one anew takes long."""
    return number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=decimals is None)


def share_of(part: int, whole: int) -> str:
    """``part`` of ``whole`` as per cent ("72,9%"), never rounded to all or to nothing; of nothing a dash."""
    if not whole:
        return "–"
    tenths = round(1000 * part / whole)
    if 0 < part < whole:
        tenths = min(max(tenths, 1), 999)
    whole_ones, rest = divmod(tenths, 10)
    return f"{_written(whole_ones + rest / 10, 1 if rest else 0, get_language())}%"


def length(text: str, size: float) -> float:
    """About how long a line of words is."""
    return len(printable(text)) * size * _LETTER


def fitted(text: str, room: float, size: float, *, most: int) -> list[str]:
    """``text`` in lines no longer than ``room``, at most ``most``; the rest is an ellipsis."""
    lines = wrap(printable(text), max(4, int(room / (size * _LETTER)))) or [""]
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1][:-1].rstrip() + "…"]


def escaped(text: str) -> str:
    return escape(printable(text))
