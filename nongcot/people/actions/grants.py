"""Grant and end roles."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.people.actions.posts import require_alive
from nongcot.people.errors import Refused
from nongcot.people.kinds import Role
from nongcot.people.models import RoleGrant, Unit
from nongcot.people.permissions import granting_roles, require_on_unit


@transaction.atomic
def grant_role(
    *, actor: User | System, user: User, unit: Unit, role: Role, from_day: date, to_day: date | None = None
) -> RoleGrant:
    """``user`` has ``role`` over ``unit`` and its subtree on the days [from_day, to_day).

    Raises:
        PermissionDenied: the actor does not answer for the unit; a superior-union officer grants no federation role.
        Refused: the end is not after the beginning, the unit has ended, or the login has this role then already.
    """
    require_on_unit(actor, unit, roles=granting_roles(role))
    if to_day and to_day <= from_day:
        raise Refused(_("Ngày kết thúc quyền phải sau ngày bắt đầu."))
    require_alive(unit, from_day)
    still = Q(to_day__isnull=True) | Q(to_day__gt=from_day)
    if RoleGrant.objects.filter(still, user=user, unit=unit, role=role).exists():
        raise Refused(_("%(name)s đang có vai trò này ở đơn vị.") % {"name": user.name or user.username})
    grant = RoleGrant.objects.create(user=user, unit=unit, role=role, from_day=from_day, to_day=to_day)
    record(
        actor=actor,
        action="people.grant_role",
        object_type="role_grant",
        object_id=grant.pk,
        unit=unit.pk,
        changes={
            "user": [None, user.username],
            "role": [None, Role(role).value],
            "from_day": [None, from_day.isoformat()],
            "to_day": [None, to_day.isoformat() if to_day else None],
        },
    )
    return grant


@transaction.atomic
def end_grant(*, actor: User | System, grant: RoleGrant, day: date, reason: str = "") -> None:
    """The grant holds until the day before ``day``; on its first day it never held.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: it has ended by then, ``day`` is before its first day, or it is the actor's own.
    """
    require_on_unit(actor, grant.unit_id, roles=granting_roles(grant.role))
    grant = RoleGrant.objects.select_related("user").get(pk=grant.pk)
    if isinstance(actor, User) and grant.user_id == actor.pk:
        raise Refused(_("Không thể tự thu hồi quyền của chính mình. Xin nhờ người phụ trách khác."))
    before = grant.to_day
    if before is not None and before <= day:
        raise Refused(_("Quyền này đã kết thúc từ trước."))
    if grant.from_day and day < grant.from_day:
        raise Refused(_("Ngày kết thúc quyền không thể trước ngày bắt đầu."))
    grant.to_day = day
    grant.save(update_fields=["to_day"])
    record(
        actor=actor,
        action="people.end_grant",
        object_type="role_grant",
        object_id=grant.pk,
        unit=grant.unit_id,
        changes={"to_day": [before.isoformat() if before else None, day.isoformat()]},
        reason=reason.strip(),
        user=grant.user.username,
        role=grant.role,
    )
