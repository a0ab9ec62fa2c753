"""Nơi dồn việc: what is open below, by direct subordinate."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nongcot.duties.gathered_rows import gathered_rows
from nongcot.duties.queries import Gathered, gathered
from nongcot.duties.views.common import actor_of, within_of
from nongcot.infra.documents.listing import Column, Listing, answer
from nongcot.infra.ui.days import asked_day
from nongcot.infra.ui.paging import page_of
from nongcot.kernel import clock
from nongcot.people.api import children, named_below, topmost

MOST = 1000
SIZE = 25  # units on a page
ORDERS = ("late", "open", "oldest", "median")
Row = tuple[Any, Gathered]


def _top(request: HttpRequest, day: date) -> Any:
    """The unit looked below: the one asked for, or the only one the actor has at the top."""
    asked = within_of(request, day)
    if asked is not None:
        return asked
    tops = topmost(actor_of(request), day=day)
    return tops[0] if len(tops) == 1 else None


def _rows(request: HttpRequest, day: date, top: Any, order: str) -> tuple[list[Row], Gathered | None]:
    """Subordinates with something open, most pressing first, and what is open at ``top`` itself."""
    actor = actor_of(request)
    below = (named_below(actor, top.pk, day=day) if top else list(children(actor, None, day=day)))[:MOST]
    found = gathered(
        actor,
        [unit.pk for unit in below],
        day=day,
        alone=top.pk if top else None,
        today=clock.today(),
    )
    keys = {
        "late": lambda row: (-row[1].late, -row[1].open),
        "open": lambda row: (-row[1].open, -row[1].late),
        "oldest": lambda row: (row[1].oldest, -row[1].open),
        "median": lambda row: (-row[1].median_days, -row[1].open),
    }
    rows = sorted(((unit, found[unit.pk]) for unit in below if unit.pk in found), key=keys[order])
    return rows, found.get(top.pk) if top else None


def _order(request: HttpRequest) -> str:
    asked = request.GET.get("order", "")
    return asked if asked in ORDERS else "late"


@require_safe
def gather(request: HttpRequest) -> HttpResponse:
    """Open, late, the oldest and the median days, for each direct subordinate."""
    day, order = asked_day(request), _order(request)
    top = _top(request, day)
    rows, own = _rows(request, day, top, order)
    titles = {
        "late": _("Quá hạn nhiều nhất"),
        "open": _("Nhiều việc nhất"),
        "oldest": _("Việc cũ nhất"),
        "median": _("Mở lâu nhất"),
    }
    most = max((found.open for _unit, found in rows), default=1)
    page = page_of(rows, request, SIZE)
    context = {"top": top, "page": page, "own": own, "order": order, "orders": titles.items()}
    context["rows"] = gathered_rows(page.rows, request, order=order, most=most)
    return render(request, "duties/gather.html", context)


@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The same rows as a file."""
    day = asked_day(request)
    rows, _own = _rows(request, day, _top(request, day), _order(request))
    columns = [
        Column(_("Đơn vị"), 50),
        Column(_("Đang mở")),
        Column(_("Quá hạn")),
        Column(_("Việc cũ nhất từ ngày"), 16),
        Column(_("Số ngày mở (trung vị)"), 16),
    ]
    lines = [[unit.day_name, found.open, found.late, found.oldest, found.median_days] for unit, found in rows]
    return answer(kind, Listing("noi-don-viec", _("Nơi dồn việc"), day, columns, lines))
