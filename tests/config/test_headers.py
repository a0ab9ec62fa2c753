"""What every answer carries for the reader's safety."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from django.test import Client

from nongcot.people.kinds import Role
from tests.factories import people as make
from tests.factories.people import PASSWORD
from tests.forked import environment

pytestmark = pytest.mark.django_db
PAGES = ["/", "/tai-khoan/", "/don-vi/", "/khong-co/"]


@pytest.fixture
def signed_in(client) -> Client:
    client.force_login(make.officer(make.federation(), Role.FEDERATION_OFFICER))
    return client


@pytest.mark.logs_errors
def test_errors_and_files_are_guarded_too(signed_in, monkeypatch, settings):
    settings.WHITENOISE_USE_FINDERS = True

    def fall(_request):
        raise RuntimeError("hỏng")

    strange = signed_in.get("/", headers={"Host": "la.example"})
    static = Client().get("/static/ui/app.js")
    static.getvalue()  # read to its end, the test client closes the file without closing the database too
    table = signed_in.get("/can-bo/danh-sach.csv")
    feed = Client().get("/api/units")
    forged = Client(enforce_csrf_checks=True).post("/dang-nhap/", {"username": "hoa"})
    monkeypatch.setattr("nongcot.infra.accounts.views.mine.me", fall)
    broken = Client(raise_request_exception=False)
    broken.force_login(make.user())
    answers = [strange, static, table, feed, forged, broken.get("/tai-khoan/")]
    assert [answer.status_code for answer in answers] == [400, 200, 200, 401, 403, 500]
    for answer in answers:
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert table["Content-Type"].startswith("text/csv")
    assert table["Content-Disposition"].startswith("attachment")


def test_what_is_shown_to_somebody_signed_in_is_kept_in_no_cache(signed_in):
    for address in (*PAGES, "/can-bo/danh-sach.csv", "/nhap-du-lieu/"):
        assert "no-store" in signed_in.get(address)["Cache-Control"], address
    assert "no-store" in Client().get("/api/units", headers={"Authorization": "Bearer x"})["Cache-Control"]
    assert "Cache-Control" not in Client().get("/quy-dinh/dang-ap-dung/")


def test_more_than_is_taken_is_refused_before_it_is_read(signed_in, settings):
    def send(client, size):
        head = b'--x\r\nContent-Disposition: form-data; name="workbooks"; filename="a.xlsx"\r\n\r\n'
        body = head + b"a" * size + b"\r\n--x--\r\n"
        return client.generic("POST", "/nhap-du-lieu/", body, content_type="multipart/form-data; boundary=x")

    settings.REQUEST_LIMIT = 3 * 1024 * 1024
    assert send(Client(), 1024 * 1024).status_code == 413
    assert send(Client(), 1000).status_code != 413
    assert send(signed_in, 2 * 1024 * 1024).status_code != 413
    refused = send(signed_in, 3 * 1024 * 1024)
    assert refused.status_code == 413
    assert "nhiều nhất 3 MB" in refused.content.decode()


def test_a_program_that_sends_too_much_gets_a_problem_in_its_language(settings):
    settings.REQUEST_LIMIT = 3 * 1024 * 1024
    asked = {"Authorization": "Bearer x", "Idempotency-Key": "12345678"}

    def send(language, headers=asked):
        headers = {**headers, "Accept-Language": language}
        return Client().generic("POST", "/api/imports", b"a" * (3 * 1024 * 1024 + 1), headers=headers)

    told = send("en")
    assert (told.status_code, told["Content-Type"], told["Connection"]) == (413, "application/json", "close")
    assert told.json() == {
        "code": "too_large",
        "detail": "What was sent is too large: at most 3 MB at a time.",
        "to_do": "Send it in smaller parts.",
        "errors": [],
    }
    assert (told["Content-Language"], send("vi")["Content-Language"]) == ("en", "vi")
    assert "nhiều nhất 3 MB" in send("vi").json()["detail"]
    assert "nhiều nhất 1 MB" in send("vi", {}).json()["detail"]  # without a token


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_guarded(address, signed_in):
    told = signed_in.get(address).headers
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["X-Frame-Options"] == "DENY"
    assert told["Referrer-Policy"] == "same-origin"
    assert told["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "microphone=()" in told["Permissions-Policy"]
    policy = told["Content-Security-Policy"]
    assert re.findall(r"unsafe|\*|http:", policy) == []
    for directive in ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"):
        assert directive in policy


def test_cookies_are_for_this_site_and_not_for_scripts(client):
    make.user("hoa")
    client.get("/dang-nhap/")
    client.post("/dang-nhap/", {"username": "hoa", "password": PASSWORD})
    for name in ("sessionid", "csrftoken"):
        cookie = client.cookies[name]
        assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


HTTPS = """
import json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "nongcot.config.settings"
import django
django.setup()
from django.test import Client
from nongcot.config.serve import collect_static_files
collect_static_files()
from nongcot.infra.accounts.models import User
User.objects.create_user("hoa", "mot-mat-khau-dai", name="Hoa")
client = Client(SERVER_NAME="canbo.example.vn")
plain = client.get("/quy-dinh/")
secure = {"headers": {"X-Forwarded-Proto": "https"}}
told = client.get("/dang-nhap/", **secure)
client.post("/dang-nhap/", {"username": "hoa", "password": "mot-mat-khau-dai"}, **secure)
cookies = {name: bool(each["secure"]) for name, each in client.cookies.items()}
print(json.dumps([plain.status_code, plain["Location"], told.status_code, told["Strict-Transport-Security"], cookies]))
"""


def test_behind_https_cookies_are_secure_and_the_browser_keeps_to_https(tmp_path, install_in):
    there = environment(tmp_path / "home", install_in(tmp_path / "home"))
    given = {"NONGCOT_HTTPS": "1", "NONGCOT_ALLOWED_HOSTS": "canbo.example.vn"}
    done = subprocess.run(
        [sys.executable, "-c", HTTPS], env={**there, **given}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    status, location, secure_status, hsts, cookies = json.loads(done.stdout.splitlines()[-1])
    assert (status, location) == (301, "https://canbo.example.vn/quy-dinh/")
    assert (secure_status, hsts) == (200, "max-age=31536000")
    assert cookies == {"csrftoken": True, "sessionid": True}


def test_pages_with_secrets_are_not_kept_by_the_browser(signed_in):
    for address in ("/dang-nhap/", "/tai-khoan/xac-nhan/"):
        client = Client() if address == "/dang-nhap/" else signed_in
        assert "no-store" in client.get(address)["Cache-Control"]
