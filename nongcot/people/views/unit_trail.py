"""Who changed what of a unit, and the page on which it is taken back."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from nongcot.infra.acting.page import ActionPage, Done
from nongcot.infra.audit import trail
from nongcot.infra.ui.days import asked_day
from nongcot.infra.ui.paging import page_of
from nongcot.kernel import clock
from nongcot.people import actions
from nongcot.people.actions.memory import KEY, steps_of
from nongcot.people.actions.taking_back import TAKEABLE
from nongcot.people.errors import Refused
from nongcot.people.forms.units import TakeBack
from nongcot.people.models import PostHeld
from nongcot.people.queries import changes
from nongcot.people.shown.changes import ShownChange, shown_changes
from nongcot.people.views.guard import telling, unit_for, unit_page
from nongcot.people.views.units import actor_of, unit_or_404


@require_safe
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """The trail of a unit up to the day of the page, newest first."""
    actor, day = actor_of(request), asked_day(request)
    unit = unit_or_404(request, pk, day)
    page = page_of(changes.changes_of(actor, unit, day=day), request)
    lines = shown_changes(actor, unit, page.rows, day=day)
    return render(request, "people/unit_trail.html", {"unit": unit, "page": page, "lines": lines})


@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, pk: int, change: int) -> HttpResponse:
    """Take back something that was recorded of the unit by mistake."""
    unit = unit_for(request, pk)
    found = changes.change(actor_of(request), unit, change)
    if found is None or found.action not in TAKEABLE:
        raise Http404
    unit_for(request, pk, TAKEABLE[found.action])
    shown = shown_changes(actor_of(request), unit, [found], day=clock.today())[0]

    def perform(given: dict[str, Any]) -> Done:
        try:
            actions.take_back_change(actor=actor_of(request), change=found, reason=given["reason"])
        except PermissionDenied:
            raise Refused(
                _("Việc này liên quan đến một đơn vị khác mà tài khoản này không phụ trách. Xin nhờ cấp trên chung.")
            ) from None
        return Done(_("Đã rút lại: %(what)s.") % {"what": shown.line.what}, unit_page(unit, "history"))

    page = ActionPage(
        title=_("Rút lại nội dung ghi nhầm"),
        intro=f"{unit.day_name}. {shown.line.what}",  # type: ignore[attr-defined]
        form=TakeBack,
        submit=_("Rút lại"),
        danger=True,
        perform=telling(request, [unit.pk], perform),
        preview=lambda _given: _before(shown),
        back=reverse("people:unit-trail", args=[unit.pk]),
        units=[unit.pk],
        template="people/take_back.html",
        context={"unit": unit, "one": shown},
    )
    return page.answer(request)


def _again(one: trail.Change) -> str:
    said = {"field": one.field.capitalize(), "now": one.after or "—", "before": one.before}
    if not one.before:
        return _("%(field)s %(now)s: sẽ không còn trong hồ sơ.") % said
    return _("%(field)s: %(now)s sẽ trở lại %(before)s.") % said


def _before(shown: ShownChange) -> list[str]:
    """What will be again, and what will no longer be."""
    told = [_again(one) for one in shown.line.changes]
    steps = list(steps_of(shown.entry.changes.get(KEY, {"made": [], "changed": []})))
    posts = Counter(step.before is None for step in steps if step.model is PostHeld)
    if posts[False]:
        told.append(
            ngettext(
                "%(count)d chức vụ đã thôi vì việc này sẽ được giữ lại như trước.",
                "%(count)d chức vụ đã thôi vì việc này sẽ được giữ lại như trước.",
                posts[False],
            )
            % {"count": posts[False]}
        )
    if posts[True]:
        told.append(
            ngettext(
                "%(count)d chức vụ ghi cùng việc này sẽ không còn trong hồ sơ.",
                "%(count)d chức vụ ghi cùng việc này sẽ không còn trong hồ sơ.",
                posts[True],
            )
            % {"count": posts[True]}
        )
    if shown.entry.action == "people.record_term":
        told.append(_("Kết quả phiên họp thứ nhất ghi theo nhiệm kỳ này (nếu có) cũng được rút."))
    return told
