"""What every page that changes a unit begins and ends with: may this login do it, and what followed from it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.infra.acting.page import Done
from nongcot.infra.ui import slots
from nongcot.kernel import clock
from nongcot.people import actions, queries
from nongcot.people.forms.pickers import NewPerson
from nongcot.people.kinds import Role
from nongcot.people.models import Person, PostHeld, Unit
from nongcot.people.permissions import EDITORS, can_on_unit
from nongcot.people.views.units import actor_of, unit_or_404


def unit_for(request: HttpRequest, pk: int, roles: frozenset[Role] = EDITORS) -> Unit:
    """The unit as it is today, for a login that may change it.

    Raises:
        Http404: there is none, or the login may not see it.
        PermissionDenied: it may see it, but has none of ``roles`` over it.
    """
    unit = unit_or_404(request, pk, clock.today())
    if not can_on_unit(actor_of(request), unit, roles=roles):
        raise PermissionDenied
    return unit


def held_for(request: HttpRequest, pk: int, roles: frozenset[Role] = EDITORS) -> PostHeld:
    """A post held, for a login that may change it. Raises as :func:`unit_for`."""
    held = queries.posts(actor_of(request)).filter(pk=pk).first()
    if held is None:
        raise Http404
    if not can_on_unit(actor_of(request), held.unit_id, roles=roles):
        raise PermissionDenied
    return held


def unit_page(unit: Unit | int, anchor: str = "") -> str:
    """The address of a unit's page."""
    pk = unit if isinstance(unit, int) else unit.pk
    return reverse("people:unit", args=[pk]) + (f"#{anchor}" if anchor else "")


def person_of(request: HttpRequest, unit: Unit, who: Person | NewPerson) -> Person:
    """The person chosen in a form; a new one is entered now, in the running transaction."""
    if isinstance(who, Person):
        return who
    return actions.enter_person(actor=actor_of(request), unit=unit, values=who.values)


def telling(
    request: HttpRequest, units: Collection[int], perform: Callable[[dict[str, Any]], Done]
) -> Callable[[dict[str, Any]], Done]:
    """``perform``, and after the commit a message of the duties that opened or closed by it."""

    def performed(given: dict[str, Any]) -> Done:
        before = _open(request, units)
        done = perform(given)
        transaction.on_commit(lambda: _tell(request, before, _open(request, units)), robust=True)
        return done

    return performed


def _open(request: HttpRequest, units: Collection[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for answer in slots.gather("units.open", actor=actor_of(request), units=units):
        found |= answer
    return found


def _tell(request: HttpRequest, before: dict[int, str], after: dict[int, str]) -> None:
    new = [title for pk, title in after.items() if pk not in before]
    gone = [title for pk, title in before.items() if pk not in after]
    if new:
        messages.warning(request, _("Việc cần làm mới: %(titles)s.") % {"titles": "; ".join(dict.fromkeys(new))})
    if gone:
        messages.info(request, _("Việc đã xong: %(titles)s.") % {"titles": "; ".join(dict.fromkeys(gone))})
