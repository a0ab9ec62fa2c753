"""Training and awards of a person: recorded, put right, taken back; where they are shown and who may do it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nongcot.infra.audit.models import AuditEntry
from nongcot.kernel import clock
from nongcot.people import api
from nongcot.people.errors import Refused
from nongcot.people.kinds import Post, RecordKind, Role
from nongcot.people.models import PersonRecord
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert('Bằng khen')</script>"


@pytest.fixture
def union():
    return make.unit(under=make.federation())


@pytest.fixture
def chair(union):
    person = make.person("Nguyễn Thị Đào")
    make.post(person, union, Post.CHAIR)
    return person


@pytest.fixture
def leader(client, union):
    login = make.officer(union, Role.CHAIR)
    client.force_login(login)
    return login


def award(person, title: str = "Bằng khen", day: date | None = date(2024, 7, 28), **more) -> PersonRecord:
    return api.add_record(actor=SYSTEM, person=person, kind=RecordKind.AWARD, title=title, from_day=day, **more)


def test_without_a_last_day_it_was_one_day(chair):
    row = award(chair)
    assert (row.from_day, row.to_day) == (date(2024, 7, 28), date(2024, 7, 29))
    entry = AuditEntry.objects.get(action="people.add_record")
    assert (entry.object_type, entry.object_id) == ("person", str(chair.pk))
    assert entry.changes["changes"]["record_title"] == [None, "Bằng khen"]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"title": "  "}, "Xin ghi nội dung"),
        ({"title": "Lớp", "from_day": None, "to_day": date(2024, 1, 1)}, "ngày bắt đầu"),
        ({"title": "Lớp", "to_day": date(2024, 7, 28)}, "không thể trước"),
        ({"title": "Lớp", "document_number": "9" * 81}, "Dài quá 80"),
        ({"title": "bang KHEN"}, "đã được ghi rồi"),
    ],
)
def test_what_cannot_be_is_refused(chair, given, why):
    award(chair)
    values = {"kind": RecordKind.AWARD, "from_day": date(2024, 7, 28), **given}
    with pytest.raises(Refused, match=why):
        api.add_record(actor=SYSTEM, person=chair, **values)
    assert PersonRecord.objects.count() == 1


def test_today_may_be_recorded_tomorrow_not(chair):
    award(chair, day=clock.today())
    with pytest.raises(Refused, match="sau hôm nay"):
        award(chair, "Giấy khen", day=clock.today() + timedelta(days=1))


def test_a_correction_tells_what_changed_and_why(chair):
    row = award(chair)
    for reason, title, why in ((" ", "Giấy khen", "lý do"), ("Nhầm", "Bằng khen", "Không có gì khác")):
        with pytest.raises(Refused, match=why):
            api.correct_record(actor=SYSTEM, row=row, reason=reason, title=title)
    api.correct_record(actor=SYSTEM, row=row, reason="Nhầm hình thức", title="Giấy khen")
    entry = AuditEntry.objects.get(action="people.correct_record")
    assert entry.changes["changes"] == {"record_title": ["Bằng khen", "Giấy khen"]}
    assert entry.reason == "Nhầm hình thức"


def test_a_record_is_taken_back_once_and_the_trail_keeps_it(chair):
    row = award(chair)
    api.withdraw_record(actor=SYSTEM, row=row, reason="Của người khác")
    assert not PersonRecord.objects.exists()
    entry = AuditEntry.objects.get(action="people.withdraw_record")
    assert entry.changes["changes"]["record_title"] == ["Bằng khen", None]
    again = PersonRecord(pk=entry.changes["record"], person=chair)
    with pytest.raises(Refused, match="đã được rút"):
        api.withdraw_record(actor=SYSTEM, row=again, reason="Của người khác")


@pytest.mark.parametrize("role", [Role.COMMITTEE_MEMBER, Role.INSPECTOR, Role.READER])
def test_who_may_not_correct_the_person_may_not_record_either(chair, union, role):
    row, login = award(chair), make.officer(union, role)
    with pytest.raises(PermissionDenied):
        api.add_record(actor=login, person=chair, kind=RecordKind.AWARD, title="Giấy khen", from_day=None)
    with pytest.raises(PermissionDenied):
        api.correct_record(actor=login, row=row, reason="x", title="Giấy khen")
    with pytest.raises(PermissionDenied):
        api.withdraw_record(actor=login, row=row, reason="x")


def test_a_class_is_recorded_on_its_page_and_stands_on_the_line_of_time(client, chair, leader):
    page = client.get(reverse("people:add-record", args=[chair.pk]))
    sent = {
        "kind": "training",
        "title": HOSTILE,
        "when": "05/03/2024",
        "last_day": "07/03/2024",
        "once": page.context["once"],
        "seen": page.context["seen"],
    }
    assert client.post(page.request["PATH_INFO"], sent).status_code == 302
    row = PersonRecord.objects.get()
    assert (row.from_day, row.to_day) == (date(2024, 3, 5), date(2024, 3, 8))
    shown = client.get(reverse("people:officer", args=[chair.pk])).content.decode()
    assert HOSTILE not in shown
    assert "&lt;script&gt;" in shown
    assert "05/03/2024 – 07/03/2024" in shown
    assert reverse("people:withdraw-record", args=[row.pk]) in shown


@pytest.mark.parametrize(
    ("when", "last", "stored"),
    [
        ("2021", "", (date(2021, 1, 1), date(2022, 1, 1))),
        ("7/2021", "", (date(2021, 7, 1), date(2021, 8, 1))),
        ("", "", (None, None)),
        ("31/02/2021", "", None),
        ("2021", "05/07/2021", None),
        ("05/07/2021", "04/07/2021", None),
    ],
)
def test_the_day_may_be_a_month_or_a_year(client, chair, leader, when, last, stored):
    sent = {"kind": "award", "title": "Bằng khen", "when": when, "last_day": last, "once": "1", "seen": "0"}
    answer = client.post(reverse("people:add-record", args=[chair.pk]), sent)
    assert answer.status_code == (302 if stored else 422)
    found = list(PersonRecord.objects.values_list("from_day", "to_day"))
    assert found == ([stored] if stored else [])


def test_the_form_of_a_correction_sent_back_as_shown_changes_nothing(client, chair, leader):
    for row in (award(chair, "A", None), award(chair, "B", date(2021, 1, 1), to_day=date(2022, 1, 1)), award(chair)):
        address = reverse("people:correct-record", args=[row.pk])
        page = client.get(address)
        values = {bound.html_name: bound.value() for bound in page.context["form"]}
        day = values.pop("last_day")
        sent = {name: "" if value is None else value for name, value in values.items()} | {"reason": "xem"}
        if day:
            sent["last_day"] = f"{day:%d/%m/%Y}"
        answer = client.post(address, sent | {"once": page.context["once"], "seen": page.context["seen"]})
        assert answer.status_code == 422
        assert "Không có gì khác" in answer.content.decode()


def test_the_page_tells_how_service_is_counted_and_what_is_left_out(client, chair, union, leader):
    foreign = make.unit(under=make.federation("Liên đoàn khác"))
    make.post(chair, union, from_day=date(2015, 1, 1), to_day=date(2017, 7, 1))
    make.post(chair, union, from_day=date(2016, 1, 1), to_day=date(2018, 1, 1))
    make.post(chair, union, Post.TREASURER, from_day=None)
    make.post(chair, foreign)
    page = client.get(reverse("people:officer", args=[chair.pk]) + "?day=01/01/2022")
    service = page.context["service"]
    assert service.words == "5 năm"
    assert [(start.year, end.year) for start, end, _length in service.periods] == [(2015, 2018), (2020, 2022)]
    assert (service.unknown, service.unseen) == (1, 1)
    assert "ngoài phạm vi của bạn" in page.content.decode()


def test_a_post_under_an_earlier_name_of_the_unit_says_so(client, chair, union, leader):
    old = union.name
    api.rename_unit(actor=SYSTEM, unit=union, name="Công đoàn cơ sở Tên Mới", day=date(2023, 1, 1))
    shown = client.get(reverse("people:officer", args=[chair.pk])).content.decode()
    assert f"khi đó là {old}" in shown


def test_a_page_with_many_records_asks_as_much_as_with_one(client, chair, leader):
    counted = []
    for wanted in (1, 3, 100):
        while chair.records.count() < wanted:
            award(chair, f"Bằng khen {chair.records.count()}")
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("people:officer", args=[chair.pk])).status_code == 200
        counted.append(len(captured))
    assert counted[1] == counted[2]
    assert counted[0] <= counted[1] + 1  # the first page of a session
