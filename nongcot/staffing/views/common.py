"""What the pages of cases share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from nongcot.infra.accounts.models import User
from nongcot.infra.audit import trail
from nongcot.kernel import clock
from nongcot.people.api import EDITORS, can_on_unit, unit
from nongcot.people.kinds import Role
from nongcot.people.models import Unit
from nongcot.staffing.kinds.completing import ActsHere
from nongcot.staffing.permissions.completing import roles_for

_OF_PEOPLE = (
    "staffing.nominate",
    "staffing.withdraw_nominee",
    "staffing.propose_candidate",
    "staffing.withdraw_candidate",
    "staffing.choose_candidate",
)


class Stepping(Protocol):
    """A step of a plan: its name, and who does it."""

    @property
    def step(self) -> str: ...

    @property
    def who(self) -> ActsHere: ...


def actor_of(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  (these pages ask for a login)
    return request.user


def unit_for(request: HttpRequest, pk: int, roles: frozenset[Role] = EDITORS) -> Unit:
    """A unit as of today, for a login that may change it.

    Raises:
        Http404: there is none, or the login may not see it.
        PermissionDenied: it may see it, but has none of ``roles`` over it.
    """
    found = unit_seen(request, pk)
    if not can_on_unit(actor_of(request), found, roles=roles):
        raise PermissionDenied
    return found


def unit_seen(request: HttpRequest, pk: int) -> Unit:
    """A unit as of today that the login may see."""
    try:
        return unit(actor_of(request), pk, day=clock.today())
    except Unit.DoesNotExist:
        raise Http404 from None


def require_step(request: HttpRequest, unit_id: int, steps: Iterable[Stepping], step: str) -> None:
    """The login may write down this step of a plan.

    Raises:
        Http404: the plan has no such step.
        PermissionDenied: it is the superior's.
    """
    found = next((one for one in steps if one.step == step), None)
    if found is None:
        raise Http404
    if not can_on_unit(actor_of(request), unit_id, roles=roles_for(found.who)):
        raise PermissionDenied


def history(actor: User, kind: str, pk: int, *, editor: bool) -> list[trail.Line]:
    """The newest fifty entries about a case.

    Who was named for a seat, and why somebody stands no more, is told to those who see the list of these people.
    """
    rows = trail.about(objects=[(kind, pk)])
    return trail.lines((rows if editor else rows.exclude(action__in=_OF_PEOPLE))[:50], actor=actor)


def number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
