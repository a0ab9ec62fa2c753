"""Nominations at a congress: who stands with every reason there is, who else there is, what is done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nongcot.infra.acting.page import ActionPage, Done
from nongcot.kernel import clock
from nongcot.people.kinds import BodyKind, Post
from nongcot.people.models import Person
from nongcot.people.picking import find_persons
from nongcot.staffing import actions
from nongcot.staffing.forms.congress import Nominate, WithdrawNominee
from nongcot.staffing.kinds.candidates import Known, Sitting
from nongcot.staffing.kinds.completing import Seat
from nongcot.staffing.models import Congress, Nominee
from nongcot.staffing.queries import candidates as known_of
from nongcot.staffing.queries.nominees import nominees_of, standing
from nongcot.staffing.queries.reserves import on_list
from nongcot.staffing.rules.candidates import composition
from nongcot.staffing.shown.candidates import Looked, looked_at, said_once
from nongcot.staffing.views.candidates import person_for
from nongcot.staffing.views.common import actor_of
from nongcot.staffing.views.congress import KIND, congress_for

_acting = require_http_methods(["GET", "POST"])
_MEMBER = Seat(BodyKind.EXECUTIVE_COMMITTEE, Post.MEMBER)
_CHAIR = Seat(BodyKind.EXECUTIVE_COMMITTEE, Post.CHAIR)
_FORBIDS = "bad"  # that somebody sits there already: no reason against being elected again


def _href(congress: Congress) -> str:
    return reverse("staffing:nominees", args=[congress.pk])


def look_for(congress: Congress, known: Sequence[Known], seat: Seat) -> list[Looked]:
    """Persons with every reason for one seat of the new committee; that somebody sits there now is none."""
    found = looked_at(known, unit=congress.unit_id, seat=seat, day=clock.today()) if known else []
    shown = [[reason for reason in one.reasons if reason.tone != _FORBIDS] for one in found]
    return [replace(one, reasons=reasons, barred=False) for one, reasons in zip(found, shown, strict=True)]


def _look(congress: Congress, known: Sequence[Known], chairs: set[int]) -> list[Looked]:
    """Persons with every reason; for those nominated for the chair the reasons of a chair."""
    found: dict[int, Looked] = {}
    for seat, group in ((_CHAIR, [one for one in known if one.person in chairs]),
                        (_MEMBER, [one for one in known if one.person not in chairs])):  # fmt: skip
        found |= {one.known.person: one for one in look_for(congress, group, seat)}
    return [found[one.person] for one in known]


@require_safe
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is nominated, and who else holds a post of the unit (or fits ``?q=``), each with every reason there is."""
    congress, actor, day = congress_for(request, pk, change=True), actor_of(request), clock.today()
    search = request.GET.get("q", "")[:100]
    rows = nominees_of(congress)
    named: dict[int, list[Nominee]] = {}
    for row in rows:
        named.setdefault(row.person_id, []).append(row)
    if search:
        others = [found.pk for found in find_persons(actor, search, day=day, near=congress.unit_id)]
    else:
        prepared = [row.person_id for row in on_list(congress.unit_id, day=day)]
        others = [*prepared, *known_of.officers_of(congress.unit_id, day=day)]
    known = known_of.known([*named, *others], day=day, seen_by=actor)
    chairs = {row.person_id for row in rows if row.post == Post.CHAIR}
    looked = _look(congress, known, chairs)
    stand = standing(rows, Post.MEMBER)
    common, looked = said_once(looked)
    context = {
        "common": common,
        "common_to": len(looked),
        "congress": congress,
        "search": search,
        "nominated": [_nominated(one, named[one.known.person]) for one in looked if one.known.person in named],
        "others": [one for one in looked if one.known.person not in named],
        "standing": len(stand),
        "limited": {one.person for one in known if one.limited},
        "surplus": len(stand) - congress.seats if congress.seats else None,
        "composition": composition(map(_sitting, stand), day) if stand else None,
        "open": congress.closed_on is None,
    }
    return render(request, "staffing/congress/nominees.html", context)


def _sitting(row: Nominee) -> Sitting:
    return Sitting(row.person.sex, row.person.born, row.person.direct_work)


def _nominated(one: Looked, rows: list[Nominee]) -> dict[str, Any]:
    now = [row for row in rows if row.withdrawn_on is None]
    return {
        "looked": one,
        "row": (now or rows)[0],
        "stands": bool(now),
        "chair": any(row.post == Post.CHAIR for row in now),
        "counted": any(row.votes is not None for row in rows),
        "elected": any(row.elected for row in rows),
    }


def _page(
    request: HttpRequest,
    congress: Congress,
    person: Person,
    perform: Callable[[dict[str, Any]], Done],
    **options: Any,
) -> HttpResponse:
    [looked] = _look(congress, known_of.known([person.pk], day=clock.today()), {person.pk})
    given: dict[str, Any] = {
        "intro": f"{person.name}, {congress.unit.name}",
        "back": _href(congress),
        "objects": [(KIND, congress.pk)],
        "template": "staffing/completing/candidate.html",
        "context": {"looked": looked},
        "perform": perform,
    }
    return ActionPage(**{**given, **options}).answer(request)


@_acting
def nominate(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """Nominate somebody, having seen every reason there is."""
    congress, who = congress_for(request, pk, change=True), person_for(request, person)

    def perform(given: dict[str, Any]) -> Done:
        actions.nominate(actor=actor_of(request), congress=congress, person=who, day=clock.today(), **given)
        return Done(_("Đã ghi đề cử %(name)s.") % {"name": who.name}, _href(congress))

    stands = any(row.person_id == who.pk for row in standing(nominees_of(congress), Post.MEMBER))
    options: dict[str, Any] = {"title": _("Ghi đề cử"), "form": Nominate, "submit": _("Đề cử")}
    # who stands already comes by "Đề cử cả Chủ tịch"
    return _page(request, congress, who, perform, **options, initial={"chair": stands})


@_acting
def withdraw(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """Somebody stands no more."""
    congress, who = congress_for(request, pk, change=True), person_for(request, person)

    def perform(given: dict[str, Any]) -> Done:
        actions.withdraw_nominee(actor=actor_of(request), congress=congress, person=who, day=clock.today(), **given)
        return Done(_("Đã rút %(name)s khỏi danh sách đề cử.") % {"name": who.name}, _href(congress))

    title = _("Rút khỏi danh sách đề cử")
    return _page(request, congress, who, perform, title=title, form=WithdrawNominee, submit=_("Rút"), danger=True)
