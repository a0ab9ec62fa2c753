"""The lines of the tree of units, put together at once: a province has a hundred of them on its first page.

Every value passes through ``format_html``, which escapes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nongcot.infra.ui.addresses import address
from nongcot.infra.ui.icons import PATHS
from nongcot.infra.ui.templatetags.ui import day_query

_ARROW = mark_safe('<svg class="icon" width="18" height="18" aria-hidden="true"><use href="#branch-arrow"/></svg>')
_SYMBOL = (
    '<div hidden><svg><symbol id="branch-arrow" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
    'stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"><path d="{}"/></symbol></svg></div>'
)
_LINE = '<span class="node"><a href="{}">{}</a>{}{}</span>'
_BRANCH = (
    '<li class="branch">{}<details{}>\n<summary>{}<span class="sr">{}</span></summary>\n<ul>{}</ul></details></li>\n'
)
_LATER = ' hx-get="{}" hx-trigger="toggle once" hx-target="find ul" hx-swap="innerHTML"'


@dataclass(slots=True)
class Node:
    """One line of the tree. ``children`` None: not loaded."""

    unit: Any
    under: int
    grassroots: int
    duties: int
    children: list[Node] | None = field(default=None)


class _Words:
    """What all lines of one page share."""

    def __init__(self, request: HttpRequest) -> None:
        self.query = day_query(request)
        known = [part for part in request.GET.get("open", "").split(",") if part.isdigit()]
        self.units = reverse("people:units")
        self.request, self.known = request, known
        self.see = _("Xem các đơn vị trực thuộc")
        self.below = _("Các đơn vị trực thuộc %(name)s")

    def open_too(self, pk: int) -> str:
        """The tree with one more branch open, for those without JavaScript."""
        known = ",".join([*self.known, str(pk)])
        return self.units + day_query(self.request, open=known)


def tree_lines(nodes: Sequence[Node], request: HttpRequest) -> SafeString:
    """The list items of these nodes with those below them that are loaded; links stay on the day of the page."""
    return _lines(nodes, _Words(request))


def tree_symbol() -> SafeString:
    """The arrow that all branches of the page refer to; it stands once, outside the list."""
    return format_html(_SYMBOL, PATHS["chevron"])


def _lines(nodes: Sequence[Node], words: _Words) -> SafeString:
    return mark_safe("".join(_line(node, words) for node in nodes))  # noqa: S308  (each line is escaped)


def _line(node: Node, words: _Words) -> SafeString:
    own = format_html(
        _LINE, address("people:unit", node.unit.pk) + words.query, node.unit.day_name, _size(node), _duties(node)
    )
    if not node.under:
        return format_html('<li class="leaf">{}</li>\n', own)
    if node.children is None:
        state = format_html(_LATER, address("people:branch", node.unit.pk) + words.query)
        inside = format_html('<li class="node leaf"><a href="{}">{}</a></li>', words.open_too(node.unit.pk), words.see)
    else:
        state, inside = mark_safe(" open"), _lines(node.children, words)
    return format_html(
        _BRANCH,
        own,
        state,
        _ARROW,
        words.below % {"name": node.unit.day_name},
        inside,
    )


def _size(node: Node) -> SafeString | str:
    if node.under:
        said = ngettext("%(counter)s công đoàn cơ sở", "%(counter)s công đoàn cơ sở", node.grassroots)
        return format_html('<span class="quiet">{}</span>', said % {"counter": _grouped(node.grassroots)})
    if node.unit.members is None:
        return ""
    said = _("%(members)s đoàn viên") % {"members": _grouped(node.unit.members)}
    return format_html('<span class="quiet">{}</span>', said)


def _duties(node: Node) -> SafeString | str:
    if not node.duties:
        return ""
    said = _("%(duties)s việc") % {"duties": _grouped(node.duties)}
    return format_html('<span class="badge badge-warn">{}</span>', said)


def _grouped(number: int) -> str:
    return str(localize(number))
