"""What only the top of the house knows: who must have a second factor, and whom an officer may help with a login.

``config`` connects it once; accounts knows no roles and no units.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System


@dataclass(frozen=True, slots=True)
class Rights:
    """``must`` and ``should`` ask for a second factor.

    ``helped`` is the filter for the logins an officer answers for, ``helps`` whether there can be any.
    """

    must: Callable[[User], bool]
    should: Callable[[User], bool]
    helped: Callable[[User], Q]
    helps: Callable[[User], bool]


def _nobody(_user: User) -> bool:
    return False


_connected = [Rights(_nobody, _nobody, lambda _actor: Q(pk__in=[]), _nobody)]


def connect(rights: Rights) -> None:
    _connected[:] = [rights]


def must_have_second_factor(user: User) -> bool:
    return _connected[0].must(user)


def should_have_second_factor(user: User) -> bool:
    return _connected[0].should(user)


def helps(actor: User | System) -> bool:
    return isinstance(actor, System) or _connected[0].helps(actor)


def user_scope(actor: User | System) -> Q:
    """The filter for logins the actor answers for; never the actor's own."""
    return Q() if isinstance(actor, System) else _connected[0].helped(actor) & ~Q(pk=actor.pk)


def require_help(actor: User | System, user: User) -> None:
    """Refuse an action on the login of somebody the actor does not answer for.

    Raises:
        PermissionDenied: the actor does not.
    """
    if not User.objects.filter(user_scope(actor), pk=user.pk).exists():
        raise PermissionDenied
