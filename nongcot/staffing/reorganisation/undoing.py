"""Takes back what a plan wrote, inside the caller's transaction: every row as it was, those it made are gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet

from nongcot.duties.models import Duty, DutyEvent
from nongcot.infra import bulk
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, describe
from nongcot.infra.audit.models import AuditEntry
from nongcot.infra.bulk import chunks
from nongcot.kernel import clock
from nongcot.people.api import rebuild_reach
from nongcot.people.models import UnitPlacement, UnitReach
from nongcot.staffing.models import PlanLine
from nongcot.staffing.queries.completing import untouched
from nongcot.staffing.reorganisation.ledger import MODELS, Ledger

_MANY = 2000
_SHAPE = 1
_AUDIT = ("at", "actor_id", "actor_name", "action", "object_type", "object_id", "unit", "changes", "reason")
TAKEN_BACK = "staffing.take_plan_back"


def take_back(ledger: Ledger, tell: Callable[[int], None]) -> None:
    """Undo what the ledger tells; nothing stands in the way (see :mod:`.obstacles`).

    Raises:
        ValueError: the placements would form a circle.
    """
    moved = _moved(ledger)
    for model, values in ledger.restored():
        bulk.update(model, values)
    tell(40)
    made = ledger.made
    _forget_units(made.get("unit", {}))
    for name, model in MODELS.items():
        for part in chunks(made.get(name, {})):
            _delete(model._default_manager.filter(pk__in=part))  # noqa: SLF001
    tell(70)
    left = moved - made.get("unit", {}).keys()
    if left:
        rebuild_reach(None if len(left) > _MANY else left)


def _moved(ledger: Ledger) -> set[int]:
    """The units of which a placement is made or changed by the plan."""
    found = {values["unit_id"] for values in ledger.made.get("unitplacement", {}).values()}
    for part in chunks(ledger.before.get("unitplacement", {})):
        found.update(UnitPlacement.objects.filter(pk__in=part).values_list("unit", flat=True))
    return found


def _forget_units(made: Iterable[int]) -> None:
    """What the machine derived about units that never were: their reach, duties, cases nobody worked on."""
    for part in chunks(made):
        _delete(UnitReach.objects.filter(unit__in=part))
        _delete(UnitReach.objects.filter(ancestor__in=part))
        _delete(DutyEvent.objects.filter(duty__unit__in=part))
        _delete(Duty.objects.filter(unit__in=part))
        untouched().filter(unit__in=part).delete()
        PlanLine.objects.filter(unit__in=part).update(unit=None)
        PlanLine.objects.filter(into__in=part).update(into=None)


def _delete(rows: QuerySet[Any]) -> None:
    """In one statement, without asking what points at the rows: that was looked at, and the database holds it."""
    rows._raw_delete(rows.db)  # noqa: SLF001


def tell_units(ledger: Ledger, units: Iterable[int], *, actor: User | System, reason: str, plan: int) -> None:
    """One entry in the trail of each unit that is still there: what of it is again as it was."""
    who, now = describe(actor), clock.now()
    by = (getattr(who["actor"], "pk", None), who["actor_name"])
    before, after = ledger.before.get("unit", {}), ledger.after.get("unit", {})
    gone = ledger.made.get("unit", {})

    def changes(unit: int) -> dict[str, Any]:
        fields = [name for name in ("name", "kind", "ended_on") if name in before.get(unit, {})]
        return {name: [after[unit][name], before[unit][name]] for name in fields}

    rows = (
        (now, *by, TAKEN_BACK, "unit", str(unit), unit, _told(changes(unit), plan), reason)
        for unit in units
        if unit not in gone
    )
    bulk.insert(AuditEntry, _AUDIT, rows)


def _told(changes: dict[str, Any], plan: int) -> dict[str, Any]:
    return {"shape": _SHAPE, "changes": changes, "plan": plan}
