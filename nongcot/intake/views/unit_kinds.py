"""Units of which the files tell another kind than is on record: leave them so, or change them from a day on."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nongcot.infra.acting.page import ActionPage, Done
from nongcot.intake import actions, tasks
from nongcot.intake.forms import unit_kinds_form
from nongcot.intake.shown import other_kinds
from nongcot.intake.views.access import actor_of, import_of
from nongcot.intake.views.pairs import DECIDED


@require_http_methods(["GET", "HEAD", "POST"])
def unit_kinds(request: HttpRequest, pk: int) -> HttpResponse:
    """A day for each unit that is of the other kind from then on; without one it stays as it is on record."""
    actor, imported = actor_of(request), import_of(request, pk)
    if imported.state not in DECIDED:
        return redirect("intake:import", pk)
    rows = other_kinds(imported)
    if not rows:
        raise Http404

    def perform(given: dict[str, Any]) -> Done:
        days = {row["unit"]: given[f"unit-{row['unit']}"] for row in rows}
        found = actions.decide_unit_kinds(actor=actor, imported=imported, kinds=days)
        if actions.outdated(found):
            actions.start_planning(actor=actor, imported=found)
            tasks.plan_import.enqueue(pk)
            return Done(_("Đã lưu các câu trả lời và đang tính lại những gì sẽ thay đổi."), back)
        return Done(_("Đã lưu các câu trả lời."), back)

    back = reverse("intake:import", args=[pk])
    page = ActionPage(
        title=_("Đơn vị có loại hình khác trong tệp"),
        form=unit_kinds_form(rows),
        perform=perform,
        back=back,
        intro=_(
            "Để trống thì giữ loại hình đang ghi. Ghi ngày thì đơn vị thuộc loại hình trong tệp từ ngày đó, trước đó "
            "vẫn như cũ; việc đổi chỉ được ghi khi áp dụng lần nhập, và hoàn tác lần nhập thì trở lại như trước. "
            "Loại hình ghi nhầm từ đầu thì sửa ở trang đơn vị."
        ),
        submit=_("Lưu câu trả lời"),
    )
    return page.answer(request)
