"""What a report holds, gathered once: whose it is, its pictures, the unions to complete."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nongcot.insight.kinds import Question
from nongcot.insight.queries import Lacking, figures, lacking, names, own_unit
from nongcot.insight.scope import Scope
from nongcot.insight.shown import Picture, pictures
from nongcot.kernel import clock
from nongcot.people.kinds import UnitKind
from nongcot.people.models import Unit


@dataclass(frozen=True, slots=True)
class Contents:
    """``day`` is the day the figures hold for, ``made_on`` that of the report; the issuer is empty where none is."""

    day: date
    made_on: date
    issuer: str
    superior: str
    kind: UnitKind | None
    pictures: dict[Question, Picture]
    lacking: list[Lacking]


def gather(scope: Scope, chosen: Unit | None) -> Contents:
    """All that a report of the scope holds. The issuer is the unit chosen, or the actor's own."""
    unit = chosen or own_unit(scope)
    above = getattr(unit, "superior_id_on", None)
    return Contents(
        day=scope.day,
        made_on=clock.today(),
        issuer=getattr(unit, "day_name", ""),
        superior=names({above}, scope).get(above, "") if above else "",
        kind=UnitKind(getattr(unit, "day_kind", unit.kind)) if unit is not None and unit.kind else None,
        pictures=pictures(figures(scope)),
        lacking=lacking(scope),
    )
