"""Enter a person while recording what makes them an officer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.kernel import clock
from nongcot.people.actions import person_values
from nongcot.people.models import Person, Unit
from nongcot.people.permissions import EDITORS, require_on_unit


@transaction.atomic
def enter_person(*, actor: User | System, unit: Unit, values: Mapping[str, Any]) -> Person:
    """A person who is not on record yet, for a post at ``unit``; ``values`` as ``complete_data`` takes them.

    Call it in the transaction that records the post: a person without a post is seen by nobody.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        BadValues: a value cannot be, or there is no name.
    """
    require_on_unit(actor, unit, roles=EDITORS)
    read = person_values.read_values({"name": "", **values}, clock.today())
    person = Person()
    given = {field: value for field, value in read.items() if not person_values.is_empty(value)}
    changes = {field: person_values.write(person, field, value) for field, value in given.items()}
    person.save()
    record(
        actor=actor,
        action="people.enter_person",
        object_type="person",
        object_id=person.pk,
        unit=unit.pk,
        changes=changes,
    )
    return person
