"""The tally form of the papers, and the count: after closing, once."""

from __future__ import annotations

from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.rulebook.api import rulebook
from nongcot.kernel import clock
from nongcot.kernel.errors import Refused
from nongcot.staffing.actions.ballots.common import box_open, empty_remains, locked_for, tell
from nongcot.staffing.ballots.kinds import BallotKind, BallotState, Counted, Paper, Way
from nongcot.staffing.ballots.rules import count, tally_agrees
from nongcot.staffing.ballots.secrets import open_vote
from nongcot.staffing.ballots.stored import read_paper, write_paper, write_result
from nongcot.staffing.models import Ballot, BallotCandidate, BallotVoter, CountedVote, SealedVote

RULE = "congress.elected_above"


@transaction.atomic
def enter_tally(*, actor: User | System, ballot: Ballot, paper: Paper) -> Ballot:
    """What the counting team found in the box of papers; entered after closing, corrected until the count.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: voting is not over, it was online only, or the numbers cannot all be true.
    """
    row, _state = locked_for(actor, ballot, {BallotState.CLOSED})
    if row.way == Way.ONLINE:
        raise Refused(_("Cuộc bầu này chỉ bầu trực tuyến."))
    given = BallotVoter.objects.filter(ballot=row, on_paper=True).count()
    if not tally_agrees(BallotKind(row.kind), paper, seats=row.seats, given=given):
        raise Refused(
            _(
                "Các số chưa khớp. Danh sách ghi %(given)d người đã nhận phiếu giấy; số phát ra không lớn hơn số đó, "
                "số thu về không lớn hơn số phát ra, và số phiếu của từng dòng không lớn hơn số phiếu hợp lệ."
            )
            % {"given": given}
        )
    row.paper = write_paper(paper)
    row.save(update_fields=["paper"])
    tell(actor, "enter_tally", row, issued=paper.issued, collected=paper.collected, invalid=paper.invalid)
    return row


def count_ballot(*, actor: User | System, ballot: Ballot) -> Counted:
    """Count a ballot that is closed, once: the box is emptied, and what was in it is published by receipts alone.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: voting is not over, it was counted before, or papers were handed out and no tally form is entered.
        NotInForce, NotOnFile: no rule says on the day of closing what it takes to be elected.
    """
    with box_open(), transaction.atomic():
        row, _state = locked_for(actor, ballot, {BallotState.CLOSED})
        paper = read_paper(row.paper)
        if paper is None and BallotVoter.objects.filter(ballot=row, on_paper=True).exists():
            raise Refused(_("Có người đã nhận phiếu giấy: xin nhập biên bản kiểm phiếu giấy trước."))
        votes, broken = _empty_box(row)
        places = dict(BallotCandidate.objects.filter(ballot=row).values_list("place", "withdrawn_at"))
        day = row.closes_at.astimezone(clock.VIETNAM).date()
        rule = rulebook().at(RULE, day)
        counted = count(
            BallotKind(row.kind),
            [marks for _receipt, marks in votes],
            places=len(places),
            seats=row.seats,
            threshold=Fraction(str(rule.value)),
            withdrawn=[place for place, at in places.items() if at is not None],
            paper=paper,
        )
        row.counted_at = clock.now()
        row.result = write_result(counted, rule=rule.ref, day=day)
        row.save(update_fields=["counted_at", "result"])
        BallotVoter.objects.filter(ballot=row).update(voter_key=None)
        tell(actor, "count_ballot", row, collected=counted.collected, broken=[None, broken] if broken else [None, None])
        transaction.on_commit(empty_remains, robust=True)
    return counted


def _empty_box(ballot: Ballot) -> tuple[list[tuple[str, str]], int]:
    """(receipt, marks) of each ballot in the box, by receipt, published and taken out; how many somebody changed."""
    rows = SealedVote.objects.filter(ballot=ballot)
    opened = [open_vote(sealed, ballot=ballot.pk, row=pk) for pk, sealed in rows.values_list("pk", "sealed")]
    votes = sorted(vote for vote in opened if vote is not None)
    published = [CountedVote(ballot=ballot, receipt=receipt, marks=marks) for receipt, marks in votes]
    CountedVote.objects.bulk_create(published, batch_size=500)
    rows.delete()
    return votes, len(opened) - len(votes)
