"""The board of congresses: by superior and step, the nearest first; the same as a file."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nongcot.infra.documents.listing import Column, Listing, answer
from nongcot.infra.ui.days import asked_day
from nongcot.infra.ui.paging import page_of
from nongcot.people.api import EDITORS, asked_unit, has_role, seen_units, superiors
from nongcot.staffing.kinds.congress import CongressStep
from nongcot.staffing.labels import congress as labels
from nongcot.staffing.queries import congress as queries
from nongcot.staffing.queries.boards import steps_in
from nongcot.staffing.views.common import actor_of

SIZE = 40


def _asked(request: HttpRequest, day: date) -> dict[str, Any]:
    """The choices of the address: under which unit, at which step, planned within how many days."""
    soon = request.GET.get("soon", "")
    return {
        "within": asked_unit(request, day=day),
        "step": request.GET.get("step", "")[:80],
        "soon": int(soon) if soon in labels.SOON else None,
    }


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Congresses by superior and step, then those chosen."""
    day, actor = asked_day(request), actor_of(request)
    asked = _asked(request, day)
    waiting = queries.board(actor, day=day, within=asked["within"])
    steps = steps_in(waiting, CongressStep)
    page = page_of(queries.open_congresses(actor, day=day, **asked), request, SIZE)
    context = {
        "columns": [(step, labels.step(step)) for step in steps],
        "seen": seen_units(actor, {one.superior for one in waiting if one.superior}),
        "matrix": [(one, [(step, labels.step(step), one.steps.get(step, 0)) for step in steps]) for one in waiting],
        "total": sum(one.total for one in waiting),
        "late": sum(one.late for one in waiting),
        "page": page,
        "rows": [(row, labels.form(row.form), labels.step(row.step)) for row in page.rows],
        "superiors": [(one.pk, one.day_name) for one in superiors(actor, day=day)],
        "within": asked["within"],
        "step": asked["step"],
        "soon": request.GET.get("soon", ""),
        "soons": [(key, labels.soon(key)) for key in labels.SOON],
        "may_open": has_role(actor, EDITORS),
        "narrowed": any(value is not None and value != "" for value in asked.values()),
    }
    return render(request, "staffing/congress/board.html", context)


@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The congresses chosen as a file, all of them."""
    day = asked_day(request)
    rows = queries.open_congresses(actor_of(request), day=day, **_asked(request, day)).iterator(chunk_size=2000)
    names: dict[int, str] = {one.pk: one.day_name for one in superiors(actor_of(request), day=day)}
    columns = [
        Column(_("Đơn vị"), 44),
        Column(_("Công đoàn cấp trên"), 34),
        Column(_("Ngày đại hội dự kiến"), 16),
        Column(_("Hình thức"), 20),
        Column(_("Đang ở bước"), 34),
        Column(_("Hạn của bước"), 14),
        Column(_("Hết nhiệm kỳ"), 14),
    ]
    lines = (
        [
            row.unit_name,
            names.get(row.superior, ""),
            row.planned_on,
            labels.form(row.form),
            labels.step(row.step),
            row.due_on,
            row.term_end,
        ]
        for row in rows
    )
    return answer(kind, Listing("dai-hoi", _("Đại hội đang chuẩn bị"), day, columns, lines))
