"""The dated roster: fields, constraints, indexes; no verbs."""

from nongcot.people.models.bodies import Body, Term, TermExtension
from nongcot.people.models.data_requests import DataRequest
from nongcot.people.models.grants import RoleGrant
from nongcot.people.models.limits import ProcessingLimit
from nongcot.people.models.lines import PersonWord, PostLine, UnitWord
from nongcot.people.models.merges import KeptApart, PersonMerge
from nongcot.people.models.persons import Person, PostHeld
from nongcot.people.models.ranges import Dated, on_day
from nongcot.people.models.records import PersonRecord
from nongcot.people.models.support import Support
from nongcot.people.models.units import (
    MemberCount,
    Unit,
    UnitKindSpan,
    UnitName,
    UnitPlacement,
    UnitReach,
    UnitSuccession,
)

__all__ = [
    "Body",
    "DataRequest",
    "Dated",
    "KeptApart",
    "MemberCount",
    "Person",
    "PersonMerge",
    "PersonRecord",
    "PersonWord",
    "PostHeld",
    "PostLine",
    "ProcessingLimit",
    "RoleGrant",
    "Support",
    "Term",
    "TermExtension",
    "Unit",
    "UnitKindSpan",
    "UnitName",
    "UnitPlacement",
    "UnitReach",
    "UnitSuccession",
    "UnitWord",
    "on_day",
]
