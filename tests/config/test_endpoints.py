"""The HTTP API as a client meets it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nongcot.infra.audit.models import AuditEntry
from nongcot.infra.httpapi.actions import make_token
from nongcot.infra.httpapi.models import Scope
from nongcot.kernel import clock
from nongcot.people.kinds import BodyKind, Post, Role, UnitKind
from nongcot.people.models import KeptApart, PostHeld, Unit
from tests.factories import people as make
from tests.factories.sizes import learn_sizes

pytestmark = pytest.mark.django_db


class Api:
    """A client with a token that may write."""

    def __init__(self, user) -> None:
        today = clock.today()
        _row, secret = make_token(
            actor=user, name="test", scope=Scope.WRITE, ends_on=today + timedelta(days=1), day=today
        )
        self.headers = {"Authorization": f"Bearer {secret}"}
        self.client = Client()

    def get(self, address: str, **query: Any) -> Any:
        answer = self.client.get(f"/api{address}", query, headers=self.headers)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def post(self, address: str, sent: dict[str, Any], key: str = "mot-khoa-rieng") -> Any:
        headers = {**self.headers, "Idempotency-Key": key}
        return self.client.post(f"/api{address}", json.dumps(sent), content_type="application/json", headers=headers)


@pytest.fixture
def superior() -> Unit:
    return make.unit("Công đoàn phường An Phú", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)


@pytest.fixture
def api(superior) -> Api:
    return Api(make.officer(superior, Role.SUPERIOR_OFFICER))


def record(unit: Unit, **fields: Any) -> dict[str, Any]:
    person = make.person("Đặng Thị Ưởng")
    make.post(person, unit)
    return {
        "unit": unit.pk,
        "person": person.pk,
        "body": "executive_committee",
        "post": "chair",
        "from": "2026-07-05",
        **fields,
    }


def test_a_post_recorded_is_listed_as_of_its_days(api, superior):
    made = api.post("/posts", record(superior))
    assert made.status_code == 201
    held = PostHeld.objects.get(pk=made.json()["id"])
    assert (held.post, held.from_day) == (Post.CHAIR, date(2026, 7, 5))
    assert api.get("/posts", as_of="2026-07-05")["items"][1]["from"] == "2026-07-05"
    on_the_day = api.get("/posts", as_of="2026-07-05")["items"]
    before = api.get("/posts", as_of="2026-07-04")["items"]
    assert [row["post"] for row in on_the_day] == ["member", "chair"]
    assert [row["post"] for row in before] == ["member"]


def test_a_write_sent_again_writes_nothing_and_answers_the_same(api, superior):
    sent = record(superior)
    first, second = api.post("/posts", sent), api.post("/posts", sent)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert "Idempotent-Replayed" not in first
    assert second["Idempotent-Replayed"] == "true"
    assert AuditEntry.objects.filter(action="people.record_post").count() == 1


def test_one_key_for_two_requests_is_refused(api, superior):
    sent = record(superior)
    assert api.post("/posts", sent).status_code == 201
    assert api.post("/posts", {**sent, "post": "vice_chair"}).status_code == 409


def test_a_key_belongs_to_its_login(api, superior):
    other = Api(make.officer(superior, Role.SUPERIOR_OFFICER))
    assert api.post("/posts", record(superior)).status_code == 201
    assert other.post("/posts", record(superior)).status_code == 201


def test_a_write_without_a_key_says_which_header_is_missing(api, superior):
    answer = api.client.post(
        "/api/posts", json.dumps(record(superior)), content_type="application/json", headers=api.headers
    )
    assert answer.status_code == 422
    assert "Idempotency-Key" in answer.json()["errors"][0]["where"]


def test_a_refusal_of_the_house_is_a_conflict_with_its_sentence_and_leaves_the_key_free(api, superior):
    sent = record(superior)
    assert api.post("/posts", sent, "khoa-thu-nhat").status_code == 201
    again = api.post("/posts", sent, "khoa-thu-hai")
    assert again.status_code == 409
    assert "đang giữ chức vụ này" in again.json()["detail"]
    assert (
        api.post("/posts", {**sent, "body": "inspection_committee", "post": "head"}, "khoa-thu-hai").status_code == 201
    )


def test_pages_neither_repeat_nor_lose_a_row_while_rows_come_and_go(api, superior):
    units = [make.unit(under=superior) for _number in range(6)]
    first = api.get("/units", limit=3, within=superior.pk)
    seen = [row["id"] for row in first["items"]]
    units[0].ended_on = date(2026, 1, 1)  # was on the first page
    units[0].save()
    new = make.unit(under=superior)
    while first["next"]:
        first = api.get("/units", limit=3, within=superior.pk, cursor=first["next"])
        seen += [row["id"] for row in first["items"]]
    assert seen == [superior.pk, *(unit.pk for unit in units), new.pk]


def test_a_cursor_of_somebody_elses_making_is_refused(api):
    answer = api.client.get("/api/units", {"cursor": "abcd"}, headers=api.headers)
    assert answer.status_code == 422


def test_a_list_asks_as_much_for_a_hundred_rows_as_for_one(api, superior):
    lists = ["/units", "/persons", "/posts", "/duties", "/grants"]
    api.get("/units")  # notes once that the token is used
    asked = {address: [] for address in lists}
    for rows in (1, 2, 97):
        for _row in range(rows):
            unit = make.unit(under=superior)
            make.post(make.person(), unit, Post.CHAIR)
            make.duty(unit)
            make.officer(unit, Role.READER)
        learn_sizes()
        for address in lists:
            with CaptureQueriesContext(connection) as found:
                api.get(address, limit=200)
            asked[address].append(len(found))
    assert {address: counts for address, counts in asked.items() if len(set(counts)) > 1} == {}


def test_lists_hold_nothing_of_a_foreign_unit(api):
    foreign = make.unit("Công đoàn Bình Khê", under=make.federation("Liên đoàn khác"))
    person = make.person("Người Bình Khê")
    make.post(person, foreign, Post.CHAIR)
    make.duty(foreign)
    assert foreign.pk not in [row["id"] for row in api.get("/units")["items"]]
    assert api.get("/units", within=foreign.pk)["items"] == []
    assert api.get("/persons", search="binh khe")["items"] == []
    assert api.get("/posts", within=foreign.pk)["items"] == []
    assert api.get("/duties", within=foreign.pk)["items"] == []


def test_the_citizen_id_never_leaves_and_sensitive_fields_only_for_who_answers(superior):
    person = make.person("Trần Thị Hoa", citizen_id="079085005687", ethnicity="Khmer")
    make.post(person, superior, Post.CHAIR, of=BodyKind.EXECUTIVE_COMMITTEE)
    own, reader = (Api(make.officer(superior, role)) for role in (Role.CHAIR, Role.READER))
    told = own.get(f"/persons/{person.pk}")
    assert told["sensitive"]["ethnicity"] == "Khmer"
    assert told["citizen_id_last4"] == "5687"
    assert "079085005687" not in json.dumps(told)
    assert reader.get(f"/persons/{person.pk}")["sensitive"] is None


def test_a_rule_not_on_file_has_no_value_and_says_so(api):
    rows = {row["id"]: row for row in api.get("/rules", as_of="2026-11-22")["items"]}
    assert rows["allowance.base"]["values"][0]["value"] is None
    assert rows["allowance.base"]["values"][0]["status"] == "not_on_file"
    assert rows["deadline.vacancy"]["document"]


def test_a_parameter_that_is_misspelt_is_refused_instead_of_ignored(api):
    answer = api.client.get("/api/posts", {"as_off": "2020-01-01"}, headers=api.headers)
    assert answer.status_code == 400
    assert "as_off" in answer.json()["detail"]


def test_two_records_are_told_apart_and_compared_again(api, superior):
    union = make.unit(under=superior)
    one, other = make.person("Trần Thị An"), make.person("Trần Thị An")
    for person in (one, other):
        make.post(person, union)
    row = api.post(f"/persons/{one.pk}/apart", {"other": other.pk, "reason": "Khác ngày sinh"}, "mot-khoa-1").json()
    assert KeptApart.objects.filter(pk=row["id"]).exists()
    assert api.post(f"/persons/apart/{row['id']}/withdraw", {"reason": ""}, "mot-khoa-2").status_code == 200
    assert not KeptApart.objects.exists()


def test_a_postponed_and_delegated_duty_is_taken_up_and_taken_back(api, superior):
    chair = make.officer(superior, Role.SUPERIOR_OFFICER, username="lan")
    duty = make.duty(make.unit(under=superior))
    later = (clock.today() + timedelta(days=9)).isoformat()
    api.post(f"/duties/{duty.pk}/postpone", {"to": later, "reason": "Chờ đại hội"}, "mot-khoa-1")
    assert api.post(f"/duties/{duty.pk}/resume", {}, "mot-khoa-2").status_code == 200
    assert api.get(f"/duties/{duty.pk}")["postponed_to"] is None
    api.post(f"/duties/{duty.pk}/delegate", {"username": chair.username}, "mot-khoa-3")
    duty.refresh_from_db()
    assert duty.delegated_to == chair
    assert api.post(f"/duties/{duty.pk}/take-back", {"note": "Tự làm"}, "mot-khoa-4").status_code == 200
    duty.refresh_from_db()
    assert duty.delegated_to is None


def test_help_for_a_first_chair_is_recorded(api, superior):
    union, chair = make.unit(under=superior), make.person("Lê Văn Ba")
    make.post(chair, union, Post.CHAIR)
    sent = {"unit": union.pk, "day": clock.today().isoformat(), "kind": "meeting", "note": "Gặp đầu nhiệm kỳ"}
    assert api.post(f"/persons/{chair.pk}/support", sent).status_code == 201
    assert chair.supports.get().note == "Gặp đầu nhiệm kỳ"
    nobody = {**sent, "kind": "mentor"}
    assert api.post(f"/persons/{chair.pk}/support", nobody, "mot-khoa-2").status_code == 409


def test_the_documentation_needs_no_foreign_server(client):
    page = client.get("/api/docs").content.decode()
    assert "/static/ninja/swagger-ui" in page
    assert "http://" not in page
    assert "https://" not in page
    assert client.get("/api/openapi.json").json()["openapi"].startswith("3.")


def test_the_description_that_anybody_may_ask_for_is_written_once(client, monkeypatch):
    """Two seconds of a core each time would let a stranger keep the server busy."""
    first = client.get("/api/openapi.json").content
    monkeypatch.setattr("ninja.main.get_schema", None)
    assert client.get("/api/openapi.json").content == first


def test_an_award_is_recorded_listed_corrected_and_taken_back(api, superior):
    person = record(superior)["person"]
    sent = {"person": person, "kind": "award", "title": "Bằng khen", "from": "2024-01-01", "to": "2025-01-01"}
    made = api.post("/records", sent).json()["id"]
    item = api.get("/records", person=person)["items"][0]
    assert (item["id"], item["title"], item["from"], item["to"]) == (made, "Bằng khen", "2024-01-01", "2025-01-01")
    changed = {"title": "Giấy khen", "reason": "Nhầm hình thức"}
    assert api.post(f"/records/{made}/data", changed, key="khoa-thu-hai").status_code == 200
    assert api.get("/records")["items"][0]["title"] == "Giấy khen"
    assert api.post(f"/records/{made}/withdraw", {"reason": "Của người khác"}, key="khoa-thu-ba").status_code == 200
    assert api.get("/records")["items"] == []
