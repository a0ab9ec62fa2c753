"""The rows of the page "where duties gather", put together at once: a template asks for each cell of each row anew.

Every value passes through :func:`put`, which escapes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from nongcot.duties.queries import Gathered
from nongcot.infra.ui.addresses import address
from nongcot.infra.ui.markup import put
from nongcot.infra.ui.templatetags.ui import day_query

_ROW = (
    '<tr role="row">\n<td role="cell"><a href="{below}">{name}</a></td>\n'
    '<td role="cell" class="number" data-label="{open_label}"><a href="{inbox}">{open}</a> '
    '<meter class="no-print" min="0" max="{most}" value="{count}" aria-hidden="true"></meter></td>\n'
    '<td role="cell" class="number" data-label="{late_label}">{late}</td>\n'
    '<td role="cell" data-label="{oldest_label}">{oldest}</td>\n'
    '<td role="cell" class="number" data-label="{days_label}">{days}</td>\n'
    '<td role="cell" class="duty-act"><div><a class="button button-small button-plain" href="{inbox}">{see}'
    '<span class="sr"> {name}</span></a></div></td>\n</tr>'
)


def gathered_rows(rows: Sequence[tuple[Any, Gathered]], request: HttpRequest, *, order: str, most: int) -> SafeString:
    """The table rows of these (unit, what is open there); ``most`` is open at one of the list at the most.

    Links stay on the day of the page and in its order.
    """
    kept = day_query(request)
    query = f"{kept}&" if kept else "?"
    gather, inbox, days = address("duties:gather"), address("duties:inbox"), _("%(days)s ngày")
    words = {
        "open_label": _("Đang mở"),
        "late_label": _("Quá hạn"),
        "oldest_label": _("Việc cũ nhất"),
        "days_label": _("Mở bao lâu (trung vị)"),
        "see": _("Xem việc"),
        "most": str(most),
    }

    def row(unit: Any, found: Gathered) -> SafeString:
        at = f"{inbox}{query}unit={unit.pk}"
        late = put('<a href="{}&amp;overdue=1"><strong>{}</strong></a>', at, localize(found.late))
        return put(
            _ROW,
            below=f"{gather}{query}unit={unit.pk}&order={order}",
            name=unit.day_name,
            inbox=at,
            open=localize(found.open),
            count=str(found.open),
            late=late if found.late else "0",
            oldest=found.oldest.strftime("%d/%m/%Y"),
            days=days % {"days": localize(found.median_days)},
            **words,
        )

    return mark_safe("".join(row(*each) for each in rows))  # noqa: S308  (each row is escaped)
