"""The dated roster: fields, constraints, indexes; no verbs."""

from nongcot.people.models.bodies import Body, Term, TermExtension
from nongcot.people.models.grants import RoleGrant
from nongcot.people.models.persons import Person, PostHeld
from nongcot.people.models.ranges import Dated, on_day
from nongcot.people.models.units import MemberCount, Unit, UnitName, UnitPlacement, UnitReach, UnitSuccession

__all__ = [
    "Body",
    "Dated",
    "MemberCount",
    "Person",
    "PostHeld",
    "RoleGrant",
    "Term",
    "TermExtension",
    "Unit",
    "UnitName",
    "UnitPlacement",
    "UnitReach",
    "UnitSuccession",
    "on_day",
]
