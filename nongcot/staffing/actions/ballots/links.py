"""Links and papers: each voter gets one of them, never both. The secret of a link is returned once and kept nowhere."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.kernel.errors import Refused
from nongcot.staffing.actions.ballots.common import BEFORE_CLOSING, locked_for, tell
from nongcot.staffing.ballots.kinds import BallotState, Mailed, Way
from nongcot.staffing.ballots.secrets import keys_of, new_code, read_code
from nongcot.staffing.models import Ballot, BallotVoter, SealedVote


@dataclass(frozen=True, slots=True)
class Link:
    """A voter's secret, on its way to the voter."""

    name: str
    contact: str
    code: str


@transaction.atomic
def issue_links(
    *, actor: User | System, ballot: Ballot, most: int, voters: Collection[int] | None = None
) -> list[Link]:
    """Links for the next ``most`` voters who have neither link nor paper (of ``voters`` where they are named).

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: votes are cast on paper only, or voting is over.
    """
    row, _state = locked_for(actor, ballot, BEFORE_CLOSING)
    if row.way == Way.PAPER:
        raise Refused(_("Cuộc bầu này chỉ dùng phiếu giấy."))
    waiting = BallotVoter.objects.filter(ballot=row, voter_key=None, on_paper=False).order_by("pk")
    waiting = waiting.exclude(mailed=Mailed.WAITING)  # their link goes by e-mail
    if voters is not None:
        waiting = waiting.filter(pk__in=voters)
    lines, links = list(waiting[:most]), []
    for line in lines:
        code = new_code()
        line.voter_key = keys_of(code).voter
        links.append(Link(line.name, line.contact, code))
    BallotVoter.objects.bulk_update(lines, ["voter_key"], batch_size=200)
    if links:
        tell(actor, "issue_links", row, links=len(links))
    return links


@transaction.atomic
def replace_link(*, actor: User | System, voter: BallotVoter, code: str = "") -> Link:
    """A new link for a voter whose old one was lost or forwarded; the old one ends.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: voting is over, the person has a paper, or the ballot is open and ``code`` is not the old link's code
            or has a ballot in the box.
    """
    ballot, state = locked_for(actor, voter.ballot, BEFORE_CLOSING)
    if ballot.way == Way.PAPER:
        raise Refused(_("Cuộc bầu này chỉ dùng phiếu giấy."))
    row = free_line(voter, state, code)
    new = new_code()
    row.voter_key, row.mailed = keys_of(new).voter, Mailed.NO
    row.save(update_fields=["voter_key", "mailed"])
    tell(actor, "replace_link", ballot, line=row.pk)
    return Link(row.name, row.contact, new)


@transaction.atomic
def give_paper(*, actor: User | System, voter: BallotVoter, code: str = "") -> BallotVoter:
    """A paper is handed to the voter: the link ends, and voting online is over for this person.

    Raises: as :func:`replace_link`; also where votes are cast online only.
    """
    ballot, state = locked_for(actor, voter.ballot, BEFORE_CLOSING)
    if ballot.way == Way.ONLINE:
        raise Refused(_("Cuộc bầu này chỉ bầu trực tuyến."))
    row = free_line(voter, state, code)
    row.voter_key, row.on_paper, row.mailed = None, True, Mailed.NO
    row.save(update_fields=["voter_key", "on_paper", "mailed"])
    tell(actor, "give_paper", ballot, line=row.pk)
    return row


def free_line(voter: BallotVoter, state: BallotState, code: str) -> BallotVoter:
    """The locked line, if its link (where it has one) is surely without a ballot in the box."""
    row = BallotVoter.objects.select_for_update().get(pk=voter.pk)
    if row.on_paper:
        raise Refused(_("Người này đã nhận phiếu giấy."))
    if row.voter_key is None or state is BallotState.PREPARED:
        return row
    read = read_code(code)
    if read is None:
        raise Refused(
            _(
                "Cuộc bầu đang mở: xin nhập mã trên đường dẫn cũ. Vì phiếu kín, chỉ mã này cho biết đường dẫn đã dùng "
                "hay chưa; không có mã thì không đổi được, để không ai bầu hai lần."
            )
        )
    keys = keys_of(read)
    if keys.voter != row.voter_key:
        raise Refused(_("Mã này không phải của %(name)s.") % {"name": row.name})
    if SealedVote.objects.filter(pk=keys.row).exists():
        raise Refused(
            _(
                "Đường dẫn này đang có phiếu trong hòm. Người bầu có thể mở đường dẫn để sửa phiếu đến giờ đóng, "
                "hoặc bấm “Rút phiếu” rồi mới đổi đường dẫn hay nhận phiếu giấy."
            )
        )
    return row
