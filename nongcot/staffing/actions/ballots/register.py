"""The census of a ballot: who may vote."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra import sealing
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.kernel.errors import Refused
from nongcot.staffing.actions.ballots.common import BEFORE_CLOSING, locked_for, reason_for, tell
from nongcot.staffing.ballots.kinds import BallotState, CensusLine, KeyField
from nongcot.staffing.models import Ballot, BallotVoter

_HINT_LETTERS = 4


def write_lines(ballot: Ballot, lines: Sequence[CensusLine]) -> int:
    """Lines of a census that are not in it yet; gives how many. A citizen id is kept as its index and last digits."""
    rows = [_row(ballot, line) for line in lines]
    known = set(BallotVoter.objects.filter(ballot=ballot).values_list("key_index", flat=True))
    new = [row for row in rows if row.key_index not in known]
    BallotVoter.objects.bulk_create(new, batch_size=500)
    return len(new)


def _row(ballot: Ballot, line: CensusLine) -> BallotVoter:
    secret = ballot.key_field == KeyField.CITIZEN_ID
    return BallotVoter(
        ballot=ballot,
        name=line.name,
        key_index=sealing.index(f"{ballot.key_field}:{line.key}"),
        contact="" if secret else line.key,
        hint=f"…{line.key[-_HINT_LETTERS:]}" if secret else "",
    )


@transaction.atomic
def add_voters(*, actor: User | System, ballot: Ballot, lines: Sequence[CensusLine], reason: str = "") -> int:
    """Add lines to the census; those that are in it already are left as they are. Gives how many were new.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: voting is over, or it is open and no reason is given.
    """
    row, state = locked_for(actor, ballot, BEFORE_CLOSING)
    told = reason_for(state, reason)
    added = write_lines(row, lines)
    if added:
        tell(actor, "add_voters", row, reason=told, voters=added)
    return added


@transaction.atomic
def remove_voter(*, actor: User | System, voter: BallotVoter, reason: str) -> None:
    """Take a line out of the census.

    Once the ballot is open and a link was given, nobody knows whether it was used: then the ballot can only be voided.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: voting is over, no reason is given, or the person has a link or a paper of an open ballot.
    """
    ballot, state = locked_for(actor, voter.ballot, BEFORE_CLOSING)
    row = BallotVoter.objects.select_for_update().get(pk=voter.pk)
    if not reason.strip():
        raise Refused(_("Xin ghi lý do đưa tên ra khỏi danh sách."))
    if row.on_paper:
        raise Refused(_("Người này đã nhận phiếu giấy."))
    if state is BallotState.OPEN and row.voter_key:
        raise Refused(
            _(
                "Cuộc bầu đang mở và người này đã có đường dẫn. Vì phiếu kín, không ai biết đường dẫn đã dùng hay "
                "chưa, nên không bỏ riêng một người được. Nếu danh sách sai, xin hủy cuộc bầu và tổ chức lại."
            )
        )
    tell(actor, "remove_voter", ballot, reason=reason.strip(), line=[row.pk, None])
    row.delete()
