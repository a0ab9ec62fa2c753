"""Have a plan carried out at a later time, or call that off."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from nongcot.infra.acting.page import ActionPage, Done
from nongcot.infra.ui.fields import DayField
from nongcot.kernel import clock
from nongcot.people.api import Refused
from nongcot.staffing import actions
from nongcot.staffing.forms.ballots import TimeField
from nongcot.staffing.models import Reorganisation
from nongcot.staffing.reorganisation.shown import shown_summary
from nongcot.staffing.views.reorganising import actor_of, plan_of

State = Reorganisation.State


class StartAt(forms.Form):
    """The day and the time, in Viet Nam."""

    day = DayField(label=gettext_lazy("Bắt đầu ngày"))
    time = TimeField(label=gettext_lazy("Lúc"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("day") and given.get("time"):
            given["start_at"] = timezone.make_aware(datetime.combine(given["day"], given["time"]))
            if given["start_at"] <= clock.now():
                self.add_error("time", _("Giờ bắt đầu phải sau lúc này."))
        return given


@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the time, say what will happen then, and keep it."""
    actor, plan = actor_of(request), plan_of(request, pk)
    back = reverse("staffing:plan", args=[pk])
    if plan.state not in (State.READ, State.STOPPED) or plan.summary.get("trouble_count") or not plan.summary:
        return redirect(back)

    def perform(given: dict[str, Any]) -> Done:
        actions.schedule_plan(actor=actor, plan=plan, start_at=given["start_at"])
        return Done(_("Đã hẹn giờ thực hiện phương án."), back)

    def preview(given: dict[str, Any]) -> list[str]:
        at = f"{given['start_at'].astimezone(clock.VIETNAM):%H:%M %d/%m/%Y}"
        return [
            _("Lúc %(at)s hệ thống tự thực hiện phương án này, dưới tên bạn.") % {"at": at},
            *(f"{words}: {number}" for words, number in shown_summary(plan.summary)["figures"]),
            _("Nếu đến lúc đó dữ liệu đã khác với những gì bạn xem thì không ghi gì, và bạn được báo."),
        ]

    page = ActionPage(
        title=_("Hẹn giờ thực hiện"),
        form=StartAt,
        perform=perform,
        back=back,
        intro=_(
            "%(decision)s. Giờ bắt đầu chỉ là lúc ghi vào hệ thống; ngày hiệu lực vẫn theo từng dòng của phương án."
        )
        % {"decision": plan.decision},
        submit=_("Hẹn giờ"),
        preview=preview,
    )
    return page.answer(request)


@require_POST
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan waits as before."""
    actor, plan = actor_of(request), plan_of(request, pk)
    try:
        actions.call_off_plan(actor=actor, plan=plan)
        messages.success(request, _("Đã bỏ hẹn giờ. Phương án vẫn chờ thực hiện."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("staffing:plan", pk)
