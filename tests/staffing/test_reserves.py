"""The reserve list of a unit: who is prepared for which post, how ready, since when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from nongcot.infra.audit.models import AuditEntry
from nongcot.kernel import clock
from nongcot.people import api as people
from nongcot.people.errors import Refused
from nongcot.people.kinds import BodyKind, EndReason, Post, Role, UnitKind
from nongcot.staffing import actions
from nongcot.staffing.kinds.completing import Seat
from nongcot.staffing.kinds.reserves import Readiness
from nongcot.staffing.models import Reserve
from nongcot.staffing.queries.reserves import on_list
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db
TODAY = clock.today()
BEFORE = TODAY - timedelta(days=30)
CHAIR = Seat(BodyKind.EXECUTIVE_COMMITTEE, Post.CHAIR)


@pytest.fixture
def ward():
    return make.unit("Công đoàn phường A", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)


@pytest.fixture
def union(ward):
    return make.unit("CĐCS May Sao Mai", under=ward)


@pytest.fixture
def hoa(union):
    found = make.person("Phạm Hoa")
    make.post(found, union)
    return found


def add(union, who, actor=SYSTEM, day: date = BEFORE, **fields):
    given = {"seat": CHAIR, "readiness": Readiness.NOW, **fields}
    return actions.add_reserve(actor=actor, unit=union, person=who, day=day, **given)


def test_on_the_list_once_for_a_seat_and_off_again_with_a_reason(union, hoa):
    row = add(union, hoa)
    with pytest.raises(Refused):
        add(union, hoa)
    add(union, hoa, seat=Seat(BodyKind.EXECUTIVE_COMMITTEE, Post.VICE_CHAIR))
    with pytest.raises(Refused):
        actions.end_reserve(actor=SYSTEM, reserve=row, reason=" ", day=TODAY)
    actions.end_reserve(actor=SYSTEM, reserve=row, reason="Chuyển công tác", day=TODAY)
    assert [one.post for one in on_list(union.pk, day=TODAY)] == [Post.VICE_CHAIR]
    assert len(on_list(union.pk, day=TODAY - timedelta(days=1))) == 2  # what was, stays known
    with pytest.raises(Refused):
        actions.end_reserve(actor=SYSTEM, reserve=row, reason="Lần nữa", day=TODAY)
    add(union, hoa, day=TODAY)
    assert AuditEntry.objects.filter(object_type="reserve").count() == 4


def test_one_put_on_the_list_today_by_mistake_never_was_on_it(union, hoa):
    row = add(union, hoa, day=TODAY)
    actions.end_reserve(actor=SYSTEM, reserve=row, reason="Nhầm người", day=TODAY)
    assert not Reserve.objects.exists()


def test_who_does_not_answer_for_the_unit_or_does_not_see_the_person_is_refused(union, hoa):
    stranger = make.unit(under=make.federation())
    with pytest.raises(PermissionDenied):
        add(union, hoa, actor=make.officer(stranger, Role.CHAIR))
    other = make.person("Người Lạ")
    make.post(other, stranger)
    with pytest.raises(PermissionDenied):
        add(union, other, actor=make.officer(union, Role.CHAIR))


def test_candidates_show_who_is_on_the_list_also_from_elsewhere(client, ward, union, hoa):
    add(union, hoa)
    case = actions.open_case(actor=SYSTEM, unit=union, seat=CHAIR, way="by_election", day=TODAY)
    client.force_login(make.officer(ward, Role.SUPERIOR_OFFICER))
    page = client.get(reverse("staffing:candidates", args=[case.pk])).content.decode()
    assert "quy hoạch: đảm nhiệm được ngay" in page


def test_a_reader_does_not_see_who_is_prepared(client, union, hoa):
    add(union, hoa)
    client.force_login(make.officer(union, Role.READER))
    assert client.get(reverse("staffing:reserves", args=[union.pk])).status_code == 403


def test_merged_records_stand_once_and_an_erased_person_not_at_all(union, hoa):
    twin = make.person("Phạm Hoa")
    make.post(twin, union)
    add(union, hoa)
    add(union, twin)
    people.merge_persons(actor=SYSTEM, keep=hoa, drop=twin)
    assert list(Reserve.objects.values_list("person", flat=True)) == [hoa.pk]
    for held in hoa.posts.all():
        people.end_post(actor=SYSTEM, held=held, day=date(2020, 6, 1), reason=EndReason.STEPPED_DOWN)
    people.erase_person(actor=SYSTEM, person=hoa, reason="Theo yêu cầu")
    assert not Reserve.objects.exists()


@pytest.mark.parametrize("rows", [1, 3, 40])
def test_the_page_asks_as_much_of_many_as_of_one(client, ward, union, rows, django_assert_max_num_queries):
    for number in range(rows):
        who = make.person(f"Trần Văn {number}")
        make.post(who, union)
        add(union, who)
    client.force_login(make.officer(ward, Role.SUPERIOR_OFFICER))
    with django_assert_max_num_queries(12):
        assert client.get(reverse("staffing:reserves", args=[union.pk])).status_code == 200
