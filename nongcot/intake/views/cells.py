"""Cells of one kind of problem, each value once: a person gives all cells of a value another one, or single cells."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nongcot.infra.acting.page import ActionPage, Done
from nongcot.infra.ui.paging import page_of
from nongcot.intake import actions, labels, queries, tasks
from nongcot.intake.forms import cells_form
from nongcot.intake.models import Import
from nongcot.intake.shown import fixed_cells
from nongcot.intake.views.access import actor_of, import_of
from nongcot.kernel.text import tidy
from nongcot.people.api import Refused

Place = tuple[str, str, str]


@require_http_methods(["GET", "HEAD", "POST"])
def cells(request: HttpRequest, pk: int) -> HttpResponse:
    """The cells of one kind (``loai``), by value or, with ``rieng``, one by one; without a kind those corrected.

    The file is read again with what is given. A form of before another reading names cells that are no more: it
    changes nothing.
    """
    actor, imported = actor_of(request), import_of(request, pk)
    kind, singly = tidy(request.GET.get("loai", ""))[:40], "rieng" in request.GET
    listed = queries.cells_by_value(imported, kind, singly=singly) if kind else fixed_cells(imported)
    page, back = page_of(listed, request), reverse("intake:import", args=[pk])
    rows = queries.with_first_cells(page.rows) if kind else page.rows

    def perform(given: dict[str, Any]) -> Done:
        changed = _given(imported, given, rows, singly=singly)
        if not changed:
            raise Refused(_("Chưa có ô nào được ghi lại. Xin ghi giá trị đúng vào ô cần sửa."))
        actions.correct_cells(actor=actor, imported=imported, cells=changed)
        tasks.read_import.enqueue(pk)
        return Done(_("Đã ghi lại %(count)d ô và đọc lại tệp.") % {"count": len(changed)}, back)

    answer = ActionPage(
        title=labels.problem(kind) if kind in labels.PROBLEMS else labels.repair(kind) or _("Các ô đã sửa"),
        form=cells_form(rows),
        perform=perform,
        back=back,
        intro=labels.hint(kind),
        submit=_("Ghi và đọc lại tệp"),
        template="intake/cells_form.html",
        context={"cells": rows, "page": page, "imported": imported, "singly": singly, "kind": kind},
    )
    return answer.answer(request)


def _given(imported: Import, given: dict[str, Any], rows: Any, *, singly: bool) -> dict[Place, str | None]:
    """The cells whose value is another than before; an emptied one gets its own value back."""
    changed: dict[Place, str | None] = {}
    for row in rows:
        value, before = given[row["name"]], row.get("fixed", "")
        if value == before:
            continue
        places = queries.places_of(imported, row, singly=singly) if "first" in row else [row["place"]]
        changed.update(dict.fromkeys(places, value or None))
    return changed
