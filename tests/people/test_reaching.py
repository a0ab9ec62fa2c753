"""The quick form of the access filter sees exactly what the form without memory sees."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nongcot.kernel import clock
from nongcot.people import actions
from nongcot.people.kinds import Role, UnitKind
from nongcot.people.models import Person, PostHeld, RoleGrant, Unit
from nongcot.people.permissions import can_on_unit, has_role, person_scope, remember, roles_on, unit_scope
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db
CHAIRS = frozenset({Role.CHAIR})


def granted(user, unit, role, from_day, to_day) -> None:
    RoleGrant.objects.create(user=user, unit=unit, role=role, from_day=from_day, to_day=to_day)


def province():
    """Two wards with unions; one union moved from the first ward to the second, another ended."""
    top = make.federation()
    wards = [make.unit(f"Công đoàn phường {n}", under=top, kind=UnitKind.DIRECT_SUPERIOR) for n in (1, 2)]
    unions = [make.unit(f"Công đoàn cơ sở {n}", under=wards[n % 2]) for n in range(4)]
    for union in unions:
        make.post(make.person(), union)
    actions.move_unit(actor=SYSTEM, unit=unions[0], superior=wards[1], day=date(2025, 7, 1))
    actions.move_unit(actor=SYSTEM, unit=unions[2], superior=wards[1], day=clock.today() + timedelta(days=1))
    actions.end_unit(actor=SYSTEM, unit=unions[1], day=date(2025, 7, 1), reason="dissolved")
    return top, wards, unions


TODAY = clock.today()
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
DAYS = {
    "running": (date(2020, 1, 1), None),
    "not yet": (TOMORROW, None),
    "until yesterday": (None, TODAY),
    "last day": (YESTERDAY, TOMORROW),
    "first day": (TODAY, None),
}


@pytest.mark.parametrize("days", DAYS, ids=str)
@pytest.mark.parametrize("where", ["top", "ward", "other ward", "union", "several", "nowhere"])
def test_a_remembering_reader_sees_what_any_other_sees(days, where):
    top, wards, unions = province()
    user = make.user()
    of = {
        "top": [top],
        "ward": wards[:1],
        "other ward": wards[1:],
        "union": unions[:1],
        "several": [*wards[:1], unions[3]],
        "nowhere": [],
    }[where]
    for number, unit in enumerate(of):
        granted(user, unit, Role.CHAIR if number else Role.READER, *DAYS[days])
    plain = type(user).objects.get(pk=user.pk)
    remember(user)
    for roles in (None, CHAIRS):
        for rows, path in ((Unit.objects, "pk"), (PostHeld.objects, "unit_id")):
            seen = set(rows.filter(unit_scope(user, path=path, roles=roles)))
            assert seen == set(rows.filter(unit_scope(plain, path=path, roles=roles))), (roles, path)
            hidden = set(rows.exclude(unit_scope(user, path=path, roles=roles)))
            assert hidden == set(rows.all()) - seen
        assert [can_on_unit(user, unit, roles=roles) for unit in Unit.objects.all()] == [
            can_on_unit(plain, unit, roles=roles) for unit in Unit.objects.all()
        ]
    assert [roles_on(user, unit) for unit in Unit.objects.all()] == [
        roles_on(plain, unit) for unit in Unit.objects.all()
    ]
    assert set(Person.objects.filter(person_scope(user))) == set(Person.objects.filter(person_scope(plain)))
    assert has_role(user, CHAIRS) == has_role(plain, CHAIRS)


def test_a_reader_of_a_ward_sees_the_unions_of_today():
    _top, wards, unions = province()
    user = make.officer(wards[1], Role.READER)
    remember(user)
    seen = set(Unit.objects.filter(unit_scope(user)))
    assert seen == {wards[1], unions[0], unions[1], unions[3]}


def test_grants_are_looked_up_once_for_a_page_and_anew_for_the_next(client, django_assert_max_num_queries):
    top = make.federation()
    user = make.officer(top, Role.READER)
    client.force_login(user)
    with django_assert_max_num_queries(12) as asked:
        assert client.get("/don-vi/").status_code == 200
    assert sum('FROM "people_rolegrant"' in query["sql"] for query in asked.captured_queries) == 1
    RoleGrant.objects.all().delete()
    assert client.get(f"/don-vi/{top.pk}/").status_code == 404
