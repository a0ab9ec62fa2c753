"""What the verbs of ballots share: the lock, the state by the server's clock, the trail."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.kernel import clock
from nongcot.kernel.errors import Refused
from nongcot.staffing.ballots.kinds import BallotState
from nongcot.staffing.ballots.rules import state_of
from nongcot.staffing.labels import ballots as labels
from nongcot.staffing.models import Ballot
from nongcot.staffing.permissions.ballots import require_may_run

BEFORE_CLOSING = frozenset({BallotState.PREPARED, BallotState.OPEN})


def locked(ballot: Ballot | int) -> Ballot:
    """The ballot as it is now, kept from others until the transaction ends."""
    return Ballot.objects.select_for_update().get(pk=ballot if isinstance(ballot, int) else ballot.pk)


def locked_for(actor: User | System, ballot: Ballot, states: Collection[BallotState]) -> tuple[Ballot, BallotState]:
    """The locked ballot for one who runs it, in one of these states.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: the ballot is in another state; the text says which.
    """
    require_may_run(actor, ballot.unit_id)
    row = locked(ballot)
    state = state_of(row.times, clock.now())
    if state not in states:
        raise Refused(labels.not_in_this_state(state))
    return row, state


def reason_for(state: BallotState, reason: str) -> str:
    """What was typed as the reason; needed once the ballot is open."""
    if state is not BallotState.PREPARED and not reason.strip():
        raise Refused(_("Cuộc bầu đang mở: xin ghi lý do thay đổi."))
    return reason.strip()


def tell(actor: User | System, action: str, ballot: Ballot, *, reason: str = "", **changes: Any) -> None:
    """An entry of the trail about a ballot; of what was voted it never holds anything."""
    record(
        actor=actor,
        action=f"ballots.{action}",
        object_type="ballot",
        object_id=ballot.pk,
        unit=ballot.unit_id,
        changes={name: pair if isinstance(pair, list) else [None, pair] for name, pair in changes.items()},
        reason=reason,
    )


@contextmanager
def box_open() -> Iterator[None]:
    """While this lasts, SQLite brings each commit to the disk and overwrites what it deletes."""
    embedded = connection.vendor == "sqlite"
    outermost = not connection.in_atomic_block  # how a commit is written cannot be changed within a transaction
    if embedded:
        _pragmas("secure_delete=ON", *(["synchronous=FULL"] if outermost else []))
    try:
        yield
    finally:
        if embedded and outermost:
            _pragmas("synchronous=NORMAL")


def empty_remains() -> None:
    """After a count: take what is left of the rows of the box out of the log and the free space of the database."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            for table in ("staffing_sealedvote", "staffing_ballotvoter"):
                # writing anew keeps deleted rows that a session of any database may still see; clearing, of this one
                cursor.execute(f"VACUUM {table}")
                cursor.execute(f"VACUUM (FULL) {table}")


def _pragmas(*settings: str) -> None:
    with connection.cursor() as cursor:
        for setting in settings:
            cursor.execute(f"PRAGMA {setting}")
