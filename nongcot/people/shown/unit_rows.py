"""The rows of a list of units, put together at once: a template asks for each cell of each row anew.

Every value passes through :func:`put`, which escapes it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from nongcot.infra.ui.addresses import address
from nongcot.infra.ui.markup import put
from nongcot.infra.ui.templatetags.ui import badge, day_query
from nongcot.people import labels

_ROW = (
    '<tr role="row"><td role="cell"><a href="{}"><strong>{}</strong></a>{}</td>\n'
    '  <td role="cell">{}</td><td role="cell" data-label="{}">{}</td>'
    '<td role="cell" class="number" data-label="{}">{}</td></tr>'
)


def unit_rows(rows: Sequence[Any], superiors: Mapping[int, str], request: HttpRequest) -> SafeString:
    """The table rows of these units as of the day, with the names of their superiors; links stay on that day."""
    query, under, members = day_query(request), _("Trực thuộc"), _("Đoàn viên")
    kinds: dict[tuple[str, str], str] = {}

    def row(unit: Any) -> SafeString:
        kind = (unit.day_kind, unit.sector)
        if kind not in kinds:
            kinds[kind] = labels.unit_kind(*kind)
        return put(
            _ROW,
            address("people:unit", unit.pk) + query,
            unit.day_name,
            _ended(unit) if unit.ended_on else "",
            kinds[kind],
            under,
            superiors.get(unit.superior_id_on) or "–",
            members,
            "–" if unit.members is None else localize(unit.members),
        )

    return mark_safe("".join(map(row, rows)))  # noqa: S308  (each row is escaped)


def _ended(unit: Any) -> SafeString:
    at = unit.ended_on.strftime("%d/%m/%Y")
    return put(' {} <span class="small quiet">{}</span>', badge(_("đã kết thúc")), at)
