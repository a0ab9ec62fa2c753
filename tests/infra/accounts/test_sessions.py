"""Sessions end, are listed, and are ended from elsewhere."""

from __future__ import annotations

import pytest
from django.test import Client

from nongcot.infra.accounts.labels import device
from nongcot.infra.accounts.models import UserSession
from nongcot.infra.accounts.sessions import BEGAN, SEEN
from nongcot.infra.audit.models import AuditEntry
from nongcot.kernel import clock
from tests.factories import people as make
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db

PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/156.0 Mobile Safari/537.36"
HOUR, DAY = 3600.0, 86400.0


def sign_in(username="hoa", **extra) -> Client:
    client = Client(**extra)
    client.post("/dang-nhap/", {"username": username, "password": PASSWORD})
    return client


def age(client: Client, **by: float) -> None:
    session = client.session
    for name, seconds in by.items():
        session[name] = clock.now().timestamp() - seconds
    session.save()


@pytest.mark.parametrize(
    ("by", "status"),
    [
        ({SEEN: 12 * HOUR - 60}, 200),
        ({SEEN: 12 * HOUR}, 302),
        ({BEGAN: 7 * DAY - 60}, 200),
        ({BEGAN: 7 * DAY}, 302),
    ],
)
def test_a_session_ends_after_hours_unused_and_after_days_in_any_case(by, status):
    make.user("hoa")
    client = sign_in()
    age(client, **by)
    assert client.get("/tai-khoan/").status_code == status


def test_a_session_that_ended_says_so_once():
    make.user("hoa")
    client = sign_in()
    age(client, **{SEEN: 13 * HOUR})
    said = "Phiên làm việc đã kết thúc"
    assert said in client.get("/tai-khoan/", follow=True).content.decode()
    assert said not in client.get("/dang-nhap/").content.decode()


def test_use_is_written_down_every_five_minutes_and_not_with_every_page(django_assert_num_queries):
    user = make.user("hoa")
    client = sign_in()
    client.get("/tai-khoan/mat-khau/")
    age(client, **{SEEN: 299.0})
    before = UserSession.objects.get(user=user).seen_at
    with django_assert_num_queries(3):  # session, login, navigation's grants
        client.get("/tai-khoan/mat-khau/")
    assert UserSession.objects.get(user=user).seen_at == before
    age(client, **{SEEN: 301.0})
    client.get("/tai-khoan/mat-khau/")
    assert UserSession.objects.get(user=user).seen_at > before


def test_my_sessions_are_listed_with_device_and_address_and_nobody_elses():
    make.user("hoa")
    make.user("lan")
    client = sign_in(HTTP_USER_AGENT=PHONE, REMOTE_ADDR="10.1.2.3")
    sign_in(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Gecko Firefox/150.0")
    sign_in("lan", REMOTE_ADDR="10.9.9.9")
    page = client.get("/tai-khoan/").content.decode()
    assert "Chrome trên Android" in page
    assert "10.1.2.3" in page
    assert "Firefox trên Windows" in page
    assert "10.9.9.9" not in page
    assert client.session.session_key not in page


def test_another_session_is_ended_and_mine_goes_on():
    user = make.user("hoa")
    mine, other = sign_in(), sign_in()
    sessions = mine.get("/tai-khoan/").context["sessions"]
    assert [each.here for each, _device in sessions] == [True, False]
    mine.post(f"/tai-khoan/phien/{sessions[1][0].mark}/")
    assert other.get("/tai-khoan/").status_code == 302
    assert mine.get("/tai-khoan/").status_code == 200
    assert AuditEntry.objects.filter(action="accounts.end_session", object_id=str(user.pk)).count() == 1


def test_nobody_ends_a_session_of_somebody_else():
    make.user("hoa")
    make.user("lan")
    theirs = sign_in("lan")
    mark = theirs.get("/tai-khoan/").context["sessions"][0][0].mark
    page = sign_in().post(f"/tai-khoan/phien/{mark}/", follow=True).content.decode()
    assert "Phiên này đã kết thúc." in page
    assert theirs.get("/tai-khoan/").status_code == 200


def test_all_other_sessions_are_ended_at_once():
    make.user("hoa")
    mine, *others = sign_in(), sign_in(), sign_in()
    assert "Đã kết thúc 2 phiên" in mine.post("/tai-khoan/phien/ket-thuc-khac/", follow=True).content.decode()
    assert [each.get("/tai-khoan/").status_code for each in others] == [302, 302]


def test_a_new_password_ends_the_other_sessions():
    user = make.user("hoa")
    mine, other = sign_in(), sign_in()
    fresh = "mat-khau-khac-han"
    given = {"old_password": PASSWORD, "new_password1": fresh, "new_password2": fresh}
    mine.post("/tai-khoan/mat-khau/", given)
    assert mine.get("/tai-khoan/").status_code == 200
    assert other.get("/tai-khoan/").status_code == 302
    assert UserSession.objects.filter(user=user).count() == 1


def test_signing_in_sweeps_out_sessions_that_ended_by_themselves():
    make.user("hoa")
    sign_in()
    UserSession.objects.update(expire_date=clock.now())
    sign_in()
    assert UserSession.objects.count() == 1


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit Safari/605", "Safari trên iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/156.0 Safari/537.36 Edg/156.0", "Edge trên Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) coc_coc_browser/140 Chrome/140 Safari/537", "Cốc Cốc trên Windows"),
        ("<script>alert(1)</script>", "thiết bị khác"),
        ("", "thiết bị khác"),
    ],
)
def test_a_device_is_told_in_words(agent, words):
    assert device(agent) == words
