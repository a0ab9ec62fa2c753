"""Data limited on request: kept, marked, in no file handed out, changed by nobody; on both sides of both its days."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from nongcot.infra.audit.models import AuditEntry
from nongcot.kernel import clock
from nongcot.people import actions, api, queries
from nongcot.people.errors import Refused
from nongcot.people.kinds import (
    BodyKind,
    DataRequestKind,
    DataRequestOutcome,
    EndReason,
    Post,
    RecordKind,
    Role,
    SupportKind,
)
from nongcot.people.lists.choice import Choice
from nongcot.people.models import ProcessingLimit
from tests.config.test_endpoints import Api
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def union():
    return make.unit("Công đoàn cơ sở An Phú", under=make.federation())


@pytest.fixture
def officer(union):
    return make.officer(union.placements.get().superior)


@pytest.fixture
def hoa(union):
    person = make.person("Trần Thị Hoa", born="1985-07-05", phone="+84912345678", email="hoa@congdoan.vn")
    make.post(person, union, Post.CHAIR)
    return person


def ask(person, kind=DataRequestKind.RESTRICTION, received_on: date | None = None):
    on = received_on or clock.today() - 10 * DAY
    return api.register_request(actor=SYSTEM, person=person, kind=kind, received_on=on, requester=person.name)


def limited(person, since: date | None = None) -> ProcessingLimit:
    return actions.limit_processing(actor=SYSTEM, request=ask(person), day=since or clock.today())


def test_it_holds_from_its_first_day_to_the_day_before_it_is_lifted(hoa):
    today = clock.today()
    limited(hoa, today - 5 * DAY)
    actions.lift_limit(actor=SYSTEM, person=hoa, day=today, reason="Người yêu cầu rút lại")
    holds = [queries.limit_of(hoa, day=today - n * DAY) is not None for n in (6, 5, 1, 0)]
    assert holds == [False, True, True, False]


def test_its_days_and_its_request_must_fit(hoa):
    today = clock.today()
    request = ask(hoa)
    for day in (request.received_on - DAY, today + DAY):
        with pytest.raises(Refused, match="từ ngày nhận yêu cầu đến hôm nay"):
            actions.limit_processing(actor=SYSTEM, request=request, day=day)
    with pytest.raises(Refused, match="yêu cầu hạn chế đang mở"):
        actions.limit_processing(actor=SYSTEM, request=ask(hoa, DataRequestKind.ACCESS), day=today)
    actions.limit_processing(actor=SYSTEM, request=request, day=today - 2 * DAY)
    with pytest.raises(Refused, match="đang được hạn chế"):
        actions.limit_processing(actor=SYSTEM, request=request, day=today)
    for day in (today - 2 * DAY, today + DAY):
        with pytest.raises(Refused, match="Ngày bỏ hạn chế"):
            actions.lift_limit(actor=SYSTEM, person=hoa, day=day, reason="x")
    with pytest.raises(Refused, match="căn cứ"):
        actions.lift_limit(actor=SYSTEM, person=hoa, day=today, reason=" ")
    actions.lift_limit(actor=SYSTEM, person=hoa, day=today, reason="Rút lại")
    with pytest.raises(Refused, match="không bị hạn chế"):
        actions.lift_limit(actor=SYSTEM, person=hoa, day=today, reason="x")
    with pytest.raises(Refused, match="Lần hạn chế trước"):
        actions.limit_processing(actor=SYSTEM, request=request, day=today - DAY)
    assert actions.limit_processing(actor=SYSTEM, request=request, day=today).from_day == today


def test_a_request_is_called_done_only_with_a_limit(hoa):
    request, done = ask(hoa), {"outcome": DataRequestOutcome.DONE, "day": clock.today(), "answer": ""}
    with pytest.raises(Refused, match="Chưa hạn chế"):
        api.close_request(actor=SYSTEM, request=request, **done)
    actions.limit_processing(actor=SYSTEM, request=request, day=clock.today())
    assert api.close_request(actor=SYSTEM, request=request, **done).closed_on == clock.today()
    api.forget_requests(before=clock.today() + DAY)
    assert queries.limit_of(hoa, day=clock.today()).request is None, "the limit outlives its request"


def changes(hoa, union):
    other = make.person("Trần Thị Hoa")
    make.post(other, union)
    given = {"kind": RecordKind.AWARD, "title": "Bằng khen", "from_day": clock.today()}
    return {
        "complete": lambda: api.complete_data(actor=SYSTEM, person=hoa, values={"job": "Thợ may"}),
        "correct": lambda: api.correct_person(actor=SYSTEM, person=hoa, values={"born": "1986"}, reason="x"),
        "contract": lambda: api.record_contract(actor=SYSTEM, person=hoa, ends_on=None, open_ended=True),
        "record": lambda: api.add_record(actor=SYSTEM, person=hoa, **given),
        "merge": lambda: api.merge_persons(actor=SYSTEM, keep=other, drop=hoa),
        "support": lambda: api.record_support(
            actor=SYSTEM, person=hoa, unit=union, day=clock.today(), kind=SupportKind.MEETING
        ),
    }


@pytest.mark.parametrize("verb", ["complete", "correct", "contract", "record", "merge", "support"])
def test_nobody_changes_the_record_until_it_is_lifted(verb, hoa, union):
    limited(hoa, clock.today() - DAY)
    change = changes(hoa, union)[verb]
    before = AuditEntry.objects.count()
    with pytest.raises(Refused, match="hạn chế xử lý"):
        change()
    assert AuditEntry.objects.count() == before
    actions.lift_limit(actor=SYSTEM, person=hoa, day=clock.today(), reason="Rút lại")
    change()
    assert AuditEntry.objects.count() > before


def test_posts_go_on_and_the_own_data_is_still_given(hoa, union):
    limited(hoa)
    held = hoa.posts.get()
    api.end_post(actor=SYSTEM, held=held, day=clock.today(), reason=EndReason.RETIRED)
    api.record_post(
        actor=SYSTEM, unit=union, person=hoa, body=BodyKind.EXECUTIVE_COMMITTEE, post=Post.MEMBER,
        from_day=clock.today(),
    )  # fmt: skip
    told = api.export_person(actor=SYSTEM, person=hoa)
    assert told["records"]["people.processinglimit"][0]["from_day"] == clock.today().isoformat()


def csv_text(client) -> str:
    return b"".join(client.get("/can-bo/danh-sach.csv")).decode()


def test_no_file_handed_out_has_the_person(hoa, union, officer, client):
    make.post(make.person("Lê Văn Nam"), union)
    make.duty(union, "person.possible_duplicate", person=hoa)
    client.force_login(officer)
    assert "Hoa" in csv_text(client)
    asked = reverse("duties:inbox-file", args=["csv"])
    assert "Trần Thị Hoa" in b"".join(client.get(asked)).decode()
    limit = limited(hoa)
    text = csv_text(client)
    assert ("Lê Văn Nam" in text, "Hoa" in text) == (True, False)
    rows = queries.profile_lines(officer, Choice(), day=clock.today()).values_list("person__name", flat=True)
    assert list(rows) == ["Lê Văn Nam"]
    assert "Trần Thị Hoa" not in b"".join(client.get(asked)).decode()
    ProcessingLimit.objects.filter(pk=limit.pk).update(from_day=clock.today() - DAY, to_day=clock.today())
    assert "Hoa" in csv_text(client)


def test_the_screen_keeps_the_person_marked_and_the_paper_does_not(hoa, union, officer, client):
    limited(hoa)
    client.force_login(officer)
    page = client.get("/can-bo/").content.decode()
    assert 'class="no-print"' in page
    assert "hạn chế xử lý" in page
    own = client.get(reverse("people:officer", args=[hoa.pk])).content.decode()
    assert "0912 345 678" in own, "who keeps the data still sees it"
    client.force_login(make.officer(union, Role.COMMITTEE_MEMBER))
    own = client.get(reverse("people:officer", args=[hoa.pk])).content.decode()
    assert ("đang được hạn chế xử lý" in own, "0912 345 678" in own) == (True, False)


def test_from_the_desk_to_the_limit_and_back(hoa, officer, client):
    client.force_login(officer)
    request = ask(hoa)
    page = reverse("people:data-request", args=[request.pk])
    limit = reverse("people:limit-processing", args=[request.pk])
    assert limit in client.get(page).content.decode()
    hidden = client.get(limit).context
    sent = {"day": clock.today().strftime("%d/%m/%Y"), "once": hidden["once"], "seen": hidden["seen"]}
    assert client.post(limit, sent).status_code == 302
    assert ProcessingLimit.objects.get().request == request
    data = client.get(reverse("people:person-data", args=[hoa.pk])).content.decode()
    assert reverse("people:lift-limit", args=[hoa.pk]) in data
    told = AuditEntry.objects.get(action="people.limit_processing")
    assert (told.object_id, told.actor) == (str(hoa.pk), officer)


def test_who_does_not_keep_the_data_neither_limits_nor_lifts(hoa, union):
    chair, request = make.officer(union, Role.CHAIR), ask(hoa)
    with pytest.raises(PermissionDenied):
        actions.limit_processing(actor=chair, request=request, day=clock.today())
    limited(hoa)
    with pytest.raises(PermissionDenied):
        actions.lift_limit(actor=chair, person=hoa, day=clock.today(), reason="x")
    assert queries.limit_of(hoa, day=clock.today()).to_day is None


def test_the_printed_page_of_a_unit_says_how_many_it_leaves_out(hoa, union, officer, client):
    mai = make.person("Lê Thị Mai")
    for person in (hoa, mai):
        make.post(person, union, Post.MEMBER, decision_number="9/QĐ-LĐLĐ")
    limited(hoa)
    client.force_login(officer)
    page = client.get(reverse("people:unit", args=[union.pk])).content.decode()
    assert "Không nêu tên 1 người đang được hạn chế xử lý dữ liệu cá nhân." in page
    rows = re.findall(r"<tr( class=\"no-print\")?><td><a[^>]*>([^<]+)</a>", page)
    assert {name: bool(hidden) for hidden, name in rows} == {"Trần Thị Hoa": True, "Lê Thị Mai": False}
    assert "Lê Thị Mai và 1 người khác" in page, "the list of documents names nobody limited"


def test_the_api_limits_and_lifts(hoa, union, officer):
    request, today = ask(hoa), clock.today()
    call = Api(officer).post
    made = call(f"/persons/{hoa.pk}/limit", {"request": request.pk, "day": (today - DAY).isoformat()})
    assert made.status_code == 201
    assert queries.limit_of(hoa, day=today).pk == made.json()["id"]
    other = ask(make.person())
    assert (
        call(f"/persons/{hoa.pk}/limit", {"request": other.pk, "day": today.isoformat()}, "khoa-so-2").status_code
        == 404
    )
    lifted = call(f"/persons/{hoa.pk}/limit/lift", {"day": today.isoformat(), "reason": "Rút yêu cầu"}, "khoa-so-3")
    assert lifted.status_code == 200
    assert queries.limit_of(hoa, day=today) is None
