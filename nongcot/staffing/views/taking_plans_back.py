"""Take a whole plan back that was carried out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from nongcot.infra.acting.page import ActionPage, Done
from nongcot.infra.ui.fields import ReasonField
from nongcot.staffing import actions
from nongcot.staffing.labels import reorganising as labels
from nongcot.staffing.models import Reorganisation
from nongcot.staffing.reorganisation.shown import shown_summary
from nongcot.staffing.tasks import reorganising as tasks
from nongcot.staffing.views.reorganising import actor_of, plan_of

_MOST_TOLD = 20


class TakePlanBack(forms.Form):
    reason = ReasonField(label=gettext_lazy("Lý do rút"))


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, say what comes back, and take the plan back in the background."""
    actor, plan = actor_of(request), plan_of(request, pk)
    back = reverse("staffing:plan", args=[pk])
    if plan.state != Reorganisation.State.APPLIED:
        return redirect(back)

    def perform(given: dict[str, Any]) -> Done:
        actions.start_taking_back(actor=actor, plan=plan, reason=given["reason"])
        tasks.take_plan_back.enqueue(pk)
        return Done(_("Đang rút lại phương án."), back)

    page = ActionPage(
        title=_("Rút lại phương án đã thực hiện"),
        form=TakePlanBack,
        perform=perform,
        back=back,
        intro=_(
            "%(decision)s. Mọi đơn vị, tên, cấp trên, loại hình, chức vụ, nhiệm kỳ, quyền truy cập trở lại như trước "
            "khi thực hiện. Nếu đã có nội dung ghi sau dựa vào phương án thì không rút gì, "
            "và trang nói rõ ở đơn vị nào."
        )
        % {"decision": plan.decision},
        submit=_("Rút lại"),
        danger=True,
        preview=lambda _given: _what_comes_back(actor, plan),
    )
    return page.answer(request)


def _what_comes_back(actor: Any, plan: Reorganisation) -> list[str]:
    """What stands in the way, where something does; else what goes and what is again as it was."""
    told, counts = actions.what_comes_back(actor=actor, plan=plan)
    if told:
        lead = _("Chưa rút lại được vì sau đó đã có nội dung ghi dựa vào phương án; xin rút hoặc sửa trước:")
        return [lead, *(str(labels.in_the_way(each)["words"]) for each in told[:_MOST_TOLD])]
    figures = [f"{words}: {number}" for words, number in shown_summary(plan.summary)["figures"]]
    gone = (
        [_("Những thay đổi này của phương án không còn: %(what)s.") % {"what": "; ".join(figures)}] if figures else []
    )
    return [*gone, *labels.restored(counts), labels.after_taking_back()]
