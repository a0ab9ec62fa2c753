"""Who must have a second factor, and whom an officer may help with a login: what roles mean for logins."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from nongcot.config import demo
from nongcot.infra.accounts.api import Rights
from nongcot.infra.accounts.models import User
from nongcot.kernel import clock
from nongcot.people.api import IMPORTERS, grants, has_role, unit_scope
from nongcot.people.kinds import Role
from nongcot.people.models import RoleGrant

FEDERATION = frozenset({Role.FEDERATION_OFFICER})


def must_have_second_factor(user: User) -> bool:
    """Whether a role of today is one of NONGCOT_REQUIRE_SECOND_FACTOR; never in the invented province."""
    roles = settings.REQUIRE_SECOND_FACTOR
    return bool(roles) and not demo.is_shown() and grants(user).filter(role__in=roles).exists()


def should_have_second_factor(user: User) -> bool:
    """Whoever answers for other unions; not in the invented province."""
    return not demo.is_shown() and has_role(user, IMPORTERS)


def helps(user: User) -> bool:
    return has_role(user, IMPORTERS)


def helped(actor: User) -> Q:
    """Logins all of whose grants of today, and of days to come, lie with the actor.

    A superior-union officer never helps one of the federation, nor one who is going to be; logins without any such
    grant are the federation's.
    """
    lasting = Q(to_day__isnull=True) | Q(to_day__gt=clock.today())
    held = RoleGrant.objects.filter(lasting, user=OuterRef("pk"))
    of_federation = unit_scope(actor, path="unit_id", roles=FEDERATION)
    of_superior = unit_scope(actor, path="unit_id", roles=IMPORTERS) & ~Q(role=Role.FEDERATION_OFFICER)
    elsewhere = Exists(held.exclude(of_federation | of_superior))
    some = Exists(held)
    if has_role(actor, FEDERATION):
        return ~Q(elsewhere)
    return Q(some) & ~Q(elsewhere)


RIGHTS = Rights(must_have_second_factor, should_have_second_factor, helped, helps)
