"""What the doctor says about people getting in: on both sides of each thing it looks at."""

from __future__ import annotations

import socket

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink

from nongcot.config import doctor_access as access
from nongcot.config.checkup import Level
from nongcot.config.start import code
from nongcot.infra.accounts import factors
from nongcot.infra.notices.actions import choose_frequency
from nongcot.infra.notices.kinds import Frequency
from nongcot.people.kinds import Role
from tests.factories import people as make

pytestmark = pytest.mark.django_db


def environment(settings, **changed):
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update=changed)


@pytest.fixture
def mail_port():
    """The port of a mail server that takes everything."""
    with socket.socket() as probe:  # aiosmtpd asks its own port back, so it cannot be left to the system
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(Sink(), hostname="127.0.0.1", port=port)
    server.start()
    yield port
    server.stop()


def test_behind_a_web_server_the_readers_address_must_be_told(settings):
    environment(settings, https=False, address_header="")
    assert access.reader_address().level is Level.OK
    environment(settings, https=True)
    assert access.reader_address().level is Level.WARN
    environment(settings, address_header="X-Real-IP")
    assert access.reader_address().level is Level.OK


def test_who_must_have_a_second_factor_and_has_none_is_named(settings):
    environment(settings, require_second_factor=["federation_officer"])
    top = make.federation()
    make.officer(top, Role.CHAIR, username="chu-tich")
    assert access.second_factors().level is Level.OK
    officer = make.officer(top, username="can-bo")
    assert (access.second_factors().level, "can-bo" in access.second_factors().found) == (Level.WARN, True)
    factors.add_app(officer, factors.new_secret(), 0)
    assert access.second_factors().level is Level.OK
    left = make.officer(top, username="da-nghi")
    left.is_active = False
    left.save()
    assert access.second_factors().level is Level.OK


def test_a_start_code_that_is_left_over_or_open_to_others_is_said(settings, tmp_path):
    settings.HOME = tmp_path
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
    assert access.start_code().level is Level.OK
    settings.ALLOWED_HOSTS = ["congdoan.example.vn"]
    assert access.start_code().level is Level.WARN
    make.user()
    assert access.start_code().level is Level.OK
    code.current()
    assert (access.start_code().level, str(code.path()) in access.start_code().found) == (Level.WARN, True)


def test_reminders_without_a_mail_server_are_said(settings):
    settings.EMAIL_CONFIGURED = False
    assert access.mail_server().level is Level.OK
    choose_frequency(actor=make.user(email="a@example.vn"), frequency=Frequency.DAILY)
    assert access.mail_server().level is Level.WARN


def test_a_mail_server_that_does_not_answer_is_a_fault(settings):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        settings.EMAIL_CONFIGURED, settings.EMAIL_PORT = True, unused.getsockname()[1]
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1"
    found = access.mail_server()
    assert (found.level, bool(found.remedy)) == (Level.FAIL, True)


def test_a_mail_server_that_answers_is_in_order(settings, mail_port):
    settings.EMAIL_CONFIGURED, settings.EMAIL_PORT = True, mail_port
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1"
    environment(settings, site_url="https://congdoan.example.vn")
    assert access.mail_server().level is Level.OK
    environment(settings, site_url="")
    assert access.mail_server().level is Level.WARN
