"""The columns of a sheet as it was understood, put together at once: a template asks for each cell of each row anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nongcot.infra.ui.markup import put

register = template.Library()

_ROW = (
    '<tr role="row"><td role="cell" data-label="{}"><strong>{}</strong></td><td role="cell">{}</td>'
    '<td role="cell" data-label="{}">{}</td><td role="cell" class="small quiet">{}</td></tr>'
)


@register.simple_tag
def column_rows(columns: Sequence[dict[str, Any]]) -> SafeString:
    """The table rows of these columns: letter, header, what it was understood as, first values."""
    letter, meant = _("Cột"), _("Hiểu là")
    other, unused = _("đọc cùng cột khác"), put('<span class="quiet">{}</span>', _("không dùng"))
    rows = (
        (
            letter,
            column["letter"],
            column["head"] or "–",
            meant,
            put("<strong>{}</strong>", column["name"]) if column["name"] else other if column["other"] else unused,
            " · ".join(map(str, column["values"])),
        )
        for column in columns
    )
    return format_html_join("", _ROW, rows)
