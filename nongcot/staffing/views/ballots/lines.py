"""Who is meant by a line of the ballot paper: said by one who runs the ballot."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nongcot.infra.acting.page import ActionPage, Done
from nongcot.kernel import clock
from nongcot.people.models import Person
from nongcot.people.picking import describe, find_persons
from nongcot.staffing.actions import ballots as verbs
from nongcot.staffing.forms.ballot_lines import NOBODY, SayWho
from nongcot.staffing.models import Ballot, BallotCandidate
from nongcot.staffing.queries import ballot_lines as queries
from nongcot.staffing.views.ballots.common import ballot_for, ballot_page
from nongcot.staffing.views.common import actor_of


@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """Choose the record among those of the name, or those found by ``?q=``; or say that it is tied to none."""
    ballot = ballot_for(request, pk)
    candidate = _line(ballot, place)
    search = request.GET.get("q", "")[:100]
    persons = _offered(request, candidate, search)
    free = [one for one in persons.values() if not getattr(one, "limited", False)]

    def perform(given: dict[str, Any]) -> Done:
        person = None if given["person"] == NOBODY else persons[int(given["person"])]
        verbs.link_person(actor=actor_of(request), candidate=candidate, person=person)
        told = _("Đã gắn dòng “%(line)s” với hồ sơ.") if person else _("Dòng “%(line)s” không gắn với hồ sơ nào.")
        return Done(told % {"line": candidate.name}, ballot_page(ballot))

    now = str(candidate.person_id) if candidate.person_id else NOBODY if candidate.no_person else None
    return ActionPage(
        title=_("Hồ sơ của người có tên trên phiếu"),
        intro=f"{candidate.name}, {ballot.title}",
        form=partial(SayWho, offered=describe(actor_of(request), free, day=clock.today())),
        initial={"person": now},
        perform=perform,
        back=ballot_page(ballot),
        objects=[("ballot", ballot.pk)],
        template="staffing/ballots/link_person.html",
        context={"search": search, "limited": len(persons) - len(free), "found": bool(free)},
    ).answer(request)


def _line(ballot: Ballot, place: int) -> BallotCandidate:
    candidate = ballot.candidates.filter(place=place).first()
    if candidate is None or not queries.names_persons(ballot):
        raise Http404
    candidate.ballot = ballot
    return candidate


def _offered(request: HttpRequest, candidate: BallotCandidate, search: str) -> dict[int, Person]:
    """Who can be chosen, by key: the record it is tied to, those of the name in the unit, those looked for."""
    actor, day = actor_of(request), clock.today()
    found = [one.pk for one in find_persons(actor, search, day=day, near=candidate.ballot.unit_id)] if search else []
    known = {one.pk: one for one in queries.namesakes(actor, candidate, day=day)}
    more = queries.seen(actor, [pk for pk in (candidate.person_id, *found) if pk], day=day)
    return {**known, **{pk: more[pk] for pk in (candidate.person_id, *found) if pk in more}}
