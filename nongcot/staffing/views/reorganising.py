"""Plans of reorganisation: send one, see what it does, carry it out; those of before."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from nongcot.infra.accounts.models import User
from nongcot.infra.longwork import progress as telling
from nongcot.infra.ui.paging import page_of
from nongcot.kernel.text import tidy
from nongcot.people.api import Refused
from nongcot.staffing import actions
from nongcot.staffing.forms.reorganising import SendPlan
from nongcot.staffing.labels import reorganising as labels
from nongcot.staffing.models import Reorganisation
from nongcot.staffing.permissions.reorganising import require_may_reorganise
from nongcot.staffing.queries import reorganising as queries
from nongcot.staffing.reorganisation.books import write_lines, write_sample
from nongcot.staffing.reorganisation.shown import shown_line, shown_summary
from nongcot.staffing.tasks import reorganising as tasks

State = Reorganisation.State
AT_WORK = (State.READING, State.APPLYING, State.UNDOING)


def actor_of(request: HttpRequest) -> User:
    """The signed-in officer above the chairs; everybody else is refused."""
    assert isinstance(request.user, User)  # noqa: S101  (these pages ask for a login)
    require_may_reorganise(request.user)
    return request.user


def plan_of(request: HttpRequest, pk: int) -> Reorganisation:
    """The plan, if the actor may see it.

    Raises:
        Http404: there is none, or the actor may not see it.
    """
    try:
        return queries.one_plan(actor_of(request), pk)
    except Reorganisation.DoesNotExist:
        raise Http404 from None


@require_http_methods(["GET", "HEAD", "POST"])
def plans(request: HttpRequest) -> HttpResponse:
    """Send a plan; those of before below, each with its file and its decision."""
    actor = actor_of(request)
    form = SendPlan(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            plan = actions.receive_file(
                actor=actor, file=form.cleaned_data["workbook"], decision=form.cleaned_data["decision"]
            )
        except Refused as refused:
            form.add_error("workbook", str(refused))
        else:
            tasks.look_at_plan.enqueue(plan.pk)
            return redirect("staffing:plan", plan.pk)
    page = page_of(queries.plans(actor), request)
    rows = [
        {"plan": one, "state": labels.state(one.state), "tone": labels.tone(one.state), **shown_summary(one.summary)}
        for one in page.rows
    ]
    context = {"form": form, "page": page, "rows": rows, "columns": labels.columns()}
    return render(request, "staffing/plans.html", context, status=422 if form.errors else 200)


@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One plan: how far it is, what it does, what stands in its way, or what it did."""
    return render(request, "staffing/plan.html", _context(plan_of(request, pk)))


def _context(plan: Reorganisation) -> dict[str, Any]:
    waiting = plan.state in AT_WORK
    context = {
        "plan": plan,
        "state": labels.state(plan.state),
        "tone": labels.tone(plan.state),
        "waiting": waiting,
        "percent": telling.told(actions.work_of(plan)) if plan.state in (State.APPLYING, State.UNDOING) else None,
    }
    if waiting:
        return context
    told = shown_summary(plan.summary)
    return {
        **context,
        **told,
        "ready": plan.state in (State.READ, State.STOPPED) and bool(plan.summary) and not told["trouble_count"],
        "open": plan.state in (State.READ, State.STOPPED, State.FAILED),
        "troubles": [shown_line(row) for row in queries.lines(plan, only=queries.TROUBLED)[:10]],
        "notices": [shown_line(row) for row in queries.lines(plan, only=queries.TOLD)[:10]],
        "moved": bool(plan.summary.get("moved")) and not plan.not_started,
        "not_started": labels.not_started(plan.not_started) if plan.not_started and plan.start_at else "",
        "in_the_way": [labels.in_the_way(one) for one in plan.summary.get("in_the_way", [])],
        "may_take_back": plan.state == State.APPLIED and queries.may_be_taken_back(plan),
    }


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The progress alone, asked for every two seconds; the whole page again when the work is done."""
    plan = plan_of(request, pk)
    if plan.state not in AT_WORK:
        return HttpResponseClientRefresh() if request.headers.get("HX-Request") else redirect("staffing:plan", pk)
    return render(request, "staffing/plan_progress.html", _context(plan))


@require_safe
def lines(request: HttpRequest, pk: int) -> HttpResponse:
    """What each row does, fifty at a time; of one operation (``loai``), or those with troubles or something to note."""
    plan = plan_of(request, pk)
    counts = queries.line_counts(plan)
    only = tidy(request.GET.get("loai", ""))
    only = only if counts.get(only) else ""
    page = page_of(queries.lines(plan, only=only), request)
    kinds = [(name, labels.chip(name), counts[name]) for name in labels.chips() if counts.get(name)]
    context = {"plan": plan, "page": page, "rows": [shown_line(row) for row in page.rows], "kinds": kinds, "kind": only}
    return render(request, "staffing/plan_lines.html", {**context, "all": counts[""]})


@require_POST
def book(request: HttpRequest, pk: int) -> FileResponse:
    """The rows of a plan with what becomes of each, as a workbook. It leaves an audit entry: a POST."""
    actor, plan = actor_of(request), plan_of(request, pk)
    only = tidy(request.POST.get("loai", ""))
    return _file("phuong-an.xlsx", lambda path: write_lines(actor, plan, queries.lines(plan, only=only), path))


@require_safe
def sample(request: HttpRequest) -> FileResponse:
    """An empty plan with its columns, and a row of each operation as an example."""
    actor_of(request)
    return _file(_("mau-phuong-an-sap-xep.xlsx"), write_sample)


def _file(name: str, write: Any) -> FileResponse:
    folder = tempfile.TemporaryDirectory(prefix="nongcot-plan-")
    path = Path(folder.name) / "plan.xlsx"
    write(path)
    response = FileResponse(path.open("rb"), as_attachment=True, filename=name)
    folder.cleanup()  # the open file lives on until it is sent
    return response


@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Carry the plan out, in the background."""
    actor, plan = actor_of(request), plan_of(request, pk)
    if "sure" not in request.POST:
        messages.error(request, _("Xin đánh dấu xác nhận đã xem phương án trước khi thực hiện."))
        return redirect("staffing:plan", pk)
    try:
        actions.start_reorganising(actor=actor, plan=plan)
        tasks.reorganise.enqueue(pk)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("staffing:plan", pk)


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the plan looked at anew: it was cut off, failed, or something else has changed since."""
    actor, plan = actor_of(request), plan_of(request, pk)
    try:
        actions.again(actor=actor, plan=plan)
        tasks.look_at_plan.enqueue(pk)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("staffing:plan", pk)


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a plan aside that is not to be carried out."""
    actor, plan = actor_of(request), plan_of(request, pk)
    try:
        actions.drop_plan(actor=actor, plan=plan)
        messages.success(request, _("Đã bỏ phương án này. Không có gì thay đổi."))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("staffing:plan", pk)
    return redirect("staffing:plans")
