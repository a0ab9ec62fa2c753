"""Questions whose SQL is built once: the same rows as asked anew, for other values; what cannot be so is refused."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F, QuerySet, Value
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from nongcot.infra.prepared import NotPreparable, prepared
from nongcot.people.kinds import UnitKind
from nongcot.people.models import Unit, UnitPlacement, on_day

pytestmark = pytest.mark.django_db
DAY = date(2026, 7, 5)


def _began(*, units: Collection[int], day: date, name: str) -> QuerySet[Unit, tuple[Any, ...]]:
    rows = Unit.objects.filter(pk__in=units, began_on__lte=day).exclude(name=name).order_by("pk")
    return rows.values_list("pk", "name", "began_on")


began = prepared(_began)


@pytest.fixture
def units() -> list[Unit]:
    made = [
        Unit(name=f"Công đoàn {n}", kind=UnitKind.ENTERPRISE.value, began_on=DAY - timedelta(days=n))
        for n in range(130)
    ]
    return Unit.objects.bulk_create(made)


@pytest.mark.parametrize("many", [0, 1, 2, 3, 5, 64, 65, 128, 129])
def test_the_rows_are_those_of_the_queryset(units: list[Unit], many: int) -> None:
    chosen = [unit.pk for unit in units[:many]]
    for name in ("Công đoàn 1", "100 % ' \" \\ \n; đúng"):
        for day in (DAY, DAY - timedelta(days=2), date(1, 1, 1)):
            expected = list(_began(units=chosen, day=day, name=name))
            assert began(units=chosen, day=day, name=name) == expected
    assert len(began(units=chosen, day=DAY, name="")) == many


def test_any_collection_of_values_will_do(units: list[Unit]) -> None:
    keys = [unit.pk for unit in units[:3]]
    for told in (keys, tuple(keys), set(keys), dict.fromkeys(keys).keys(), range(keys[0], keys[-1] + 1)):
        assert len(began(units=told, day=DAY, name="")) == 3


def test_rows_have_the_types_of_their_columns(units: list[Unit]) -> None:
    assert began(units=[units[2].pk], day=DAY, name="") == [(units[2].pk, "Công đoàn 2", DAY - timedelta(days=2))]


@pytest.mark.parametrize("number", [2**31, 2**63 - 1, 2**63, 10**30, -(10**30)])
def test_a_number_beyond_every_column_finds_nothing(units: list[Unit], number: int) -> None:
    by_key = prepared(lambda *, pk: Unit.objects.filter(pk=pk))
    assert [by_key(pk=units[0].pk), by_key(pk=number)] == [[units[0]], []]


def test_it_asks_once_and_builds_nothing_the_second_time(units: list[Unit]) -> None:
    built = []

    def make(*, pk: int) -> QuerySet[Unit]:
        built.append(pk)
        return Unit.objects.filter(pk=pk)

    ask = prepared(make)
    assert [ask(pk=unit.pk) for unit in units[:3]] == [[unit] for unit in units[:3]]
    assert len(built) == 2
    assert not {unit.pk for unit in units} & set(built)
    with CaptureQueriesContext(connection) as seen:
        ask(pk=units[5].pk)
    assert len(seen) == 1
    assert str(units[5].pk) in seen[0]["sql"]


def test_models_bring_what_was_selected_with_them(units: list[Unit]) -> None:
    UnitPlacement.objects.create(unit=units[1], superior=units[0], from_day=DAY)

    @prepared
    def under(*, unit: int, day: date) -> QuerySet[UnitPlacement]:
        rows = UnitPlacement.objects.filter(on_day(day), unit=unit).select_related("superior")
        return rows.annotate(called=F("superior__name"))

    assert under(unit=units[1].pk, day=DAY - timedelta(days=1)) == []
    for _again in range(2):
        (row,) = under(unit=units[1].pk, day=DAY)
        with CaptureQueriesContext(connection) as seen:
            assert row.superior.name == row.called == "Công đoàn 0"  # type: ignore[attr-defined]
        assert len(seen) == 0


def test_questions_joined_by_union(units: list[Unit]) -> None:
    @prepared
    def either(*, one: int, day: date) -> QuerySet[Unit, tuple[Any, ...]]:
        first = Unit.objects.filter(pk=one).values_list(Value("one"), "pk")
        return first.union(Unit.objects.filter(began_on=day).values_list(Value("day"), "pk"), all=True)

    for unit in units[:2]:
        found = either(one=unit.pk, day=DAY - timedelta(days=5))
        assert sorted(found) == [("day", units[5].pk), ("one", unit.pk)]


def test_none_and_kinds_are_of_the_shape(units: list[Unit]) -> None:
    @prepared
    def of(*, kind: UnitKind | None, day: date | None) -> QuerySet[Unit]:
        rows = Unit.objects.all() if day is None else Unit.objects.filter(began_on=day)
        return rows if kind is None else rows.filter(kind=kind.value)

    for _again in range(2):
        assert len(of(kind=None, day=None)) == 130
        assert len(of(kind=UnitKind.AGENCY, day=None)) == 0
        assert of(kind=UnitKind.ENTERPRISE, day=DAY) == [units[0]]
        assert of(kind=None, day=DAY + timedelta(days=1)) == []


def test_a_question_that_is_empty_whatever_is_asked() -> None:
    @prepared
    def nothing(*, pk: int) -> QuerySet[Unit]:
        return Unit.objects.filter(pk=pk).none()

    assert nothing(pk=1) == nothing(pk=2) == []


def test_a_day_reckoned_from_a_value_is_refused() -> None:
    @prepared
    def lately(*, day: date) -> QuerySet[Unit]:
        return Unit.objects.filter(began_on__gt=day - timedelta(days=90))

    with pytest.raises(NotPreparable, match="lately: reckons"):
        lately(day=DAY)


def test_a_value_that_is_looked_at_is_refused() -> None:
    @prepared
    def past(*, day: date) -> QuerySet[Unit]:
        return Unit.objects.filter(began_on=DAY) if day > DAY else Unit.objects.all()

    @prepared
    def page(*, first: int) -> QuerySet[Unit]:
        return Unit.objects.all()[first : first + 20]

    with pytest.raises(NotPreparable, match="past: does not ask with day"):
        past(day=DAY)
    with pytest.raises(NotPreparable, match="its SQL changes"):
        page(first=20)


@pytest.mark.logs_errors
def test_outside_of_tests_it_is_asked_all_the_same_and_told_in_the_log(
    units: list[Unit], settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    @prepared
    def lately(*, day: date) -> QuerySet[Unit]:
        return Unit.objects.filter(began_on__gt=day - timedelta(days=3))

    settings.PREPARED_STRICTLY = False
    assert [len(lately(day=DAY)), len(lately(day=DAY + timedelta(days=1)))] == [3, 2]
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "lately: reckons" in caplog.text


@pytest.mark.parametrize("told", [object(), {"a": 1}, [1, "2"], [None], (UnitKind.ENTERPRISE,), 1.5])
def test_what_is_neither_value_nor_shape_is_refused(told: Any) -> None:
    with pytest.raises(TypeError, match="pk"):
        prepared(lambda *, pk: Unit.objects.filter(pk=pk))(pk=told)


@given(chosen=st.lists(st.integers(0, 69), max_size=70), ago=st.integers(-2, 72))
def test_any_values_give_the_rows_of_the_queryset(chosen: list[int], ago: int) -> None:
    first = Unit.objects.order_by("pk").values_list("pk", flat=True).first() or 0
    asked = {"units": [first + n for n in chosen], "day": DAY - timedelta(days=ago), "name": "Công đoàn 3"}
    assert began(**asked) == list(_began(**asked))


def test_no_more_shapes_are_kept_than_are_asked_for_in_a_day(
    units: list[Unit], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nongcot.infra.prepared._MOST_SHAPES", 2)
    chosen = [unit.pk for unit in units]
    for many in (1, 2, 4, 8, 1, 2, 4, 8):
        assert len(began(units=chosen[:many], day=DAY, name="")) == many
