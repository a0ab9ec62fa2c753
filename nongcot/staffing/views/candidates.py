"""Candidates for a seat: who there is with every reason at once, side by side, what is done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nongcot.infra.acting.page import ActionPage, Done
from nongcot.infra.ui.paging import page_of
from nongcot.kernel import clock
from nongcot.people.api import persons as persons_seen
from nongcot.people.api import terms_of_unit
from nongcot.people.models import Person
from nongcot.people.picking import find_persons
from nongcot.staffing import actions
from nongcot.staffing.actions.following import seat_of
from nongcot.staffing.forms.candidates import Choose, Propose, Withdraw
from nongcot.staffing.kinds.candidates import Known
from nongcot.staffing.labels import candidates as words
from nongcot.staffing.labels import completing as labels
from nongcot.staffing.labels.reserves import readiness
from nongcot.staffing.models import Candidate, CompletionCase
from nongcot.staffing.queries import candidates as queries
from nongcot.staffing.queries.reserves import on_list
from nongcot.staffing.shown.candidates import Looked, looked_at
from nongcot.staffing.views.common import actor_of
from nongcot.staffing.views.comparing import MOST_COMPARED
from nongcot.staffing.views.completing import KIND, case_for, title_of

_acting = require_http_methods(["GET", "POST"])
SIZE = 25  # of the list below those proposed: each with all reasons
Perform = Callable[[dict[str, Any]], Done]


def _href(case: CompletionCase) -> str:
    return reverse("staffing:candidates", args=[case.pk])


def _look(case: CompletionCase, known: Sequence[Known], *, day: date) -> list[Looked]:
    terms = terms_of_unit(day, case.unit_id)
    return looked_at(known, unit=case.unit_id, seat=seat_of(case), terms=terms, day=day)


@require_safe
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is proposed, and who else holds a post of the unit (or fits ``?q=``), each with every reason there is."""
    case, actor, day = case_for(request, pk, change=True), actor_of(request), clock.today()
    search = request.GET.get("q", "")[:100]
    proposed = {row.person_id: row for row in queries.candidates_of(case, day=day)}
    reserve = [row for row in on_list(case.unit_id, day=day) if row.body == case.body]
    if search:
        others = [found.pk for found in find_persons(actor, search, day=day, near=case.unit_id)]
    else:
        others = [*(row.person_id for row in reserve), *queries.officers_of(case.unit_id, day=day)]
    page = page_of([pk for pk in dict.fromkeys(others) if pk not in proposed], request, SIZE)
    looked = _look(case, queries.known([*proposed, *page.rows], day=day, seen_by=actor), day=day)
    ready = {row.person_id: row.readiness for row in reserve if row.post == case.post}
    in_list = [(one, proposed[one.known.person]) for one in looked if one.known.person in proposed]
    context = {
        "case": case,
        "title": title_of(case),
        "search": search,
        "proposed": [(one, row, words.state(row.state), _ready(ready, one)) for one, row in in_list],
        "active": sum(row.state != Candidate.State.WITHDRAWN for _one, row in in_list),
        "others": [(one, _ready(ready, one)) for one in looked if one.known.person not in proposed],
        "page": page,
        "limited": {one.known.person for one in looked if one.known.limited},
        "most": MOST_COMPARED,
        "open": case.closed_on is None,
    }
    return render(request, "staffing/completing/candidates.html", context)


def _ready(ready: dict[int, str], one: Looked) -> str:
    return readiness(ready[one.known.person]) if one.known.person in ready else ""


def person_for(request: HttpRequest, pk: int) -> Person:
    """A person the login may see.

    Raises:
        Http404: there is none, or the login may not see the person.
    """
    found = persons_seen(actor_of(request)).filter(pk=pk, erased_on__isnull=True).first()
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest,
    case: CompletionCase,
    person: Person,
    perform: Callable[[dict[str, Any]], Done],
    **options: Any,
) -> HttpResponse:
    day = clock.today()
    [looked] = _look(case, queries.known([person.pk], day=day), day=day)
    given: dict[str, Any] = {
        "intro": f"{person.name}: {labels.seat(case.body, case.post)}, {case.unit.name}",
        "back": _href(case),
        "objects": [(KIND, case.pk)],
        "template": "staffing/completing/candidate.html",
        "context": {"looked": looked},
        "perform": perform,
    }
    return ActionPage(**{**given, **options}).answer(request)


@_acting
def propose(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """Propose somebody, having seen every reason there is."""
    case, who = case_for(request, pk, change=True), person_for(request, person)

    def perform(_given: dict[str, Any]) -> Done:
        actions.propose_candidate(actor=actor_of(request), case=case, person=who, day=clock.today())
        return Done(_("Đã giới thiệu %(name)s.") % {"name": who.name}, _href(case))

    return _page(request, case, who, perform, title=_("Giới thiệu nhân sự"), form=Propose, submit=_("Giới thiệu"))


@_acting
def withdraw(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """Take somebody out of the list, with the reason."""
    case, who = case_for(request, pk, change=True), person_for(request, person)

    def perform(given: dict[str, Any]) -> Done:
        actions.withdraw_candidate(
            actor=actor_of(request), case=case, person=who, reason=given["reason"], day=clock.today()
        )
        return Done(_("Đã rút %(name)s khỏi danh sách giới thiệu.") % {"name": who.name}, _href(case))

    title = _("Rút khỏi danh sách giới thiệu")
    return _page(request, case, who, perform, title=title, form=Withdraw, submit=_("Rút"), danger=True)


@_acting
def choose(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """Write down who was elected or designated."""
    case, who = case_for(request, pk, change=True), person_for(request, person)

    def perform(given: dict[str, Any]) -> Done:
        actions.choose_candidate(actor=actor_of(request), case=case, person=who, note=given["note"], day=clock.today())
        return Done(_("Đã ghi %(name)s được bầu hoặc chỉ định.") % {"name": who.name}, _href(case))

    title = _("Ghi người được bầu, chỉ định")
    return _page(request, case, who, perform, title=title, form=Choose, submit=_("Ghi lại"))
