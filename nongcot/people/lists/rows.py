"""The rows of the list of officers, put together at once.

A template asks for each cell of each row anew; fifty rows take it longer than the database takes to find them among a
million. Every value passes through :func:`put`, which escapes it.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from nongcot.infra.ui.addresses import address
from nongcot.infra.ui.markup import put
from nongcot.infra.ui.templatetags.ui import day_query
from nongcot.infra.ui.words import show_phone
from nongcot.kernel.dates import is_partial_iso, show_partial
from nongcot.people import labels
from nongcot.people.queries.listing import Listed

_ROW = (
    '<tr role="row"{}><td role="cell"><a href="{}"><strong>{}</strong></a>{}{}</td>\n'
    '<td role="cell">{}</td><td role="cell"><a href="{}">{}</a></td>\n'
    '<td role="cell" class="nowrap">{}</td><td role="cell" class="nowrap"{}>{}</td></tr>\n'
)


def officer_rows(rows: Sequence[Listed], request: HttpRequest) -> SafeString:
    """The table rows of these posts; links stay on the day of the page."""
    query = day_query(request)
    titles: dict[tuple[str, str], str] = {}
    since = put(' data-label="{}"', _("Từ ngày"))
    return mark_safe("".join(_row(row, query, titles, since) for row in rows))  # noqa: S308  (each row is escaped)


def _row(row: Listed, query: str, titles: dict[tuple[str, str], str], since: SafeString) -> SafeString:
    key = (row.body_kind, row.post)
    if key not in titles:
        titles[key] = labels.post_title(*key)
    title = f"{titles[key]} – {row.body_name}" if row.body_name else titles[key]
    return put(
        _ROW,
        mark_safe(' class="no-print"') if row.limited else "",
        address("people:officer", row.person) + query,
        row.name,
        _born(row.born),
        put(' <span class="badge">{}</span>', _("hạn chế xử lý")) if row.limited else "",
        title,
        address("people:unit", row.unit) + query,
        row.unit_name,
        put('<a href="tel:{}">{}</a>', row.phone, show_phone(row.phone)) if row.phone else "",
        since if row.from_day else "",
        row.from_day.strftime("%d/%m/%Y") if row.from_day else "",
    )


def _born(born: str) -> SafeString | str:
    if not born:
        return ""
    shown = show_partial(born) if is_partial_iso(born) else born
    return put(' <span class="small quiet">{}</span>', shown)
