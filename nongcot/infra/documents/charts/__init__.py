"""Pictures as SVG text, drawn here so that they print, need no script and hold the strict content policy.

One drawing serves a page, a PDF and Word: every shape carries its colour as an attribute, for print, and a class by
which a style sheet can give it another one (dark mode). No picture stands alone: the caller shows the same figures as a
table. No colour stands alone either: areas differ in lightness or are hatched, and carry their figures.
"""

from nongcot.infra.documents.charts.areas import Tile, tiles, treemap
from nongcot.infra.documents.charts.bars import Bar, bars, pillars, pyramid
from nongcot.infra.documents.charts.drawing import (
    AMBER,
    BLANK,
    BLUE,
    DARK_BLUE,
    FAINT,
    GREEN,
    LIGHT_BLUE,
    ORANGE,
    RED,
    Legend,
    Paint,
    number,
    share_of,
)
from nongcot.infra.documents.charts.lines import Point, line
from nongcot.infra.documents.charts.shares import ring, split

__all__ = [
    "AMBER",
    "BLANK",
    "BLUE",
    "DARK_BLUE",
    "FAINT",
    "GREEN",
    "LIGHT_BLUE",
    "ORANGE",
    "RED",
    "Bar",
    "Legend",
    "Paint",
    "Point",
    "Tile",
    "bars",
    "line",
    "number",
    "pillars",
    "pyramid",
    "ring",
    "share_of",
    "split",
    "tiles",
    "treemap",
]
