"""Links by e-mail: asked for in a page, made and sent one by one in the background, kept nowhere.

A line of the census says that its link waits, is being sent, was sent or failed. The secret is made when the letter is,
given to the mail server and forgotten; docs/adr/0004 says what the mail server learns.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.kernel import clock
from nongcot.kernel.errors import Refused
from nongcot.staffing.actions.ballots.common import BEFORE_CLOSING, locked, locked_for, tell
from nongcot.staffing.actions.ballots.links import free_line
from nongcot.staffing.ballots.kinds import BallotState, KeyField, Mailed, Way
from nongcot.staffing.ballots.rules import state_of
from nongcot.staffing.ballots.secrets import keys_of, new_code
from nongcot.staffing.models import Ballot, BallotVoter, SealedVote


@dataclass(frozen=True, slots=True)
class Letter:
    """A link on its way to its voter: held in memory only, for as long as the letter is being sent."""

    line: int
    name: str
    address: str
    code: str


@transaction.atomic
def mail_links(*, actor: User | System, ballot: Ballot) -> int:
    """Everybody who has neither link nor paper waits for a link by e-mail, also whom a letter did not reach; how many.

    While the ballot is prepared this is so too of lines at which the sender was interrupted: their link may have left
    or not, the new one ends it.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: voting is over or on paper only, the census has no addresses, or nobody is left.
    """
    row, state = locked_for(actor, ballot, BEFORE_CLOSING)
    _require_addresses(row)
    lines = BallotVoter.objects.filter(ballot=row, on_paper=False)
    if state is BallotState.PREPARED:
        lines.filter(mailed=Mailed.BEGUN).update(voter_key=None, mailed=Mailed.NO)
    count = lines.filter(voter_key=None).exclude(contact="").update(mailed=Mailed.WAITING)
    if not count:
        raise Refused(_("Ai cũng đã có đường dẫn hoặc phiếu giấy."))
    tell(actor, "mail_links", row, links=count)
    return count


@transaction.atomic
def mail_link(*, actor: User | System, voter: BallotVoter, code: str = "") -> BallotVoter:
    """A new link by e-mail for a voter whose old one was lost or forwarded; the old one ends at once.

    Raises: as ``replace_link``; also where the census has no addresses.
    """
    ballot, state = locked_for(actor, voter.ballot, BEFORE_CLOSING)
    _require_addresses(ballot)
    row = free_line(voter, state, code)
    row.voter_key, row.mailed = None, Mailed.WAITING
    row.save(update_fields=["voter_key", "mailed"])
    tell(actor, "mail_link", ballot, line=row.pk)
    return row


def _require_addresses(ballot: Ballot) -> None:
    if ballot.way == Way.PAPER:
        raise Refused(_("Cuộc bầu này chỉ dùng phiếu giấy."))
    if ballot.key_field != KeyField.EMAIL:
        raise Refused(_("Danh sách người bầu này không có địa chỉ thư điện tử; hãy in đường dẫn."))


@transaction.atomic
def next_letter(*, ballot: int) -> Letter | None:
    """Make the link of the next line that waits; None where nobody does, or voting is over (then nobody waits more)."""
    row = locked(ballot)
    lines = BallotVoter.objects.filter(ballot=row, mailed=Mailed.WAITING)
    if state_of(row.times, clock.now()) not in BEFORE_CLOSING:
        lines.update(mailed=Mailed.NO)
        return None
    line = lines.filter(voter_key=None, on_paper=False).order_by("pk").first()
    if line is None:
        return None
    code = new_code()
    line.voter_key, line.mailed = keys_of(code).voter, Mailed.BEGUN
    line.save(update_fields=["voter_key", "mailed"])
    return Letter(line.pk, line.name, line.contact, code)


@transaction.atomic
def letter_sent(*, letter: Letter) -> None:
    """The mail server took the letter."""
    _begun(letter).update(mailed=Mailed.SENT)


@transaction.atomic
def letter_failed(*, ballot: int, letter: Letter) -> bool:
    """The mail server did not take the letter: its link ends, unless a ballot of it lies in the box already (the letter
    did arrive, only the answer was lost). Gives whether it ended.
    """
    locked(ballot)
    if SealedVote.objects.filter(pk=keys_of(letter.code).row).exists():
        _begun(letter).update(mailed=Mailed.SENT)
        return False
    return bool(_begun(letter).update(mailed=Mailed.FAILED, voter_key=None))


def _begun(letter: Letter) -> QuerySet[BallotVoter]:
    """The line of this letter, where its link is still this one."""
    return BallotVoter.objects.filter(pk=letter.line, mailed=Mailed.BEGUN, voter_key=keys_of(letter.code).voter)
