"""The database as plain facts: the same facts for one unit alone as among all, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from nongcot.infra import sealing
from nongcot.infra.audit.api import System
from nongcot.kernel.names import sort_key
from nongcot.kernel.text import fold
from nongcot.people import api
from nongcot.people.kinds import BodyKind, Post, Told, UnitKind
from nongcot.people.models import Person, Unit
from tests.factories.sizes import learn_sizes

pytestmark = pytest.mark.django_db

SYSTEM = System("test")
DAY = date(2026, 11, 22)
BEGAN = date(2020, 1, 1)
EXECUTIVE = BodyKind.EXECUTIVE_COMMITTEE


def person(name: str, **fields: Any) -> Person:
    return Person.objects.create(name=name, search_key=fold(name), sort_key=sort_key(name), **fields)


def unions(count: int) -> list[Unit]:
    federation = api.create_unit(actor=SYSTEM, name="LĐLĐ tỉnh Sao Mai", kind=UnitKind.PROVINCIAL_FEDERATION)
    made = []
    for n in range(count):
        unit = api.create_unit(
            actor=SYSTEM, name=f"CĐCS Công ty {n}", kind=UnitKind.ENTERPRISE, superior=federation, from_day=BEGAN
        )
        api.count_members(actor=SYSTEM, unit=unit, day=date(2024, 12, 31), members=40 + n)
        api.count_members(actor=SYSTEM, unit=unit, day=date(2025, 12, 31), members=50 + n, women=20)
        api.count_members(actor=SYSTEM, unit=unit, day=date(2026, 12, 31), members=60 + n)
        term = api.record_term(
            actor=SYSTEM, unit=unit, body=EXECUTIVE, from_day=BEGAN, planned_end=date(2025, 1, 1), seats_fixed=5
        )
        api.extend_term(
            actor=SYSTEM, term=term, new_end=date(2030, 1, 1), decision_number="1/QĐ", decision_day=date(2024, 11, 1)
        )
        for place, post in (("Chủ tịch", Post.CHAIR), ("Ủy viên", Post.MEMBER)):
            who = person(f"{place} {n}", contract_ends_on=date(2027, 1, 1))
            api.record_post(actor=SYSTEM, unit=unit, person=who, body=EXECUTIVE, post=post, from_day=BEGAN)
        made.append(unit)
    return made


@pytest.mark.parametrize("count", [1, 3, 100])
def test_facts_take_eight_queries_whatever_the_number_of_unions(
    count: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    made = unions(count)
    learn_sizes()
    with django_assert_num_queries(8):
        facts = list(api.unit_facts(DAY))
    assert len(facts) == count + 1
    assert [f.members for f in facts[1:]] == [50 + n for n in range(count)]
    assert [list(api.unit_facts(DAY, [unit.pk])) for unit in made[:3]] == [[f] for f in facts[1:4]]
    with django_assert_num_queries(2):
        assert api.facts_of_unit(DAY, made[-1].pk) == facts[-1]
    assert api.facts_of_unit(date(2019, 12, 31), made[-1].pk) is None


def test_a_union_carries_superior_members_terms_and_posts_of_the_day() -> None:
    unit = unions(1)[0]
    facts = next(iter(api.unit_facts(DAY, [unit.pk])))
    assert (facts.superior_name, facts.members, facts.women) == ("LĐLĐ tỉnh Sao Mai", 50, 20)
    assert [(t.to_day, t.seats_fixed, t.extended) for t in facts.terms] == [(date(2030, 1, 1), 5, True)]
    assert [(p.name, p.post, p.contract_ends_on) for p in facts.posts] == [
        ("Chủ tịch 0", Post.CHAIR, date(2027, 1, 1)),
        ("Ủy viên 0", Post.MEMBER, date(2027, 1, 1)),
    ]


def test_units_that_had_ended_or_not_begun_are_not_among_the_facts() -> None:
    unit = unions(1)[0]
    assert unit.pk not in {f.unit for f in api.unit_facts(date(2019, 12, 31))}
    unit.ended_on = date(2026, 1, 1)
    unit.save()
    assert unit.pk in {f.unit for f in api.unit_facts(date(2025, 12, 31))}
    assert unit.pk not in {f.unit for f in api.unit_facts(date(2026, 1, 1))}


@pytest.mark.parametrize(
    ("earlier_from", "from_day", "expected"),
    [
        ("none", date(2025, 11, 1), False),
        (date(2019, 1, 1), date(2025, 11, 1), True),
        (None, date(2025, 11, 1), None),
        ("none", None, None),
    ],
)
def test_whether_a_chair_chaired_before_is_told_from_the_record_or_not_at_all(
    earlier_from: Any, from_day: date | None, expected: bool | None
) -> None:
    first, second = unions(2)
    who = person("Lê Thị Hoa")
    if earlier_from != "none":
        api.record_post(actor=SYSTEM, unit=first, person=who, body=EXECUTIVE, post=Post.CHAIR, from_day=earlier_from)
    api.record_post(actor=SYSTEM, unit=second, person=who, body=EXECUTIVE, post=Post.CHAIR, from_day=from_day)
    for units in (None, [second.pk]):
        facts = {f.unit: f for f in api.unit_facts(DAY, units)}
        assert [p.earlier_chair for p in facts[second.pk].posts if p.person == who.pk] == [expected]
    assert api.facts_of_unit(DAY, second.pk) == facts[second.pk]


def test_only_persons_who_share_a_key_with_another_are_candidates_for_duplicates() -> None:
    key = sealing.index("051377685687")
    twins = [person("Lê Hoa", citizen_index=key), person("Le Thi Hoa", citizen_index=key)]
    same_birth = [person("Trần An", born="1985-07-05"), person("TRẦN AN", born="1985-07-05")]
    same_phone = [person("Vũ Bình", born="1985", phone="+84912345678"), person("Vu Binh", phone="+84912345678")]
    person("Lê Hoa", born="1990-01-01")
    person("Trần An", born="1985-07-06")
    found = {facts.person for facts in api.person_facts()}
    assert found == {p.pk for p in (*twins, *same_birth, *same_phone)}


@pytest.mark.parametrize("told", list(Told))
def test_how_much_of_the_committee_is_told_reaches_the_checks(told: Told) -> None:
    unit = unions(1)[0]
    Unit.objects.filter(pk=unit.pk).update(told=told.value)
    (facts,) = api.unit_facts(DAY, [unit.pk])
    assert facts.told is told
