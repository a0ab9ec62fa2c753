"""The tiles and the rows of a picture's table, put together at once: a province has hundreds of figures on one page.

What is written into them is escaped piece by piece, as a template would; a template needs three times as long.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.formats import localize
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from nongcot.insight.drawn import Link
from nongcot.insight.kinds import ALL, Branch, Question, State
from nongcot.insight.rules import short_name
from nongcot.insight.shown import Opens, ShownRow

_TILE = '<li><a class="tile%s" href="%s"><b>%s%%</b> %s <i>%s</i></a></li>'
_ROW = '<tr%s><th scope="row">%s</th>%s</tr>'


def tiles(branches: Iterable[Branch], link: Link) -> SafeString:
    """A tile for each superior union, which opens its own dashboard."""
    page = reverse("insight:dashboard")  # the same page: its query alone is enough
    return mark_safe("".join(_tile(one, link, page) for one in branches))  # noqa: S308  (escaped below)


def _tile(one: Branch, link: Link, page: str) -> str:
    state = "" if one.level == State.COMPLETE else f" tile-{escape(one.level)}"
    href = escape(link(Opens(Question.UNITS, "", one.unit)).removeprefix(page))
    return _TILE % (state, href, one.share, escape(short_name(one.name)), localize(one.total))


def numbers(rows: Iterable[ShownRow], link: Link) -> SafeString:
    """The rows of a table, each figure with the list behind it."""
    return mark_safe("".join(_row(row, link) for row in rows))  # noqa: S308  (escaped below)


def _row(row: ShownRow, link: Link) -> str:
    label = _linked(row.label, link(Opens(Question.UNITS, "", row.unit)) if row.unit else "")
    cells = (_linked(cell.text, link(cell.opens) if cell.opens and cell.value else "") for cell in row.cells)
    return _ROW % (' class="total"' if row.key == ALL else "", label, "".join(f"<td>{cell}</td>" for cell in cells))


def _linked(text: str, href: str) -> str:
    return f'<a href="{escape(href)}">{escape(text)}</a>' if href else escape(text)
