"""Doubtful persons side by side, a page at a time: one person, or two; and one answer for a whole kind of doubt."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from nongcot.infra.acting.page import ActionPage, Done
from nongcot.infra.ui.paging import page_of
from nongcot.intake import actions, import_labels, queries, tasks
from nongcot.intake.forms import KindAnswer
from nongcot.intake.models import Import
from nongcot.intake.shown import pair_in_words, pair_kinds
from nongcot.intake.views.access import actor_of, import_of
from nongcot.people.api import Refused

SIZE = 20
DECIDED = (Import.State.READ, Import.State.STOPPED)


@require_http_methods(["GET", "HEAD", "POST"])
def pairs(request: HttpRequest, pk: int) -> HttpResponse:
    """The pairs of one kind of doubt (``loai``) or of all, those not answered yet or (``xem=da``) those that are."""
    imported = import_of(request, pk)
    if imported.state not in DECIDED:
        return redirect("intake:import", pk)
    kinds = pair_kinds(imported)
    kind = request.GET.get("loai", "")
    kind = kind if kind in {one["kind"] for one in kinds} else ""
    answered = request.GET.get("xem") == "da"
    if request.method == "POST":
        return _keep(request, imported, kind, answered)
    page = page_of(queries.pairs(imported, kind=kind, answered=answered), request, SIZE)
    shown = [one for one in kinds if kind in ("", one["kind"])]
    context = {
        "imported": imported,
        "page": page,
        "pairs": [pair_in_words(pair) for pair in page.rows],
        "kinds": kinds,
        "kind": kind,
        "answered": answered,
        "open_count": sum(one["open"] for one in shown),
        "answered_count": sum(one["answered"] for one in shown),
        "all": sum(one["count"] for one in kinds),
        "outdated": actions.outdated(imported),
    }
    return render(request, "intake/pairs.html", context)


def _keep(request: HttpRequest, imported: Import, kind: str, answered: bool) -> HttpResponse:
    told = {name.removeprefix("pair-"): str(v) for name, v in request.POST.items() if name.startswith("pair-")}
    try:
        imported = actions.decide(actor=actor_of(request), imported=imported, persons=told)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("intake:import", imported.pk)
    left = queries.pairs(imported, kind=kind, answered=False).exists()
    if "done" in request.POST or (not answered and not left):
        return count_anew(request, imported)
    messages.success(request, _("Đã lưu các câu trả lời."))
    return redirect(request.get_full_path() if answered else f"{request.path}?loai={kind}")


def count_anew(request: HttpRequest, imported: Import) -> HttpResponse:
    """Back to the import; where the answers change what would be written, that is counted anew in the background."""
    if actions.outdated(imported):
        try:
            actions.start_planning(actor=actor_of(request), imported=imported)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            tasks.plan_import.enqueue(imported.pk)
            messages.success(request, _("Đã lưu các câu trả lời và đang tính lại những gì sẽ thay đổi."))
    else:
        messages.success(request, _("Đã lưu các câu trả lời."))
    return redirect("intake:import", imported.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def pairs_kind(request: HttpRequest, pk: int, why: str) -> HttpResponse:
    """One answer for all pairs of a kind, after a plain question."""
    actor, imported = actor_of(request), import_of(request, pk)
    found = [one for one in pair_kinds(imported) if one["kind"] == why]
    if not found:
        raise Http404
    (told,) = found
    back = reverse("intake:pairs", args=[pk]) + f"?loai={why}"

    def perform(given: dict[str, Any]) -> Done:
        count = actions.decide_kind(
            actor=actor, imported=imported, why=why, answer=given["answer"], over=given.get("over", False)
        )
        words = ngettext("Đã trả lời %(count)d cặp.", "Đã trả lời %(count)d cặp.", count)
        return Done(words % {"count": count}, back)

    def preview(given: dict[str, Any]) -> list[str]:
        count = told["open"] + (told["answered"] if given.get("over") else 0)
        return [import_labels.kind_question(told["why"], count, given["answer"])]

    page = ActionPage(
        title=_("Trả lời một lần cho cả loại"),
        form=KindAnswer if told["answered"] else KindAnswer.without_over(),
        perform=perform,
        back=back,
        intro=import_labels.kind_intro(told["why"], told["open"], told["answered"]),
        preview=preview,
        submit=_("Trả lời cho tất cả"),
    )
    return page.answer(request)
