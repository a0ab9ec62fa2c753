"""Another kind of a unit than the one on record: listed, and changed from a day on where a person says so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.intake.apply.kinds import About, Difference, OtherKind, Plan
from nongcot.intake.apply.ledger import Ledger
from nongcot.people.api import change_unit_kind
from nongcot.people.kinds import UnitKind
from nongcot.people.models import Unit, UnitKindSpan


def answer_kinds(plan: Plan, answers: Mapping[int, date]) -> None:
    """Take what ``answers`` say (unit -> the first day of the other kind) out of what is kept; list all there is."""
    kept: list[Difference] = []
    began = {d.unit: d.after for d in plan.kept if d.about is About.UNIT and d.field == "began_on"}
    for found in plan.kept:
        pk = plan.unit_ids.get(found.unit) if found.about is About.UNIT and found.field == "kind" else None
        if pk is None:
            kept.append(found)
            continue
        day = answers.get(pk)
        facts = (found.name, found.before, found.after, began.get(found.unit))
        plan.other_kinds.append(OtherKind(pk, *facts, day))
        if day is None:
            kept.append(found)
        else:
            plan.changed.append(found)
            plan.changed.append(found._replace(field="kind_from", before=None, after=day.isoformat()))
            plan.touched.add(found.unit)
    plan.kept = kept


def write_kinds(plan: Plan, *, actor: User | System, ledger: Ledger) -> None:
    """Change the kinds a person answered for, by the verb everybody uses; the ledger is told of every row.

    Raises:
        Refused: a unit cannot be of that kind from that day on, by what is on record now.
    """
    asked = {one.unit: one for one in plan.other_kinds if one.day is not None}
    if not asked:
        return
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in=asked)}
    spans = UnitKindSpan.objects.filter(unit__in=asked)
    before = set(spans.values_list("pk", flat=True))
    running = dict(spans.filter(to_day__isnull=True).values_list("unit", "pk"))
    ledger.changes(Unit, {pk: {"kind": one.after} for pk, one in asked.items()})
    ledger.changes(UnitKindSpan, {running[pk]: {"to_day": one.day} for pk, one in asked.items() if pk in running})
    for pk, one in asked.items():
        change_unit_kind(actor=actor, unit=units[pk], kind=UnitKind(one.after), day=one.day or plan.day)
    ledger.made(UnitKindSpan, set(spans.values_list("pk", flat=True)) - before)
