"""Propose candidates for the seat of a case, withdraw them, write down who was chosen. The machine chooses nobody."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.infra.rulebook.api import rulebook
from nongcot.kernel import clock
from nongcot.people.api import EDITORS, Refused, require_on_unit
from nongcot.people.models import Person
from nongcot.staffing.actions.completing import held_case
from nongcot.staffing.actions.following import seat_of
from nongcot.staffing.kinds.candidates import Weight
from nongcot.staffing.models import Candidate, CompletionCase
from nongcot.staffing.queries import candidates as queries
from nongcot.staffing.rules.candidates import reasons

Actor = User | System
MOST = 20  # of a case: as many as a committee compares; against slips, no rule


@transaction.atomic
def propose_candidate(*, actor: Actor, case: CompletionCase, person: Person, day: date) -> Candidate:
    """``person`` is a candidate for the seat; one who withdrew may be proposed again.

    Raises:
        PermissionDenied: the actor does not answer for the unit, or may not see the person.
        Refused: the case is closed, the person is a candidate already or sits in the seat, there are enough, or the
            person's data is limited.
    """
    require_on_unit(actor, case.unit_id, roles=EDITORS)
    case = held_case(case)
    if not queries.seen(actor, [person.pk]):
        raise PermissionDenied
    require_unlimited(person)
    rows = {row.person_id: row for row in Candidate.objects.filter(case=case)}
    row = rows.get(person.pk)
    if row is not None and row.state != Candidate.State.WITHDRAWN:
        raise Refused(_("%(name)s đã có trong danh sách giới thiệu.") % {"name": person.name})
    if sum(one.state != Candidate.State.WITHDRAWN for one in rows.values()) >= MOST:
        raise Refused(_("Danh sách giới thiệu đã đủ %(most)d người.") % {"most": MOST})
    [told] = queries.known([person.pk], day=day)
    found = reasons(told, unit=case.unit_id, seat=seat_of(case), term_end=None, book=rulebook().on(day), day=day)
    if any(one.weight is Weight.BAR for one in found):
        raise Refused(_("%(name)s đang giữ chức danh này.") % {"name": person.name})
    row = row or Candidate(case=case, person=person, proposed_on=day)
    row.state, row.state_on, row.note = Candidate.State.PROPOSED, day, ""
    row.by = actor if isinstance(actor, User) else None
    row.save()
    _record(actor, row, "staffing.propose_candidate", None)
    return row


def require_unlimited(person: Person) -> None:
    """Refuse to put somebody on a list whose data is limited today."""
    if queries.limited_of([person.pk], day=clock.today()):
        words = _("Dữ liệu của %(name)s đang được hạn chế xử lý theo yêu cầu nên không đưa vào danh sách được.")
        raise Refused(words % {"name": person.name})


@transaction.atomic
def withdraw_candidate(*, actor: Actor, case: CompletionCase, person: Person, reason: str, day: date) -> Candidate:
    """The person is no candidate any more; the reason is kept.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: the case is closed, the person is no candidate, or no reason is given.
    """
    if not reason.strip():
        raise Refused(_("Xin ghi lý do rút."))
    return _turn(actor, case, person, state=Candidate.State.WITHDRAWN, note=reason.strip()[:500], day=day)


@transaction.atomic
def choose_candidate(*, actor: Actor, case: CompletionCase, person: Person, day: date, note: str = "") -> Candidate:
    """Write down that the person was elected or designated, as people decided; ``note`` says how.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: the case is closed, or the person is no candidate or was chosen before.
    """
    return _turn(actor, case, person, state=Candidate.State.CHOSEN, note=note.strip()[:500], day=day)


def _turn(
    actor: Actor, case: CompletionCase, person: Person, *, state: Candidate.State, note: str, day: date
) -> Candidate:
    require_on_unit(actor, case.unit_id, roles=EDITORS)
    case = held_case(case)
    row = Candidate.objects.select_related("person").filter(case=case, person=person).first()
    if row is None or row.state in (Candidate.State.WITHDRAWN, state):
        raise Refused(
            _("%(name)s không ở trong danh sách giới thiệu, hoặc đã được ghi như vậy.") % {"name": person.name}
        )
    before, row.state, row.state_on, row.note = row.state, state, day, note
    row.save(update_fields=["state", "state_on", "note"])
    chosen = state == Candidate.State.CHOSEN
    _record(actor, row, "staffing.choose_candidate" if chosen else "staffing.withdraw_candidate", before, note)
    return row


def _record(actor: Actor, row: Candidate, action: str, before: str | None, reason: str = "") -> None:
    record(
        actor=actor,
        action=action,
        object_type="completion_case",
        object_id=row.case_id,
        unit=row.case.unit_id,
        changes={"person": [None, row.person_id], "candidate": [before, str(row.state)]},
        reason=reason,
    )
