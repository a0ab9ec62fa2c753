"""Sign in, sign out, language, password."""

from __future__ import annotations

import pytest

from nongcot.infra.audit.models import AuditEntry
from tests.factories import people as make
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db


def test_signing_in_leads_to_what_is_due(client):
    make.user("hoa")
    response = client.post("/dang-nhap/", {"username": "hoa", "password": PASSWORD, "next": ""})
    assert (response.status_code, response["Location"]) == (302, "/")


def test_signing_in_leads_back_to_the_page_asked_for_but_never_elsewhere(client):
    make.user("hoa")
    given = {"username": "hoa", "password": PASSWORD}
    assert client.post("/dang-nhap/", {**given, "next": "/can-bo/"})["Location"] == "/can-bo/"
    client.post("/dang-xuat/")
    assert client.post("/dang-nhap/", {**given, "next": "https://evil.example/"})["Location"] == "/"


@pytest.mark.parametrize("username", ["hoa", "khong-co"])
def test_a_wrong_password_and_a_wrong_name_get_the_same_answer(username, client):
    make.user("hoa")
    page = client.post("/dang-nhap/", {"username": username, "password": "sai"}).content.decode()
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in page


def test_a_locked_login_cannot_sign_in(client):
    make.user("hoa", is_active=False)
    assert client.post("/dang-nhap/", {"username": "hoa", "password": PASSWORD}).status_code == 200
    assert client.get("/").status_code == 302


def test_signing_out_leaves_nothing_in_the_browser(client):
    client.force_login(make.user("hoa"))
    assert client.post("/dang-xuat/")["Clear-Site-Data"] == '"cache", "storage"'


def test_signing_out_is_a_post(client):
    client.force_login(make.user())
    assert client.get("/dang-xuat/").status_code == 405
    assert client.post("/dang-xuat/")["Location"] == "/dang-nhap/"
    assert client.get("/").status_code == 302


def test_pages_are_vietnamese_whatever_the_browser_speaks(client):
    make.user()
    page = client.get("/dang-nhap/", headers={"Accept-Language": "en-US,en;q=0.9"})
    assert '<html lang="vi">' in page.content.decode()
    assert page["Content-Language"] == "vi"


def test_a_chosen_language_stays_with_the_browser_and_the_login(client):
    user = make.user()
    assert client.post("/ngon-ngu/", {"language": "en", "next": "/dang-nhap/"})["Location"] == "/dang-nhap/"
    assert '<html lang="en">' in client.get("/dang-nhap/").content.decode()
    client.force_login(user)
    client.post("/ngon-ngu/", {"language": "en", "next": "https://evil.example/"})
    user.refresh_from_db()
    assert user.language == "en"
    client.post("/ngon-ngu/", {"language": "vi"})
    assert '<html lang="vi">' in client.get("/").content.decode()


def test_an_unknown_language_changes_nothing(client):
    make.user()
    assert client.post("/ngon-ngu/", {"language": "xx", "next": "//evil.example"})["Location"] == "/"
    assert '<html lang="vi">' in client.get("/dang-nhap/").content.decode()


def test_a_changed_password_holds_and_is_audited(client):
    user = make.user("hoa")
    client.force_login(user)
    fresh = "mat-khau-khac-han"
    given = {"old_password": PASSWORD, "new_password1": fresh, "new_password2": fresh}
    assert "Đã đổi mật khẩu" in client.post("/tai-khoan/mat-khau/", given, follow=True).content.decode()
    user.refresh_from_db()
    assert user.check_password(fresh)
    entry = AuditEntry.objects.get(action="accounts.change_password")
    assert fresh not in str(entry.changes)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"old_password": "sai", "new_password1": "mat-khau-khac", "new_password2": "mat-khau-khac"},
            "hiện tại không đúng",
        ),
        ({"old_password": PASSWORD, "new_password1": "mat-khau-khac", "new_password2": "khac"}, "không giống nhau"),
        ({"old_password": PASSWORD, "new_password1": "ngan", "new_password2": "ngan"}, "10"),
    ],
)
def test_a_password_that_will_not_do_is_refused(given, said, client):
    user = make.user()
    client.force_login(user)
    response = client.post("/tai-khoan/mat-khau/", given)
    assert response.status_code == 422
    assert said in response.content.decode()
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
