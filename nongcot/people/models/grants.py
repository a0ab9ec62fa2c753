"""What a login may do, where, and from when to when."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nongcot.people.kinds import Role
from nongcot.people.models.ranges import Dated, values
from nongcot.people.models.units import Unit


class RoleGrant(Dated):
    """A login has a role on a unit and reaches its subtree, on the days of the grant."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="grants")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=30, choices=values(Role))

    class Meta:
        constraints: ClassVar = [
            # An empty range is right here: a grant taken back on its first day never held.
            models.CheckConstraint(
                condition=Q(from_day__isnull=True) | Q(to_day__isnull=True) | Q(to_day__gte=F("from_day")),
                name="people_grant_order",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["user", "unit"], name="people_grant_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.unit_id}"
