"""Limit the processing of a person's data on request, and lift the limit."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from nongcot.infra.acting.page import ActionPage, Done
from nongcot.kernel import clock
from nongcot.people import actions
from nongcot.people.forms.data_requests import Lift, Limit
from nongcot.people.views.person_actions import acting
from nongcot.people.views.personal_data import asked_for, data_page, kept, request_page
from nongcot.people.views.units import actor_of


@acting
def limit(request: HttpRequest, pk: int) -> HttpResponse:
    """The data of the person who asked is kept and not otherwise processed."""
    row = asked_for(request, pk)

    def perform(given: dict[str, Any]) -> Done:
        actions.limit_processing(actor=actor_of(request), request=row, day=given["day"])
        return Done(_("Đã hạn chế xử lý. Xin trả lời người yêu cầu và kết thúc yêu cầu."), request_page(row))

    page = ActionPage(
        title=_("Hạn chế xử lý dữ liệu"),
        intro=row.person.name,
        form=Limit,
        initial={"day": clock.today()},
        perform=perform,
        back=request_page(row),
        objects=[("person", row.person_id)],
    )
    return page.answer(request)


@acting
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """The data is processed again."""
    found = kept(request, pk)

    def perform(given: dict[str, Any]) -> Done:
        actions.lift_limit(actor=actor_of(request), person=found, **given)
        return Done(_("Đã bỏ hạn chế xử lý."), data_page(found))

    page = ActionPage(
        title=_("Bỏ hạn chế xử lý dữ liệu"),
        intro=found.name,
        form=Lift,
        initial={"day": clock.today()},
        perform=perform,
        back=data_page(found),
        objects=[("person", found.pk)],
    )
    return page.answer(request)
