"""The decision of something recorded earlier without it: its number and day are completed, the fact stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra import events
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.kernel.text import tidy
from nongcot.people.actions.memory import Memory
from nongcot.people.actions.units import decided
from nongcot.people.errors import Refused
from nongcot.people.kinds import DecidedFact, Role
from nongcot.people.models import PostHeld, Term, Unit, UnitKindSpan, UnitName, UnitPlacement
from nongcot.people.permissions import EDITORS, IMPORTERS, require_on_unit

Row = UnitName | UnitKindSpan | UnitPlacement | Unit | Term | PostHeld


class Place(NamedTuple):
    """Where a fact's decision is kept, who may complete it, under which entry, and whose unit it is."""

    model: type[Any]
    roles: frozenset[Role]
    action: str
    object_type: str
    unit: Callable[[Any], int]
    prefix: str = ""

    @property
    def number(self) -> str:
        return f"{self.prefix}decision_number"

    @property
    def day(self) -> str:
        return f"{self.prefix}decision_day"


OF_UNIT, OF_COMMITTEE = "people.complete_document", "people.complete_committee_document"
PLACES: dict[DecidedFact, Place] = {
    DecidedFact.NAME: Place(UnitName, IMPORTERS, OF_UNIT, "unit", lambda row: row.unit_id),
    DecidedFact.KIND: Place(UnitKindSpan, IMPORTERS, OF_UNIT, "unit", lambda row: row.unit_id),
    DecidedFact.PLACEMENT: Place(UnitPlacement, IMPORTERS, OF_UNIT, "unit", lambda row: row.unit_id),
    DecidedFact.END: Place(Unit, IMPORTERS, OF_UNIT, "unit", lambda row: row.pk, "end_"),
    DecidedFact.TERM: Place(Term, EDITORS, OF_COMMITTEE, "term", lambda row: row.body.unit_id),
    DecidedFact.POST: Place(PostHeld, EDITORS, OF_COMMITTEE, "post_held", lambda row: row.unit_id),
}


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
    row = place.model.objects.select_for_update().get(pk=row.pk)
    if fact is DecidedFact.END and row.ended_on is None:
        raise Refused(_("Đơn vị chưa kết thúc hoạt động."))
    new = _missing(row, {place.number: tidy(decision_number), place.day: decision_day})
    memory = Memory()
    memory.change([row], **new)
    record(
        actor=actor,
        action=place.action,
        object_type=place.object_type,
        object_id=unit if place.object_type == "unit" else row.pk,
        unit=unit,
        changes=decided({name.removeprefix(place.prefix): value for name, value in new.items()}),
        fact=fact.value,
        **({"body": row.body.kind} if isinstance(row, Term) else {}),
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
