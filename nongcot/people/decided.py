"""Facts that a decision stands behind: where its number and day are kept, and who may complete them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from nongcot.people.kinds import DecidedFact, Role
from nongcot.people.models import PostHeld, Term, Unit, UnitKindSpan, UnitName, UnitPlacement
from nongcot.people.permissions import EDITORS, IMPORTERS


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
