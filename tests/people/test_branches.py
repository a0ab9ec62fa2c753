"""How large a branch is: what exists on the day, its unions apart, whichever way the database counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nongcot.infra.audit.api import System
from nongcot.people import queries
from nongcot.people.kinds import GRASSROOTS_KINDS, UnitKind
from nongcot.people.models import Unit
from tests.factories import people as make

pytestmark = pytest.mark.django_db
DAY = date(2026, 7, 5)
SYSTEM = System("test")


def counted(*branches: Unit, day: date = DAY, today: date = DAY) -> list[tuple[int, int]]:
    sizes = queries.branch_sizes(SYSTEM, [unit.pk for unit in branches], day=day, today=today)
    return [sizes.get(unit.pk, (0, 0)) for unit in branches]


@pytest.fixture
def ward() -> Unit:
    return make.unit("Công đoàn phường 1", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)


@pytest.mark.parametrize("today", [DAY, DAY + timedelta(days=1)], ids=["today", "a past day"])
def test_both_sides_of_each_day(ward, today):
    there = {}
    for began, ended in ((None, None), (-1, None), (0, None), (1, None), (None, -1), (None, 0), (None, 1), (-1, 1)):
        union = make.unit(f"Công đoàn cơ sở {len(there)}", under=ward, kind=UnitKind.ENTERPRISE)
        union.began_on = None if began is None else DAY + timedelta(days=began)
        union.ended_on = None if ended is None else DAY + timedelta(days=ended)
        union.save()
        there[union] = (began is None or began <= 0) and (ended is None or ended > 0)
    expected = sum(there.values())
    assert expected == 5
    assert counted(ward, today=today) == [(expected, expected)]
    for union, is_there in there.items():
        assert counted(union, today=today) == [(0, 1 if is_there else 0)]


@pytest.mark.parametrize("kind", sorted(set(UnitKind) - {UnitKind.CONFEDERATION, UnitKind.PROVINCIAL_FEDERATION}))
def test_only_grassroots_kinds_are_unions(ward, kind):
    make.unit("Đơn vị", under=ward, kind=kind)
    assert counted(ward) == [(1, 1 if kind in GRASSROOTS_KINDS else 0)]


def test_each_branch_counts_its_own(ward):
    top = ward.reach.get(depth=1).ancestor
    union = make.unit("Công đoàn cơ sở", under=ward, kind=UnitKind.ENTERPRISE)
    make.unit("Công đoàn bộ phận", under=union, kind=UnitKind.SECTION)
    assert counted(top, ward, union) == [(3, 1), (2, 1), (1, 1)]
