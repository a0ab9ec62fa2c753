"""Which persons are looked at as possible duplicates: the same pairs for one unit alone as among all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nongcot.duties.checks import check_persons
from nongcot.duties.kinds import Context
from nongcot.people import api
from nongcot.people.facts import PersonFacts
from nongcot.people.models import Person, Unit
from nongcot.regulations import load
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)
CONTEXT = Context(day=DAY, book=load().on(DAY))


def served(*records: tuple[str, str, Iterable[Unit]]) -> list[int]:
    made = []
    for name, born, units in records:
        who = make.person(name, born=born)
        for unit in units:
            make.post(who, unit)
        made.append(who.pk)
    return made


def pairs(units: list[int] | None = None) -> list[tuple[str, tuple[str, ...]]]:
    """Findings about persons, of all units or booked at one of ``units``."""
    found = check_persons(api.person_facts(units), CONTEXT)
    kept = [one for one in found if one.unit is not None and (units is None or one.unit in units)]
    return sorted((one.subject, tuple(one.facts["reasons"])) for one in kept)


@pytest.fixture
def unions() -> list[Unit]:
    top = make.federation()
    return [make.unit(under=top) for _ in range(3)]


@pytest.mark.parametrize(
    ("one", "other"), [("1985", "1985-07-05"), ("1985-07", "1985-07-05"), ("1985", "1985-07"), ("1985", "1985")]
)
def test_a_birth_known_less_precisely_in_one_record_of_the_same_union_is_found(unions, one, other):
    a, b = served(("Nguyễn Thị Đào", one, unions[:1]), ("NGUYEN THI DAO", other, unions[:1]))
    expected = [(f"pair:{a}-{b}", ("name_year_unit",))]
    assert pairs() == expected
    assert pairs([unions[0].pk]) == expected
    assert pairs([unions[1].pk]) == []


@pytest.mark.parametrize(("one", "other"), [("1985-07", "1985-08-05"), ("1985", "1986-07-05"), ("", "1985-07-05")])
def test_births_that_cannot_be_one_day_are_no_reason(unions, one, other):
    served(("Nguyễn Thị Đào", one, unions[:1]), ("Nguyễn Thị Đào", other, unions[:1]))
    assert pairs() == pairs([unions[0].pk]) == []
    assert api.person_facts() == []


def test_namesakes_of_two_unions_are_no_reason(unions):
    served(("Nguyễn Thị Đào", "1985", unions[:1]), ("Nguyễn Thị Đào", "1985-07-05", unions[1:2]))
    assert pairs() == pairs([unions[0].pk]) == []


def test_a_pair_that_meets_at_another_union_than_where_it_is_booked_is_found_there(unions):
    low, met, _other = unions
    a, b = served(("Nguyễn Thị Đào", "1985", [low, met]), ("Nguyễn Thị Đào", "1985-07-05", [met]))
    expected = [(f"pair:{a}-{b}", ("name_year_unit",))]
    assert pairs() == pairs([low.pk]) == expected


@pytest.mark.parametrize(
    "told", [{}, {"citizen_id": "001085000001"}, {"born": "1985"}, {"phone": "0912345678"}], ids=str
)
def test_persons_of_whom_little_is_told(unions, told):
    """Each of these asks another question; with a citizen id or nothing, names say nothing."""
    for union in unions[:2]:
        make.post(make.person("Lê Văn Bình", **told), union)
    for union in unions[:2]:
        near, all_of_them = api.person_facts([union.pk]), api.person_facts()
        assert check_persons(near, CONTEXT) == check_persons(all_of_them, CONTEXT)
        assert len(near) == (2 if told else 0)


def test_who_was_told_apart_comes_with_it(unions):
    a, b = served(("Nguyễn Thị Đào", "1985", unions[:1]), ("Nguyễn Thị Đào", "1985-07-05", unions[:1]))
    api.keep_apart(actor=SYSTEM, a=Person.objects.get(pk=b), b=Person.objects.get(pk=a))
    for units in (None, [unions[0].pk]):
        facts = {one.person: one for one in api.person_facts(units)}
        assert (facts[a].apart, facts[b].apart) == ((b,), (a,))
    assert pairs() == pairs([unions[0].pk]) == []


NAMES, BIRTHS = ["Lê Na", "LÊ NÀ", "Lê Hoa"], ["", "1985", "1985-07", "1985-07-05", "1985-07-06", "1990"]
RECORD = st.tuples(st.sampled_from(NAMES), st.sampled_from(BIRTHS), st.sets(st.integers(0, 2), min_size=1))


@given(st.lists(RECORD, max_size=7))
@settings(max_examples=60)
def test_what_is_found_is_what_a_look_at_everybody_finds(records: list[Any]) -> None:
    """The candidates leave out nobody the check would have paired; the look at one unit finds what is booked there."""
    from django.db import transaction

    with transaction.atomic():
        top = make.federation()
        unions = [make.unit(under=top) for _ in range(3)]
        served(*((name, born, [unions[n] for n in sorted(at)]) for name, born, at in records))
        everybody = [
            PersonFacts(
                p.pk, p.name, p.search_key, p.born or None, None, None,
                tuple(p.posts.order_by("pk").values_list("unit", flat=True)),
            )
            for p in Person.objects.order_by("pk")
        ]  # fmt: skip
        expected = sorted((one.subject, tuple(one.facts["reasons"])) for one in check_persons(everybody, CONTEXT))
        assert pairs() == expected
        assert sorted(pair for union in unions for pair in pairs([union.pk])) == expected
        transaction.set_rollback(True)


@pytest.mark.parametrize("count", [1, 3, 100])
def test_the_number_of_questions_does_not_grow(count: int, unions, django_assert_num_queries: Callable[..., Any]):
    for number in range(count):
        served((f"Nguyễn Thị Đào {number}", "1985", unions[:1]), (f"Nguyễn Thị Đào {number}", "1985-07-05", unions[:1]))
    with django_assert_num_queries(5):
        assert len(api.person_facts()) == 2 * count
    with django_assert_num_queries(4):
        assert len(api.person_facts([unions[0].pk])) == 2 * count
