"""Several duties at once: chosen by checkbox in the inbox, postponed or delegated together or not at all."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from nongcot.duties import actions
from nongcot.duties.forms import Delegate, Postpone
from nongcot.duties.models import Duty
from nongcot.duties.queries import open_duties
from nongcot.duties.shown import shown
from nongcot.duties.single import changeable, taker
from nongcot.duties.views.common import actor_of, number, taker_choices
from nongcot.infra.acting.page import ActionPage, Done
from nongcot.infra.rulebook.api import rulebook
from nongcot.kernel import clock
from nongcot.people.api import name_on

MOST = 100


def _chosen(request: HttpRequest) -> list[Duty]:
    """The open duties chosen; one that the actor may not see is not found, one he may not change is refused."""
    asked = {pk for pk in map(number, request.GET.getlist("duty")[:MOST]) if pk is not None}
    day = clock.today()
    rows = open_duties(actor_of(request), day=day).filter(pk__in=asked).order_by("due_on", "pk")
    found: list[Any] = list(rows.select_related("unit", "person").annotate(unit_name=name_on(day, "unit_id")))
    if asked and not found:
        raise Http404
    if changeable(actor_of(request), asked) < len(found):
        raise PermissionDenied
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def several(request: HttpRequest) -> HttpResponse:
    """Postpone (``do=postpone``) or delegate (``do=delegate``) the duties chosen (``duty=…``)."""
    rows = _chosen(request)
    if not rows:
        messages.warning(request, _("Chưa chọn việc nào. Xin đánh dấu các việc cần hoãn hoặc giao."))
        return redirect(reverse("duties:inbox"))
    page = _delegating(request, rows) if request.GET.get("do") == "delegate" else _postponing(request, rows)
    book = rulebook()
    page.context = {"rows": [shown(duty, book) for duty in rows]}
    return page.answer(request)


def _postponing(request: HttpRequest, rows: list[Duty]) -> ActionPage:
    def perform(given: dict[str, Any]) -> Done:
        actions.postpone_all(
            actor=actor_of(request), duties=rows, to=given["to"], reason=given["reason"], day=clock.today()
        )
        said = ngettext("Đã hoãn %(n)s việc.", "Đã hoãn %(n)s việc.", len(rows)) % {"n": len(rows)}
        return Done(said, reverse("duties:inbox"))

    return ActionPage(
        title=ngettext("Hoãn %(n)s việc", "Hoãn %(n)s việc", len(rows)) % {"n": len(rows)},
        form=Postpone,
        perform=perform,
        back=reverse("duties:inbox"),
        submit=_("Hoãn"),
        template="duties/several.html",
    )


def _delegating(request: HttpRequest, rows: list[Duty]) -> ActionPage:
    def perform(given: dict[str, Any]) -> Done:
        to_user = taker(given["to_user"])
        actions.delegate_all(actor=actor_of(request), duties=rows, to_user=to_user, note=given["note"])
        said = ngettext("Đã giao %(n)s việc cho %(name)s.", "Đã giao %(n)s việc cho %(name)s.", len(rows))
        return Done(said % {"n": len(rows), "name": to_user}, reverse("duties:inbox"))

    takers = taker_choices(request, rows)
    nobody = _("Chưa có ai khác phụ trách tất cả các đơn vị này. Xin chọn ít việc hơn, hoặc cấp thêm tài khoản.")
    return ActionPage(
        title=ngettext("Giao %(n)s việc", "Giao %(n)s việc", len(rows)) % {"n": len(rows)},
        form=partial(Delegate, takers=takers),
        perform=perform,
        back=reverse("duties:inbox"),
        intro="" if takers else nobody,
        submit=_("Giao việc"),
        template="duties/several.html",
    )
