"""The second factor: set up, asked for, lost, taken away."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator

from nongcot.infra.accounts import actions, factors
from nongcot.infra.accounts.kinds import CodeKind, Outcome
from nongcot.infra.accounts.models import SignInRecord
from nongcot.infra.accounts.sessions import SEEN
from nongcot.infra.audit.models import AuditEntry
from nongcot.kernel.errors import Refused
from nongcot.people.kinds import Role
from tests.factories import people as make
from tests.factories.people import PASSWORD
from tests.infra.accounts.conftest import SECRET, code_of

pytestmark = pytest.mark.django_db

FACTORS, APP, CODES = "/tai-khoan/hai-lop/", "/tai-khoan/hai-lop/ung-dung/", "/tai-khoan/hai-lop/ma-du-phong/"
STEP = "/dang-nhap/buoc-hai/"


def give_password(client, username="hoa", to=""):
    return client.post("/dang-nhap/", {"username": username, "password": PASSWORD, "next": to})


def secret_on(page) -> str:
    return re.search(r'id="secret">([A-Z2-7 ]+)<', page.content.decode())[1].replace(" ", "")


def test_an_app_is_added_by_the_code_it_shows_and_its_secret_is_sealed(confirmed):
    user = make.user("hoa")
    client = confirmed(user)
    secret = secret_on(client.get(APP))
    assert secret_on(client.get(APP)) == secret
    assert client.post(APP, {"code": "000000"}).status_code == 422
    assert client.post(APP, {"code": code_of(secret)})["Location"] == CODES
    assert factors.of(user).app
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    entry = AuditEntry.objects.get(action="accounts.add_second_factor")
    assert entry.changes["changes"] == {"second_factor": [None, "app"]}
    assert secret not in str(entry.changes)


def test_recovery_codes_are_shown_until_they_are_kept_and_never_after(confirmed, with_app):
    client = confirmed(with_app(make.user()))
    page = client.get(CODES).content.decode()
    shown = re.findall(r'class="secret">(\d{4} \d{4})<', page)
    assert len(set(shown)) == 10
    assert client.post(CODES + "da-cat/")["Location"] == FACTORS
    assert client.get(CODES)["Location"] == FACTORS
    client.post(CODES)
    renewed = re.findall(r'class="secret">(\d{4} \d{4})<', client.get(CODES).content.decode())
    assert set(renewed).isdisjoint(shown)


def test_a_password_alone_leads_to_the_second_step_and_nowhere_else(client, with_app):
    with_app(make.user("hoa"))
    assert give_password(client, to="/can-bo/")["Location"] == STEP
    assert client.get("/can-bo/")["Location"].startswith("/dang-nhap/")
    assert client.get(STEP).status_code == 200
    assert client.post(STEP, {"code": code_of()})["Location"] == "/can-bo/"
    assert client.get("/tai-khoan/").status_code == 200
    assert SignInRecord.objects.get(outcome=Outcome.SIGNED_IN).how == "password_and_code"


def test_the_second_step_is_for_who_gave_the_password_only(client, with_app):
    with_app(make.user("hoa"))
    assert client.get(STEP)["Location"] == "/dang-nhap/"
    assert client.post(STEP, {"code": code_of()})["Location"] == "/dang-nhap/"


def test_a_login_blocked_between_the_steps_does_not_come_in(client, with_app):
    user = with_app(make.user("hoa"))
    give_password(client)
    user.is_active = False
    user.save()
    assert client.post(STEP, {"code": code_of()})["Location"] == "/dang-nhap/"


def test_a_code_of_the_app_counts_once_and_an_older_one_never_again(with_app):
    user = with_app(make.user())
    assert factors.accept_code(user, code_of(later=1)) is CodeKind.APP
    assert factors.accept_code(user, code_of(later=1)) is None
    assert factors.accept_code(user, code_of(later=0)) is None


def test_the_code_that_proved_an_app_does_not_count_again():
    user = make.user()
    actions.add_code_app(actor=user, secret=SECRET, code=code_of())
    assert factors.accept_code(user, code_of()) is None
    assert factors.accept_code(user, code_of(later=1)) is CodeKind.APP


def test_a_recovery_code_counts_once_and_tells_how_many_are_left(client, with_app):
    user = with_app(make.user("hoa"))
    code = factors.unseen_codes(user)[0]
    give_password(client)
    page = client.post(STEP, {"code": f"{code[:4]} {code[4:]}"}, follow=True).content.decode()
    assert "còn 9 mã" in page
    assert factors.accept_code(user, code) is None


@pytest.mark.parametrize("typed", ["", "abc", "12345", "１２３４５６", "000000\0", "9" * 300])
def test_what_is_no_code_is_told_so(typed, client, with_app):
    with_app(make.user("hoa"))
    give_password(client)
    assert client.post(STEP, {"code": typed}).status_code == 422
    assert client.get("/").status_code == 302


def test_five_wrong_codes_lock_for_a_while_even_for_the_right_code(client, with_app):
    user = with_app(make.user("hoa"))
    give_password(client)
    assert [client.post(STEP, {"code": "000000"}).status_code for _ in range(5)] == [422, 422, 422, 422, 429]
    page = client.post(STEP, {"code": code_of()})
    assert page.status_code == 429
    assert "Xin đợi 15 phút" in page.content.decode()
    assert AuditEntry.objects.filter(action="accounts.lock_sign_in", object_id=str(user.pk)).count() == 1


def test_wrong_codes_are_counted_over_all_addresses(client, with_app):
    with_app(make.user("hoa"))
    for number in range(10):
        address = {"REMOTE_ADDR": f"10.0.0.{number}"}
        client.post("/dang-nhap/", {"username": "hoa", "password": PASSWORD}, **address)
        assert client.post(STEP, {"code": "000000"}, **address).status_code == 422
    client.post("/dang-nhap/", {"username": "hoa", "password": PASSWORD}, REMOTE_ADDR="10.0.1.1")
    assert client.post(STEP, {"code": code_of()}, REMOTE_ADDR="10.0.1.1").status_code == 429


def test_an_app_is_taken_away_with_its_recovery_codes(confirmed, with_app):
    user = with_app(make.user())
    client = confirmed(user)
    assert client.post(APP + "go/")["Location"] == FACTORS
    assert not Authenticator.objects.filter(user=user).exists()
    assert AuditEntry.objects.get(action="accounts.remove_second_factor").changes["changes"] == {
        "second_factor": ["app", None]
    }


def test_there_is_one_app_at_most(with_app):
    with pytest.raises(Refused, match="đã có ứng dụng"):
        actions.add_code_app(actor=with_app(make.user()), secret=SECRET, code=code_of())


def test_changing_factors_asks_for_the_password_again_after_a_while(client):
    user = make.user("hoa")
    client.force_login(user)
    assert client.get(FACTORS)["Location"] == "/tai-khoan/xac-nhan/?next=%2Ftai-khoan%2Fhai-lop%2F"
    assert client.post("/tai-khoan/xac-nhan/", {"password": "sai", "next": FACTORS}).status_code == 422
    assert client.post("/tai-khoan/xac-nhan/", {"password": PASSWORD, "next": FACTORS})["Location"] == FACTORS
    assert client.get(FACTORS).status_code == 200


def test_a_role_that_must_have_a_second_factor_sees_nothing_before_it(client, settings):
    settings.REQUIRE_SECOND_FACTOR = frozenset({"federation_officer"})
    make.officer(make.federation(), Role.FEDERATION_OFFICER, "hoa")
    give_password(client)
    assert client.get("/can-bo/")["Location"] == "/tai-khoan/hai-lop/?next=%2Fcan-bo%2F"
    assert "phải có xác thực hai lớp" in client.get(FACTORS + "?next=/can-bo/").content.decode()
    client.post(APP, {"code": code_of(secret_on(client.get(APP)))})
    assert client.get("/can-bo/").status_code == 200
    assert client.post(CODES + "da-cat/")["Location"] == "/can-bo/"


def test_a_role_given_while_one_is_signed_in_asks_for_the_factor_within_minutes(client, settings, with_app):
    settings.REQUIRE_SECOND_FACTOR = frozenset({"federation_officer"})
    for username, has in (("hoa", False), ("lan", True)):
        user = make.user(username)
        client.force_login(user)
        make.grant(user, make.federation(username), Role.FEDERATION_OFFICER)
        if has:
            with_app(user)
        assert client.get("/").status_code == 200
        session = client.session
        session[SEEN] -= 301
        session.save()
        answer = client.get("/don-vi/")
        assert (answer.status_code, "hai-lop" in answer.get("Location", "")) == ((200, False) if has else (302, True))


def test_a_role_that_must_have_one_keeps_the_last_one(with_app, settings):
    settings.REQUIRE_SECOND_FACTOR = frozenset({"federation_officer"})
    user = with_app(make.officer(make.federation(), Role.FEDERATION_OFFICER))
    with pytest.raises(Refused, match="hãy thêm cách khác"):
        actions.remove_code_app(actor=user)
    assert factors.of(user).app


def test_other_roles_are_advised_only(client, settings):
    settings.REQUIRE_SECOND_FACTOR = frozenset({"federation_officer"})
    make.officer(make.federation(), Role.SUPERIOR_OFFICER, "hoa")
    page = client.post("/dang-nhap/", {"username": "hoa", "password": PASSWORD}, follow=True)
    assert page.redirect_chain == [("/", 302)]
    assert "nên bật xác thực hai lớp" in page.content.decode()


@pytest.mark.parametrize("answer", ["", "{}", "[]", "null", "{", '{"id": 1}', '{"response": {"userHandle": "MQ"}}'])
def test_what_is_no_passkey_signs_nobody_in(answer, client):
    make.user("hoa")
    client.post("/dang-nhap/khoa/hoi/")
    page = client.post("/dang-nhap/khoa/", {"credential": answer}, follow=True)
    assert page.redirect_chain == [("/dang-nhap/", 302)]
    assert "Khóa truy cập không được chấp nhận" in page.content.decode()
