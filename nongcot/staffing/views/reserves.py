"""The reserve list of a unit: who is on it, who may be put on it, and taking off."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nongcot.infra.acting.page import ActionPage, Done
from nongcot.kernel import clock
from nongcot.people.api import persons as persons_seen
from nongcot.people.picking import describe, find_persons
from nongcot.staffing import actions
from nongcot.staffing.forms.reserves import AddReserve, EndReserve
from nongcot.staffing.labels import completing as seats
from nongcot.staffing.labels import reserves as labels
from nongcot.staffing.queries import reserves as queries
from nongcot.staffing.queries.candidates import limited_of, officers_of
from nongcot.staffing.views.common import actor_of, unit_for

_acting = require_http_methods(["GET", "POST"])


def _href(unit: int) -> str:
    return reverse("staffing:reserves", args=[unit])


@require_safe
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is on the list, for which seat, how ready; and who may be put on it."""
    unit, actor, day = unit_for(request, pk), actor_of(request), clock.today()
    rows = queries.on_list(unit.pk, day=day)
    search = request.GET.get("q", "")[:100]
    if search:
        others = find_persons(actor, search, day=day, near=unit.pk)
    else:
        found = persons_seen(actor).filter(pk__in=officers_of(unit.pk, day=day)).order_by("sort_key", "pk")
        others = describe(actor, found, day=day)
    context = {
        "unit": unit,
        "rows": [(row, seats.seat(row.body, row.post), labels.readiness(row.readiness)) for row in rows],
        "limited": limited_of([*(row.person_id for row in rows), *(one.pk for one in others)], day=day),
        "others": others,
        "search": search,
    }
    return render(request, "staffing/completing/reserves.html", context)


@_acting
def add(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """Put somebody on the list for a seat."""
    unit, actor = unit_for(request, pk), actor_of(request)
    who = persons_seen(actor).filter(pk=person, erased_on__isnull=True).first()
    if who is None:
        raise Http404

    def perform(given: dict[str, Any]) -> Done:
        actions.add_reserve(actor=actor, unit=unit, person=who, day=clock.today(), **given)
        return Done(_("Đã đưa %(name)s vào quy hoạch.") % {"name": who.name}, _href(unit.pk))

    page = ActionPage(
        title=_("Đưa vào quy hoạch"),
        intro=f"{who.name}, {unit.name}",
        form=AddReserve,
        perform=perform,
        submit=_("Đưa vào quy hoạch"),
        back=_href(unit.pk),
        units=[unit.pk],
    )
    return page.answer(request)


@_acting
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody off the list, with the reason."""
    row = queries.reserves(actor_of(request)).filter(pk=pk).first()
    if row is None:
        raise Http404

    def perform(given: dict[str, Any]) -> Done:
        actions.end_reserve(actor=actor_of(request), reserve=row, reason=given["reason"], day=clock.today())
        return Done(_("Đã đưa %(name)s ra khỏi quy hoạch.") % {"name": row.person.name}, _href(row.unit_id))

    page = ActionPage(
        title=_("Đưa ra khỏi quy hoạch"),
        intro=f"{row.person.name}: {seats.seat(row.body, row.post)}, {row.unit.name}",
        form=EndReserve,
        perform=perform,
        submit=_("Đưa ra khỏi quy hoạch"),
        danger=True,
        back=_href(row.unit_id),
        objects=[("reserve", row.pk)],
    )
    return page.answer(request)
