"""One duty: what, why, by when, what became of it; and what can be done with it besides resolving it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nongcot.duties import actions, labels
from nongcot.duties.forms import Delegate, Postpone
from nongcot.duties.kinds import FELL_AWAY
from nongcot.duties.models import Duty
from nongcot.duties.permissions import may_change, may_return
from nongcot.duties.shown import shown
from nongcot.duties.single import events, taker
from nongcot.duties.views.common import actor_of, duty_of, taker_choices
from nongcot.kernel import clock
from nongcot.kernel.errors import Refused


def _page(
    request: HttpRequest,
    found: Duty,
    *,
    postponing: Postpone | None = None,
    delegating: Delegate | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    may = may_change(actor_of(request), found)
    takers = taker_choices(request, [found]) if may and delegating is None else ()
    context: dict[str, Any] = {
        "row": shown(found),
        "events": events(found),
        "close_reason": labels.close_reason(found.close_reason),
        "fell_away": found.close_reason in FELL_AWAY,
        "may_change": may,
        "may_return": bool(found.delegated_to_id and not found.closed_on and may_return(actor_of(request), found)),
        "form": postponing or Postpone(),
        "delegating": delegating or (Delegate(takers=takers) if takers else None),
        "refused": refused,
    }
    return render(request, "duties/duty.html", context, status=status)


@require_safe
def duty(request: HttpRequest, pk: int) -> HttpResponse:
    """One duty: what, why, by when, what became of it."""
    return _page(request, duty_of(request, pk))


@require_POST
def postpone(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it out of the way until a day."""
    found, form = duty_of(request, pk), Postpone(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.postpone(
                actor=actor_of(request), duty=found, to=given["to"], reason=given["reason"], day=clock.today()
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã hoãn. Việc này sẽ trở lại danh sách vào ngày đã chọn."))
            return redirect(reverse("duties:inbox"))
    return _page(request, found, postponing=form, status=422)


@require_POST
def delegate(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it to somebody else."""
    found = duty_of(request, pk)
    if found.closed_on is None and not may_change(actor_of(request), found):
        raise PermissionDenied
    form = Delegate(request.POST, takers=taker_choices(request, [found]))
    if form.is_valid():
        to_user = taker(form.cleaned_data["to_user"])
        try:
            actions.delegate(actor=actor_of(request), duty=found, to_user=to_user, note=form.cleaned_data["note"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã giao việc cho %(name)s.") % {"name": to_user})
            return redirect(reverse("duties:duty", args=[pk]))
    return _page(request, found, delegating=form, status=422)


def _do(request: HttpRequest, pk: int, act: Callable[[Duty], object], said: str) -> HttpResponse:
    """A verb without a form: do it and show the duty again."""
    found = duty_of(request, pk)
    try:
        act(found)
    except Refused as refused:
        return _page(request, duty_of(request, pk), refused=str(refused), status=422)
    messages.success(request, said)
    return redirect(reverse("duties:duty", args=[pk]))


@require_POST
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a postponed duty up again."""
    said = _("Đã đưa việc này trở lại danh sách.")
    return _do(request, pk, lambda found: actions.resume(actor=actor_of(request), duty=found), said)


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a delegated duty back, or give it back."""
    said = _("Việc này đã trở về người phụ trách.")
    return _do(request, pk, lambda found: actions.take_back(actor=actor_of(request), duty=found), said)
