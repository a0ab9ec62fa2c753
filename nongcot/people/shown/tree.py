"""The lines of the tree of units, put together at once: a province has a hundred of them on its first page.

What is written into them is escaped line by line: ``format_html`` for each part of each would take half the time of
the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nongcot.infra.ui.addresses import address
from nongcot.infra.ui.templatetags.ui import day_query
from nongcot.people.queries import Line

_LINE = '<span class="node"><a href="%s%s">%s</a>%s%s</span>'
_BRANCH = '<li class="branch">%s<details%s><summary><span class="sr">%s</span></summary>\n<ul>%s</ul></details></li>\n'
_LATER = ' hx-get="%s" hx-trigger="toggle once"'  # where it goes is said once, on the whole tree
_MORE = (
    '<li class="node leaf"><a href="{0}" hx-get="{0}" hx-trigger="click" hx-target="closest li" hx-swap="outerHTML">'
    "{1}</a></li>\n"
)


@dataclass(frozen=True, slots=True)
class More:
    """A list goes on: ``left`` lines at the address ``path``, behind the first ``behind``."""

    path: str
    behind: int
    left: int


@dataclass(slots=True)
class Node:
    """One line of the tree. ``children`` None: not loaded."""

    unit: Line
    under: int
    grassroots: int
    duties: int
    children: list[Node] | None = field(default=None)
    more: More | None = field(default=None)


class _Words:
    """What all lines of one page share."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.query = escape(day_query(request))
        self.see = escape(_("Xem các đơn vị trực thuộc"))
        self.below = escape(_("Các đơn vị trực thuộc %(name)s"))
        self.members = format_html('<span class="quiet">{}</span>', _("%(members)s đoàn viên"))
        self.unions = {number: format_html('<span class="quiet">{}</span>', _unions(number)) for number in (1, 2)}
        self.duties = format_html('<span class="badge badge-warn">{}</span>', _("%(duties)s việc"))

    def size(self, node: Node) -> str:
        """How large it is: the unions of a superior, the members of a union; nothing where that is not known."""
        if node.under:
            return self.unions[1 if node.grassroots == 1 else 2] % {"counter": _number(node.grassroots)}
        return "" if node.unit.members is None else self.members % {"members": _number(node.unit.members)}

    def due(self, node: Node) -> str:
        return self.duties % {"duties": _number(node.duties)} if node.duties else ""


def _unions(number: int) -> str:
    return ngettext("%(counter)s công đoàn cơ sở", "%(counter)s công đoàn cơ sở", number)


def _number(value: int) -> str:
    """The number as the language writes it, which groups the digits from a thousand on."""
    return str(value) if 0 <= value < 1000 else str(localize(value))


def tree_lines(nodes: Sequence[Node], request: HttpRequest, more: More | None = None) -> SafeString:
    """The list items of these nodes with those below them that are loaded; links stay on the day of the page."""
    return _lines(nodes, _Words(request), more)


def _lines(nodes: Sequence[Node], words: _Words, more: More | None) -> SafeString:
    rest = _rest(more, words) if more else ""
    return mark_safe("".join(_line(node, words) for node in nodes) + rest)  # noqa: S308  (each line is escaped)


def _rest(more: More, words: _Words) -> SafeString:
    said = ngettext("Xem thêm %(counter)s đơn vị", "Xem thêm %(counter)s đơn vị", more.left)
    query = day_query(words.request, **{"from": more.behind})
    return format_html(_MORE, more.path + query, said % {"counter": localize(more.left)})


def _line(node: Node, words: _Words) -> str:
    """One line; what people wrote is escaped here, once, and the addresses and numbers are ours."""
    unit, name = node.unit, escape(node.unit.day_name)
    own = _LINE % (address("people:unit", unit.pk), words.query, name, words.size(node), words.due(node))
    if not node.under:
        return f'<li class="leaf">{own}</li>\n'
    if node.children is None:
        at = address("people:branch", unit.pk) + words.query
        state, inside = _LATER % at, f'<li class="node leaf"><a href="{at}">{words.see}</a></li>'
    else:
        state, inside = " open", _lines(node.children, words, node.more)
    return _BRANCH % (own, state, words.below % {"name": name}, inside)
