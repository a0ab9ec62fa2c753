"""Take a whole import back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from nongcot.infra.acting.page import ActionPage, Done
from nongcot.infra.audit import trail
from nongcot.intake import actions, import_labels, tasks
from nongcot.intake.forms import Undo
from nongcot.intake.models import Import
from nongcot.intake.obstacles import Obstacle, find_obstacles
from nongcot.intake.views.access import actor_of, import_of


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason and take the import back; where it was worked on since, list that first.

    With ``giu`` what was worked on since stays as it is, the rest is taken back.
    """
    actor, imported = actor_of(request), import_of(request, pk)
    back = reverse("intake:import", args=[pk])
    if imported.state != Import.State.APPLIED:
        return redirect(back)
    obstacles, keep = find_obstacles(imported), "giu" in request.GET
    if obstacles and not keep:
        context = {"imported": imported, "obstacles": [_shown(each) for each in obstacles]}
        return render(request, "intake/obstacles.html", context, status=409 if request.method == "POST" else 200)

    def perform(given: dict[str, Any]) -> Done:
        actions.start_undoing(actor=actor, upload=imported, reason=given["reason"], keep_later=keep)
        tasks.undo_import.enqueue(pk)
        return Done(_("Đang hoàn tác lần nhập này."), back)

    page = ActionPage(
        title=_("Hoàn tác lần nhập %(number)d") % {"number": pk},
        form=Undo,
        perform=perform,
        back=back,
        intro=_("Những chỗ đã có người làm tiếp sau lần nhập được giữ nguyên; phần còn lại trở về như trước khi nhập.")
        if obstacles
        else _("Toàn bộ những gì lần nhập này đã ghi được trả về như trước khi nhập. Tệp và lịch sử vẫn được giữ."),
        submit=_("Hoàn tác"),
        danger=True,
        preview=lambda _given: _what_goes(imported, len(obstacles)),
    )
    return page.answer(request)


def _what_goes(imported: Import, staying: int) -> list[str]:
    plan = imported.summary["plan"]
    counted = (
        (plan["new_units"], ngettext("%(n)d đơn vị mới bị xóa", "%(n)d đơn vị mới bị xóa", plan["new_units"])),
        (plan["new_persons"], ngettext("%(n)d người mới bị xóa", "%(n)d người mới bị xóa", plan["new_persons"])),
        (plan["new_posts"], ngettext("%(n)d chức vụ mới bị xóa", "%(n)d chức vụ mới bị xóa", plan["new_posts"])),
        (plan["new_terms"], ngettext("%(n)d nhiệm kỳ mới bị xóa", "%(n)d nhiệm kỳ mới bị xóa", plan["new_terms"])),
        (
            plan["changed_count"],
            ngettext("%(n)d thông tin trở về giá trị cũ", "%(n)d thông tin trở về giá trị cũ", plan["changed_count"]),
        ),
    )
    told = [text % {"n": count} for count, text in counted if count]
    if staying:
        told.append(_("trong đó những chỗ đã có người làm tiếp (ít nhất %(n)d) được giữ nguyên") % {"n": staying})
    return told


def _shown(each: Obstacle) -> dict[str, Any]:
    return {
        "record": import_labels.record(each.model),
        "name": each.name,
        "why": import_labels.obstacle(each.why),
        "who": each.who,
        "at": each.at,
        "action": trail.action_word(each.action) if each.action else "",
    }
