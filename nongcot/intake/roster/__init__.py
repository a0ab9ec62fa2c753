"""Rows of any number of files joined into one roster: units, persons, posts, and what a human must decide."""

from nongcot.intake.roster.build import build_roster
from nongcot.intake.roster.facts import person_facts, superior_keys, term_on, unit_facts
from nongcot.intake.roster.kinds import (
    Conflict,
    Doubt,
    DoubtfulPair,
    Roster,
    RosterPerson,
    RosterPost,
    RosterTerm,
    RosterUnit,
    Source,
)

__all__ = [
    "Conflict",
    "Doubt",
    "DoubtfulPair",
    "Roster",
    "RosterPerson",
    "RosterPost",
    "RosterTerm",
    "RosterUnit",
    "Source",
    "build_roster",
    "person_facts",
    "superior_keys",
    "term_on",
    "unit_facts",
]
