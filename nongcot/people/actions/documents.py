"""The decision of something recorded earlier without it: its number and day are completed, the fact stays as it is."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra import events
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.kernel.text import tidy
from nongcot.people.actions.memory import Memory
from nongcot.people.actions.units import decided
from nongcot.people.decided import PLACES
from nongcot.people.errors import Refused
from nongcot.people.kinds import DecidedFact
from nongcot.people.models import PostHeld, Term, Unit, UnitKindSpan, UnitName, UnitPlacement
from nongcot.people.permissions import require_on_unit

Row = UnitName | UnitKindSpan | UnitPlacement | Unit | Term | PostHeld


@transaction.atomic
def complete_document(
    *,
    actor: User | System,
    fact: DecidedFact,
    row: Row,
    decision_number: str = "",
    decision_day: date | None = None,
) -> None:
    """The number and the day of the decision of ``row`` are entered where they are missing; nothing else changes.

    Raises:
        PermissionDenied: the actor does not answer for the unit, or may not decide such a thing of it.
        Refused: nothing is given, the unit has not ended, or another number or day is on record already.
    """
    place = PLACES[fact]
    unit = place.unit(row)
    require_on_unit(actor, unit, roles=place.roles)
    now: Any = place.model.objects.select_for_update().get(pk=row.pk)
    if fact is DecidedFact.END and now.ended_on is None:
        raise Refused(_("Đơn vị chưa kết thúc hoạt động."))
    new = _missing(now, {place.number: tidy(decision_number), place.day: decision_day})
    memory = Memory()
    memory.change([now], **new)
    record(
        actor=actor,
        action=place.action,
        object_type=place.object_type,
        object_id=unit if place.object_type == "unit" else now.pk,
        unit=unit,
        changes=decided({name.removeprefix(place.prefix): value for name, value in new.items()}),
        fact=fact.value,
        **({"body": now.body.kind} if isinstance(now, Term) else {}),
        **memory.facts,
    )
    events.announce("people.units_changed", units=[unit], actor=actor)


def _missing(row: Any, given: dict[str, Any]) -> dict[str, Any]:
    """What of ``given`` is not on record yet.

    Raises:
        Refused: nothing is, or something else is on record.
    """
    new = {name: value for name, value in given.items() if value and value != getattr(row, name)}
    if not new:
        raise Refused(_("Xin nhập số quyết định hoặc ngày ký còn thiếu."))
    for name in new:
        if before := getattr(row, name):
            said = before if isinstance(before, str) else f"{before:%d/%m/%Y}"
            raise Refused(_("Đã ghi quyết định khác: %(before)s. Ở đây chỉ bổ sung điều còn thiếu.") % {"before": said})
    return new
