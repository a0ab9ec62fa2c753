"""Looking at what is masked is an action too: it leaves a trace."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from nongcot.infra import sealing
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.people.models import Person
from nongcot.people.permissions import can_read_sensitive


@transaction.atomic
def view_citizen_id(*, actor: User | System, person: Person, reason: str = "") -> str:
    """The person's full citizen id (empty when none is known); every view is audited.

    Raises:
        PermissionDenied: the actor answers for none of the person's units.
    """
    if not can_read_sensitive(actor, person):
        raise PermissionDenied
    record(
        actor=actor,
        action="people.view_citizen_id",
        object_type="person",
        object_id=person.pk,
        reason=reason,
    )
    return sealing.unseal(person.citizen_sealed) if person.citizen_sealed else ""
