"""Requests about personal data and their clocks, the export of everything, erasure and what stands in its way."""

from __future__ import annotations

import json
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse
from docx import Document as WordDocument

from nongcot.infra.audit.models import AuditEntry
from nongcot.kernel import clock
from nongcot.kernel.dates import add_years
from nongcot.people import api
from nongcot.people.data_rights import Hold, HoldReason, clocks, holds
from nongcot.people.errors import Refused
from nongcot.people.kinds import DataRequestKind, DataRequestOutcome, RecordKind, Role
from nongcot.people.models import DataRequest, KeptApart, Person, PersonMerge, PersonRecord
from nongcot.regulations import load
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 6)  # a Friday
BOOK = load().on(DAY)
ACCESS, ERASURE = DataRequestKind.ACCESS, DataRequestKind.ERASURE
LONG_AGO = date(2015, 1, 1)


@pytest.fixture
def union():
    return make.unit(under=make.federation())


@pytest.fixture
def former(union):
    """Somebody whose last post ended so long ago that nothing need be kept."""
    person = make.person(
        "Nguyễn Thị Đào",
        citizen_id="079185005687",
        born="1985-07-05",
        phone="+84912345678",
        email="dao@congdoan.vn",
        ethnicity="Khmer",
        party_member=True,
        note="Quê An Phú",
    )
    make.post(person, union, from_day=date(2010, 1, 1), to_day=LONG_AGO)
    return person


def ask(person: Person, kind: DataRequestKind = ACCESS, **more: object) -> DataRequest:
    given = {"actor": SYSTEM, "received_on": clock.today(), "requester": person.name, **more}
    return api.register_request(person=person, kind=kind, **given)


def keys(client, address: str) -> dict[str, object]:
    """The hidden fields of an action page: its once-only key, and what was seen."""
    shown = client.get(address).context
    return {"once": shown["once"], "seen": shown["seen"]}


@pytest.mark.parametrize(
    ("kind", "third_party", "days"),
    [
        (DataRequestKind.ACCESS, False, 10),
        (DataRequestKind.CORRECTION, False, 10),
        (DataRequestKind.ERASURE, False, 20),
        (DataRequestKind.RESTRICTION, False, 15),
        (DataRequestKind.RESTRICTION, True, 20),
        (DataRequestKind.ACCESS, True, 10),
    ],
)
def test_the_law_sets_two_clocks(kind, third_party, days):
    found = clocks(kind, DAY, BOOK, third_party=third_party)
    assert found.acknowledge_by == date(2026, 3, 10)  # two working days after a Friday
    assert found.due_by == DAY + timedelta(days=days)
    assert found.rules["due_by"]["document"] == "cp-nd-356-2025"


def test_before_the_law_there_is_no_clock():
    day = date(2025, 12, 31)
    found = clocks(ACCESS, day, load().on(day))
    assert (found.acknowledge_by, found.due_by, found.rules) == (None, None, {"shape": 1})


def test_who_holds_a_post_is_held_and_so_is_who_left_within_the_time_of_keeping():
    ended = date(2024, 3, 1)
    until = date(2029, 3, 1)
    assert holds([(LONG_AGO, None)], DAY, BOOK) == [
        Hold(HoldReason.HOLDS_POST, None, "personal_data.hold_current_post")
    ]
    assert [hold.reason for hold in holds([(LONG_AGO, DAY + timedelta(days=1))], DAY, BOOK)] == [HoldReason.HOLDS_POST]
    assert holds([(LONG_AGO, ended), (None, LONG_AGO)], DAY, BOOK) == [
        Hold(HoldReason.RETENTION, until, "personal_data.retention_officer")
    ]
    assert holds([(LONG_AGO, ended)], until - timedelta(days=1), BOOK)
    assert holds([(LONG_AGO, ended)], until, BOOK) == []
    assert holds([], DAY, BOOK) == []


def test_a_request_is_registered_with_its_days_and_the_rules_they_rest_on(former, union):
    actor = make.officer(union, Role.SUPERIOR_OFFICER)
    made = ask(former, actor=actor, detail="Xin bản sao")
    assert made.due_by == clock.today() + timedelta(days=10)
    assert made.rules["due_by"]["rule"] == "personal_data.access"
    assert AuditEntry.objects.get(action="people.register_data_request").object_id == str(former.pk)
    for role in (Role.CHAIR, Role.READER):
        with pytest.raises(PermissionDenied):
            ask(former, actor=make.officer(union, role))
    with pytest.raises(Refused, match="sau hôm nay"):
        ask(former, received_on=clock.today() + timedelta(days=1))
    with pytest.raises(Refused, match="tên người yêu cầu"):
        ask(former, requester=" ")


def test_a_request_is_answered_put_off_once_and_closed(former):
    today = clock.today()
    other = ask(former, received_on=today)
    with pytest.raises(Refused, match="mới được gia hạn"):
        api.extend_request(actor=SYSTEM, request=other, to=other.due_by + timedelta(days=1), reason="Nhiều hồ sơ")
    row = ask(former, received_on=today - timedelta(days=3), kind=DataRequestKind.RESTRICTION)
    with pytest.raises(Refused):
        api.acknowledge_request(actor=SYSTEM, request=row, day=today - timedelta(days=4))
    api.acknowledge_request(actor=SYSTEM, request=row, day=today)
    with pytest.raises(Refused, match="Đã ghi"):
        api.acknowledge_request(actor=SYSTEM, request=row, day=today)
    latest = row.due_by + timedelta(days=15)
    for bad in (row.due_by, latest + timedelta(days=1)):
        with pytest.raises(Refused, match="Hạn mới"):
            api.extend_request(actor=SYSTEM, request=row, to=bad, reason="Nhiều hồ sơ")
    with pytest.raises(Refused, match="lý do"):
        api.extend_request(actor=SYSTEM, request=row, to=latest, reason=" ")
    api.extend_request(actor=SYSTEM, request=row, to=latest, reason="Nhiều hồ sơ")
    with pytest.raises(Refused, match="một lần"):
        api.extend_request(actor=SYSTEM, request=row, to=latest, reason="Nhiều hồ sơ")
    with pytest.raises(Refused, match="nêu lý do"):
        api.close_request(actor=SYSTEM, request=row, outcome=DataRequestOutcome.REFUSED, day=today, answer="")
    api.close_request(actor=SYSTEM, request=row, outcome=DataRequestOutcome.WITHDRAWN, day=today, answer="Đã giao")
    with pytest.raises(Refused, match="đã kết thúc"):
        api.close_request(actor=SYSTEM, request=row, outcome=DataRequestOutcome.DONE, day=today, answer="")
    row.refresh_from_db()
    assert (row.acknowledged_on, row.extended_to, row.closed_on, row.outcome) == (today, latest, today, "withdrawn")


def test_the_export_holds_everything_and_is_itself_on_record(former, union):
    actor = make.officer(union, Role.SUPERIOR_OFFICER)
    api.view_citizen_id(actor=actor, person=former)
    other = make.person("Nguyễn Thị Đào", email="khac@congdoan.vn")
    make.post(other, union)
    api.add_record(actor=SYSTEM, person=other, kind=RecordKind.TRAINING, title="Nghiệp vụ", from_day=DAY)
    api.merge_persons(actor=SYSTEM, keep=former, drop=other, choices={"email": "keep"})
    ask(former)
    data = json.loads(json.dumps(api.export_person(actor=actor, person=former)))
    assert data["person"]["citizen_id"] == "079185005687"
    assert (data["person"]["born"], data["person"]["ethnicity"]) == ("1985-07-05", "Khmer")
    assert [post["unit"] for post in data["posts"]] == [union.name, union.name]
    assert len(data["records"]["people.datarequest"]) == 1
    assert [row["title"] for row in data["records"]["people.personrecord"]] == ["Nghiệp vụ"]
    done = {(line["by"], line["what"]) for line in data["log"]}
    assert {(str(actor), "Xem số định danh đầy đủ"), (str(actor), "Tải toàn bộ dữ liệu của người này")} <= done
    assert not {"search_key", "citizen_sealed", "citizen_index"} & set(data["person"])
    for role in (Role.CHAIR, Role.READER):
        with pytest.raises(PermissionDenied):
            api.export_person(actor=make.officer(union, role), person=former)


def test_erasing_leaves_the_posts_and_nothing_of_the_person(former, union):
    twin = make.person("Nguyễn Thị Đào", phone="+84987654321", note="Quê Bình Khê")
    third = make.person("Nguyễn Thị Đào")
    for other in (twin, third):
        make.post(other, union, from_day=date(2009, 1, 1), to_day=LONG_AGO)
    api.complete_data(actor=SYSTEM, person=former, values={"employer": "Công ty Sao Khuê"})
    api.correct_person(actor=SYSTEM, person=former, values={"phone": "0911111111"}, reason="Số của Đào đã đổi")
    merge = api.merge_persons(actor=SYSTEM, keep=former, drop=twin, reason="Cùng là Đào")
    api.keep_apart(actor=SYSTEM, a=former, b=third)
    api.add_record(
        actor=SYSTEM, person=former, kind=RecordKind.AWARD, title="Giấy khen của Sao Khuê", from_day=LONG_AGO
    )
    posts = list(former.posts.order_by("pk").values("pk", "unit", "post", "from_day", "to_day"))
    federation = make.officer(make.federation("khác"), Role.FEDERATION_OFFICER)
    make.grant(federation, union)
    api.erase_person(actor=federation, person=former, reason="Yêu cầu ngày 05/07/2026")
    former.refresh_from_db()
    left = {f.attname: getattr(former, f.attname) for f in Person._meta.concrete_fields}
    named = {"id", "name", "search_key", "sort_key", "erased_on"}
    assert {name for name, value in left.items() if value not in ("", None)} == named
    assert (former.name, former.erased_on) == ("Đã xóa theo yêu cầu", clock.today())
    assert list(former.posts.order_by("pk").values("pk", "unit", "post", "from_day", "to_day")) == posts
    assert not KeptApart.objects.exists()
    assert not PersonRecord.objects.exists()
    everything = str(list(AuditEntry.objects.filter(object_type="person", object_id__in=[former.pk, twin.pk]).values()))
    everything += str(list(PersonMerge.objects.values()))
    for trace in ("Đào", "Sao Khuê", "987654321", "912345678", "911111111", "Khê", "079185005687"):
        assert trace not in everything.replace("Yêu cầu ngày", ""), trace
    entry = AuditEntry.objects.get(action="people.correct_person")
    assert (entry.changes["changes"], entry.changes["redacted"]) == ({"phone": ["", ""]}, True)
    merge.refresh_from_db()
    with pytest.raises(Refused):
        api.undo_merge(actor=SYSTEM, merge=merge)
    for again in (
        lambda: api.erase_person(actor=SYSTEM, person=former, reason="x"),
        lambda: api.correct_person(actor=SYSTEM, person=former, values={"name": "Đào"}, reason="x"),
        lambda: api.record_contract(actor=SYSTEM, person=former, ends_on=DAY),
    ):
        with pytest.raises(Refused, match="đã được xóa"):
            again()


def test_erasing_is_refused_while_something_stands_in_its_way(former, union):
    today = clock.today()
    post = former.posts.get()
    for to_day, said in ((None, "đang giữ chức vụ"), (add_years(today, -2), "thời hạn lưu giữ")):
        post.to_day = to_day
        post.save()
        with pytest.raises(Refused, match=said):
            api.erase_person(actor=SYSTEM, person=former, reason="Yêu cầu")
    post.to_day = LONG_AGO
    post.save()
    with pytest.raises(Refused, match="căn cứ xóa"):
        api.erase_person(actor=SYSTEM, person=former, reason=" ")
    for role in (Role.SUPERIOR_OFFICER, Role.CHAIR):
        with pytest.raises(PermissionDenied):
            api.erase_person(actor=make.officer(union, role), person=former, reason="Yêu cầu")
    elsewhere = make.unit(under=make.federation("LĐLĐ tỉnh khác"))
    make.post(former, elsewhere, from_day=date(2008, 1, 1), to_day=date(2009, 1, 1))
    with pytest.raises(PermissionDenied):
        api.erase_person(actor=make.officer(union), person=former, reason="Yêu cầu")
    former.refresh_from_db()
    assert former.name == "Nguyễn Thị Đào"


def test_an_erasure_is_not_called_done_before_it_is(former):
    row = ask(former, ERASURE)
    done = {"actor": SYSTEM, "request": row, "outcome": DataRequestOutcome.DONE, "day": clock.today(), "answer": ""}
    with pytest.raises(Refused, match="chưa được xóa"):
        api.close_request(**done)
    api.erase_person(actor=SYSTEM, person=former, reason="Yêu cầu")
    assert api.close_request(**done).outcome == "done"


def test_the_trail_lets_itself_be_redacted_and_not_rewritten(former):
    api.correct_person(actor=SYSTEM, person=former, values={"phone": "0911111111"}, reason="Đổi số")
    entries = AuditEntry.objects.filter(action="people.correct_person")
    forged = {"shape": 1, "changes": {}, "redacted": True}
    for change in ({"reason": ""}, {"changes": forged}, {"changes": forged, "reason": "", "actor_name": "khác"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            entries.update(**change)


def test_the_pages_of_the_desk_lead_from_a_request_to_its_end(former, union, client):
    client.force_login(make.officer(union, Role.SUPERIOR_OFFICER))
    asked = {"kind": "access", "received_on": f"{clock.today():%d/%m/%Y}", "requester": "Chính chủ", "once": "a"}
    made = client.post(reverse("people:register-data-request", args=[former.pk]), asked)
    row = DataRequest.objects.get()
    assert made["Location"] == reverse("people:data-request", args=[row.pk])
    page = client.get(made["Location"]).content.decode()
    assert "356/2025/NĐ-CP" in page
    assert "cp-nd-356-2025" not in page
    assert "còn 10 ngày" in client.get(reverse("people:data-requests")).content.decode()
    page = client.get(reverse("people:person-data", args=[former.pk])).content.decode()
    assert "Chưa ai xem số định danh" in page
    assert "Ban Tổ chức Liên đoàn Lao động thực hiện" in page
    word = client.post(reverse("people:export-person", args=[former.pk]), {"format": "docx"})
    text = "\n".join(cell.text for table in WordDocument(BytesIO(word.content)).tables for cell in table._cells)
    assert "079185005687" in text
    assert "05/07/1985" in text
    raw = client.post(reverse("people:export-person", args=[former.pk]), {"format": "json"})
    assert raw.json()["person"]["name"] == "Nguyễn Thị Đào"
    page = client.get(reverse("people:person-data", args=[former.pk])).content.decode()
    assert page.count("Tải toàn bộ dữ liệu của người này") == 2
    closing = {"outcome": "done", "day": asked["received_on"], "answer": "Đã giao"}
    address = reverse("people:close-data-request", args=[row.pk])
    assert client.post(address, closing | keys(client, address)).status_code == 302
    assert "Đã thực hiện" in client.get(reverse("people:data-requests") + "?xem=xong").content.decode()


def test_erasing_asks_first_and_then_does_it(former, union, client):
    client.force_login(make.officer(union))
    address = reverse("people:erase-person", args=[former.pk])
    sent = {"reason": "Yêu cầu", **keys(client, address)}
    asking = client.post(address, sent)
    assert "Không có cách nào khôi phục" in asking.content.decode()
    former.refresh_from_db()
    assert former.erased_on is None
    assert client.post(address, sent | {"confirmed": asking.context["confirmed"]}).status_code == 302
    former.refresh_from_db()
    assert former.erased_on == clock.today()
    assert "đã được xóa theo yêu cầu" in client.get(reverse("people:person-data", args=[former.pk])).content.decode()


@pytest.mark.parametrize("count", [1, 3, 100])
def test_the_desk_asks_the_same_few_questions_however_many_requests(
    count, former, union, client, django_assert_max_num_queries
):
    client.force_login(make.officer(union))
    for _ in range(count):
        ask(former)
    with django_assert_max_num_queries(12):
        client.get(reverse("people:data-requests"))
