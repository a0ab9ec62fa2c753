"""The list of officers and its export."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from nongcot.infra.ui.days import asked_day
from nongcot.infra.ui.keyset import SIZE, first_row, part_of
from nongcot.people import queries
from nongcot.people.forms.narrowing import read_choice
from nongcot.people.lists import words
from nongcot.people.lists.choice import Choice, read_place
from nongcot.people.lists.export import csv_lines
from nongcot.people.lists.rows import officer_rows
from nongcot.people.models import Unit
from nongcot.people.permissions import SENSITIVE_READERS, has_role
from nongcot.people.views.units import actor_of, unit_or_404


def _asked(request: HttpRequest, day: date) -> tuple[Choice, Unit | None]:
    """The choice, and the unit whose subtree is asked for: an unknown or foreign one is not found."""
    choice = read_choice(request, sensitive=has_role(actor_of(request), SENSITIVE_READERS))
    return choice, unit_or_404(request, choice.within, day) if choice.within else None


def _page(request: HttpRequest, choice: Choice, day: date) -> Any:
    after, before = read_place(request.GET.get("after", "")), read_place(request.GET.get("before", ""))
    if before is not None:
        after = None
    found = queries.places(actor_of(request), choice, day=day, most=SIZE + 1, after=after, before=before)
    shown = found[-SIZE:] if before is not None else found[:SIZE]
    rows = queries.posts_at([place.held for place in shown], day=day)
    return part_of(found, rows, after=after, before=before, first=first_row(request), size=SIZE)


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Posts held on the day, by given name; as one types only the rows come."""
    day = asked_day(request)
    choice, within = _asked(request, day)
    page = _page(request, choice, day)
    context: dict[str, Any] = {"asked": choice, "day": day, "within": within, "page": page}
    context["rows"] = officer_rows(page.rows, request)
    if getattr(request, "htmx", None) and request.htmx.target == "officers":  # type: ignore[attr-defined]
        return render(request, "people/officer_rows.html", context)
    actor = actor_of(request)
    offered = queries.superiors(actor, day=day, most=SIZE)
    context |= {
        "bodies": words.bodies(),
        "posts": words.posts(),
        "sexes": words.sexes(),
        "ages": words.ages(),
        "levels": words.education(),
        "lacks": words.missing(),
        "parties": words.party() if has_role(actor, SENSITIVE_READERS) else [],
        "party": request.GET.get("party", ""),
        "superiors": [(one.pk, one.day_name) for one in offered],
        "further": bool(choice != Choice(search=choice.search, within=choice.within, post=choice.post)),
    }
    return render(request, "people/officers.html", context)


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """All rows of the list as CSV, streamed; every cell safe to open in a spreadsheet program."""
    day = asked_day(request)
    choice, _within = _asked(request, day)
    lines = csv_lines(actor_of(request), choice, day=day, language=get_language() or "vi")
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="can-bo-cong-doan-{day:%Y-%m-%d}.csv"'
    return response
