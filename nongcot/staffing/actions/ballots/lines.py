"""Say which record on file a line of the ballot paper means. Changes no vote, and nothing a voter sees."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.kernel import clock
from nongcot.kernel.errors import Refused
from nongcot.people.models import Person
from nongcot.staffing.actions.ballots.common import locked_for, tell
from nongcot.staffing.actions.candidates import require_unlimited
from nongcot.staffing.ballots.kinds import BallotState
from nongcot.staffing.models import BallotCandidate
from nongcot.staffing.queries.ballot_lines import names_persons, seen

_NOT_VOIDED = frozenset(BallotState) - {BallotState.VOIDED}


@transaction.atomic
def link_person(*, actor: User | System, candidate: BallotCandidate, person: Person | None) -> BallotCandidate:
    """Tie a line to the record of the person it means; ``None``: to no record, and the name shall not tell either.

    Also after the count: what was counted stays as it is, only of whom it is told changes.

    Raises:
        PermissionDenied: the actor does not answer for the unit, or may not see the person.
        Refused: the ballot was voided or is about matters, the person's data is limited, or another line of the paper
            means the person.
    """
    ballot, _state = locked_for(actor, candidate.ballot, _NOT_VOIDED)
    row = BallotCandidate.objects.select_for_update().get(pk=candidate.pk)
    if not names_persons(ballot):
        raise Refused(_("Phiếu biểu quyết ghi nội dung, không ghi tên người."))
    if person is not None:
        if not seen(actor, [person.pk], day=clock.today()):
            raise PermissionDenied
        require_unlimited(person)
        if BallotCandidate.objects.filter(ballot=ballot, person=person).exclude(pk=row.pk).exists():
            raise Refused(_("Hồ sơ này đã gắn với một dòng khác trên phiếu."))
    before = (row.person_id, row.no_person)
    row.person, row.no_person = person, person is None
    if before == (row.person_id, row.no_person):
        return row
    row.save(update_fields=["person", "no_person"])
    told: dict[str, Any] = {"person": [before[0], row.person_id], "no_person": [before[1], row.no_person]}
    tell(actor, "link_person", ballot, place=[row.place + 1, None], **told)
    return row
