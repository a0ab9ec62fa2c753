"""Methods, languages and problems of the API: one shape, whatever went wrong."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from nongcot.infra.httpapi.actions import make_token
from nongcot.infra.httpapi.models import Scope
from nongcot.kernel import clock
from nongcot.people import actions
from nongcot.people.kinds import Role
from nongcot.people.models import Person, PostHeld
from tests.factories import people as make

pytestmark = pytest.mark.django_db
KEY = {"Idempotency-Key": "mot-khoa-rieng"}


@pytest.fixture
def unit():
    return make.unit(under=make.federation())


@pytest.fixture
def ask(unit):
    """``ask("post", "/units", {...})`` as a chair of the unit; a third argument is sent as JSON."""
    today = clock.today()
    user = make.officer(unit, Role.CHAIR)
    ends = today + timedelta(days=1)
    secret = make_token(actor=user, name="test", scope=Scope.WRITE, ends_on=ends, day=today)[1]

    def asked(method: str, address: str, sent: Any = None, **headers: str) -> Any:
        given = {"Authorization": f"Bearer {secret}", **{k.replace("_", "-"): v for k, v in headers.items()}}
        body = sent if isinstance(sent, str) else json.dumps(sent or {})
        return Client(raise_request_exception=False).generic(
            method.upper(), f"/api{address}", body if sent is not None else "", "application/json", headers=given
        )

    asked.user = user
    return asked


def shape(answer: Any) -> dict[str, Any]:
    found: dict[str, Any] = answer.json()
    assert set(found) == {"code", "detail", "to_do", "errors"}
    assert found["detail"]
    assert found["to_do"]
    return found


def test_head_answers_as_get_without_a_body_and_options_says_what_may_be_asked(ask):
    head = ask("head", "/units")
    assert (head.status_code, head.content) == (200, b"")
    options = ask("options", "/units")
    assert (options.status_code, options["Allow"]) == (204, "GET, HEAD, OPTIONS, POST")


@pytest.mark.parametrize(
    ("method", "address", "status", "code"),
    [
        ("delete", "/units", 405, "method_not_allowed"),
        ("get", "/nothing/here", 404, "not_found"),
        ("get", "/units/987654", 404, "not_found"),
        ("get", "/units?limit=0", 422, "invalid"),
        ("get", "/units?limt=5", 400, "unknown_parameter"),
        ("get", "/units?cursor=abc", 422, "invalid"),
        ("get", "/imports", 403, "forbidden"),
    ],
)
def test_whatever_goes_wrong_is_told_in_one_shape(ask, method, address, status, code):
    answer = ask(method, address)
    assert answer.status_code == status
    assert shape(answer)["code"] == code


@pytest.mark.parametrize(("language", "says"), [("vi", "thiếu"), ("en", "missing"), ("fr;q=1, en;q=0.5", "missing")])
def test_a_problem_speaks_the_language_that_is_asked_for(ask, unit, language, says):
    answer = ask("post", f"/units/{unit.pk}/members", {"members": 5}, Accept_Language=language, **KEY)
    assert shape(answer)["errors"] == [{"where": "body.sent.day", "what": says}]
    assert answer["Content-Language"] == ("vi" if says == "thiếu" else "en")


def test_without_a_wish_it_speaks_the_language_of_the_login(ask, unit):
    ask.user.language = "en"
    ask.user.save()
    told = shape(ask("get", "/units/987654"))
    assert told["detail"] == "Not there, or outside this account's scope."
    assert told["to_do"].startswith("Check")


def test_a_field_that_is_misspelt_is_refused_instead_of_left_out(ask, unit):
    answer = ask("post", f"/units/{unit.pk}/members", {"day": "2026-01-01", "members": 5, "womem": 3}, **KEY)
    assert (answer.status_code, shape(answer)["errors"][0]["where"]) == (422, "body.sent.womem")


@pytest.mark.parametrize(("women", "status"), [(3, 200), (3.0, 200), (None, 200), (False, 422), ("3", 422), (3.5, 422)])
def test_a_number_is_sent_as_a_number(ask, unit, women, status):
    answer = ask("post", f"/units/{unit.pk}/members", {"day": "2026-01-01", "members": 5, "women": women}, **KEY)
    assert answer.status_code == status
    assert status == 200 or shape(answer)["errors"][0]["where"] == "body.sent.women"


def test_the_same_json_in_another_spelling_is_the_same_request(ask, unit):
    one, other = '{"day": "2026-01-01", "members": 5}', '{"members":5,"day":"2026-01-01"}'
    assert ask("post", f"/units/{unit.pk}/members", one, **KEY).status_code == 200
    again = ask("post", f"/units/{unit.pk}/members", other, **KEY)
    assert (again.status_code, again["Idempotent-Replayed"]) == (200, "true")


def test_a_body_that_is_no_json_and_one_that_is_too_large_are_told(ask, unit):
    assert shape(ask("post", f"/units/{unit.pk}/members", "{", **KEY))["code"] == "bad_request"
    large = ask("post", f"/units/{unit.pk}/members", '{"source": "' + "x" * 3_000_000 + '"}', **KEY)
    assert (large.status_code, shape(large)["code"]) == (413, "too_large")


@pytest.mark.logs_errors
@pytest.mark.parametrize(
    ("error", "status", "code"),
    [(OperationalError("database is locked"), 503, "busy"), (ValueError("inside"), 500, "failed")],
)
def test_a_failure_of_ours_is_told_without_its_inside_and_leaves_the_key_free(
    ask, unit, monkeypatch, error, status, code
):
    def fails(**_given: Any) -> None:
        raise error

    sent = {"day": "2026-01-01", "members": 5}
    with monkeypatch.context() as patched:
        patched.setattr(actions, "count_members", fails)
        answer = ask("post", f"/units/{unit.pk}/members", sent, **KEY)
    assert (answer.status_code, shape(answer)["code"]) == (status, code)
    assert str(error) not in answer.content.decode()
    assert ask("post", f"/units/{unit.pk}/members", sent, **KEY).status_code == 200


def test_a_person_not_on_record_is_entered_with_the_post(ask, unit):
    sent = {"unit": unit.pk, "body": "executive_committee", "post": "chair", "from": "2026-07-05"}
    new = {"name": "Đặng Thị Ưởng", "born": "05/07/1985"}
    assert ask("post", "/posts", {**sent, "new_person": new}, **KEY).status_code == 201
    assert PostHeld.objects.get(unit=unit).person.born == "1985-07-05"
    neither = ask("post", "/posts", sent, Idempotency_Key="khoa-thu-hai")
    assert (neither.status_code, Person.objects.count()) == (409, 1)
    bad = ask("post", "/posts", {**sent, "new_person": {**new, "born": "31/02/1985"}}, Idempotency_Key="khoa-thu-ba")
    assert (bad.status_code, bad.json()["errors"][0]["where"]) == (409, "body.born")
