"""One case of completing a committee: its steps, and what is done with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nongcot.duties.api import duties
from nongcot.infra.acting.page import ActionPage, Done
from nongcot.infra.rulebook.api import rulebook
from nongcot.kernel import clock
from nongcot.people.kinds import Mandate
from nongcot.people.models import Person, Unit
from nongcot.staffing import actions
from nongcot.staffing.actions.completing import plan_of
from nongcot.staffing.forms.completing import ChangeWay, DropCase, OpenCase, RecordStep, TakeBackStep
from nongcot.staffing.kinds.completing import SEAT_OF_DUTY, WAYS
from nongcot.staffing.labels import candidates as words
from nongcot.staffing.labels import completing as labels
from nongcot.staffing.models import Candidate, CompletionCase
from nongcot.staffing.queries import completing as queries
from nongcot.staffing.queries.candidates import candidates_of
from nongcot.staffing.queries.papers import papers_of
from nongcot.staffing.shown.checked import checks_of
from nongcot.staffing.shown.completing import source_of, steps_of
from nongcot.staffing.views.common import actor_of, history, require_step, unit_for

_acting = require_http_methods(["GET", "POST"])
KIND = "completion_case"


def case_for(request: HttpRequest, pk: int, *, change: bool = False) -> CompletionCase:
    """A case the login may see; with ``change`` one of a unit it answers for.

    Raises:
        Http404: there is none, or the login may not see it.
        PermissionDenied: it may see it, not change it.
    """
    found = queries.case_of(actor_of(request), pk)
    if found is None:
        raise Http404
    if change and not found.editor:  # type: ignore[attr-defined]
        raise PermissionDenied
    return found


def title_of(case: CompletionCase) -> str:
    return _("Kiện toàn: %(seat)s") % {"seat": labels.seat(case.body, case.post)}


def href(case: CompletionCase) -> str:
    return reverse("staffing:case", args=[case.pk])


@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The case: where it stands, each step, its history."""
    case = case_for(request, pk)
    plan = plan_of(case, case.unit.kind)
    editor: bool = case.editor  # type: ignore[attr-defined]
    may = editor and case.closed_on is None
    rows = candidates_of(case, day=clock.today()) if editor else []
    checks = checks_of(case, plan, rows, day=clock.today()) if may else {}
    context = {
        "case": case,
        "title": title_of(case),
        "seat": labels.seat(case.body, case.post),
        "way": labels.way(case.way),
        "end": labels.end(case.end),
        "age": ((case.closed_on or clock.today()) - (case.since or case.opened_on)).days,
        "steps": steps_of(case, plan, queries.steps_done(case), papers_of(case), checks),
        "source": source_of(plan, rulebook()),
        "may": may,
        "may_above": may and case.above,  # type: ignore[attr-defined]
        "record_href": _record_post(case, [row.person for row in rows if row.state == Candidate.State.CHOSEN]),
        "candidates": [(row, words.state(row.state)) for row in rows],
        "limited": sum(row.limited for row in rows),  # type: ignore[attr-defined]
        "editor": editor,
        "entries": history(actor_of(request), KIND, case.pk, editor=editor),
    }
    return render(request, "staffing/completing/case.html", context)


def _record_post(case: CompletionCase, chosen: Sequence[Person] = ()) -> str:
    """The form for the post, with the seat chosen, and the person where one alone was elected or designated."""
    given = {"post": f"{case.body}:{case.post}"} | ({"person": str(chosen[0].pk)} if len(chosen) == 1 else {})
    query = urlencode(given, safe=":")
    return f"{reverse('people:record-post', args=[case.unit_id])}?{query}"


@_acting
def open_case(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a case for a seat of a unit by hand. ``?seat=executive_committee:vice_chair`` chooses it beforehand."""
    return _open(request, unit_for(request, pk), request.GET.get("seat", ""), reverse("people:unit", args=[pk]))


def _open(request: HttpRequest, unit: Unit, seat: str, back: str) -> HttpResponse:
    def perform(given: dict[str, Any]) -> Done:
        case = actions.open_case(actor=actor_of(request), unit=unit, day=clock.today(), **given)
        return Done(_("Đã mở hồ sơ kiện toàn."), href(case))

    page = ActionPage(
        title=_("Mở hồ sơ kiện toàn"),
        intro=unit.name,
        form=OpenCase,
        initial={"seat": seat, "seats": 1, "way": Mandate.BY_ELECTION.value},
        perform=perform,
        submit=_("Mở hồ sơ"),
        back=back,
        units=[unit.pk],
    )
    return page.answer(request)


@_acting
def of_duty(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a duty about an empty seat is resolved: its case, or the form to open one where there is none yet."""
    duty = duties(actor_of(request)).filter(pk=pk, code__in=SEAT_OF_DUTY).first()
    if duty is None:
        raise Http404
    seat = SEAT_OF_DUTY[duty.code]
    case = queries.open_case_for(actor_of(request), duty.unit_id, seat.body, seat.post)
    if case is not None:
        return redirect(href(case))
    return _open(request, unit_for(request, duty.unit_id), seat.key, reverse("duties:duty", args=[duty.pk]))


def _page(request: HttpRequest, case: CompletionCase, **options: Any) -> HttpResponse:
    """The page of one action on one case; what others changed of it meanwhile is shown first."""
    given = {"intro": f"{title_of(case)}, {case.unit.name}", "back": href(case), "objects": [(KIND, case.pk)]}
    return ActionPage(**{**given, **options}).answer(request)


@_acting
def record_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Write down that a step was done."""
    case = case_for(request, pk, change=True)
    require_step(request, case.unit_id, plan_of(case, case.unit.kind), step)

    def perform(given: dict[str, Any]) -> Done:
        written = actions.Written(**given)
        actions.record_step(actor=actor_of(request), case=case, step=step, written=written, day=clock.today())
        return Done(_("Đã ghi bước: %(step)s.") % {"step": labels.step(step)}, href(case))

    title = _("Ghi bước: %(step)s") % {"step": labels.step(step)}
    initial = {"done_on": clock.today()}
    return _page(request, case, title=title, form=RecordStep, initial=initial, perform=perform)


@_acting
def take_back_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Take back a step written down by mistake."""
    case = case_for(request, pk, change=True)
    require_step(request, case.unit_id, plan_of(case, case.unit.kind), step)

    def perform(given: dict[str, Any]) -> Done:
        actions.take_back_step(actor=actor_of(request), case=case, step=step, reason=given["reason"])
        return Done(_("Đã rút bước ghi nhầm. Lịch sử vẫn giữ nội dung đã ghi."), href(case))

    title = _("Rút bước ghi nhầm: %(step)s") % {"step": labels.step(step)}
    return _page(request, case, title=title, form=TakeBackStep, perform=perform, submit=_("Rút bước"), danger=True)


@_acting
def change_way(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill the seat in the other way."""
    case = case_for(request, pk, change=True)

    def perform(given: dict[str, Any]) -> Done:
        actions.change_way(actor=actor_of(request), case=case, way=given["way"])
        return Done(_("Đã đổi hình thức: %(way)s.") % {"way": labels.way(given["way"])}, href(case))

    other = next(way for way in WAYS if way != case.way)
    initial = {"way": other.value}
    return _page(request, case, title=_("Đổi hình thức kiện toàn"), form=ChangeWay, initial=initial, perform=perform)


@_acting
def drop_case(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a case whose seat is not to be filled now."""
    case = case_for(request, pk, change=True)

    def perform(given: dict[str, Any]) -> Done:
        actions.drop_case(actor=actor_of(request), case=case, reason=given["reason"], day=clock.today())
        return Done(_("Đã dừng hồ sơ kiện toàn."), href(case))

    title = _("Dừng hồ sơ kiện toàn")
    return _page(request, case, title=title, form=DropCase, perform=perform, submit=_("Dừng hồ sơ"), danger=True)
