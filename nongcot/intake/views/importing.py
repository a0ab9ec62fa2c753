"""Import: send files, see what was understood, decide what is in doubt, apply; and the roster as a workbook."""

from __future__ import annotations

import tempfile
import uuid
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from nongcot.infra.accounts.models import User
from nongcot.infra.acting.once import KeyReused
from nongcot.infra.longwork import progress as telling
from nongcot.infra.ui.days import asked_day
from nongcot.infra.ui.paging import page_of
from nongcot.intake import actions, import_labels, queries, tasks
from nongcot.intake.export import export_roster
from nongcot.intake.forms import Upload
from nongcot.intake.models import Import, ImportedFile
from nongcot.intake.shown import fixes, shown
from nongcot.intake.steps import said, steps
from nongcot.intake.views.access import actor_of, import_of
from nongcot.kernel import clock
from nongcot.kernel.text import tidy
from nongcot.people.api import Refused

WAITING = (Import.State.READING, Import.State.APPLYING, Import.State.UNDOING)
CORRECTED = (Import.State.READ, Import.State.FAILED, Import.State.STOPPED)


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Send files; past imports below."""
    actor = actor_of(request)
    form = Upload(request.POST or None, request.FILES or None, initial={"day": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            return _receive(request, actor, form.cleaned_data)
        except Refused as refused:
            form.add_error("workbooks", str(refused))
    page = page_of(queries.told_imports(actor), request)
    rows = [
        {
            "imported": one,
            "state": import_labels.state(one.state),
            "tone": import_labels.tone(one.state),
            "anything": one.plan_anything in ("true", "1", 1, True),
        }
        for one in page.rows
    ]
    limit = actions.largest_file()
    context = {"form": form, "page": page, "rows": rows, "steps": steps(None), "limit": limit}
    context["once"] = _key(request)
    context["limit_mb"] = limit // (1024 * 1024)
    return render(request, "intake/imports.html", context, status=422 if form.errors else 200)


def _receive(request: HttpRequest, actor: User, given: dict[str, Any]) -> HttpResponse:
    """Keep the files and lead to their preview; files whose answer got lost are not kept twice."""
    sent = {"actor": actor, "files": given["workbooks"], "day": given["day"]}
    try:
        imported, now = actions.receive_once(**sent, key=_key(request))
    except KeyReused:  # the form came back from before, other files were chosen in it
        imported, now = actions.receive_once(**sent, key=uuid.uuid4().hex)
    if now:
        tasks.read_import.enqueue(imported.pk)
    page = reverse("intake:import", args=[imported.pk])
    # said by the address: the script that sends the file follows this answer before the browser does
    return redirect(page if now else f"{page}?again=1")


def _key(request: HttpRequest) -> str:
    """The key of the form as it was sent; a new one for a form that is shown the first time."""
    return tidy(request.POST.get("once", ""))[:100] or uuid.uuid4().hex


@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One import: its progress, what was understood and what will change, or what became of it."""
    context = {**_context(import_of(request, pk)), "sent_again": "again" in request.GET}
    return render(request, "intake/import.html", context)


def _context(imported: Import) -> dict[str, Any]:
    waiting = imported.state in WAITING
    context = {
        "imported": imported,
        "state": import_labels.state(imported.state),
        "tone": import_labels.tone(imported.state),
        "waiting": waiting,
        "ready": imported.state in (Import.State.READ, Import.State.STOPPED) and "plan" in imported.summary,
        "corrected": imported.state in CORRECTED,
        "done": imported.state in (Import.State.APPLIED, Import.State.UNDONE),
        "percent": imported.progress if imported.state == Import.State.READING else telling.told(imported.pk),
    }
    if waiting:
        return {**context, "steps": steps(imported)}
    told = shown(imported)
    open_pairs = sum(kind["open"] for kind in told["pair_kinds"])
    fixed, fix_count = fixes(imported)
    problem_count = sum(group.count for group in told["problems"])
    return {
        **context,
        **told,
        "steps": steps(imported, problems=problem_count, pairs=open_pairs),
        "said": said(imported.summary),
        "problem_count": problem_count,
        "repair_count": sum(group.count for group in told["repairs"]),
        "open_pairs": open_pairs,
        "outdated": actions.outdated(imported),
        "fixes": fixed,
        "fix_count": fix_count,
    }


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The progress alone, asked for every two seconds; the whole page again when the work is done."""
    imported = import_of(request, pk)
    if imported.state not in WAITING:
        return HttpResponseClientRefresh() if request.headers.get("HX-Request") else redirect("intake:import", pk)
    return render(request, "intake/progress.html", _context(imported))


@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what the page confirms and apply the import; answers given after the preview are counted in first."""
    actor, imported = actor_of(request), import_of(request, pk)
    try:
        imported = actions.decide(actor=actor, imported=imported, **_decisions(request, imported))
        _begin(actor, imported)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("intake:import", pk)


def _decisions(request: HttpRequest, imported: Import) -> dict[str, Any]:
    summary = shown(imported)
    encodings = {sheet["key"]: sheet["field"] in request.POST for sheet in summary["encodings"]}
    return {"encodings": encodings, "foreign": "foreign" in request.POST}


def _begin(actor: User, imported: Import) -> None:
    """Apply; where answers about persons came after the preview, make that anew first, to be looked at."""
    if actions.outdated(imported):
        actions.start_planning(actor=actor, imported=imported)
        tasks.plan_import.enqueue(imported.pk)
    else:
        actions.start_applying(actor=actor, imported=imported)
        tasks.apply_import.enqueue(imported.pk)


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Start the work at an import anew, where the worker was stopped in the middle, or read undone files again."""
    actor, imported = actor_of(request), import_of(request, pk)
    try:
        if imported.state == Import.State.APPLYING or (imported.state == Import.State.STOPPED and imported.reading):
            _begin(actor, imported)
        elif imported.state == Import.State.UNDOING:
            tasks.undo_import.enqueue(imported.pk)
        else:
            actions.read_again(actor=actor, imported=imported)
            tasks.read_import.enqueue(imported.pk)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("intake:import", pk)


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw an import away that was not applied."""
    imported = import_of(request, pk)
    try:
        actions.drop(actor=actor_of(request), imported=imported)
        messages.success(request, _("Đã bỏ lần nhập này. Không có gì được ghi vào danh sách."))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("intake:import", pk)
    return redirect("intake:imports")


@require_POST
def file(request: HttpRequest, pk: int) -> HttpResponse | StreamingHttpResponse:
    """A file as it was sent, always as a download. It leaves an audit entry: a POST."""
    actor = actor_of(request)
    try:
        kept = queries.one_file(actor, pk)
        pieces = actions.download(actor=actor, file=kept)
    except (ImportedFile.DoesNotExist, Refused):
        raise Http404 from None
    response = StreamingHttpResponse(pieces, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(True, kept.name) or "attachment"
    return response


@require_POST
def export(request: HttpRequest) -> FileResponse:
    """The roster as of a day as a workbook that reads back to the same roster. It leaves an audit entry: a POST."""
    actor, day = actor_of(request), asked_day(request)
    folder = tempfile.TemporaryDirectory(prefix="nongcot-export-")
    path = Path(folder.name) / "danh-sach.xlsx"
    export_roster(actor, day, path)
    response = FileResponse(path.open("rb"), as_attachment=True, filename=f"danh-sach-can-bo-{day:%Y-%m-%d}.xlsx")
    folder.cleanup()  # the open file lives on until it is sent
    return response
