"""Settings from the environment: read, or refused with their name and what is expected."""

from __future__ import annotations

import os
import re

import pytest

from nongcot.config import mail
from nongcot.config.environment import SettingsRefused, read_environment


@pytest.fixture(autouse=True)
def empty(monkeypatch):
    for name in [name for name in os.environ if name.startswith("NONGCOT_")]:
        monkeypatch.delenv(name)


def test_with_an_empty_environment_a_federation_officer_needs_a_second_factor_and_no_mail_is_sent():
    given = read_environment()
    assert given.require_second_factor == ["federation_officer"]
    assert (given.session_idle_hours, given.session_days) == (12, 7)
    assert (given.email_url, given.address_header) == ("", "")


@pytest.mark.parametrize(
    ("given", "roles"),
    [("none", []), ("federation_officer, superior_officer", ["federation_officer", "superior_officer"])],
)
def test_roles_that_need_a_second_factor_are_listed_or_none(given, roles, monkeypatch):
    monkeypatch.setenv("NONGCOT_REQUIRE_SECOND_FACTOR", given)
    assert read_environment().require_second_factor == roles


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("REQUIRE_SECOND_FACTOR", "king", "NONGCOT_REQUIRE_SECOND_FACTOR: none, or some of: chair, "),
        ("REQUIRE_SECOND_FACTOR", "", "NONGCOT_REQUIRE_SECOND_FACTOR: none, or some of: chair, "),
        ("SESSION_IDLE_HOURS", "0", "NONGCOT_SESSION_IDLE_HOURS: Input should be greater"),
        ("SESSION_DAYS", "31", "NONGCOT_SESSION_DAYS: Input should be less"),
        ("ADDRESS_HEADER", "X-Whatever", "NONGCOT_ADDRESS_HEADER: Input should be"),
        ("EMAIL_URL", "mailto:a@b.vn", f"NONGCOT_EMAIL_URL: {mail.EXPECTED}"),
        ("EMAIL_URL", "smtp://mail.example", "NONGCOT_EMAIL_FROM: an address such as"),
    ],
)
def test_a_wrong_setting_is_refused_by_its_name(name, value, said, monkeypatch):
    monkeypatch.setenv(f"NONGCOT_{name}", value)
    with pytest.raises(SettingsRefused, match=f"^{re.escape(said)}"):
        read_environment()


def test_a_session_cannot_idle_longer_than_it_lasts(monkeypatch):
    monkeypatch.setenv("NONGCOT_SESSION_IDLE_HOURS", "48")
    monkeypatch.setenv("NONGCOT_SESSION_DAYS", "1")
    with pytest.raises(SettingsRefused, match=r"^NONGCOT_SESSION_IDLE_HOURS: at most as long as NONGCOT_SESSION_DAYS$"):
        read_environment()


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example", mail.MailServer("mail.example", 25, "", "", tls=False, ssl=False)),
        (
            "smtp://lan%40b.vn:p%3Aw@mail.example/?tls=true",
            mail.MailServer("mail.example", 587, "lan@b.vn", "p:w", tls=True, ssl=False),
        ),
        ("smtps://u:p@mail.example", mail.MailServer("mail.example", 465, "u", "p", tls=False, ssl=True)),
        ("smtp://127.0.0.1:2525/", mail.MailServer("127.0.0.1", 2525, "", "", tls=False, ssl=False)),
    ],
)
def test_a_mail_server_is_one_address(url, server):
    assert mail.read(url) == server


@pytest.mark.parametrize(
    "url",
    [
        "http://mail.example",
        "smtp://",
        "smtp://mail.example:99999",
        "smtp://mail.example/?tls=maybe",
        "smtp://mail.example/?tsl=true",
        "smtp://mail.example/inbox",
        "smtps://mail.example/?tls=true",
        "smtp://[mail",
    ],
)
def test_what_is_no_mail_server_says_what_is_expected(url):
    with pytest.raises(ValueError, match=re.escape(mail.EXPECTED)):
        mail.read(url)


@pytest.mark.parametrize(("text", "fits"), [("a@b.vn", True), ("Nòng Cốt <a@b.vn>", True), ("a@b", False), ("", False)])
def test_a_sender_is_an_address(text, fits):
    assert mail.is_address(text) is fits
