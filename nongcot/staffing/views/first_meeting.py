"""The first meeting of a new committee: what it elects and why, who stands, its results into the roster."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nongcot.infra.acting.page import Done
from nongcot.infra.rulebook.api import rulebook
from nongcot.kernel import clock
from nongcot.people.api import persons as persons_seen
from nongcot.people.picking import find_persons
from nongcot.staffing import actions
from nongcot.staffing.forms.congress import Slate, Sure
from nongcot.staffing.kinds.completing import Seat
from nongcot.staffing.kinds.congress import SINGLE, CongressStep, Election
from nongcot.staffing.labels import congress as labels
from nongcot.staffing.labels import first_meeting as words
from nongcot.staffing.models import Congress
from nongcot.staffing.queries import candidates as known_of
from nongcot.staffing.queries.congress import steps_done
from nongcot.staffing.queries.first_meeting import SEATS, Meeting, meeting_of
from nongcot.staffing.queries.nominees import seats_of
from nongcot.staffing.rules.first_meeting import most_of_committee
from nongcot.staffing.shown.candidates import Looked, said_once
from nongcot.staffing.shown.first_meeting import meeting_elections
from nongcot.staffing.views.common import actor_of
from nongcot.staffing.views.congress import act, congress_for, href
from nongcot.staffing.views.nominees import look_for

_acting = require_http_methods(["GET", "POST"])


def _href(congress: Congress) -> str:
    return reverse("staffing:first-meeting", args=[congress.pk])


@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """What the first meeting elects, what it does not and why, and how far each election is."""
    congress = congress_for(request, pk, change=True)
    meeting = meeting_of(congress)
    done = {row.step for row in steps_done(congress)}
    entered = congress.meeting.get("entered")
    context = {
        "congress": congress,
        "committee": len(meeting.committee),
        "elections": meeting_elections(congress, meeting),
        "held": CongressStep.FIRST_MEETING in done,
        "open": congress.closed_on is None and not entered,
        "closed": congress.closed_on is not None,
        "entered": entered,
        "enterable": congress.term_id is not None and any(row.elected for row in meeting.rows),
    }
    return render(request, "staffing/congress/first_meeting.html", context)


@_acting
def slate(request: HttpRequest, pk: int, election: str) -> HttpResponse:
    """Who stands in one election of the meeting, each with every reason on record, and for how many seats."""
    congress, actor = congress_for(request, pk, change=True), actor_of(request)
    meeting = meeting_of(congress)
    if meeting.held(election) is None or not meeting.committee:
        raise Http404
    wanted, search = Election(election), request.GET.get("q", "")[:100]
    standing = [row.person_id for row in meeting.rows if row.post == election]
    looked = _look(request, congress, meeting, wanted, [*standing, *_found(request, congress, wanted, search)])
    common, own = said_once(looked)

    def perform(given: dict[str, Any]) -> Done:
        persons = list(persons_seen(actor).filter(pk__in=given["persons"]).order_by("sort_key", "pk"))
        told: dict[str, Any] = {"persons": persons, "seats": given.get("seats") or 1, "day": clock.today()}
        actions.draw_up_slate(actor=actor, congress=congress, election=election, **told)
        return Done(_("Đã lập danh sách bầu với %(count)d người.") % {"count": len(persons)}, _href(congress))

    def preview(given: dict[str, Any]) -> list[str]:
        return _too_many_of_committee(congress, meeting, wanted, given)

    return act(
        request,
        congress,
        title=_("Danh sách bầu: %(election)s") % {"election": labels.election(election)},
        form=partial(Slate, persons=[(one.known.person, one.known.name) for one in looked], single=wanted in SINGLE),
        initial={"persons": [str(who) for who in standing], "seats": seats_of(congress, election)},
        perform=perform,
        preview=preview,
        back=_href(congress),
        template="staffing/congress/slate.html",
        context={
            "looked": own,
            "common": common,
            "common_to": len(own),
            "search": search,
            "anybody": wanted is Election.INSPECTION,
        },
    )


def _found(request: HttpRequest, congress: Congress, election: Election, search: str) -> list[int]:
    """Others who may stand for the inspection committee: officers of the unit, or whom was searched for."""
    if election is not Election.INSPECTION:
        return []
    day = clock.today()
    if search:
        return [one.pk for one in find_persons(actor_of(request), search, day=day, near=congress.unit_id)]
    return known_of.officers_of(congress.unit_id, day=day)


def _look(
    request: HttpRequest, congress: Congress, meeting: Meeting, election: Election, others: list[int]
) -> list[Looked]:
    allowed = meeting.may_stand(election)
    wanted = list(dict.fromkeys([*(meeting.committee if allowed is None else allowed), *others]))
    if allowed is not None:
        wanted = [who for who in wanted if who in set(allowed)]
    body, post = SEATS[election]
    known = known_of.known(wanted, day=clock.today(), seen_by=actor_of(request))
    return look_for(congress, known, Seat(body, post))


def _too_many_of_committee(
    congress: Congress, meeting: Meeting, election: Election, given: dict[str, Any]
) -> list[str]:
    """That too large a share of the inspection committee could sit on the executive committee too."""
    if election is not Election.INSPECTION:
        return []
    most = most_of_committee(rulebook().on(congress.planned_on), given["seats"])
    both = sum(who in meeting.committee for who in given["persons"])
    return [words.too_many_of_committee(both, most[0])] if most and both > most[0] else []


@_acting
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """What the meeting elected comes into the roster; what follows is shown before."""
    congress = congress_for(request, pk, change=True)
    meeting = meeting_of(congress)
    chosen = [row for row in meeting.rows if row.elected]
    if not chosen or congress.term_id is None or congress.meeting.get("entered"):
        raise Http404

    def perform(_given: dict[str, Any]) -> Done:
        actions.enter_meeting_results(actor=actor_of(request), congress=congress, day=clock.today())
        return Done(_("Đã ghi kết quả phiên họp thứ nhất vào danh sách cán bộ."), href(congress))

    def preview(_given: dict[str, Any]) -> list[str]:
        """That what has no result yet can be entered here no more."""
        done = {row.post for row in chosen}
        left = [labels.election(one.election) for one in meeting.asked if one.held and one.election not in done]
        if not left:
            return []
        return [_("Chưa có kết quả: %(elections)s. Ghi rồi thì không ghi thêm ở phiên họp này được nữa.")
                % {"elections": ", ".join(left)}]  # fmt: skip

    told = "; ".join(f"{labels.election(row.post)}: {row.person.name}" for row in chosen)
    return act(
        request,
        congress,
        title=_("Ghi kết quả phiên họp thứ nhất vào danh sách cán bộ"),
        intro=told,
        form=Sure,
        perform=perform,
        preview=preview,
        back=_href(congress),
        submit=_("Ghi vào danh sách"),
        units=[congress.unit_id],
    )
