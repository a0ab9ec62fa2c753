"""Two to six candidates side by side: on a page, as a sheet, as a document."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from nongcot.infra.documents.download import download_of, require_kind
from nongcot.infra.documents.listing import XLSX, answer
from nongcot.kernel import clock
from nongcot.people.kinds import GRASSROOTS_KINDS
from nongcot.staffing.actions.following import seat_of
from nongcot.staffing.models import Candidate, CompletionCase
from nongcot.staffing.queries import candidates as queries
from nongcot.staffing.queries.ballots import superior_name
from nongcot.staffing.shown.candidates import compared, looked_at, outlooks
from nongcot.staffing.shown.comparing import Comparison, document, listing
from nongcot.staffing.views.common import actor_of, number
from nongcot.staffing.views.completing import case_for, title_of

MOST_COMPARED = 6


@require_safe
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Two to six candidates side by side by the named criteria, and the committee as it would become with each."""
    case = case_for(request, pk, change=True)
    found = _comparison(request, case)
    context = {
        "case": case,
        "title": found.title,
        "of_several": found.of_several,
        "enough": found.enough,
        "left_out": found.left_out,
        "persons": found.persons,
        "looked": found.looked,
        "criteria": found.criteria,
        "outlooks": found.outlooks,
    }
    return render(request, "staffing/completing/compare.html", context)


@require_safe
@never_cache
def file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The same as "xlsx", "docx" or "pdf"; nobody whose data is limited stands in it."""
    case = case_for(request, pk, change=True)
    if kind != XLSX:
        require_kind(kind)
    found = _comparison(request, case)
    if not found.enough:
        raise Http404
    name = f"so-sanh-nhan-su-{case.pk}"
    if kind == XLSX:
        return answer(kind, listing(found, name=name))
    superior = superior_name(actor_of(request), case, day=found.day)
    return download_of(kind, document(found, superior=superior), name=name)


def _comparison(request: HttpRequest, case: CompletionCase) -> Comparison:
    """What is told of those chosen by ``?ai=``, or of all who are proposed; of six at most."""
    actor, day = actor_of(request), clock.today()
    rows = [row for row in queries.candidates_of(case, day=day) if row.state != Candidate.State.WITHDRAWN]
    asked = {number(text) for text in request.GET.getlist("ai")} - {None}
    wanted = [row.person_id for row in rows if not asked or row.person_id in asked]
    seen = {one.person: one for one in queries.known(wanted, day=day, seen_by=actor, votes_in=case.unit_id)}
    first = [pk for pk in wanted if pk in seen and not seen[pk].limited][:MOST_COMPARED]
    persons = [one for one in seen.values() if one.person in first]
    facts = queries.facts_of(case.unit_id, day=day)
    seat = seat_of(case)
    looked = looked_at(persons, unit=case.unit_id, seat=seat, terms=facts.terms if facts else (), day=day)
    return Comparison(
        title=title_of(case),
        unit=case.unit.name,
        day=day,
        persons=persons,
        looked=looked,
        criteria=compared(persons, unit=case.unit_id, day=day),
        outlooks=outlooks(case.unit_id, persons, seat=seat, way=case.way, facts=facts, day=day) if facts else [],
        of_several=case.unit.kind not in GRASSROOTS_KINDS,  # sectors tell nothing of a committee of one employer
        left_out=sum(one.limited for one in seen.values()),
    )
