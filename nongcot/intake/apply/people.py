"""Who of the roster is on record: by citizen id, else by name, birth and unit; in doubt new, and asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import Q
from django.db.models.functions import Length

from nongcot.infra import sealing
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.bulk import chunks
from nongcot.intake.apply.kinds import KnownPost, MaybeKnown, Plan, PostKey, name_key, post_key
from nongcot.intake.roster import Doubt, RosterPerson, RosterPost
from nongcot.intake.roster.persons import FULL, Who, births_agree, same_at_unit, same_elsewhere
from nongcot.kernel import clock
from nongcot.kernel.text import fold, tone_key
from nongcot.people.api import IMPORTERS, limited_persons, unit_scope
from nongcot.people.kinds import Sex
from nongcot.people.models import Person, PostHeld

_SEAL_BYTES = 12 + 16  # nonce and tag
_NEW_ID = 12


class KnownPerson(NamedTuple):
    pk: int
    name: str
    search_key: str
    sex: str
    born: str
    citizen_index: str
    phone: str
    other_phones: str
    email: str
    ethnicity: str
    education: str
    political_theory: str
    party_member: bool | None
    employer: str
    job: str
    contract_ends_on: date | None
    note: str
    direct_work: bool | None
    direct_work_on: date | None
    sealed: int | None  # bytes of the sealed citizen id

    @property
    def digits(self) -> int:
        """How many digits the citizen id on record has; 0 for none."""
        return self.sealed - _SEAL_BYTES if self.sealed else 0


_COLUMNS = (*KnownPerson._fields[:-1], "sealed")
_POST_COLUMNS = (
    "pk", "person_id", "unit_id", "body_id", "from_day", "to_day", "mandate", "end_reason", "decision_number",
    "decision_day", "body__kind", "body__name", "post",
)  # fmt: skip


@dataclass(slots=True)
class Record:
    """What is on record about the units and persons a roster speaks of."""

    persons: dict[int, KnownPerson] = field(default_factory=dict)
    mine: set[int] = field(default_factory=set)  # persons the actor may change
    at_unit: dict[tuple[int, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    by_citizen: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_birth: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    posts: dict[PostKey, list[KnownPost]] = field(default_factory=lambda: defaultdict(list))
    who: dict[int, Who] = field(default_factory=dict)
    claimed: set[PostKey] = field(default_factory=set)
    limited: set[int] = field(default_factory=set)  # whose data is not processed today: nothing of it is written
    taken: set[int] = field(default_factory=set)  # persons the file speaks of

    def identity(self, pk: int) -> Who:
        found = self.who.get(pk)
        if found is None:
            found = self.who[pk] = _who_known(self.persons[pk])
        return found


def load_record(plan: Plan, actor: User | System) -> Record:
    """Posts and persons of the plan's known units, and persons who share a citizen id, or a name and a birth date."""
    record = Record()
    roster = plan.roster
    plan.citizens = {p.citizen_id: sealing.index(p.citizen_id) for p in roster.persons.values() if p.citizen_id}
    if not Person.objects.exists():
        return record
    _load_posts(record, plan.unit_ids.values())
    holders = {key[0] for key in record.posts}
    _load_persons(record, (Q(pk__in=chunk) for chunk in chunks(holders)))
    record.mine |= holders
    by_citizen = [Q(citizen_index__in=chunk) for chunk in chunks(plan.citizens.values())]
    fresh = _load_persons(record, by_citizen)
    names = {fold(p.name) for p in roster.persons.values() if p.born and len(p.born) == FULL}
    fresh |= _load_persons(record, (Q(search_key__in=chunk) for chunk in chunks(sorted(names))))
    _limit_to_scope(record, fresh, actor)
    record.limited = set(limited_persons(clock.today()).values_list("person_id", flat=True)) & record.persons.keys()
    _index(record)
    return record


def _load_posts(record: Record, units: Iterable[int]) -> None:
    for chunk in chunks(units):
        rows = PostHeld.objects.filter(unit__in=chunk).order_by("pk").values_list(*_POST_COLUMNS)
        for *values, kind, name, post in rows:
            held = KnownPost(*values)
            record.posts[post_key(held.person, held.unit, kind, name_key(name), post)].append(held)


def _load_persons(record: Record, filters: Iterable[Q]) -> set[int]:
    """Load the persons of each filter; gives those that were not known before."""
    fresh: set[int] = set()
    for condition in filters:
        rows = Person.objects.filter(condition).annotate(sealed=Length("citizen_sealed"))
        for row in rows.values_list(*_COLUMNS):
            if row[0] not in record.persons:
                record.persons[row[0]] = KnownPerson(*row)
                fresh.add(row[0])
    return fresh


def _limit_to_scope(record: Record, fresh: set[int], actor: User | System) -> None:
    """Which of the persons found elsewhere the actor may change, and forget those who only share a name."""
    if isinstance(actor, System):
        record.mine |= fresh
        return
    for chunk in chunks(sorted(fresh)):
        held = PostHeld.objects.filter(unit_scope(actor, path="unit_id", roles=IMPORTERS), person__in=chunk)
        record.mine |= set(held.values_list("person_id", flat=True))


def _index(record: Record) -> None:
    for person, unit, *_rest in record.posts:
        name = (unit, record.persons[person].search_key)
        if person not in record.at_unit[name]:
            record.at_unit[name].append(person)
    for pk, known in record.persons.items():
        if known.citizen_index:
            record.by_citizen[known.citizen_index].append(pk)
        if len(known.born) == FULL and pk in record.mine:
            record.by_birth[known.search_key, known.born].append(pk)


def _who_known(person: KnownPerson) -> Who:
    phones = frozenset(p for p in (person.phone, *person.other_phones.split()) if p)
    sex = Sex(person.sex) if person.sex else None
    citizen = _comparable(person.citizen_index, person.digits) if person.citizen_index else None
    return Who(person.name, person.born or None, citizen, sex, phones, frozenset())


def _comparable(index: str, digits: int) -> str:
    """An index cut to a length that tells old ids (nine digits) from new ones, as the ids themselves do."""
    return index if digits >= _NEW_ID else index[:-1]


def _who_told(plan: Plan, person: RosterPerson) -> Who:
    citizen = person.citizen_id
    index = _comparable(plan.citizens[citizen], len(citizen)) if citizen else None
    return Who(person.name, person.born, index, person.sex, frozenset(person.phones), frozenset())


@dataclass(slots=True)
class _Told:
    """One person of the roster with the posts that will be applied."""

    person: RosterPerson
    who: Who
    posts: list[RosterPost]
    units: list[int]  # known units only


def match_persons(plan: Plan, record: Record, confirmed: Collection[str] = ()) -> None:
    """Fill the plan with which persons are known and which are new.

    ``confirmed`` holds keys of :class:`MaybeKnown` pairs a human found to be one person.
    """
    told = _told(plan)
    if record.persons:
        _match_confirmed(plan, record, told, frozenset(confirmed))
        for step in (
            _by_citizen_and_name,
            _by_citizen_and_birth,
            _identical,
            _included,
            _by_name,
            _by_post,
            _elsewhere,
        ):
            for key, each in told.items():
                if key not in plan.person_ids:
                    found = step(plan, record, each)
                    if found is not None:
                        _claim(plan, record, each, found)
    plan.new_persons = [key for key in told if key not in plan.person_ids]
    new = set(plan.new_persons)
    unclear = {m for m in plan.doubtful if m.person in new}
    plan.doubtful = sorted(unclear, key=lambda m: (m.person, m.known, m.why))


def _told(plan: Plan) -> dict[str, _Told]:
    posts: dict[str, list[RosterPost]] = defaultdict(list)
    for post in plan.roster.posts:
        if post.unit not in plan.refused:
            posts[post.person].append(post)
    told = {}
    for key, person in plan.roster.persons.items():
        if posts[key]:
            units = [plan.unit_ids[unit] for unit in person.units if unit in plan.unit_ids]
            told[key] = _Told(person, _who_told(plan, person), posts[key], units)
    return told


def _claim(plan: Plan, record: Record, told: _Told, pk: int) -> None:
    plan.person_ids[told.person.key] = pk
    record.taken.add(pk)
    record.claimed.update(_post_keys(plan, told, pk))


def _post_keys(plan: Plan, told: _Told, pk: int) -> list[PostKey]:
    known = [p for p in told.posts if p.unit in plan.unit_ids]
    return [post_key(pk, plan.unit_ids[p.unit], p.body, name_key(p.body_name), p.post) for p in known]


def _match_confirmed(plan: Plan, record: Record, told: dict[str, _Told], confirmed: frozenset[str]) -> None:
    for pair in confirmed:
        key, _, known = pair.partition("~db")
        if key in told and known.isdigit() and int(known) in record.persons:
            _claim(plan, record, told[key], int(known))


def _by_citizen_and_name(plan: Plan, record: Record, told: _Told) -> int | None:
    name, born = fold(told.person.name), told.person.born
    same = [pk for pk in _of_citizen(plan, record, told) if record.persons[pk].search_key == name]
    return next((pk for pk in same if record.persons[pk].born == (born or "")), same[0] if same else None)


def _by_citizen_and_birth(plan: Plan, record: Record, told: _Told) -> int | None:
    """Another name under one citizen id and birth: somebody renamed, unless the file has that person too."""
    born = told.person.born
    for pk in _of_citizen(plan, record, told):
        known = record.persons[pk].born
        if known and born and births_agree(known, born) and pk not in record.taken:
            return pk
        plan.doubtful.append(MaybeKnown(told.person.key, pk, Doubt.CITIZEN_ID_SHARED))
    return None


def _of_citizen(plan: Plan, record: Record, told: _Told) -> list[int]:
    citizen = told.person.citizen_id
    return record.by_citizen.get(plan.citizens[citizen], []) if citizen else []


def _at_units(record: Record, told: _Told) -> dict[int, int]:
    """Persons on record of this name at the told person's units -> the unit."""
    name = fold(told.person.name)
    return {pk: unit for unit in told.units for pk in record.at_unit.get((unit, name), ())}


def _identical(plan: Plan, record: Record, told: _Told) -> int | None:
    """The one on record of whom the very same is told."""
    alike = _alike(plan, record, told)
    same = [pk for pk in alike if record.identity(pk).phones == told.who.phones]
    return _one(plan, record, told, same)


def _included(plan: Plan, record: Record, told: _Told) -> int | None:
    """The one on record of whom the same is told, and some further phone numbers are known."""
    alike = _alike(plan, record, told)
    return _one(plan, record, told, [pk for pk in alike if told.who.phones <= record.identity(pk).phones])


def _alike(plan: Plan, record: Record, told: _Told) -> list[int]:
    who = told.who
    sought = (tone_key(who.name), who.born, who.citizen_id)
    found = ((pk, record.identity(pk)) for pk in _at_units(record, told))
    alike = [pk for pk, known in found if (tone_key(known.name), known.born, known.citizen_id) == sought]
    return [pk for pk in alike if _free(plan, record, told, pk)]


def _one(plan: Plan, record: Record, told: _Told, found: list[int]) -> int | None:
    """The only one found; of several one who holds these very posts, or the first of those who hold them together."""
    if len(found) > 1:
        holding = [pk for pk in found if _holds_all(plan, record, told, pk)]
        found = holding or (found if _hold_together(plan, record, told, found) else [])
    return found[0] if found else None


def _hold_together(plan: Plan, record: Record, told: _Told, found: list[int]) -> bool:
    """Whether each of the posts is on record of one of ``found``: records of one person nobody has joined yet."""
    keys = [set(_post_keys(plan, told, pk)) for pk in found]
    first = _post_keys(plan, told, found[0])
    held = {key[1:] for keys_of in keys for key in keys_of if key in record.posts}
    return bool(first) and all(key[1:] in held for key in first)


def _by_name(plan: Plan, record: Record, told: _Told) -> int | None:
    same: list[int] = []
    for pk in _at_units(record, told):
        found = same_at_unit(record.identity(pk), told.who)
        if found is True and _free(plan, record, told, pk):
            same.append(pk)
        elif isinstance(found, Doubt):
            plan.doubtful.append(MaybeKnown(told.person.key, pk, found))
    if len(same) > 1:
        holding = [pk for pk in same if _holds_all(plan, record, told, pk)]
        if len(holding) != 1:
            plan.doubtful += [MaybeKnown(told.person.key, pk, Doubt.BIRTH_UNCLEAR) for pk in same]
            return None
        return holding[0]
    return same[0] if same else None


def _by_post(plan: Plan, record: Record, told: _Told) -> int | None:
    """In doubt, whoever of this name holds these very posts on record already is the person."""
    maybe = [
        pk
        for pk in _at_units(record, told)
        if same_at_unit(record.identity(pk), told.who)
        in (Doubt.NAME_MARKS, Doubt.PHONE_DIFFERS, Doubt.CITIZEN_ID_DIFFERS)
    ]
    holding = [pk for pk in maybe if _holds_all(plan, record, told, pk) and _free(plan, record, told, pk)]
    return holding[0] if len(holding) == 1 else None


def _free(plan: Plan, record: Record, told: _Told, pk: int) -> bool:
    """Nobody else of the file holds one of these posts as this person already."""
    return record.claimed.isdisjoint(_post_keys(plan, told, pk))


def _holds_all(plan: Plan, record: Record, told: _Told, pk: int) -> bool:
    keys = _post_keys(plan, told, pk)
    return bool(keys) and all(key in record.posts for key in keys)


def _elsewhere(plan: Plan, record: Record, told: _Told) -> int | None:
    born = told.person.born
    if not born or len(born) != FULL:
        return None
    same: list[int] = []
    for pk in record.by_birth.get((fold(told.person.name), born), ()):
        found = same_elsewhere(record.identity(pk), told.who)
        if found is True:
            same.append(pk)
        elif isinstance(found, Doubt):
            plan.doubtful.append(MaybeKnown(told.person.key, pk, found))
    return same[0] if len(same) == 1 else None
