"""Give a duty to somebody with a login who reaches its unit, and take it back."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.duties.actions.changing import fresh, remember
from nongcot.duties.models import Duty
from nongcot.duties.permissions import may_return, may_take_over
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.kernel import clock
from nongcot.people.api import EDITORS, Refused, require_on_unit


@transaction.atomic
def delegate(*, actor: User | System, duty: Duty, to_user: User, note: str = "") -> Duty:
    """Have ``to_user`` answer for an open duty from today on; ``note`` says what is expected.

    Raises:
        PermissionDenied: the actor does not answer for the duty's unit.
        Refused: the duty is closed, ``to_user`` has it already, or may not be given it (see ``may_take_over``).
    """
    require_on_unit(actor, duty.unit_id, roles=EDITORS)
    duty = fresh(duty)
    if duty.delegated_to_id == to_user.pk:
        raise Refused(_("%(name)s đang được giao việc này.") % {"name": to_user})
    if not may_take_over(actor, [duty.unit_id]).filter(pk=to_user.pk).exists():
        raise Refused(
            _("%(name)s không phụ trách đơn vị này nên chưa giao được việc. Xin chọn người khác.") % {"name": to_user}
        )
    return _hand_over(actor, duty, to_user, note)


@transaction.atomic
def delegate_all(*, actor: User | System, duties: Iterable[Duty], to_user: User, note: str = "") -> list[Duty]:
    """Delegate several duties: all of them or, when one is refused, none. Raises what :func:`delegate` raises."""
    return [delegate(actor=actor, duty=duty, to_user=to_user, note=note) for duty in duties]


@transaction.atomic
def take_back(*, actor: User | System, duty: Duty, note: str = "") -> Duty:
    """The duty is again of the role that answers for it. Whoever was given it may give it back too.

    Raises:
        PermissionDenied: the actor neither answers for the duty's unit nor was given the duty.
        Refused: the duty is closed or not delegated.
    """
    duty = fresh(duty)
    if not may_return(actor, duty):
        raise PermissionDenied
    if duty.delegated_to is None:
        raise Refused(_("Việc này không giao cho ai."))
    return _hand_over(actor, duty, None, note)


def _hand_over(actor: User | System, duty: Duty, to_user: User | None, note: str) -> Duty:
    before, duty.delegated_to = duty.delegated_to, to_user
    duty.save(update_fields=["delegated_to"])
    remember(
        actor=actor,
        duty=duty,
        day=clock.today(),
        kind="delegated" if to_user else "taken_back",
        changes={"delegated_to": [str(before) if before else None, str(to_user) if to_user else None]},
        reason=note.strip(),
        **({"to_user": to_user.pk, "to_name": str(to_user)} if to_user else {"from_name": str(before)}),
    )
    return duty
