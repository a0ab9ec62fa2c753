"""Two records that may be one person. A machine proposes; a person looks at both and decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from nongcot.duties.checks.registry import CHECKS
from nongcot.duties.checks.view import days
from nongcot.duties.kinds import Context
from nongcot.kernel.findings import Finding
from nongcot.people.facts import Key, PersonFacts

_ALL_PAIRS = 12  # larger groups are paired with their first record only: they shrink as records are merged
_FULL_DATE = 10  # the length of an ISO date with its day

Pair = tuple[PersonFacts, PersonFacts]


def possible_duplicates(persons: Iterable[PersonFacts], context: Context) -> Iterator[Finding]:
    """Pairs that share a citizen id, or the name and the full birth date, or the name, the birth year and the phone.

    The same name and birth year alone are no reason, unless both serve at one union and a day of birth does not tell
    them apart. Different citizen ids on record tell two persons apart, unless they share a phone; so does somebody who
    compared them. Each pair once.
    """
    rule = context.book.find("roster.one_record")
    if rule is None:
        return
    reasons: dict[tuple[Key, Key], list[str]] = {}
    records: dict[tuple[Key, Key], Pair] = {}
    for reason, pair in _suspects(sorted(persons, key=_order)):
        key = (pair[0].person, pair[1].person)
        if pair[1].person in pair[0].apart:
            continue
        reasons.setdefault(key, []).append(reason)
        records[key] = pair
    within = days(context, CHECKS["person.possible_duplicate"].deadline or "")
    for key, (one, other) in records.items():
        facts = {"other": other.person, "reasons": reasons[key], "same_unit": bool(set(one.units) & set(other.units))}
        unit = min((*one.units, *other.units), key=_key_order, default=None)
        yield Finding(
            "person.possible_duplicate",
            unit,
            one.person,
            f"pair:{one.person}-{other.person}",
            facts,
            rule.ref,
            within_days=within,
            warning=not rule.ref.verified,
        )


def _key_order(key: Key) -> tuple[bool, int, str]:
    return (False, key, "") if isinstance(key, int) else (True, 0, str(key))


def _order(person: PersonFacts) -> tuple[bool, int, str]:
    return _key_order(person.person)


def _suspects(persons: list[PersonFacts]) -> Iterator[tuple[str, Pair]]:
    by_citizen: dict[str, list[PersonFacts]] = {}
    by_name: dict[str, list[PersonFacts]] = {}
    for person in persons:
        if person.citizen_key:
            by_citizen.setdefault(person.citizen_key, []).append(person)
        if person.name_key and person.born:
            by_name.setdefault(f"{person.name_key}|{person.born[:4]}", []).append(person)
    for group in by_citizen.values():
        yield from (("citizen_id", pair) for pair in _pairs(group))
    for group in by_name.values():
        if len(group) > 1:
            yield from _same_name_and_year(group)


def _same_name_and_year(group: list[PersonFacts]) -> Iterator[tuple[str, Pair]]:
    born: dict[str, list[PersonFacts]] = {}
    phones: dict[str, list[PersonFacts]] = {}
    units: dict[Key, list[PersonFacts]] = {}
    for person in group:
        if len(person.born or "") == _FULL_DATE:
            born.setdefault(person.born or "", []).append(person)
        if person.phone:
            phones.setdefault(person.phone, []).append(person)
        for unit in dict.fromkeys(person.units):
            units.setdefault(unit, []).append(person)
    for same in phones.values():
        yield from (("name_year_phone", pair) for pair in _pairs(same))
    for same in born.values():
        yield from (("name_birth", pair) for pair in _pairs(same) if not _told_apart(pair))
    seen: set[tuple[Key, Key]] = set()
    for same in units.values():
        for one, other in _pairs(same):
            key = (one.person, other.person)
            if key not in seen and not _told_apart((one, other)) and _may_be_one_day(one.born or "", other.born or ""):
                seen.add(key)
                yield "name_year_unit", (one, other)


def _pairs(group: list[PersonFacts]) -> Iterator[Pair]:
    if len(group) <= _ALL_PAIRS:
        return combinations(group, 2)
    return ((group[0], other) for other in group[1:])


def _told_apart(pair: Pair) -> bool:
    one, other = pair
    return bool(one.citizen_key and other.citizen_key and one.citizen_key != other.citizen_key)


def _may_be_one_day(one: str, other: str) -> bool:
    """Whether two birth dates, one of them partial, may be the same day ("1985" and "1985-07-02")."""
    if one == other:
        return len(one) < _FULL_DATE  # equal full dates are another reason
    return one.startswith(other) or other.startswith(one)
