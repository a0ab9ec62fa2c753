"""The checks: pure functions from facts and the rules of the day to findings.

``check_unit`` asks everything of one union, ``check_persons`` looks for one person in two records. Both give the same
findings in the same order whatever the order of the facts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from nongcot.duties.checks import committee, inspection, persons, terms, units
from nongcot.duties.checks.lapsing import lapsed
from nongcot.duties.checks.registry import CHECKS
from nongcot.duties.checks.view import UnitView, is_alive, view_of
from nongcot.duties.kinds import Context
from nongcot.kernel.findings import Finding
from nongcot.people.facts import PersonFacts, UnitFacts

__all__ = ["CHECKS", "check_persons", "check_unit", "lapsed"]

_UNIT_CHECKS: tuple[Callable[[UnitView], Iterator[Finding]], ...] = (
    committee.no_chair,
    committee.below_minimum,
    committee.above_maximum,
    committee.vacant_seats,
    committee.over_fixed_size,
    committee.replaced_beyond_share,
    committee.standing_not_allowed,
    inspection.missing,
    inspection.too_many_committee_members,
    terms.ended,
    terms.ending,
    terms.first_term_chair,
    terms.contract_ends,
    units.held_twice,
    units.below_founding_minimum,
    units.should_have_ended,
    units.superior_ended,
    units.data_missing,
)


def check_unit(facts: UnitFacts, context: Context) -> list[Finding]:
    """All findings of one union on the day. A union that has not begun or has ended gives none."""
    if not is_alive(facts, context.day):
        return []
    view = view_of(facts, context)
    return [finding for check in _UNIT_CHECKS for finding in check(view)]


def check_persons(persons_of_roster: Iterable[PersonFacts], context: Context) -> list[Finding]:
    """Pairs of records that may be one person, each pair once."""
    return list(persons.possible_duplicates(persons_of_roster, context))
