"""Reminders by e-mail, over real SMTP to a real server in this process."""

from __future__ import annotations

import email
import email.policy
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nongcot.infra.audit.models import AuditEntry
from nongcot.infra.notices import tasks
from nongcot.infra.notices.actions import choose_frequency
from nongcot.infra.notices.kinds import Frequency
from nongcot.infra.notices.models import DigestSent, Reminder
from nongcot.infra.notices.tasks import Outcome, remind
from nongcot.kernel import clock
from nongcot.kernel.errors import Refused
from nongcot.people.kinds import Role, UnitKind
from tests.factories import people as make

pytestmark = pytest.mark.django_db
HOSTILE = "Công ty <b>Đào</b> & Con\r\nBcc: ke-gian@example.vn"


@dataclass
class Mailbox:
    """Takes what is sent; refuses addresses in ``refuses``."""

    letters: list[Any] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - aiosmtpd's name
        if address in self.refuses:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        self.letters.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        self.recipients.append(list(envelope.rcpt_tos))
        return "250 OK"


@pytest.fixture
def mailbox(settings) -> Iterator[Mailbox]:
    box = Mailbox()
    with socket.socket() as probe:  # aiosmtpd asks its own port back, so it cannot be left to the system
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_TIMEOUT = 20
    settings.DEFAULT_FROM_EMAIL = "Nòng Cốt <nongcot@example.vn>"
    settings.SITE_URL = "https://nongcot.example.vn"
    yield box
    server.stop()


@pytest.fixture
def ward():
    return make.unit("Công đoàn phường An Phú", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)


@pytest.fixture
def officer(ward):
    return wanting(ward, "lan")


def wanting(where, username: str, frequency: Frequency = Frequency.DAILY, role: Role = Role.SUPERIOR_OFFICER):
    who = make.officer(where, role, username)
    who.email = f"{username}@example.vn"
    who.save()
    choose_frequency(actor=who, frequency=frequency)
    return who


def days(n: int):
    return clock.today() + timedelta(days=n)


def parts(letter) -> tuple[str, str]:
    assert letter.get_content_type() == "multipart/alternative"
    return letter.get_body(("plain",)).get_content(), letter.get_body(("html",)).get_content()


def test_a_digest_tells_own_duties_in_text_and_html_with_absolute_links(mailbox, officer, ward):
    union = make.unit("Công đoàn cơ sở May Sao Mai", under=ward)
    mine = make.duty(union, due_on=days(-3))
    make.duty(union, "term.ending", due_on=days(3), facts={"shape": 1})  # the chair's
    away = make.duty(make.unit("Công đoàn Hoãn", under=ward), postponed_to=days(9))
    assert remind(day=clock.today()) == Outcome(sent=1)
    (letter,) = mailbox.letters
    assert mailbox.recipients == [["lan@example.vn"]]
    assert letter["Subject"].strip() == "Nòng Cốt: 1 việc cần làm, 1 việc quá hạn"
    assert letter["To"].addresses[0].display_name == "Người dùng lan"
    for body in parts(letter):
        assert "Chưa có Chủ tịch" in body
        assert "Công đoàn cơ sở May Sao Mai" in body
        assert f"https://nongcot.example.vn/viec/{mine.pk}/" in body
        assert f"hạn {days(-3):%d/%m/%Y}" in body
        assert "Sắp hết nhiệm kỳ" not in body
        assert f"/viec/{away.pk}/" not in body


def test_no_name_of_a_person_leaves_the_house_and_hostile_names_stay_text(mailbox, officer, ward):
    union = make.unit("x", under=ward)
    type(union).objects.filter(pk=union.pk).update(name=HOSTILE)
    union.names.update(name=HOSTILE)
    make.duty(union, "post.held_twice", person=make.person("Trần Thị Bí Mật"), facts={"shape": 1})
    type(officer).objects.filter(pk=officer.pk).update(name="Lan\r\nBcc: ke-gian@example.vn")
    assert remind(day=clock.today()).sent == 1
    (letter,) = mailbox.letters
    text, html = parts(letter)
    assert letter["Bcc"] is None
    assert mailbox.recipients == [["lan@example.vn"]]
    assert "Công ty <b>Đào</b> & Con" in text
    assert "Công ty &lt;b&gt;Đào&lt;/b&gt; &amp; Con" in html
    assert "Bí Mật" not in text + html


def test_it_is_sent_once_a_day_however_often_it_runs(mailbox, officer, ward):
    make.duty(make.unit(under=ward))
    assert [remind(day=clock.today()).sent for _ in range(3)] == [1, 0, 0]
    assert len(mailbox.letters) == 1
    assert remind(day=days(1)).sent == 1
    assert mailbox.letters[0]["Message-ID"] != mailbox.letters[1]["Message-ID"]


def test_a_process_that_dies_while_sending_leads_to_no_second_letter_and_the_next_day_tells_all(
    mailbox, officer, ward, monkeypatch
):
    duty = make.duty(make.unit(under=ward), due_on=days(60))

    def dies(_row, _state):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(tasks, "_end", dies)
        with pytest.raises(KeyboardInterrupt):
            remind(day=clock.today())
    assert DigestSent.objects.get().state == DigestSent.State.BEGUN
    assert remind(day=clock.today()).sent == 0
    assert len(mailbox.letters) == 1
    assert remind(day=days(1)).sent == 1
    assert f"/viec/{duty.pk}/" in parts(mailbox.letters[1])[0]


def test_what_the_server_refuses_is_tried_again_and_stops_nobody_elses(mailbox, ward):
    wanting(ward, "hai")
    wanting(ward, "ba")
    make.duty(make.unit(under=ward))
    mailbox.refuses = {"hai@example.vn"}
    assert remind(day=clock.today()) == Outcome(sent=1, failed=1)
    mailbox.refuses = set()
    assert remind(day=clock.today()) == Outcome(sent=1)
    assert sorted(mailbox.recipients) == [["ba@example.vn"], ["hai@example.vn"]]
    assert set(DigestSent.objects.values_list("state", flat=True)) == {"sent"}


def test_a_server_that_is_down_leaves_all_to_the_next_run(officer, ward, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 5
    make.duty(make.unit(under=ward))
    assert remind(day=clock.today()) == Outcome(failed=1)
    assert DigestSent.objects.get().state == DigestSent.State.FAILED


@pytest.mark.parametrize("configured", [False, True])
def test_without_a_mail_server_nothing_is_said_to_have_been_sent(configured, officer, ward, settings, client):
    settings.EMAIL_CONFIGURED = configured
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    make.duty(make.unit(under=ward))
    tasks.send_digests.func()
    assert DigestSent.objects.exists() is configured
    client.force_login(officer)
    assert ("Thư gần nhất" in client.get("/nhac-viec/").content.decode()) is configured


def test_who_has_nothing_to_be_told_gets_nothing_and_may_be_told_later_that_day(mailbox, officer, ward):
    assert remind(day=clock.today()) == Outcome(nothing=1)
    make.duty(make.unit(under=ward))
    assert remind(day=clock.today()) == Outcome(sent=1)


def test_what_was_told_and_is_far_off_is_not_told_again(mailbox, officer, ward):
    make.duty(make.unit(under=ward), due_on=days(60))
    assert remind(day=clock.today()).sent == 1
    assert remind(day=days(1)) == Outcome(nothing=0, sent=1)  # it opened on the day of the last one
    assert remind(day=days(2)) == Outcome(nothing=1)


def test_weekly_means_once_a_week(mailbox, ward):
    wanting(ward, "tuan", Frequency.WEEKLY)
    make.duty(make.unit(under=ward), due_on=days(-1))
    sent = [remind(day=days(n)).sent for n in range(14)]
    assert sum(sent) in {2, 3}
    assert all(n == 0 or days(n).weekday() == 0 for n, one in enumerate(sent) if one)


def test_neither_off_nor_without_an_address_nor_inactive_nor_without_access_gets_any(mailbox, officer, ward):
    make.duty(make.unit(under=ward))
    wanting(ward, "off", Frequency.OFF)
    inactive, ended, moved = wanting(ward, "inactive"), wanting(ward, "ended"), wanting(ward, "moved")
    type(inactive).objects.filter(pk=inactive.pk).update(is_active=False)
    ended.grants.update(to_day=clock.today())
    type(moved).objects.filter(pk=moved.pk).update(email="")
    assert remind(day=clock.today()).sent == 1
    assert mailbox.recipients == [["lan@example.vn"]]


def test_one_click_ends_the_letters_without_a_sign_in(mailbox, officer, ward, client):
    make.duty(make.unit(under=ward))
    remind(day=clock.today())
    letter = mailbox.letters[0]
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = letter["List-Unsubscribe"].strip(" <>").removeprefix("https://nongcot.example.vn")
    assert path in parts(letter)[0]
    assert client.get(path).status_code == 200
    assert Reminder.objects.get().frequency == "daily"  # looking changes nothing
    answer = client.post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert Reminder.objects.get().frequency == "off"
    assert AuditEntry.objects.filter(action="notices.choose_frequency").count() == 2
    assert remind(day=days(1)).sent == 0
    for forged in (path[:-5] + "aaaa/", "/nhac-viec/thoi/1/", "/nhac-viec/thoi/%00/"):
        assert client.post(forged).status_code == 404


def test_letters_cannot_be_chosen_without_an_address(ward):
    with pytest.raises(Refused, match="chưa có địa chỉ thư"):
        choose_frequency(actor=make.officer(ward), frequency=Frequency.DAILY)


def test_the_page_keeps_the_choice(client, officer):
    client.force_login(officer)
    assert "lan@example.vn" in client.get("/nhac-viec/").content.decode()
    assert client.post("/nhac-viec/", {"frequency": "weekly"}).status_code == 302
    assert Reminder.objects.get().frequency == "weekly"
    assert client.post("/nhac-viec/", {"frequency": "hourly"}).status_code == 422
    assert Reminder.objects.get().frequency == "weekly"


def test_a_run_asks_as_many_questions_for_a_hundred_duties_as_for_one(officer, ward, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    asked, made = [], 0
    for number, n in enumerate((1, 3, 100)):
        while made < n:
            make.duty(make.unit(under=ward))
            made += 1
        with CaptureQueriesContext(connection) as captured:
            assert remind(day=days(number)).sent == 1
        asked.append(len(captured))
    assert asked[0] == asked[1] == asked[2], asked
