"""What every answer carries for the reader's safety."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest
from django.test import Client

from nongcot.people.kinds import Role
from tests.factories import people as make
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db
PAGES = ["/", "/tai-khoan/", "/don-vi/", "/khong-co/"]


@pytest.fixture
def signed_in(client) -> Client:
    client.force_login(make.officer(make.federation(), Role.FEDERATION_OFFICER))
    return client


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
from django.core.management import call_command
from django.test import Client
from nongcot.config.serve import collect_static_files
call_command("migrate", verbosity=0)
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


def test_behind_https_cookies_are_secure_and_the_browser_keeps_to_https(tmp_path):
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("NONGCOT_", "DJANGO_"))}
    given = {"NONGCOT_HTTPS": "1", "NONGCOT_ALLOWED_HOSTS": "canbo.example.vn", "NONGCOT_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", HTTPS], env={**kept, **given}, capture_output=True, text=True, check=False
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
