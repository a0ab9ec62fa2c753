"""The lines of the tree of units, put together at once: a province has a hundred of them on its first page.

Every value passes through ``format_html``, which escapes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nongcot.infra.ui.addresses import address
from nongcot.infra.ui.templatetags.ui import day_query
from nongcot.people.queries import Line

_LINE = '<span class="node"><a href="{}">{}</a>{}{}</span>'
_BRANCH = '<li class="branch">{}<details{}><summary><span class="sr">{}</span></summary>\n<ul>{}</ul></details></li>\n'
_LATER = ' hx-get="{}" hx-trigger="toggle once"'  # where it goes is said once, on the whole tree
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
        self.query = day_query(request)
        self.see = _("Xem các đơn vị trực thuộc")
        self.below = _("Các đơn vị trực thuộc %(name)s")
        self.members = format_html('<span class="quiet">{}</span>', _("%(members)s đoàn viên"))
        self.duties = format_html('<span class="badge badge-warn">{}</span>', _("%(duties)s việc"))

    def size(self, node: Node) -> SafeString | str:
        """How large it is: the unions of a superior, the members of a union; nothing where that is not known."""
        if node.under:
            said = ngettext("%(counter)s công đoàn cơ sở", "%(counter)s công đoàn cơ sở", node.grassroots)
            return format_html('<span class="quiet">{}</span>', said % {"counter": localize(node.grassroots)})
        if node.unit.members is None:
            return ""
        return mark_safe(self.members % {"members": localize(node.unit.members)})  # noqa: S308  (a number)

    def due(self, node: Node) -> SafeString | str:
        if not node.duties:
            return ""
        return mark_safe(self.duties % {"duties": localize(node.duties)})  # noqa: S308  (a number)


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


def _line(node: Node, words: _Words) -> SafeString:
    unit = node.unit
    own = format_html(
        _LINE, address("people:unit", unit.pk) + words.query, unit.day_name, words.size(node), words.due(node)
    )
    if not node.under:
        return format_html('<li class="leaf">{}</li>\n', own)
    if node.children is None:
        at = address("people:branch", unit.pk) + words.query
        state = format_html(_LATER, at)
        inside = format_html('<li class="node leaf"><a href="{}">{}</a></li>', at, words.see)
    else:
        state, inside = mark_safe(" open"), _lines(node.children, words, node.more)
    return format_html(_BRANCH, own, state, words.below % {"name": unit.day_name}, inside)
