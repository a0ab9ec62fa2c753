"""Correct how a file was understood: its sheets and columns; and what is remembered of that."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nongcot.infra.acting.page import ActionPage, Done
from nongcot.infra.ui.paging import page_of
from nongcot.intake import actions, labels, queries, tasks
from nongcot.intake.forms import HEADER, KIND, OTHER, sheet_form
from nongcot.intake.kinds import Field, SheetKind
from nongcot.intake.models import Import, RememberedMapping
from nongcot.intake.shown import columns_of, sheets_of
from nongcot.intake.views.access import actor_of, import_of
from nongcot.people.api import Refused

CORRECTED = (Import.State.READ, Import.State.FAILED, Import.State.STOPPED)


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """How one sheet is understood, to be corrected; the file is read again with it."""
    actor, imported = actor_of(request), import_of(request, pk)
    sheets = imported.summary.get("sheets", [])
    if number >= len(sheets):
        raise Http404
    told = sheets[number]
    columns, back = columns_of(told), reverse("intake:import", args=[pk])

    def perform(given: dict[str, Any]) -> Done:
        if given[KIND] == SheetKind.IGNORED:
            actions.ignore_sheet(actor=actor, imported=imported, sheet=number, ignored=True)
        else:
            actions.correct_sheet(actor=actor, imported=imported, sheet=number, **_said(given, columns, told))
        tasks.read_import.enqueue(pk)
        return Done(_("Đã ghi cách hiểu mới và đọc lại tệp."), back)

    page = ActionPage(
        title=_("Sửa cách hiểu trang tính"),
        form=sheet_form(columns, _rows_of(sheets, told)),
        perform=perform,
        back=back,
        initial={KIND: told["kind"], HEADER: str(told["header_row"] or "")},
        intro=f"{told['file']} / {told['sheet']}",
        submit=_("Ghi và đọc lại tệp"),
        template="intake/sheet.html",
        context={"columns": columns, "imported": imported},
    )
    return page.answer(request)


def _rows_of(sheets: list[dict[str, Any]], told: dict[str, Any]) -> list[tuple[int, str]]:
    """The first rows of the sheet, with the header row where it stands below them."""
    rows = [(row, text) for one in sheets if one["key"] == told["key"] for row, text in one.get("first_rows", [])]
    header = told["header_row"]
    if header and header not in {row for row, _text in rows}:
        rows.append((header, " | ".join(text for _letter, text in told.get("heads", []) if text)))
    return rows


def _said(given: dict[str, Any], columns: list[dict[str, Any]], told: dict[str, Any]) -> dict[str, Any]:
    answers = {column["letter"]: given[f"column-{column['letter']}"] for column in columns}
    header = int(given[HEADER]) if given[HEADER] else None
    moved = header is not None and header != told["header_row"]
    return {
        "kind": SheetKind(given[KIND]) if given[KIND] and not moved else None,
        "columns": {letter: Field(name) if name else None for letter, name in answers.items() if name != OTHER},
        "header_row": header,
    }


@require_safe
def understood(request: HttpRequest, pk: int) -> HttpResponse:
    """How every sheet of the import is understood, column by column."""
    imported = import_of(request, pk)
    page = page_of(sheets_of(imported), request, 20)
    context = {"imported": imported, "page": page, "sheets": page.rows, "corrected": imported.state in CORRECTED}
    return render(request, "intake/understood_page.html", context)


@require_POST
def ignore(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Leave a sheet out, or with "take" take it in again."""
    actor, imported = actor_of(request), import_of(request, pk)
    try:
        actions.ignore_sheet(actor=actor, imported=imported, sheet=number, ignored="take" not in request.POST)
        tasks.read_import.enqueue(pk)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("intake:import", pk)


@require_safe
def mappings(request: HttpRequest) -> HttpResponse:
    """How tables are read because somebody corrected it, each to be forgotten."""
    rows = [
        {
            "mapping": row,
            "kind": labels.sheet_kind(row.mapping.get("kind") or ""),
            "columns": _columns(row),
        }
        for row in queries.mappings_of(actor_of(request))[:200]
    ]
    return render(request, "intake/mappings.html", {"rows": rows})


def _columns(row: RememberedMapping) -> list[tuple[str, str, str]]:
    heads = dict(row.mapping.get("heads", []))
    told = row.mapping.get("columns", {})
    return [(letter, heads.get(letter, ""), labels.field_name(name)) for letter, name in told.items()]


@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget how tables of a shape are read."""
    actor = actor_of(request)
    try:
        mapping = queries.mappings_of(actor).get(pk=pk)
    except RememberedMapping.DoesNotExist:
        raise Http404 from None
    actions.forget_mapping(actor=actor, mapping=mapping)
    messages.success(request, _("Đã quên. Lần sau máy tự nhận ra các cột của bảng này."))
    return redirect("intake:mappings")
