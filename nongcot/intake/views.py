"""Import: send files, see what was understood, decide what is in doubt, apply; and the roster as a workbook."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from nongcot.infra.accounts.models import User
from nongcot.infra.ui.days import asked_day
from nongcot.infra.ui.paging import page_of
from nongcot.intake import actions, import_labels, queries, tasks
from nongcot.intake.export import export_roster
from nongcot.intake.forms import Upload
from nongcot.intake.models import Import, ImportedFile
from nongcot.intake.shown import shown
from nongcot.intake.stored import unseal_file
from nongcot.kernel import clock
from nongcot.people.api import IMPORTERS, Refused, require_role

WAITING = (Import.State.READING, Import.State.APPLYING)


def _actor(request: HttpRequest) -> User:
    """The signed-in importer; everybody else is refused."""
    assert isinstance(request.user, User)  # noqa: S101  (every page but a few asks for a login)
    require_role(request.user, IMPORTERS)
    return request.user


def _import(request: HttpRequest, pk: int) -> Import:
    try:
        return queries.one_import(_actor(request), pk)
    except Import.DoesNotExist:
        raise Http404 from None


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Send files; past imports below."""
    actor = _actor(request)
    form = Upload(request.POST or None, request.FILES or None, initial={"day": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            imported = actions.receive(actor=actor, files=form.cleaned_data["workbooks"], day=form.cleaned_data["day"])
        except Refused as refused:
            form.add_error("workbooks", str(refused))
        else:
            tasks.read_import.enqueue(imported.pk)
            return redirect("intake:import", imported.pk)
    page = page_of(queries.imports(actor), request)
    rows = [
        {"imported": one, "state": import_labels.state(one.state), "tone": import_labels.tone(one.state)}
        for one in page.rows
    ]
    context = {"form": form, "page": page, "rows": rows, "today": clock.today()}
    return render(request, "intake/imports.html", context, status=422 if form.errors else 200)


@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One import: its progress, what was understood and what will change, or what became of it."""
    imported = _import(request, pk)
    return render(request, "intake/import.html", _context(imported))


def _context(imported: Import) -> dict[str, Any]:
    return {
        "imported": imported,
        "state": import_labels.state(imported.state),
        "tone": import_labels.tone(imported.state),
        "waiting": imported.state in WAITING,
        "ready": imported.state == Import.State.READ,
        **shown(imported),
    }


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The progress alone, asked for every two seconds; the whole page again when the work is done."""
    imported = _import(request, pk)
    if imported.state not in WAITING:
        return HttpResponseClientRefresh() if request.headers.get("HX-Request") else redirect("intake:import", pk)
    return render(request, "intake/progress.html", _context(imported))


@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the decisions of the page; with "apply" apply the import."""
    actor, imported = _actor(request), _import(request, pk)
    try:
        actions.decide(actor=actor, imported=imported, **_decisions(request, imported))
        if "apply" in request.POST:
            actions.start_applying(actor=actor, imported=imported)
            tasks.apply_import.enqueue(imported.pk)
        else:
            messages.success(request, _("Đã lưu các quyết định. Chưa có gì được ghi vào danh sách."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("intake:import", pk)


def _decisions(request: HttpRequest, imported: Import) -> dict[str, dict[str, Any]]:
    summary = shown(imported)
    encodings = {sheet["key"]: sheet["field"] in request.POST for sheet in summary["encodings"]}
    persons = {
        name.removeprefix("pair-"): str(value) for name, value in request.POST.items() if name.startswith("pair-")
    }
    return {"encodings": encodings, "persons": persons}


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Start the reading or applying of an import anew, where the worker was stopped in the middle."""
    imported = _import(request, pk)
    if imported.state in (Import.State.READING, Import.State.FAILED):
        tasks.read_import.enqueue(imported.pk)
    elif imported.state == Import.State.APPLYING:
        tasks.apply_import.enqueue(imported.pk)
    return redirect("intake:import", pk)


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw an import away that was not applied."""
    imported = _import(request, pk)
    try:
        actions.drop(actor=_actor(request), imported=imported)
        messages.success(request, _("Đã bỏ lần nhập này. Không có gì được ghi vào danh sách."))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("intake:import", pk)
    return redirect("intake:imports")


@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse | StreamingHttpResponse:
    """A file as it was sent, always as a download."""
    try:
        kept = queries.one_file(_actor(request), pk)
    except ImportedFile.DoesNotExist:
        raise Http404 from None
    if not kept.file:
        raise Http404
    response = StreamingHttpResponse(_pieces(kept), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(True, kept.name) or "attachment"
    return response


def _pieces(kept: ImportedFile) -> Iterator[bytes]:
    with kept.file.open("rb") as sealed:
        yield from unseal_file(sealed)


@require_POST
def export(request: HttpRequest) -> FileResponse:
    """The roster as of a day as a workbook that reads back to the same roster. It leaves an audit entry: a POST."""
    actor, day = _actor(request), asked_day(request)
    folder = tempfile.TemporaryDirectory(prefix="nongcot-export-")
    path = Path(folder.name) / "danh-sach.xlsx"
    export_roster(actor, day, path)
    response = FileResponse(path.open("rb"), as_attachment=True, filename=f"danh-sach-can-bo-{day:%Y-%m-%d}.xlsx")
    folder.cleanup()  # the open file lives on until it is sent
    return response
