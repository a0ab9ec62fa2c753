"""The board of completing committees: cases by superior, step and age; how long it takes; the same as files."""

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
from nongcot.staffing import menus
from nongcot.staffing.kinds.completing import Step
from nongcot.staffing.labels import completing as labels
from nongcot.staffing.models import CompletionCase
from nongcot.staffing.queries import completing as queries
from nongcot.staffing.queries.boards import steps_in
from nongcot.staffing.views.common import actor_of

SIZE = 40
PACE_YEARS = 3


def _asked(request: HttpRequest, day: date) -> dict[str, Any]:
    """The choices of the address: under which unit, at which step, older than how many days."""
    older = request.GET.get("older", "")
    return {
        "within": asked_unit(request, day=day),
        "step": request.GET.get("step", "")[:80],
        "older": int(older) if older in labels.AGES else None,
    }


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Cases by superior and step, then the cases chosen, the oldest vacancy first."""
    day, actor = asked_day(request), actor_of(request)
    asked = _asked(request, day)
    waiting = queries.board(actor, day=day, within=asked["within"])
    steps = steps_in(waiting, Step)
    page = page_of(queries.open_cases(actor, day=day, **asked), request, SIZE)
    context = {
        "rooms": menus.of_board(actor),
        "waiting": waiting,
        "columns": [(step, labels.step(step)) for step in steps],
        "seen": seen_units(actor, {one.superior for one in waiting if one.superior}),
        "matrix": [(one, [(step, one.steps.get(step, 0)) for step in steps]) for one in waiting],
        "total": sum(one.total for one in waiting),
        "late": sum(one.late for one in waiting),
        "page": page,
        "rows": [(case, labels.seat(case.body, case.post), labels.step(case.step)) for case in page.rows],
        "superiors": [(one.pk, one.day_name) for one in superiors(actor, day=day)],
        "within": asked["within"],
        "step": asked["step"],
        "older": request.GET.get("older", ""),
        "ages": [(key, labels.age(key)) for key in labels.AGES],
        "may_open": has_role(actor, EDITORS),
        "narrowed": any(value is not None and value != "" for value in asked.values()),
        "pace": queries.pace(actor, day=day, within=asked["within"], since=date(day.year - PACE_YEARS + 1, 1, 1)),
    }
    return render(request, "staffing/completing/board.html", context)


@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The cases chosen as a file, all of them."""
    day = asked_day(request)
    rows = queries.open_cases(actor_of(request), day=day, **_asked(request, day)).iterator(chunk_size=2000)
    names: dict[int, str] = {one.pk: one.day_name for one in superiors(actor_of(request), day=day)}
    columns = [
        Column(_("Đơn vị"), 44),
        Column(_("Công đoàn cấp trên"), 34),
        Column(_("Chức danh"), 30),
        Column(_("Hình thức"), 26),
        Column(_("Khuyết từ ngày"), 14),
        Column(_("Mở hồ sơ ngày"), 14),
        Column(_("Đang ở bước"), 30),
        Column(_("Hạn của bước"), 14),
        Column(_("Số ngày"), 9),
    ]
    lines = (_line(case, names, day) for case in rows)
    return answer(kind, Listing("kien-toan", _("Hồ sơ kiện toàn"), day, columns, lines))


def _line(case: CompletionCase, names: dict[int, str], day: date) -> list[str | int | date | None]:
    shown: Any = case
    return [
        shown.unit_name,
        names.get(shown.superior, ""),
        labels.seat(case.body, case.post),
        labels.way(case.way),
        case.since,
        case.opened_on,
        labels.step(case.step),
        case.due_on,
        (day - shown.began).days,
    ]


@require_safe
def export_pace(request: HttpRequest, kind: str) -> HttpResponse:
    """How long it took, by superior and year, as a file."""
    day = asked_day(request)
    columns = [
        Column(_("Công đoàn cấp trên"), 44),
        Column(_("Năm")),
        Column(_("Đã kiện toàn"), 14),
        Column(_("Có ngày khuyết"), 14),
        Column(_("Số ngày (trung vị)"), 16),
    ]
    lines = [
        [one.name, one.year, one.done, one.dated, one.days]
        for one in queries.pace(actor_of(request), day=day, within=asked_unit(request, day=day))
    ]
    return answer(kind, Listing("thoi-gian-kien-toan", _("Thời gian kiện toàn"), day, columns, lines))
