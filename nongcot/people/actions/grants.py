"""Grant and end roles."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.people.errors import Refused
from nongcot.people.kinds import Role
from nongcot.people.models import RoleGrant, Unit
from nongcot.people.permissions import IMPORTERS, require_on_unit


@transaction.atomic
def grant_role(
    *, actor: User | System, user: User, unit: Unit, role: Role, from_day: date, to_day: date | None = None
) -> RoleGrant:
    """``user`` has ``role`` over ``unit`` and its subtree on the days [from_day, to_day).

    Raises:
        PermissionDenied: the actor does not answer for the unit; a superior-union officer grants no federation role.
        Refused: the end is not after the beginning.
    """
    needed = IMPORTERS if role is not Role.FEDERATION_OFFICER else frozenset({Role.FEDERATION_OFFICER})
    require_on_unit(actor, unit, roles=needed)
    if to_day and to_day <= from_day:
        raise Refused(_("Ngày kết thúc quyền phải sau ngày bắt đầu."))
    grant = RoleGrant.objects.create(user=user, unit=unit, role=role, from_day=from_day, to_day=to_day)
    record(
        actor=actor,
        action="people.grant_role",
        object_type="role_grant",
        object_id=grant.pk,
        unit=unit.pk,
        changes={"user": [None, user.pk], "role": [None, role.value]},
    )
    return grant


@transaction.atomic
def end_grant(*, actor: User | System, grant: RoleGrant, day: date, reason: str = "") -> None:
    """The grant holds until the day before ``day``.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
    """
    needed = IMPORTERS if grant.role != Role.FEDERATION_OFFICER else frozenset({Role.FEDERATION_OFFICER})
    require_on_unit(actor, grant.unit_id, roles=needed)
    before = grant.to_day
    grant.to_day = day
    grant.save(update_fields=["to_day"])
    record(
        actor=actor,
        action="people.end_grant",
        object_type="role_grant",
        object_id=grant.pk,
        unit=grant.unit_id,
        changes={"to_day": [before.isoformat() if before else None, day.isoformat()]},
        reason=reason,
    )
