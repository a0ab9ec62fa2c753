"""One congress: its plan, and what is done with it."""

from __future__ import annotations

from datetime import date
from typing import Any

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
from nongcot.people.api import EDITORS, IMPORTERS, can_on_unit, extension_warnings
from nongcot.people.models import Unit
from nongcot.regulations import calendar_of
from nongcot.staffing import actions
from nongcot.staffing.actions.congress import plan_of
from nongcot.staffing.forms.completing import RecordStep, TakeBackStep
from nongcot.staffing.forms.congress import (
    DecideCongress,
    DivideDelegates,
    DropCongress,
    ExtendInstead,
    MoveCongress,
    OpenCongress,
)
from nongcot.staffing.kinds.congress import TERM_DUTIES, CongressForm, CongressStep
from nongcot.staffing.labels import congress as labels
from nongcot.staffing.models import Congress, Nominee
from nongcot.staffing.queries import congress as queries
from nongcot.staffing.queries.congress_papers import issued_of
from nongcot.staffing.queries.nominees import nominees_of, sitting
from nongcot.staffing.rules import congress as rules
from nongcot.staffing.shown.completing import source_of
from nongcot.staffing.shown.congress import file_state, steps_of, troubles_of
from nongcot.staffing.shown.congress_advice import Advice, advice_on, warnings_of
from nongcot.staffing.shown.elections import elections_of
from nongcot.staffing.views.common import actor_of, history, require_step, unit_for

_acting = require_http_methods(["GET", "POST"])
KIND = "congress"


def congress_for(request: HttpRequest, pk: int, *, change: bool = False) -> Congress:
    """A congress the login may see; with ``change`` one of a unit it answers for.

    Raises:
        Http404: there is none, or the login may not see it.
        PermissionDenied: it may see it, not change it.
    """
    found = queries.congress_of(actor_of(request), pk)
    if found is None:
        raise Http404
    if change and not can_on_unit(actor_of(request), found.unit_id, roles=EDITORS):
        raise PermissionDenied
    return found


def href(congress: Congress) -> str:
    return reverse("staffing:congress", args=[congress.pk])


@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The congress: what is next and why, the whole plan, its history."""
    congress, actor, day = congress_for(request, pk), actor_of(request), clock.today()
    plan, rows = plan_of(congress), queries.steps_done(congress)
    done = {row.step: row.done_on for row in rows}
    editor = can_on_unit(actor, congress.unit_id, roles=EDITORS)
    may = editor and congress.closed_on is None
    steps = steps_of(congress, plan, rows, issued_of(congress) if editor else {})
    nominees = nominees_of(congress) if editor else []
    context = {
        "congress": congress,
        "steps": steps,
        "now": next((one for one in steps if one.state == "now"), None),
        "troubles": troubles_of(congress, plan, done, day=day),
        "source": source_of(plan, rulebook()),  # type: ignore[arg-type]
        "form": labels.form(congress.form),
        "end": labels.end(congress.end),
        "held": CongressStep.CONGRESS in done,
        "chair": labels.chair(congress.chair_direct),
        "advice": [one for one in _advice(congress, day) if one.warning] if may else [],
        "may": may,
        "may_above": may and can_on_unit(actor, congress.unit_id, roles=IMPORTERS),
        "elections": elections_of(congress, nominees) if may or nominees else [],
        "editor": editor,
        "file": file_state(congress) if editor else None,
        "entered": CongressStep.ENTRY in done,
        "elections_open": may and CongressStep.ENTRY not in done,
        "record_href": _record_href(congress, nominees),
        "entries": history(actor, KIND, congress.pk, editor=editor),
    }
    return render(request, "staffing/congress/congress.html", context)


def _advice(congress: Congress, day: date) -> list[Advice]:
    members = queries.members_of(congress.unit_id, day=day)
    return advice_on(congress, {name: getattr(congress, name) for name in actions.DECIDED}, members=members)


def _record_href(congress: Congress, nominees: list[Nominee]) -> str:
    """Where the results enter the roster: those counted here; else the form for the results of a congress."""
    if any(row.elected for row in nominees):
        return reverse("staffing:congress-results", args=[congress.pk])
    return reverse("people:congress", args=[congress.unit_id])


@_acting
def open_congress(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin to prepare the congress of a unit; to the one being prepared, where there is one."""
    unit = unit_for(request, pk)
    found = queries.open_congress_for(actor_of(request), unit.pk)
    if found is not None and request.method != "POST":
        return redirect(href(found))
    return _open(request, unit, reverse("people:unit", args=[pk]))


def _open(request: HttpRequest, unit: Unit, back: str) -> HttpResponse:
    day = clock.today()
    term = queries.running_term(unit.pk, day=day)
    end = queries.term_end_of(term)
    members = queries.members_of(unit.pk, day=day)
    book = rulebook().on(day)
    proposed = rules.form_for(book, kind=unit.kind, members=members)
    form = proposed.form if proposed else CongressForm.PLENARY
    steps = rules.plan(book, kind=unit.kind, form=form)

    def perform(given: dict[str, Any]) -> Done:
        made = actions.open_congress(actor=actor_of(request), unit=unit, day=clock.today(), **given)
        return Done(_("Đã mở hồ sơ đại hội. Kế hoạch từng bước ở dưới đây."), href(made))

    action = ActionPage(
        title=_("Chuẩn bị đại hội"),
        intro=unit.name,
        form=OpenCongress,
        initial={"planned_on": rules.proposed_day(steps, end, day), "form": form.value},
        perform=perform,
        submit=_("Lập kế hoạch"),
        back=back,
        units=[unit.pk],
        template="staffing/congress/open.html",
        context={
            "unit": unit,
            "term_end": end,
            "last": rules.last_day(end, calendar_of(book.book)) if end else None,
            "why": labels.why_form(proposed, members),
            "rule": proposed.rule if proposed else None,
            "need": rules.needs(steps),
        },
    )
    return action.answer(request)


@_acting
def of_duty(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the duty of a term that ends is resolved: the congress, or the form to begin one."""
    duty = duties(actor_of(request)).filter(pk=pk, code__in=TERM_DUTIES).first()
    if duty is None:
        raise Http404
    found = queries.open_congress_for(actor_of(request), duty.unit_id)
    if found is not None:
        return redirect(href(found))
    return _open(request, unit_for(request, duty.unit_id), reverse("duties:duty", args=[duty.pk]))


def act(request: HttpRequest, congress: Congress, **options: Any) -> HttpResponse:
    """The page of one action on one congress; what others changed of it meanwhile is shown first."""
    intro = _("Đại hội %(unit)s, dự kiến ngày %(day)s") % {
        "unit": congress.unit.name,
        "day": f"{congress.planned_on:%d/%m/%Y}",
    }
    given = {"intro": intro, "back": href(congress), "objects": [(KIND, congress.pk)]}
    return ActionPage(**{**given, **options}).answer(request)


@_acting
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan the congress for another day."""
    congress = congress_for(request, pk, change=True)

    def perform(given: dict[str, Any]) -> Done:
        moved = actions.move_congress(actor=actor_of(request), congress=congress, **given)
        return Done(_("Đã dời đại hội sang ngày %(day)s.") % {"day": f"{moved.planned_on:%d/%m/%Y}"}, href(congress))

    initial = {"planned_on": congress.planned_on}
    return act(request, congress, title=_("Dời ngày đại hội"), form=MoveCongress, initial=initial, perform=perform)


@_acting
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what is decided of the form and the numbers; what goes against a rule is asked once more."""
    congress = congress_for(request, pk, change=True)
    members = queries.members_of(congress.unit_id, day=clock.today())
    now = {name: getattr(congress, name) for name in actions.DECIDED}

    def perform(given: dict[str, Any]) -> Done:
        actions.decide_congress(actor=actor_of(request), congress=congress, **given)
        return Done(_("Đã ghi hình thức và số lượng của đại hội."), href(congress))

    def preview(given: dict[str, Any]) -> list[str]:
        return warnings_of(advice_on(congress, given, members=members))

    return act(
        request,
        congress,
        title=_("Hình thức, số lượng của đại hội"),
        form=DecideCongress,
        initial={**now, "chair_direct": {True: "yes", False: "no"}.get(now["chair_direct"], "")},
        perform=perform,
        preview=preview,
        template="staffing/congress/decide.html",
        context={"advice": advice_on(congress, now, members=members)},
    )


@_acting
def divide(request: HttpRequest, pk: int) -> HttpResponse:
    """Divide the delegates over the groups that elect them."""
    congress = congress_for(request, pk, change=True)

    def perform(given: dict[str, Any]) -> Done:
        actions.divide_delegates(
            actor=actor_of(request), congress=congress, groups=given["lines"], standing=given["standing"]
        )
        return Done(
            _("Đã phân bổ đại biểu cho %(count)d tổ, bộ phận.") % {"count": len(given["lines"])}, href(congress)
        )

    groups = congress.quotas.get("groups", [])
    standing = congress.quotas.get("standing", len(sitting(congress.unit_id, day=clock.today())))
    lines = "\n".join(f"{one['name']}; {one['members']}" for one in groups)
    initial = {"standing": standing, "lines": lines}
    title = _("Phân bổ đại biểu")
    return act(request, congress, title=title, form=DivideDelegates, initial=initial, perform=perform)


@_acting
def record_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Write down that a step was done."""
    congress = congress_for(request, pk, change=True)
    require_step(request, congress.unit_id, plan_of(congress), step)

    def perform(given: dict[str, Any]) -> Done:
        actions.record_congress_step(
            actor=actor_of(request), congress=congress, step=step, written=actions.Written(**given), day=clock.today()
        )
        return Done(_("Đã ghi bước: %(step)s.") % {"step": labels.step(step)}, href(congress))

    def preview(_given: dict[str, Any]) -> list[str]:
        missing = [title for title, there in file_state(congress) if not there] if step == CongressStep.FILE else []
        return [_("Hồ sơ còn thiếu: %(items)s.") % {"items": "; ".join(missing)}] if missing else []

    title = _("Ghi bước: %(step)s") % {"step": labels.step(step)}
    initial = {"done_on": clock.today()}
    return act(request, congress, title=title, form=RecordStep, initial=initial, perform=perform, preview=preview)


@_acting
def take_back_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Take back a step written down by mistake."""
    congress = congress_for(request, pk, change=True)
    require_step(request, congress.unit_id, plan_of(congress), step)

    def perform(given: dict[str, Any]) -> Done:
        actions.take_back_congress_step(actor=actor_of(request), congress=congress, step=step, reason=given["reason"])
        return Done(_("Đã rút bước ghi nhầm. Lịch sử vẫn giữ nội dung đã ghi."), href(congress))

    title = _("Rút bước ghi nhầm: %(step)s") % {"step": labels.step(step)}
    return act(request, congress, title=title, form=TakeBackStep, perform=perform, submit=_("Rút bước"), danger=True)


@_acting
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """The superior extends the term by a decision instead of a congress."""
    congress = congress_for(request, pk, change=True)
    if not can_on_unit(actor_of(request), congress.unit_id, roles=IMPORTERS):
        raise PermissionDenied

    def perform(given: dict[str, Any]) -> Done:
        actions.extend_instead(actor=actor_of(request), congress=congress, day=clock.today(), **given)
        message = _("Đã kéo dài nhiệm kỳ đến %(day)s; hồ sơ đại hội đóng lại.")
        return Done(message % {"day": f"{given['new_end']:%d/%m/%Y}"}, href(congress))

    def preview(given: dict[str, Any]) -> list[str]:
        term, kind = queries.running_term(congress.unit_id, day=clock.today()), congress.unit.kind
        told = {"kind": kind, "new_end": given["new_end"], "day": given["decision_day"]}
        return extension_warnings(term, **told) if term is not None else []

    title = _("Kéo dài nhiệm kỳ thay cho đại hội")
    return act(request, congress, title=title, form=ExtendInstead, perform=perform, preview=preview)


@_acting
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a congress that is not to be held now."""
    congress = congress_for(request, pk, change=True)

    def perform(given: dict[str, Any]) -> Done:
        actions.drop_congress(actor=actor_of(request), congress=congress, reason=given["reason"], day=clock.today())
        return Done(_("Đã dừng hồ sơ đại hội."), href(congress))

    title = _("Dừng hồ sơ đại hội")
    return act(request, congress, title=title, form=DropCongress, perform=perform, submit=_("Dừng"), danger=True)
