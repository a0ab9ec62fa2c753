"""Units that are split: which part takes each unit below and each holder of a post, answered by a person."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nongcot.infra.ui.paging import page_of
from nongcot.people import labels as people_labels
from nongcot.people.api import Refused
from nongcot.people.models import PostHeld
from nongcot.staffing import actions
from nongcot.staffing.models import Reorganisation
from nongcot.staffing.queries import reorganising as queries
from nongcot.staffing.reorganisation.shown import shown_split
from nongcot.staffing.tasks import reorganising as tasks
from nongcot.staffing.views.reorganising import actor_of, plan_of

PLACED = (Reorganisation.State.READ, Reorganisation.State.STOPPED)


@require_safe
def splits(request: HttpRequest, pk: int) -> HttpResponse:
    """The units a plan splits, those without a default first."""
    plan = plan_of(request, pk)
    ordered = sorted(plan.splits, key=lambda one: (one["default"] is not None, one["line"]))
    page = page_of(ordered, request)
    rows = [shown_split(one, plan.answers) for one in page.rows]
    return render(request, "staffing/plan_splits.html", {"plan": plan, "page": page, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def split(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """What belongs to one split unit, fifty at a time: each goes to the part that is chosen, else to the default."""
    plan = plan_of(request, pk)
    told = next((one for one in plan.splits if one["line"] == line), None)
    if told is None:
        raise Http404
    if request.method == "POST":
        return _keep(request, plan, line)
    posts = queries.posts_to_place(told)
    kind = "nguoi" if request.GET.get("xem") == "nguoi" else ""
    page = page_of(posts if kind else told["below"], request)
    show: Any = _post if kind else _unit
    context = {
        "plan": plan,
        "page": page,
        "rows": [show(one, plan.answers) for one in page.rows],
        "kind": kind,
        "posts": posts.count(),
        "open": plan.state in PLACED,
        **shown_split(told, plan.answers),
    }
    return render(request, "staffing/plan_split.html", context)


def _unit(one: list[Any], answers: dict[str, Any]) -> dict[str, Any]:
    pk, name = one
    return {"field": f"unit-{pk}", "name": name, "detail": "", "chosen": answers.get("units", {}).get(str(pk))}


def _post(held: PostHeld, answers: dict[str, Any]) -> dict[str, Any]:
    title = people_labels.post_title(held.body.kind, held.post)
    detail = f"{title}, {held.body.name}" if held.body.name else title
    chosen = answers.get("posts", {}).get(str(held.pk))
    return {"field": f"post-{held.pk}", "name": held.person.name, "detail": detail, "chosen": chosen}


def _keep(request: HttpRequest, plan: Reorganisation, line: int) -> HttpResponse:
    default = request.POST.get("default", "")
    try:
        actions.place_split(
            actor=actor_of(request),
            plan=plan,
            line=line,
            default=int(default) if _is_number(default) else None,
            units=_answers(request, "unit-"),
            posts=_answers(request, "post-"),
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(request.get_full_path())
    tasks.look_at_plan.enqueue(plan.pk)
    messages.success(request, _("Đã ghi. Những gì sẽ thay đổi đang được tính lại."))
    return redirect("staffing:plan", plan.pk)


def _answers(request: HttpRequest, prefix: str) -> dict[int, int | None]:
    found: dict[int, int | None] = {}
    for name, value in request.POST.items():
        number = name.removeprefix(prefix)
        if name.startswith(prefix) and _is_number(number):
            found[int(number)] = int(str(value)) if _is_number(str(value)) else None
    return found


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
