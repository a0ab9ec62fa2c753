"""Sign-in limits: five failures lock a name for one address, a quarter of an hour; an officer unlocks it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import RequestFactory

from nongcot.infra.accounts import actions, limits
from nongcot.infra.accounts.address import address_of
from nongcot.infra.accounts.kinds import Outcome
from nongcot.infra.accounts.models import SignInRecord
from nongcot.infra.audit.models import AuditEntry
from tests.factories import people as make
from tests.factories.people import PASSWORD, SYSTEM

pytestmark = pytest.mark.django_db
WRONG = "sai"


def attempt(client, password=WRONG, username="hoa", **extra):
    return client.post("/dang-nhap/", {"username": username, "password": password}, **extra)


@pytest.mark.parametrize("username", ["hoa", "khong-co"])
def test_the_fifth_failure_locks_and_says_how_long_whoever_the_name_belongs_to(username, client):
    make.user("hoa")
    pages = [attempt(client, username=username) for _ in range(5)]
    assert [page.status_code for page in pages] == [200, 200, 200, 200, 429]
    assert "Xin đợi 15 phút rồi thử lại." in pages[-1].content.decode()
    assert pages[-1]["Retry-After"] == "900"


def test_while_it_is_locked_the_right_password_does_not_help_and_the_wait_does_not_grow(client):
    user = make.user("hoa")
    for _ in range(5):
        attempt(client)
    AccessAttempt.objects.update(attempt_time=limits.clock.now() - timedelta(minutes=9, seconds=30))
    assert "Xin đợi 6 phút" in attempt(client, PASSWORD).content.decode()
    assert "Xin đợi 6 phút" in attempt(client).content.decode()
    assert client.get("/").status_code == 302
    assert AuditEntry.objects.filter(action="accounts.lock_sign_in", object_id=str(user.pk)).count() == 1


def test_after_a_quarter_of_an_hour_one_comes_in_again(client):
    make.user("hoa")
    for _ in range(5):
        attempt(client)
    AccessAttempt.objects.update(attempt_time=limits.clock.now() - timedelta(minutes=15, seconds=1))
    assert attempt(client, PASSWORD).status_code == 302
    assert client.get("/").status_code == 200


def test_nobody_locks_a_colleague_out_from_another_address(client):
    make.user("hoa")
    for _ in range(6):
        attempt(client, REMOTE_ADDR="10.0.0.9")
    assert attempt(client, PASSWORD, REMOTE_ADDR="10.0.0.1").status_code == 302


def test_signing_in_forgets_earlier_failures(client):
    make.user("hoa")
    for _ in range(4):
        attempt(client)
    attempt(client, PASSWORD)
    client.post("/dang-xuat/")
    assert [attempt(client).status_code for _ in range(4)] == [200] * 4


def test_no_password_is_kept_of_a_failure(client):
    attempt(client, "mat-khau-go-nham")
    assert "mat-khau-go-nham" not in AccessAttempt.objects.get().post_data


def test_an_officer_above_unlocks(client):
    user = make.user("hoa")
    for _ in range(5):
        attempt(client)
    assert limits.locked_names() == ["hoa"]
    assert actions.unlock_sign_in(actor=SYSTEM, user=user) == 1
    assert limits.locked_names() == []
    assert attempt(client, PASSWORD).status_code == 302
    assert AuditEntry.objects.filter(action="accounts.unlock_sign_in").count() == 1


def test_every_try_is_in_the_access_log(client):
    user = make.user("hoa")
    agent = "Mozilla/5.0 (Windows NT 10.0) Chrome/156"
    attempt(client, HTTP_USER_AGENT=agent)
    attempt(client, username="khong-co\0")
    attempt(client, PASSWORD, HTTP_USER_AGENT=agent, REMOTE_ADDR="10.1.2.3")
    client.post("/dang-xuat/")
    rows = SignInRecord.objects.order_by("id").values_list("user", "username", "outcome", "how", "address")
    assert list(rows) == [
        (user.pk, "hoa", Outcome.WRONG_PASSWORD, "", "127.0.0.1"),
        (None, "khong-co", Outcome.WRONG_PASSWORD, "", "127.0.0.1"),
        (user.pk, "hoa", Outcome.SIGNED_IN, "password", "10.1.2.3"),
        (user.pk, "hoa", Outcome.SIGNED_OUT, "", "127.0.0.1"),
    ]


@pytest.mark.parametrize(
    ("header", "sent", "address"),
    [
        ("", {"HTTP_X_FORWARDED_FOR": "1.2.3.4"}, "10.0.0.1"),
        ("X-Forwarded-For", {"HTTP_X_FORWARDED_FOR": "6.6.6.6, 1.2.3.4"}, "1.2.3.4"),
        ("X-Forwarded-For", {"HTTP_X_FORWARDED_FOR": "1.2.3.4, nonsense"}, "10.0.0.1"),
        ("X-Forwarded-For", {}, "10.0.0.1"),
        ("X-Real-IP", {"HTTP_X_REAL_IP": "2001:db8::0:1"}, "2001:db8::1"),
        ("X-Real-IP", {"HTTP_X_FORWARDED_FOR": "1.2.3.4"}, "10.0.0.1"),
    ],
)
def test_the_address_comes_from_the_header_of_the_own_proxy_only(header, sent, address, settings):
    settings.ADDRESS_HEADER = header
    assert address_of(RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", **sent)) == address
