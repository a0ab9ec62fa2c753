"""A roster held against the database: everything that applying it would write."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.intake.apply.facts import plan_persons, plan_posts
from nongcot.intake.apply.fit import fit
from nongcot.intake.apply.kinds import Plan
from nongcot.intake.apply.people import load_record, match_persons
from nongcot.intake.apply.terms import known_bodies, need_bodies, plan_terms
from nongcot.intake.apply.units import load_register, match_units
from nongcot.intake.roster import Roster


def make_plan(
    roster: Roster, *, actor: User | System, under: int | None, day: date, confirmed: Collection[str] = ()
) -> Plan:
    """What applying ``roster`` as true on ``day`` would change. Reads only; no query for a single row.

    ``under`` is the unit of the actor's grant; ``confirmed`` the keys of doubtful pairs found to be one person.
    """
    fit(roster)
    plan = Plan(roster, day)
    match_units(plan, load_register(actor, day), under)
    plan_terms(plan)
    record = load_record(plan, actor)
    match_persons(plan, record, confirmed)
    plan_persons(plan, record)
    plan_posts(plan, record)
    known_bodies(plan)
    need_bodies(plan)
    return plan
