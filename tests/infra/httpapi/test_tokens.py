"""A token speaks for its login: within its scope, until it ends, and never for a session's cookie."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from nongcot.infra.accounts.api import make_password_link
from nongcot.infra.audit.models import AuditEntry
from nongcot.infra.httpapi.actions import make_token, revoke_token
from nongcot.infra.httpapi.models import ApiToken, Scope
from nongcot.kernel import clock
from nongcot.kernel.errors import Refused
from tests.factories import people as make
from tests.factories.people import PASSWORD, SYSTEM

FRESH = "mat-khau-moi-tinh-2026"
pytestmark = pytest.mark.django_db


def token(user, scope: Scope = Scope.READ, days: int = 1) -> tuple[ApiToken, str]:
    today = clock.today()
    return make_token(actor=user, name="Phần mềm", scope=scope, ends_on=today + timedelta(days=days), day=today)


def status(secret: str, method: str = "GET", address: str = "/api/units") -> int:
    headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": "12345678"}
    return Client().generic(method, address, "{}", content_type="application/json", headers=headers).status_code


@pytest.fixture
def user(db):
    return make.officer(make.federation())


def test_only_a_digest_of_the_secret_is_kept(user):
    row, secret = token(user)
    kept = " ".join(str(getattr(row, field.name)) for field in ApiToken._meta.fields)
    assert secret not in kept
    assert secret not in str(AuditEntry.objects.latest("pk").changes)
    assert row.hint == secret[-4:]


def test_a_token_opens_until_it_ends_is_revoked_or_its_login_is_closed(user):
    row, secret = token(user)
    assert status(secret) == 200
    assert status(secret[:-1] + "x") == 401
    ApiToken.objects.filter(pk=row.pk).update(ends_on=clock.today())
    assert status(secret) == 401
    _row, second = token(user)
    revoke_token(actor=user, token=ApiToken.objects.latest("pk"), day=clock.today())
    assert status(second) == 401
    _row, third = token(user)
    user.is_active = False
    user.save()
    assert status(third) == 401


def test_a_reading_token_writes_nothing(user):
    assert status(token(user)[1], "POST") == 403
    assert status(token(user, Scope.WRITE)[1], "POST") == 422


def test_a_session_cookie_opens_nothing(client, user):
    client.force_login(user)
    answer = client.get("/api/units")
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert answer.json()["detail"]


@pytest.mark.parametrize("days", [0, -1, 367])
def test_a_token_ends_within_a_year(user, days):
    with pytest.raises(Refused):
        token(user, days=days)


def test_nobody_revokes_the_token_of_another(user):
    row, _secret = token(user)
    with pytest.raises(PermissionDenied):
        revoke_token(actor=make.user(), token=row, day=clock.today())


def test_the_page_shows_a_secret_once_and_a_resend_makes_no_second_token(client, user):
    client.force_login(user)
    assert client.get("/tai-khoan/ma-truy-cap/")["Location"].startswith("/tai-khoan/xac-nhan/")
    client.post("/tai-khoan/xac-nhan/", {"password": PASSWORD})
    page = client.get("/tai-khoan/ma-truy-cap/")
    ends = (clock.today() + timedelta(days=30)).strftime("%d/%m/%Y")
    sent = {"once": page.context["once"], "name": "Nhân sự", "scope": "read", "ends_on": ends}
    first = client.post("/tai-khoan/ma-truy-cap/", sent)
    secret = first.context["secret"]
    assert secret in first.content.decode()
    assert "no-store" in first["Cache-Control"]
    again = client.post("/tai-khoan/ma-truy-cap/", sent)
    assert secret not in again.content.decode()
    assert ApiToken.objects.filter(user=user).count() == 1
    assert status(secret) == 200


def test_the_owner_revokes_a_token_on_the_page(client, user):
    client.force_login(user)
    row, secret = token(user)
    assert client.post(f"/tai-khoan/ma-truy-cap/{row.pk}/thu-hoi/").status_code == 302
    assert status(secret) == 401


def use_link(user) -> None:
    client = Client()
    inner = client.get(make_password_link(actor=SYSTEM, user=user))["Location"]
    assert client.post(inner, {"new_password1": FRESH, "new_password2": FRESH})["Location"] == "/dang-nhap/"


def test_a_forgotten_password_set_anew_ends_the_tokens_of_this_login_alone(user):
    other = make.user()
    _row, first = token(user)
    row, second = token(user, Scope.WRITE)
    _row, strangers = token(other)
    over, _secret = token(user)
    revoke_token(actor=user, token=over, day=clock.today() - timedelta(days=3))
    use_link(user)
    assert (status(first), status(second), status(strangers)) == (401, 401, 200)
    entry = AuditEntry.objects.get(action="httpapi.revoke_token", object_id=str(row.pk))
    assert (entry.actor, entry.changes["changes"]) == (user, {"revoked_on": [None, clock.today().isoformat()]})
    over.refresh_from_db()
    assert over.revoked_on == clock.today() - timedelta(days=3)


@pytest.mark.parametrize(("wish", "after"), [({}, 200), ({"end_tokens": "on"}, 401)])
def test_who_changes_the_password_is_asked_about_the_tokens(client, user, wish, after):
    _row, secret = token(user)
    client.force_login(user)
    assert "Thu hồi cả các mã truy cập" in client.get("/tai-khoan/mat-khau/").content.decode()
    sent = {"old_password": PASSWORD, "new_password1": FRESH, "new_password2": FRESH, **wish}
    assert client.post("/tai-khoan/mat-khau/", sent).status_code == 302
    assert status(secret) == after
