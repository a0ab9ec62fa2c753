"""A reorganisation of one unit: entered on a page, then looked at and carried out like any plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nongcot.infra.acting.page import ActionPage, Done
from nongcot.kernel.text import tidy
from nongcot.people.api import IMPORTERS
from nongcot.people.models import Unit
from nongcot.staffing import actions
from nongcot.staffing.forms.reorganising import MergeUnit, SplitUnit
from nongcot.staffing.reorganisation.kinds import Operation, OperationKind
from nongcot.staffing.tasks import reorganising as tasks
from nongcot.staffing.views.common import unit_for
from nongcot.staffing.views.reorganising import actor_of


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Merge the unit into another: what follows is shown before anything is written."""
    unit = unit_for(request, pk, IMPORTERS)

    def perform(given: dict[str, Any]) -> Done:
        facts = {"into_code": given["into"], "name": tidy(given["name"]), "posts": given["posts"]}
        return _keep(
            request, [Operation(1, OperationKind.MERGE, _code(unit), given["day"], **facts)], given["decision"]
        )

    return _page(request, unit, _("Sáp nhập vào đơn vị khác"), MergeUnit, perform)


@require_http_methods(["GET", "HEAD", "POST"])
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """Split the unit: what follows is shown before anything is written."""
    unit = unit_for(request, pk, IMPORTERS)

    def perform(given: dict[str, Any]) -> Done:
        rows = []
        for number, (into, name, default) in enumerate(given["parts"], 1):
            facts = {"into_code": into, "name": tidy(name), "default": default, "posts": given["posts"]}
            rows.append(Operation(number, OperationKind.SPLIT, _code(unit), given["day"], **facts))
        return _keep(request, rows, given["decision"])

    return _page(request, unit, _("Chia tách đơn vị"), SplitUnit, perform)


def _code(unit: Unit) -> str:
    """The unit as a plan names it: its name alone may be that of others."""
    return unit.code or f"#{unit.pk}"


def _keep(request: HttpRequest, rows: Sequence[Operation], decision: str) -> Done:
    plan = actions.keep_plan(actor=actor_of(request), operations=rows, decision=decision)
    tasks.look_at_plan.enqueue(plan.pk)
    return Done(_("Chưa có gì thay đổi: xin xem trước rồi thực hiện."), reverse("staffing:plan", args=[plan.pk]))


def _page(request: HttpRequest, unit: Unit, title: str, form: type[forms.Form], perform: Any) -> HttpResponse:
    page = ActionPage(
        title=title,
        intro=unit.name,
        form=form,
        perform=perform,
        back=reverse("people:unit", args=[unit.pk]),
        submit=_("Xem trước"),
        template="staffing/split_unit.html" if form is SplitUnit else "acting/page.html",
        context={"unit": unit},
    )
    return page.answer(request)
