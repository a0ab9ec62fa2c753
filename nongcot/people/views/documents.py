"""Decisions that were not written down with what they decided: the list of a unit, and one of them completed."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nongcot.infra.acting.page import ActionPage, Done
from nongcot.infra.ui.paging import page_of
from nongcot.people import actions
from nongcot.people.decided import PLACES
from nongcot.people.forms.units import CompleteDocument
from nongcot.people.kinds import DecidedFact
from nongcot.people.models import Unit
from nongcot.people.permissions import can_on_unit, roles_on
from nongcot.people.queries.documents import AllLacking, Lacking, alike, lacking_of, rows_of
from nongcot.people.shown.documents import fact_words
from nongcot.people.views.guard import telling, unit_for
from nongcot.people.views.units import actor_of


@require_safe
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """What of the unit lacks the number or the day of its decision, as far as the reader may complete it."""
    unit = unit_for(request, pk)
    roles = roles_on(actor_of(request), unit)
    page = page_of(AllLacking(unit, [fact for fact, place in PLACES.items() if roles & place.roles]), request)
    rows = [(one, fact_words(one.fact, one.row)) for one in page.rows]
    limited = sum(getattr(one.row, "limited", False) for one in page.rows)
    context = {"unit": unit, "page": page, "rows": rows, "limited": limited}
    return render(request, "people/lacking_documents.html", context)


@require_http_methods(["GET", "POST"])
def complete(request: HttpRequest, pk: int, fact: str, row: int) -> HttpResponse:
    """Complete the decision of one fact; of a post also of the others taken up with it."""
    unit = unit_for(request, pk)
    found = _lacking_or_404(request, unit, fact, row)
    others = list(alike(found.row)) if found.fact is DecidedFact.POST and not (found.number or found.signed) else []
    back = _back(found, unit)

    def perform(given: dict[str, Any]) -> Done:
        together = others if given.pop("together", False) else []
        for one in (found.row, *together):
            actions.complete_document(actor=actor_of(request), fact=found.fact, row=one, **given)
        return Done(_("Đã bổ sung quyết định."), back)

    page = ActionPage(
        title=_("Bổ sung quyết định"),
        intro=f"{unit.day_name}. {fact_words(found.fact, found.row)}",  # type: ignore[attr-defined]
        form=partial(CompleteDocument, number=found.number, signed=found.signed, others=len(others)),
        perform=telling(request, [pk], perform),
        back=back,
        units=[pk],
    )
    return page.answer(request)


def _lacking_or_404(request: HttpRequest, unit: Unit, fact: str, row: int) -> Lacking:
    """
    Raises:
        Http404: the unit has no such fact.
        PermissionDenied: it is for others to complete.
    """
    if fact not in set(DecidedFact):
        raise Http404
    known = rows_of(unit, DecidedFact(fact)).filter(pk=row).first()
    if known is None:
        raise Http404
    if not can_on_unit(actor_of(request), unit, roles=PLACES[DecidedFact(fact)].roles):
        raise PermissionDenied
    return lacking_of(DecidedFact(fact), known)


def _back(found: Lacking, unit: Unit) -> str:
    """A post leads back to its own page, all else to the list of the unit."""
    if found.fact is DecidedFact.POST:
        return reverse("people:post", args=[found.row.pk])
    return reverse("people:lacking-documents", args=[unit.pk])
