"""The units as a plan finds them: five questions, however many there are."""

from __future__ import annotations

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.people.api import IMPORTERS, unit_scope
from nongcot.people.kinds import Told, UnitKind
from nongcot.people.models import Unit, UnitKindSpan, UnitName, UnitPlacement
from nongcot.staffing.reorganisation.kinds import Node


def nodes(actor: User | System) -> list[Node]:
    """Every unit as a node; those the actor does not answer for are there too, not as ``mine``, so that they are named
    as such and not as unknown."""
    mine = set(Unit.objects.filter(unit_scope(actor, roles=IMPORTERS)).values_list("pk", flat=True))
    columns = ("pk", "code", "name", "kind", "sector", "began_on", "ended_on", "told")
    found = {
        pk: Node(pk, pk, code or "", name, _kind(kind), sector, began, ended, told=Told(told), mine=pk in mine)
        for pk, code, name, kind, sector, began, ended, told in Unit.objects.values_list(*columns).iterator(2000)
    }
    _place(found)
    _name(found)
    for unit, from_day in UnitKindSpan.objects.filter(from_day__isnull=False, to_day=None).values_list(
        "unit", "from_day"
    ):
        found[unit].kind_from = from_day
    return list(found.values())


def _kind(kind: str) -> UnitKind | None:
    """A unit's kind; None where its list told one that nobody understood."""
    return UnitKind(kind) if kind else None


def _place(found: dict[int, Node]) -> None:
    """The superior of each unit: that of its last placement."""
    rows = UnitPlacement.objects.values_list("unit", "superior", "from_day", "to_day").iterator(2000)
    for unit, superior, from_day, to_day in sorted(rows, key=lambda row: (row[0], row[2] is not None, row[2])):
        node = found[unit]
        node.superior = found[superior] if to_day in (None, node.ended_on) else None
        # the placement of its first day is no later fact
        node.placed_from = from_day if from_day != node.began_on else None


def _name(found: dict[int, Node]) -> None:
    rows = UnitName.objects.filter(from_day__isnull=False).order_by("from_day").values_list("unit", "from_day")
    for unit, from_day in rows.iterator(chunk_size=2000):
        # the name of its first day is no later fact
        if from_day != found[unit].began_on:
            found[unit].named_from = from_day
