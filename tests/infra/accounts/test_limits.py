"""Sign-in limits: five failures lock a name for one address, a quarter of an hour; an officer unlocks it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client, RequestFactory

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


def failures(count, *, user=None, address="10.9.9.9", hours=0.1, outcome=Outcome.WRONG_PASSWORD):
    at = limits.clock.now() - timedelta(hours=hours)
    rows = [SignInRecord(at=at, user=user, username="x", outcome=outcome, address=address) for _ in range(count)]
    SignInRecord.objects.bulk_create(rows)


@pytest.mark.parametrize(
    ("count", "hours", "address", "status"),
    [
        (99, 0.1, "10.9.9.9", 302),
        (100, 0.1, "10.9.9.9", 429),
        (100, 0.3, "10.9.9.9", 302),
        (200, 0.1, "127.0.0.1", 302),
    ],
)
def test_who_tries_many_names_from_one_address_waits(count, hours, address, status, client):
    make.user("hoa")
    failures(count, hours=hours, address=address)
    answer = attempt(client, PASSWORD, REMOTE_ADDR=address)
    assert answer.status_code == status
    assert attempt(Client(), PASSWORD, "khac", REMOTE_ADDR="10.1.1.1").status_code == 200  # others go on


def test_a_name_guessed_from_many_addresses_stays_open_to_its_owners_own(client):
    user = make.user("hoa")
    assert attempt(client, PASSWORD, REMOTE_ADDR="10.2.2.2").status_code == 302
    for number in range(1, 100):
        failures(1, user=user, address=f"10.8.0.{number}", hours=20)
    client.logout()
    assert attempt(client, PASSWORD, REMOTE_ADDR="10.3.3.3").status_code == 302
    SignInRecord.objects.filter(address="10.3.3.3").delete()
    failures(1, user=user, address="10.8.1.1", hours=20)
    client.logout()
    assert attempt(client, PASSWORD, REMOTE_ADDR="10.3.3.3").status_code == 429
    assert attempt(client, PASSWORD, REMOTE_ADDR="10.2.2.2").status_code == 302
    SignInRecord.objects.update(at=limits.clock.now() - timedelta(hours=25))
    client.logout()
    assert attempt(client, PASSWORD, REMOTE_ADDR="10.3.3.3").status_code == 302


def test_a_stolen_session_does_not_guess_the_password_by_changing_it(client):
    user = make.user("hoa")
    client.force_login(user)
    sent = {"old_password": "sai", "new_password1": "mat-khau-khac-han", "new_password2": "mat-khau-khac-han"}
    answers = [client.post("/tai-khoan/mat-khau/", sent).status_code for _ in range(6)]
    assert answers == [422, 422, 422, 422, 429, 429]
    assert client.post("/tai-khoan/mat-khau/", sent | {"old_password": PASSWORD}).status_code == 429
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert SignInRecord.objects.filter(user=user, outcome=Outcome.WRONG_PASSWORD).count() == 5


def test_the_name_is_counted_as_it_signs_in_whatever_spaces_stand_around_it(client):
    make.user("hoa")
    answers = [attempt(client, username=f"{' ' * n}hoa ").status_code for n in range(6)]
    assert answers == [200, 200, 200, 200, 429, 429]
    assert SignInRecord.objects.filter(username="hoa", outcome=Outcome.WRONG_PASSWORD).count() == 5


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
