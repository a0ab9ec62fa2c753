"""The pages of changes ask the same number of questions for few rows and for many."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nongcot.people import picking
from nongcot.people.kinds import Role
from tests.factories import people as make


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("path", ["chuc-vu/", "chuc-vu/moi/?post=executive_committee:chair", "dai-hoi/", ""])
def test_one_three_and_a_hundred_officers_cost_the_same(cast, client, path):
    client.force_login(cast.leader)
    counted = []
    for wanted in (1, 3, 100):
        while cast.factory.posts.count() < wanted:
            make.post(make.person(), cast.factory)
        counted.append(queries(client, f"/don-vi/{cast.factory.pk}/{path}"))
    assert counted[0] == counted[1] == counted[2], counted
    assert counted[0] <= 18, counted


def test_one_three_and_a_hundred_roles_cost_the_same(cast, client):
    client.force_login(cast.officer)
    counted = []
    for wanted in (1, 3, 100):
        while cast.factory.grants.count() < wanted:
            make.grant(make.user(), cast.factory, Role.READER)
        counted.append(queries(client, f"/don-vi/{cast.factory.pk}/phan-quyen/"))
    assert counted[0] == counted[1] == counted[2] <= 12, counted


def test_a_search_gives_few_rows_with_two_questions_and_own_people_first(cast):
    for _one in range(30):
        make.post(make.person("Trần Ưởng"), cast.foreign)
    day = cast.held.from_day
    with CaptureQueriesContext(connection) as captured:
        found = picking.find_persons(cast.head, "uong", day=day, near=cast.factory.pk)
    assert len(captured) == 2
    assert len(found) == picking.MOST
    assert found[0].pk == cast.chair.pk
    assert "Chủ tịch, Công đoàn cơ sở May Sao Mai" in found[0].detail
    assert picking.find_persons(cast.head, "u", day=day) == []
    assert picking.find_persons(cast.head, "079085005687", day=day) == []


def test_a_citizen_id_finds_its_person_and_a_piece_of_one_nobody(cast):
    who = make.person("Vũ An", citizen_id="079085005687")
    make.post(who, cast.factory)
    found = [one.pk for one in picking.find_persons(cast.leader, "079 085 005 687", day=cast.held.from_day)]
    assert found == [who.pk]
    assert picking.find_persons(cast.leader, "5687", day=cast.held.from_day) == []
    assert picking.find_persons(cast.officer, "079085005688", day=cast.held.from_day) == []
