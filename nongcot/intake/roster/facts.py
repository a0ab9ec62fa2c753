"""The roster of a reading as the facts that checks are given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from hashlib import sha256

from nongcot.intake.cells.units import unit_key
from nongcot.intake.roster.kinds import Roster, RosterPost, RosterTerm, RosterUnit
from nongcot.kernel.text import fold
from nongcot.people.facts import PersonFacts, PostFacts, TermFacts, UnitFacts
from nongcot.people.kinds import BodyKind, Post
from nongcot.people.rules import chaired_before


def unit_facts(roster: Roster, day: date) -> Iterator[UnitFacts]:
    """Facts of every unit: terms begun by ``day``, posts held now and earlier.

    A superior that is no unit of the roster has a name but no key.
    """
    posts: dict[str, list[RosterPost]] = defaultdict(list)
    for held in roster.posts:
        posts[held.unit].append(held)
    superiors = superior_keys(roster)
    chaired = _first_chair_days(roster)
    for unit in roster.units.values():
        above = roster.units.get(superiors.get(unit.key, ""))
        yield UnitFacts(
            unit=unit.key,
            name=unit.name,
            kind=unit.kind,
            sector=unit.sector,
            ownership=unit.ownership,
            began_on=unit.began_on,
            ended_on=unit.ended_on,
            superior=above.key if above else None,
            superior_name=above.name if above else unit.superior or "",
            superior_ended_on=above.ended_on if above else None,
            members=unit.members,
            women=unit.women,
            terms=_terms(unit, day),
            posts=[_post(roster, held, chaired) for held in posts[unit.key]],
            told=unit.told,
        )


def person_facts(roster: Roster) -> Iterator[PersonFacts]:
    for person in roster.persons.values():
        citizen = sha256(person.citizen_id.encode()).hexdigest() if person.citizen_id else None
        phone = person.phones[0] if person.phones else None
        yield PersonFacts(person.key, person.name, fold(person.name), person.born, citizen, phone, person.units)


def superior_keys(roster: Roster) -> dict[str, str]:
    """Unit -> its superior, where that is a unit of the roster too (by code, else by the only unit of that name)."""
    by_name: dict[str, list[str]] = defaultdict(list)
    by_code: dict[str, str] = {}
    for unit in roster.units.values():
        by_name[unit.match_key].append(unit.key)
        if unit.code:
            by_code[unit.code.upper()] = unit.key
    found: dict[str, str] = {}
    for unit in roster.units.values():
        key = by_code.get((unit.superior_code or "").upper())
        named = by_name.get(unit_key(unit.superior), []) if unit.superior else []
        key = key or (named[0] if len(named) == 1 else None)
        if key and key != unit.key:
            found[unit.key] = key
    return found


def term_on(unit: RosterUnit, day: date) -> RosterTerm | None:
    """The newest term begun by ``day`` (also when it has ended: its committee is still there), else the first."""
    begun = [t for t in unit.terms if t.from_day is None or t.from_day <= day]
    return begun[-1] if begun else unit.terms[0] if unit.terms else None


def _terms(unit: RosterUnit, day: date) -> list[TermFacts]:
    """A number of seats listed without a term is a term of which nothing else is known."""
    newest = unit.terms[-1] if unit.terms else None
    terms = [
        TermFacts(
            BodyKind.EXECUTIVE_COMMITTEE,
            term.from_day,
            term.planned_end,
            seats_fixed=term.seats_fixed or (unit.seats_fixed if term is newest else None),
        )
        for term in unit.terms
        if term.from_day is None or term.from_day <= day
    ]
    if not unit.terms and unit.seats_fixed is not None:
        terms.append(TermFacts(BodyKind.EXECUTIVE_COMMITTEE, None, None, seats_fixed=unit.seats_fixed))
    return terms


Chaired = dict[str, tuple[date | None, bool]]


def _first_chair_days(roster: Roster) -> Chaired:
    """For each person who ever chaired: the earliest known first day, and whether some first day is not known."""
    chaired: Chaired = {}
    for held in roster.posts:
        if held.post is not Post.CHAIR or held.body is not BodyKind.EXECUTIVE_COMMITTEE:
            continue
        first, unknown = chaired.get(held.person, (None, False))
        days = [day for day in (first, held.from_day) if day is not None]
        chaired[held.person] = (min(days, default=None), unknown or held.from_day is None)
    return chaired


def _post(roster: Roster, held: RosterPost, chaired: Chaired) -> PostFacts:
    person = roster.persons[held.person]
    known = chaired.get(held.person) if held.post is Post.CHAIR else None
    return PostFacts(
        person=held.person,
        name=person.name,
        body=held.body,
        post=held.post,
        from_day=held.from_day,
        to_day=held.to_day,
        mandate=held.mandate,
        end_reason=held.end_reason,
        contract_ends_on=person.contract_ends_on,
        body_name=held.body_name,
        earlier_chair=chaired_before(*known, held.from_day) if known else None,
    )
