"""Việc cần làm: the first page everybody opens, and one duty with its history."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nongcot.duties import labels
from nongcot.duties.actions import postpone as postpone_duty
from nongcot.duties.checks import CHECKS
from nongcot.duties.forms import Postpone
from nongcot.duties.kinds import Severity
from nongcot.duties.models import Duty
from nongcot.duties.queries import counts, duties
from nongcot.duties.queries import inbox as open_duties
from nongcot.duties.shown import Shown, shown
from nongcot.infra.accounts.models import User
from nongcot.infra.rulebook.api import rulebook
from nongcot.infra.ui.days import asked_day
from nongcot.infra.ui.paging import page_of
from nongcot.infra.ui.words import due_state
from nongcot.kernel import clock
from nongcot.people.api import EDITORS, Refused, can_on_unit, superiors, unit
from nongcot.people.models import Unit

SHOWN_KINDS = 4


def _actor(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  (every page but a few asks for a login)
    return request.user


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _within(request: HttpRequest, day: date) -> Unit | None:
    """The unit whose subtree is asked for; an unknown one is not found."""
    pk = _number(request.GET.get("unit", ""))
    if pk is None:
        return None
    try:
        return unit(_actor(request), pk, day=day)
    except Unit.DoesNotExist:
        raise Http404 from None


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """My open duties, by whose they are and how near their day is."""
    actor, day = _actor(request), asked_day(request)
    within = _within(request, day)
    code = request.GET.get("kind", "") if request.GET.get("kind") in CHECKS else ""
    overdue, postponed = "overdue" in request.GET, "postponed" in request.GET
    found = open_duties(actor, day=day, code=code, overdue=overdue, postponed=postponed, within=within)
    page = page_of(found, request)
    book = rulebook()
    by_kind = counts(actor, day=day, within=within)
    kinds = _kinds(by_kind, code)
    context = {
        "kinds": kinds[:SHOWN_KINDS],
        "more_kinds": kinds[SHOWN_KINDS:],
        "page": page,
        "groups": _groups([shown(duty, book) for duty in page.rows], day),
        "total": sum(by_kind.values()),
        "kind": code,
        "overdue": overdue,
        "postponed": postponed,
        "within": within,
        "superiors": superiors(actor, day=day),
        "narrowed": bool(code or overdue or postponed or within),
    }
    return render(request, "duties/inbox.html", context)


def _kinds(by_kind: dict[str, int], chosen: str) -> list[dict[str, Any]]:
    """Kinds of duties with their counts: the chosen one, then the gravest, then the most frequent."""
    severities = list(Severity)
    known = [code for code in by_kind if code in CHECKS]
    known.sort(key=lambda code: (code != chosen, severities.index(CHECKS[code].severity), -by_kind[code]))
    return [{"code": code, "title": labels.title(code), "count": by_kind[code]} for code in known]


def _groups(rows: list[Shown], day: date) -> list[tuple[str, bool, list[Shown]]]:
    """Rows in their order, under one heading for each owner and nearness: (heading, is_late, rows)."""
    headings = {
        "late": _("Quá hạn"),
        "soon": _("Đến hạn trong 30 ngày"),
        "later": _("Đến hạn sau"),
        "none": _("Không có hạn"),
    }

    def key(row: Shown) -> tuple[bool, str]:
        due = row.duty.due_on
        return (row.duty.mine, "none" if due is None else due_state(due, day))  # type: ignore[attr-defined]

    groups = []
    both = len({row.duty.mine for row in rows}) > 1  # type: ignore[attr-defined]
    for (mine, near), members in groupby(rows, key):
        owner = _("của tôi") if mine else _("của đơn vị")
        groups.append((f"{headings[near]} · {owner}" if both else headings[near], near == "late", list(members)))
    return groups


def _duty(request: HttpRequest, pk: int) -> Duty:
    found = duties(_actor(request)).select_related("unit", "person").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, found: Duty, form: Postpone, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "row": shown(found),
        "events": found.events.all(),
        "close_reason": labels.close_reason(found.close_reason),
        "form": form,
        "may_postpone": found.closed_on is None and can_on_unit(_actor(request), found.unit_id, roles=EDITORS),
    }
    return render(request, "duties/duty.html", context, status=status)


@require_safe
def duty(request: HttpRequest, pk: int) -> HttpResponse:
    """One duty: what, why, by when, what became of it."""
    return _page(request, _duty(request, pk), Postpone())


@require_POST
def postpone(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = _duty(request, pk), Postpone(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            postpone_duty(actor=_actor(request), duty=found, to=given["to"], reason=given["reason"], day=clock.today())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã hoãn. Việc này sẽ trở lại danh sách vào ngày đã chọn."))
            return redirect(reverse("duties:inbox"))
    return _page(request, found, form, status=422)
