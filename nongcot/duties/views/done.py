"""Đã xong: what was closed, by whom, in how many days."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nongcot.duties import labels, shown_done
from nongcot.duties.queries import PAGE, closed, first_closed
from nongcot.duties.shown_done import Done
from nongcot.duties.views.common import actor_of, branches, code_of, day_of, kinds, within_of
from nongcot.infra.documents.listing import Column, Listing, answer
from nongcot.infra.ui.days import asked_day
from nongcot.infra.ui.paging import page_number, page_of
from nongcot.kernel import clock
from nongcot.people.api import limited_persons


def _asked(request: HttpRequest) -> tuple[date, dict[str, Any]]:
    day = asked_day(request)
    return day, {"code": code_of(request), "within": within_of(request, day), "since": day_of(request, "since")}


@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """Closed duties, newest first."""
    day, asked = _asked(request)
    rows = (first_closed if page_number(request) == 1 else closed)(actor_of(request), day=day, **asked)
    page = page_of(rows, request, PAGE)
    context = {
        "page": page,
        "rows": [shown_done.done(duty) for duty in page.rows],
        "kinds": kinds(),
        "kind": asked["code"],
        "since": asked["since"],
        "narrowed": any(asked.values()),
        **branches(request, day, asked["within"]),
    }
    return render(request, "duties/done.html", context)


@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The same list as a file, all of its rows."""
    day, asked = _asked(request)
    columns = [
        Column(_("Việc"), 34),
        Column(_("Đơn vị"), 40),
        Column(_("Cán bộ"), 24),
        Column(_("Phát hiện ngày"), 12),
        Column(_("Hạn"), 12),
        Column(_("Xong ngày"), 12),
        Column(_("Số ngày"), 9),
        Column(_("Người làm"), 28),
        Column(_("Vì sao đóng"), 34),
    ]
    known = closed(actor_of(request), day=day, **asked).exclude(person__in=limited_persons(clock.today()))
    rows = known.iterator(chunk_size=2000)
    lines = (_line(shown_done.done(duty)) for duty in rows)
    return answer(kind, Listing("viec-da-xong", _("Việc đã xong"), day, columns, lines))


def _line(row: Done) -> list[str | int | date | None]:
    duty = row.duty
    who = duty.person.name if duty.person else ""
    why = labels.close_reason(duty.close_reason)
    days = (duty.opened_on, duty.due_on, duty.closed_on, row.days)
    return [row.title, row.name, who, *days, "" if row.fell_away else duty.closer or "", why]
