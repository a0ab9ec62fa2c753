"""The voter's pages: no login, no session, no JavaScript needed. The code comes in a POST's body, never in a URL."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nongcot.infra.ui.paging import page_of
from nongcot.kernel import clock
from nongcot.kernel.errors import Refused
from nongcot.staffing.actions import ballots as verbs
from nongcot.staffing.ballots.kinds import BLANK, CHOSEN, MARKS, BallotKind
from nongcot.staffing.ballots.secrets import read_receipt, spaced
from nongcot.staffing.labels import ballots as labels
from nongcot.staffing.models import Ballot
from nongcot.staffing.queries import ballots as queries
from nongcot.staffing.views.ballots.common import result_rows, shown_state

View = Callable[..., HttpResponse]


def _secret(view: View) -> View:
    """Nothing of the page stays in a cache. No other site is told its address (the house's ``same-origin``); with
    ``no-referrer`` a browser would hide the origin of our own forms, and they would be refused as forged.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        response = view(request, *args, **options)
        response["Cache-Control"] = "no-store"
        return response

    return login_not_required(guarded)


@_secret
@require_safe
def enter(request: HttpRequest) -> HttpResponse:
    """Type the code; a link with the code after # fills it in by itself where there is JavaScript."""
    return render(request, "staffing/ballots/enter.html", {"now": clock.now()})


@_secret
@require_POST
def paper(request: HttpRequest) -> HttpResponse:
    """The ballot paper of a code: to mark while it is open; before and after, when."""
    return _paper(request)


@_secret
@require_POST
def cast(request: HttpRequest) -> HttpResponse:
    """Put the vote into the box."""
    found = queries.line_of(request.POST.get("code", ""))
    if found is None:
        return _unknown(request)
    ballot = found[0].ballot
    try:
        made = verbs.cast_vote(code=request.POST["code"], marks=_marks(request, ballot))
    except Refused as refused:
        return _paper(request, wrong=str(refused))
    context = {
        **shown_state(ballot, clock.now()),
        "receipt": spaced(made.receipt),
        "changed": made.changed,
        "code": request.POST["code"],
    }
    return render(request, "staffing/ballots/receipt.html", context)


@_secret
@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take the vote out of the box again."""
    try:
        gone = verbs.withdraw_vote(code=request.POST.get("code", ""))
    except verbs.NotYours:
        return _unknown(request)
    except Refused as refused:
        return _paper(request, wrong=str(refused))
    told = _("Đã rút phiếu khỏi hòm.") if gone else _("Đường dẫn này chưa có phiếu trong hòm.")
    return _paper(request, told=told)


@login_not_required
@require_safe
def result(request: HttpRequest, slug: UUID) -> HttpResponse:
    """What everybody may see of a ballot: its state, and after the count its result and the list of receipts."""
    ballot = queries.public(slug)
    if ballot is None:
        raise Http404
    asked = read_receipt(request.GET.get("receipt", ""))
    context = {
        **shown_state(ballot, clock.now()),
        **result_rows(ballot),
        "candidates": list(ballot.candidates.all()),
        "asked": asked,
    }
    if ballot.counted_at is not None:
        page = page_of(queries.published(ballot, asked), request, 100)
        context |= {"page": page, "votes": [_published(ballot, context["candidates"], vote) for vote in page.rows]}
    return render(request, "staffing/ballots/result.html", context)


def _published(ballot: Ballot, candidates: list[Any], vote: Any) -> dict[str, Any]:
    kind = BallotKind(ballot.kind)
    names = {one.place: one.name for one in candidates}
    said = [
        names[place] if kind is BallotKind.ELECTION else f"{names[place]}: {labels.MARK_WORDS[mark]}"
        for place, mark in enumerate(vote.marks)
        if mark != BLANK
    ]
    return {"receipt": spaced(vote.receipt), "said": said}


def _paper(request: HttpRequest, *, wrong: str = "", told: str = "") -> HttpResponse:
    found = queries.of_code(request.POST.get("code", ""))
    if found is None:
        return _unknown(request)
    voter, _keys, in_box = found
    kind = BallotKind(voter.ballot.kind)
    context = {
        **shown_state(voter.ballot, clock.now()),
        "code": request.POST["code"],
        "paper_lines": [
            {"candidate": one, "chosen": request.POST.get(f"p{one.place}", "")} for one in voter.ballot.candidates.all()
        ],
        "choices": [(mark, labels.MARK_WORDS[mark]) for mark in MARKS[kind]],
        "is_election": kind is BallotKind.ELECTION,
        "in_box": in_box,
        "wrong": wrong,
        "told": told,
    }
    return render(request, "staffing/ballots/paper.html", context, status=422 if wrong else 200)


def _marks(request: HttpRequest, ballot: Ballot) -> str:
    """One letter a place, as the form gives them; what is not answered is blank."""
    kind = BallotKind(ballot.kind)
    given = [request.POST.get(f"p{one.place}", "") for one in ballot.candidates.all()]
    if kind is BallotKind.ELECTION:
        return "".join(CHOSEN if mark else BLANK for mark in given)
    return "".join(mark if mark in MARKS[kind] else BLANK for mark in given)


def _unknown(request: HttpRequest) -> HttpResponse:
    told = str(verbs.NotYours())
    return render(request, "staffing/ballots/enter.html", {"now": clock.now(), "wrong": told}, status=404)
