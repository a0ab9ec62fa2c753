"""How much of the committees of known units the file tells beyond what is on record."""

from __future__ import annotations

from collections.abc import Mapping

from nongcot.intake.apply.kinds import About, Difference, Plan
from nongcot.people.kinds import Told


def plan_told(plan: Plan, recorded: Mapping[int, str]) -> None:
    """Fill the plan with what is raised: a list of chairs takes nothing from a committee known in full.

    ``recorded`` is what is on record of each known unit, by primary key. Several units of the file may be one on
    record: the one told best counts.
    """
    best: dict[int, str] = {}
    for key, pk in plan.unit_ids.items():
        told = plan.roster.units[key].told
        if told.rank > max(Told(recorded[pk]).rank, plan.roster.units[best[pk]].told.rank if pk in best else 0):
            best[pk] = key
    for pk, key in best.items():
        unit = plan.roster.units[key]
        plan.unit_updates.setdefault(pk, {})["told"] = unit.told.value
        plan.touched.add(key)
        plan.changed.append(Difference(About.UNIT, key, unit.name, "told", recorded[pk], unit.told.value))
