"""The unions that are still to be completed, with what is open there: the list a report ends with."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from nongcot.duties.api import open_duties
from nongcot.insight.kinds import State
from nongcot.insight.queries.unions import described, names
from nongcot.insight.scope import LACKING, URGENT, Scope
from nongcot.people.rules import name_order


@dataclass(frozen=True, slots=True)
class Lacking:
    """One union that is not complete: its superior, and what is open there as (code, due day), the nearest first."""

    unit: int
    name: str
    superior: str
    state: State
    open: list[tuple[str, date | None]]

    @property
    def due(self) -> date | None:
        return min((day for _code, day in self.open if day), default=None)


def lacking(scope: Scope) -> list[Lacking]:
    """The unions in need, by superior and name; those that need help at once first below each: three queries."""
    rows = list(
        described(scope).filter(Q(urgent=True) | Q(lacking=True)).values_list("pk", "day_name", "over", "state")
    )
    over = names({row[2] for row in rows if row[2] is not None}, scope)
    opened: dict[int, list[tuple[str, date | None]]] = defaultdict(list)
    duties = open_duties(scope.actor, day=scope.day, within=scope.within).filter(code__in=[*URGENT, *LACKING])
    for unit, code, due in duties.order_by(F("due_on").asc(nulls_last=True), "pk").values_list(
        "unit", "code", "due_on"
    ):
        if code not in {known for known, _due in opened[unit]}:
            opened[unit].append((code, due))
    found = [Lacking(pk, name, over.get(above, ""), State(state), opened[pk]) for pk, name, above, state in rows]
    return sorted(found, key=_place)


def _place(one: Lacking) -> tuple[object, ...]:
    return (name_order(one.superior), one.superior, one.state is not State.URGENT, name_order(one.name), one.unit)
