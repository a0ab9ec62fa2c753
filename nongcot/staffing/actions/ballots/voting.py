"""Cast, change and withdraw a vote. The voter is known by the code alone: there is no login, session, mark or entry.

Casting writes one row, the one in the box; everything else is only read. docs/adr/0004 says why.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.kernel import clock
from nongcot.kernel.errors import Refused
from nongcot.staffing.actions.ballots.common import box_open, locked
from nongcot.staffing.ballots.kinds import BallotKind, BallotState
from nongcot.staffing.ballots.rules import is_vote, state_of
from nongcot.staffing.ballots.secrets import Keys, keys_of, new_receipt, read_code, seal_vote
from nongcot.staffing.labels import ballots as labels
from nongcot.staffing.models import Ballot, BallotCandidate, BallotVoter, SealedVote


@dataclass(frozen=True, slots=True)
class Cast:
    """What the voter is told: the receipt, shown once, and whether an earlier ballot was replaced."""

    ballot: Ballot
    receipt: str
    changed: bool


class NotYours(Refused):
    """No voter of any ballot has this code."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Mã này không mở phiếu bầu nào. Xin kiểm tra lại từng chữ; nếu đường dẫn đã được đổi hoặc cuộc bầu đã "
                "kiểm phiếu thì mã cũ không dùng được nữa."
            )
        )


def cast_vote(*, code: str, marks: str) -> Cast:
    """Put a vote into the box, or another one in its place. ``marks`` has one letter for each place of the ballot.

    Raises:
        NotYours: no voter has this code.
        Refused: voting is not open by the server's clock, or the marks are no valid vote.
    """
    keys = _keys(code)
    with box_open(), transaction.atomic():
        ballot = _open_ballot(keys)
        withdrawn = BallotCandidate.objects.filter(ballot=ballot).values_list("place", "withdrawn_at")
        gone = [place for place, at in withdrawn if at is not None]
        kind = BallotKind(ballot.kind)
        if not is_vote(kind, marks, places=len(withdrawn), seats=ballot.seats, withdrawn=gone):
            raise Refused(labels.not_a_vote(kind, ballot.seats))
        receipt = new_receipt()
        sealed = seal_vote(receipt, marks, ballot=ballot.pk, row=keys.row)
        changed = bool(SealedVote.objects.filter(pk=keys.row, box_key=keys.box).update(sealed=sealed))
        if not changed:
            SealedVote.objects.create(pk=keys.row, ballot=ballot, box_key=keys.box, sealed=sealed)
    return Cast(ballot, receipt, changed)


def withdraw_vote(*, code: str) -> bool:
    """Take one's vote out of the box again, to vote anew later, on paper, or not at all; whether there was one.

    Raises: as :func:`cast_vote`.
    """
    keys = _keys(code)
    with box_open(), transaction.atomic():
        _open_ballot(keys)
        gone, _rows = SealedVote.objects.filter(pk=keys.row, box_key=keys.box).delete()
    return bool(gone)


def _keys(code: str) -> Keys:
    read = read_code(code)
    if read is None:
        raise NotYours
    return keys_of(read)


def _open_ballot(keys: Keys) -> Ballot:
    """The locked ballot of a code, open now. The code is looked up again under the lock: a link may just have ended."""
    line = BallotVoter.objects.filter(voter_key=keys.voter)
    ballot_id = line.values_list("ballot", flat=True).first()
    if ballot_id is None:
        raise NotYours
    ballot = locked(ballot_id)
    if not line.exists():
        raise NotYours
    state = state_of(ballot.times, clock.now())
    if state is not BallotState.OPEN:
        raise Refused(labels.not_in_this_state(state))
    return ballot
