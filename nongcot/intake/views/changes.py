"""What an import changes, line by line, before and after it is applied."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nongcot.infra.ui.paging import page_of
from nongcot.intake import import_labels as words
from nongcot.intake import queries
from nongcot.intake.changes_book import write_changes
from nongcot.intake.views.access import actor_of, import_of


@require_safe
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """The lines, by unit; filtered by kind (``loai``) and by a part of the unit's name (``q``)."""
    imported = import_of(request, pk)
    kind, unit = _kind(request.GET.get("loai", "")), request.GET.get("q", "").strip()[:100]
    page = page_of(queries.changes(imported, kind=kind, unit=unit), request)
    counts = queries.change_counts(imported)
    rows = [
        {"row": row, "kind": words.change_kind(row.kind), "tone": words.CHANGE_TONES[row.kind], **words.change(row)}
        for row in page.rows
    ]
    kinds = [(name, words.change_kind(name), counts[name]) for name in words.CHANGES if counts.get(name)]
    context = {"imported": imported, "page": page, "rows": rows, "kinds": kinds, "kind": kind, "q": unit}
    return render(request, "intake/changes.html", {**context, "all": sum(counts.values())})


def _kind(text: str) -> str:
    return text if text in words.CHANGES else ""


@require_POST
def changes_book(request: HttpRequest, pk: int) -> FileResponse:
    """The same lines as a workbook. It leaves an audit entry: a POST."""
    actor, imported = actor_of(request), import_of(request, pk)
    folder = tempfile.TemporaryDirectory(prefix="nongcot-changes-")
    path = Path(folder.name) / "thay-doi.xlsx"
    kind, unit = _kind(request.POST.get("loai", "")), request.POST.get("q", "")[:100]
    write_changes(actor=actor, imported=imported, path=path, kind=kind, unit=unit)
    name = _("thay-doi-lan-nhap-%(number)d.xlsx") % {"number": pk}
    response = FileResponse(path.open("rb"), as_attachment=True, filename=name)
    folder.cleanup()  # the open file lives on until it is sent
    return response
