"""The rows of what is done, put together at once as those of the inbox are (see :mod:`nongcot.duties.shown_rows`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.formats import date_format, localize
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from nongcot.duties import labels
from nongcot.duties.checks import CHECKS
from nongcot.duties.kinds import FELL_AWAY
from nongcot.duties.models import Duty
from nongcot.infra.ui.addresses import address
from nongcot.infra.ui.markup import put
from nongcot.infra.ui.templatetags.ui import badge, day_query

_ROW = (
    '<tr role="row">\n<td role="cell"><p class="duty-title"><a href="{}">{}</a></p>{}</td>\n'
    '<td role="cell"><a href="{}">{}</a></td>\n<td role="cell" data-label="{}">{}{}</td>\n'
    '<td role="cell" class="number" data-label="{}">{}</td>\n<td role="cell" data-label="{}">{}</td>\n</tr>'
)
_EMPTY = mark_safe("")


@dataclass(frozen=True, slots=True)
class Done:
    """A closed duty in words: ``name`` is its unit's on the day, ``days`` for how long it was open (None: it still is),
    ``fell_away`` why it closed where nobody did it, "" where somebody did.
    """

    duty: Any
    title: str
    name: str
    days: int | None
    fell_away: str


def done(duty: Duty) -> Done:
    """A code that is no check any more is shown by its code. The rules need not be known for it."""
    return Done(
        duty=duty,
        title=labels.title(duty.code) if duty.code in CHECKS else duty.code,
        name=getattr(duty, "unit_name", None) or duty.unit.name,
        days=(duty.closed_on - duty.opened_on).days if duty.closed_on else None,
        fell_away=labels.close_reason(duty.close_reason) if duty.close_reason in FELL_AWAY else "",
    )


def done_rows(rows: Iterable[Done], request: HttpRequest) -> SafeString:
    """These duties as the rows of a table; links stay on the day of the page."""
    query, late = day_query(request), put(" {}", badge(_("quá hạn"), "warn"))
    heads = (_("Xong ngày"), _("Số ngày"), _("Người làm"))
    return mark_safe("".join(_row(row, query, heads, late) for row in rows))  # noqa: S308  (each row is escaped)


def _row(row: Done, query: str, heads: tuple[str, str, str], late: SafeString) -> SafeString:
    duty, about = row.duty, _EMPTY
    if duty.person:
        at = address("people:officer", duty.person_id) + query
        about = put('<p class="small"><a href="{}">{}</a></p>', at, duty.person.name)
    who = put('<span class="quiet">{}</span>', row.fell_away) if row.fell_away else duty.closer or ""
    return put(
        _ROW,
        address("duties:duty", duty.pk) + query,
        row.title,
        about,
        address("people:unit", duty.unit_id) + query,
        row.name,
        heads[0],
        date_format(duty.closed_on, "d/m/Y"),
        late if duty.due_on and duty.closed_on > duty.due_on else "",
        heads[1],
        localize(row.days),
        heads[2],
        who,
    )
