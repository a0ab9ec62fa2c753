"""What the pages of ballots share."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.staffing.ballots.kinds import MARKS, BallotKind, BallotState
from nongcot.staffing.ballots.rules import state_of
from nongcot.staffing.ballots.stored import read_result
from nongcot.staffing.labels import ballots as labels
from nongcot.staffing.models import Ballot, BallotVoter
from nongcot.staffing.permissions.ballots import may_run
from nongcot.staffing.queries import ballots as queries
from nongcot.staffing.views.common import actor_of


def ballot_or_404(request: HttpRequest, pk: int) -> Ballot:
    try:
        return queries.one(actor_of(request), pk)
    except Ballot.DoesNotExist:
        raise Http404 from None


def ballot_for(request: HttpRequest, pk: int) -> Ballot:
    """The ballot, for a login that runs it.

    Raises:
        Http404: there is none, or the login may not see it.
        PermissionDenied: it may see it, but not run it.
    """
    ballot = ballot_or_404(request, pk)
    if not may_run(actor_of(request), ballot):
        raise PermissionDenied
    return ballot


def voter_for(request: HttpRequest, pk: int) -> BallotVoter:
    """A line of a census, for a login that runs the ballot. Raises as :func:`ballot_for`."""
    try:
        voter = queries.voter(actor_of(request), pk)
    except BallotVoter.DoesNotExist:
        raise Http404 from None
    if not may_run(actor_of(request), voter.ballot):
        raise PermissionDenied
    return voter


def ballot_page(ballot: Ballot | int) -> str:
    return reverse("staffing:ballot", args=[ballot if isinstance(ballot, int) else ballot.pk])


def shown_state(ballot: Ballot, now: datetime) -> dict[str, Any]:
    """The state with its words, and the server's clock, for every page that shows a ballot."""
    state = state_of(ballot.times, now)
    return {
        "ballot": ballot,
        "state": state.value,
        "state_word": labels.state(state),
        "tone": labels.TONES[state],
        "kind_word": labels.KINDS[ballot.kind],
        "way_word": labels.WAYS[ballot.way],
        "now": now,
        "is_open": state is BallotState.OPEN,
    }


def result_rows(ballot: Ballot) -> dict[str, Any]:
    """The count as rows: each candidate with the number of each mark, its share, and whether elected."""
    counted = read_result(ballot.result)
    if counted is None:
        return {}
    kind = BallotKind(ballot.kind)
    words = [_("Số phiếu")] if kind is BallotKind.ELECTION else [labels.MARK_WORDS[mark] for mark in MARKS[kind]]
    rows: list[dict[str, Any]] = []
    for one in ballot.candidates.all():
        numbers = counted.counts[one.place]
        first = numbers[MARKS[kind][0]]
        rows.append(
            {
                "candidate": one,
                "numbers": list(zip(words, (numbers[mark] for mark in MARKS[kind]), strict=True)),
                "first": first,
                "share": f"{100 * first / counted.collected:.1f}".replace(".", ",") if counted.collected else "0",
                "more_than_half": first > counted.threshold * counted.collected,
                "elected": one.place in counted.outcome.elected,
                "tied": one.place in counted.outcome.tied,
            }
        )
    if kind is BallotKind.ELECTION:
        rows.sort(key=lambda row: (-row["first"], row["candidate"].place))
    return {
        "counted": counted,
        "rows": rows,
        "marks": words,
        "is_election": kind is BallotKind.ELECTION,
        "valid": counted.collected - counted.invalid - counted.blank,
        "rule": ballot.result["rule"],
    }
