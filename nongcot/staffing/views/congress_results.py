"""The elections of a congress: the ballot, the count, the results into the roster."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nongcot.infra.acting.page import Done
from nongcot.infra.rulebook.api import rulebook
from nongcot.kernel import clock
from nongcot.kernel.dates import add_years
from nongcot.people.kinds import BodyKind, Post
from nongcot.people.labels import post_title
from nongcot.staffing import actions
from nongcot.staffing.ballots.kinds import KeyField
from nongcot.staffing.forms.ballots import Again
from nongcot.staffing.forms.congress import ElectNominees, Results, Sure, Votes
from nongcot.staffing.kinds.congress import AT_CONGRESS, CongressStep
from nongcot.staffing.labels import congress as labels
from nongcot.staffing.models import Congress, Nominee
from nongcot.staffing.queries.congress import steps_done
from nongcot.staffing.queries.first_meeting import meeting_of
from nongcot.staffing.queries.nominees import (
    again_of,
    ballots_of,
    elected_of,
    nominees_of,
    sitting,
    standing,
    stood,
)
from nongcot.staffing.views.common import actor_of
from nongcot.staffing.views.congress import act, congress_for, href

_acting = require_http_methods(["GET", "POST"])


def _standing(congress: Congress, post: str, voting_round: int = 1) -> list[Nominee]:
    """
    Raises:
        Http404: there is no such election or round, or nobody stands.
    """
    rows = nominees_of(congress, meeting=post not in AT_CONGRESS)
    if voting_round == 2:
        again = again_of(congress, rows, post)
        found = again[1] if again else []
    else:
        found = stood(rows, post) if post in congress.tally else standing(rows, post)
    if not found:
        raise Http404
    return found


@_acting
def ballot(request: HttpRequest, pk: int, post: str) -> HttpResponse:
    """Prepare the ballot of the round that is next, online or on paper."""
    congress = congress_for(request, pk, change=True)
    second = post in congress.tally
    names = ", ".join(row.person.name for row in _standing(congress, post, 2 if second else 1))
    known = ballots_of(congress).get((post, 1)) if second else None
    again = known if known is not None and congress.tally[post].get("ballot") == known.pk else None

    def perform(given: dict[str, Any]) -> Done:
        asked = {name: given[name] for name in ("title", "opens_at", "closes_at")}
        if again is None:
            asked |= {"census": given["lines"], "key_field": KeyField(given["key_by"]), "way": given["way"]}
        made = actions.prepare_congress_ballot(actor=actor_of(request), congress=congress, post=post, **asked)
        told = _("Đã lập cuộc bầu với %(count)d người bầu.") % {"count": made.voters.count()}
        return Done(told, reverse("staffing:ballot", args=[made.pk]))

    title = labels.election(post) if not second else _("%(election)s, lần hai") % {"election": labels.election(post)}
    now = clock.now().astimezone(clock.VIETNAM)
    soon = {"opens_on": now.date(), "opens_time": now.time(), "closes_on": now.date()}
    soon["closes_time"] = (now + timedelta(minutes=30)).time()
    day = congress.planned_on
    return act(
        request,
        congress,
        title=title,
        form=ElectNominees if again is None else Again,
        initial={
            "title": f"{title} ({congress.unit.name})"[:200],
            "way": "both",
            **(soon if second else {"opens_on": day, "closes_on": day}),
        },
        intro=_("Danh sách bầu cử: %(names)s") % {"names": names},
        perform=perform,
        submit=_("Lập cuộc bầu"),
        back=_where(congress, post),
    )


@_acting
def votes(request: HttpRequest, pk: int, post: str, voting_round: int = 1) -> HttpResponse:
    """Enter what was counted on paper; the rule says who is elected."""
    congress = congress_for(request, pk, change=True)
    nominees = _standing(congress, post, voting_round)
    known = congress.tally.get(post, {})
    column = "votes"
    if voting_round == 2:
        known, column = known.get("second", {}), "second_votes"

    def perform(given: dict[str, Any]) -> Done:
        elected = actions.enter_congress_votes(
            actor=actor_of(request),
            congress=congress,
            post=post,
            collected=given["collected"],
            issued=given["issued"],
            invalid=given["invalid"],
            votes=given["votes"],
            voting_round=voting_round,
        )
        return Done(
            _("Đã ghi kết quả kiểm phiếu: %(count)d người trúng cử.") % {"count": len(elected)}, _where(congress, post)
        )

    def preview(_given: dict[str, Any]) -> list[str]:
        dropped = voting_round == 1 and "second" in known
        return [_("Kết quả lần hai đã ghi sẽ được bỏ; xin nhập lại sau khi sửa lần một.")] if dropped else []

    return act(
        request,
        congress,
        title=_count_title(post, voting_round),
        form=partial(Votes, nominees=nominees),
        initial={
            **{name: known.get(name) for name in ("issued", "collected", "invalid")},
            **{f"p{row.person_id}": getattr(row, column) for row in nominees},
        },
        perform=perform,
        preview=preview,
        back=_where(congress, post),
    )


def _where(congress: Congress, post: str) -> str:
    """The page an election belongs to: the congress, or its first meeting."""
    return href(congress) if post in AT_CONGRESS else reverse("staffing:first-meeting", args=[congress.pk])


def _count_title(post: str, voting_round: int) -> str:
    words = _("Kết quả kiểm phiếu: %(election)s") if voting_round == 1 else _("Kết quả bầu lần hai: %(election)s")
    return words % {"election": labels.election(post)}


@_acting
def take(request: HttpRequest, pk: int, post: str, voting_round: int = 1) -> HttpResponse:
    """Take over the count of the ballot held on the system."""
    congress = congress_for(request, pk, change=True)
    if (post, voting_round) not in ballots_of(congress):
        raise Http404

    def perform(_given: dict[str, Any]) -> Done:
        elected = actions.take_congress_count(
            actor=actor_of(request), congress=congress, post=post, voting_round=voting_round
        )
        return Done(
            _("Đã ghi kết quả kiểm phiếu: %(count)d người trúng cử.") % {"count": len(elected)}, _where(congress, post)
        )

    title = _count_title(post, voting_round)
    options: dict[str, Any] = {"form": Sure, "submit": _("Lấy kết quả"), "back": _where(congress, post)}
    return act(request, congress, title=title, perform=perform, **options)


@_acting
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """Those elected enter the roster as a new term; what follows is shown before anything is written."""
    congress, day = congress_for(request, pk, change=True), clock.today()
    elected = list(elected_of(nominees_of(congress)).values())
    done = {row.step: row.done_on for row in steps_done(congress)}
    held_on = done.get(CongressStep.CONGRESS)
    if not elected or held_on is None or CongressStep.ENTRY in done:
        raise Http404
    length = rulebook().on(held_on).find("term.length")
    years = length.value if length is not None and isinstance(length.value, int) else 5

    def perform(given: dict[str, Any]) -> Done:
        names = ("planned_end", "posts", "decision_number", "decision_day")
        actions.enter_congress_results(
            actor=actor_of(request), congress=congress, day=clock.today(), **{name: given[name] for name in names}
        )
        return Done(_("Đã ghi nhiệm kỳ mới với %(count)d người trúng cử.") % {"count": len(elected)}, href(congress))

    def preview(given: dict[str, Any]) -> list[str]:
        now = sitting(congress.unit_id, day=day)
        leaving = [name for who, name in now.items() if who not in {row.person_id for row in elected}]
        posts = [f"{row.person.name} ({_title(given['posts'][row.person_id])})" for row in elected]
        told = [
            _("Nhiệm kỳ mới từ %(start)s đến %(end)s.")
            % {"start": f"{held_on:%d/%m/%Y}", "end": f"{given['planned_end']:%d/%m/%Y}"},
            _("Giữ chức vụ từ ngày đại hội: %(names)s.") % {"names": ", ".join(posts)},
        ]
        if leaving:
            told.append(_("Thôi giữ chức vụ do hết nhiệm kỳ: %(names)s.") % {"names": ", ".join(leaving)})
        if congress.seats and congress.seats != len(elected):
            facts = {"seats": congress.seats, "taken": len(elected)}
            told.append(_("Đại hội quyết định %(seats)d ủy viên, danh sách có %(taken)d người.") % facts)
        return told

    return act(
        request,
        congress,
        title=_("Ghi kết quả đại hội vào danh sách cán bộ"),
        form=partial(Results, elected=elected, decided=meeting_of(congress).posts()),
        initial={"planned_end": add_years(held_on, years), **{f"p{row.person_id}": row.post for row in elected}},
        perform=perform,
        preview=preview,
        units=[congress.unit_id],
    )


def _title(post: Post) -> str:
    return post_title(BodyKind.EXECUTIVE_COMMITTEE, post)
