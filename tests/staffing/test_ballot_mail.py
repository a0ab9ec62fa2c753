"""Links of a ballot by e-mail, over real SMTP: sent once, kept nowhere, ended where they did not leave."""

from __future__ import annotations

import email
import email.policy
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from nongcot.kernel.errors import Refused
from nongcot.people.kinds import Role
from nongcot.staffing.actions import ballots as verbs
from nongcot.staffing.ballots.kinds import CensusLine, KeyField, Way
from nongcot.staffing.models import Ballot, BallotVoter, SealedVote
from nongcot.staffing.queries.ballots import Post, post_of
from nongcot.staffing.tasks.mailing import go_on_sending, send_links
from tests.factories import ballots as make_ballots
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db
ADDRESS = "https://nongcot.example.vn/bp/"
CODE = re.compile(r"/bp/#([0-9A-Z]{20})")


@dataclass
class Mailbox:
    """Takes what is sent, calls ``then`` with the code of a letter; refuses addresses in ``refuses``."""

    letters: dict[str, Any] = field(default_factory=dict)
    refuses: set[str] = field(default_factory=set)
    lies: bool = False  # takes the letter, yet says that it did not

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - aiosmtpd's name
        if address in self.refuses:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        told = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.letters.setdefault(envelope.rcpt_tos[0], []).append(told)
        return "451 try later" if self.lies else "250 OK"

    def codes(self, address: str) -> list[str]:
        return [CODE.search(one.get_content())[1] for one in self.letters.get(address, [])]


@pytest.fixture
def mailbox(settings) -> Iterator[Mailbox]:
    box = Mailbox()
    with socket.socket() as probe:  # aiosmtpd asks its own port back, so it cannot be left to the system
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_CONFIGURED = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.DEFAULT_FROM_EMAIL = "Nòng Cốt <nongcot@example.vn>"
    yield box
    server.stop()


def ballot_of(voters: int = 3, unit=None, **given) -> Ballot:
    made = make_ballots.ballot(unit, voters=0, key_field=KeyField.EMAIL, **given)
    lines = [CensusLine(n, f"Người bầu {n}", f"nb{n}@example.vn") for n in range(1, voters + 1)]
    verbs.add_voters(actor=SYSTEM, ballot=made, lines=lines, reason="Danh sách")
    return made


def send(ballot: Ballot) -> None:
    send_links.func(ballot.pk, ADDRESS, "vi")


def test_each_voter_gets_the_own_link_once_and_votes_with_it(mailbox):
    ballot = ballot_of()
    assert verbs.mail_links(actor=SYSTEM, ballot=ballot) == 3
    assert post_of(ballot) == Post(3, 0, 0, 0)
    send(ballot)
    assert post_of(ballot) == Post(0, 0, 3, 0)
    send(ballot)
    codes = [code for n in (1, 2, 3) for code in mailbox.codes(f"nb{n}@example.vn")]
    assert len(set(codes)) == 3
    for code in codes:
        verbs.cast_vote(code=code, marks="100")
    assert SealedVote.objects.count() == 3
    letter = mailbox.letters["nb1@example.vn"][0]
    assert letter["Subject"].strip() == "Đường dẫn bầu: Bầu Ban Chấp hành"
    assert "đừng chuyển tiếp" in letter.get_content()
    with pytest.raises(Refused, match="Ai cũng đã có"):
        verbs.mail_links(actor=SYSTEM, ballot=ballot)


def test_no_table_no_log_and_no_task_holds_a_link_that_was_sent(mailbox, client, caplog):
    union = make.unit()
    ballot = make_ballots.prepare(ballot_of(unit=union))
    client.force_login(make.officer(union))
    mailbox.refuses.add("nb3@example.vn")
    page = client.get(reverse("staffing:mail-links", args=[ballot.pk]))
    sent = {"once": "1", "seen": page.context["seen"]}
    assert client.post(reverse("staffing:mail-links", args=[ballot.pk]), sent).status_code == 302
    codes = [code for n in (1, 2) for code in mailbox.codes(f"nb{n}@example.vn")]
    assert len(codes) == 2
    kept = "".join(str(row) for model in apps.get_models() for row in model._base_manager.values()) + caplog.text
    assert "ballots.mail_links" in kept
    assert [code for code in codes if code in kept] == []
    assert "nb3@example.vn" not in caplog.text
    census = client.get(reverse("staffing:ballot-census", args=[ballot.pk])).content.decode()
    assert "2 đã gửi, 0 đang chờ, 1 không gửi được" in census


def test_a_letter_that_did_not_leave_leaves_no_link_and_is_sent_again(mailbox):
    ballot = ballot_of(1)
    verbs.mail_links(actor=SYSTEM, ballot=ballot)
    mailbox.lies = True  # the letter arrives, the answer says it did not
    send(ballot)
    assert post_of(ballot) == Post(0, 0, 0, 1)
    (lost,) = mailbox.codes("nb1@example.vn")
    with pytest.raises(verbs.NotYours):
        verbs.cast_vote(code=lost, marks="100")
    mailbox.lies = False
    assert verbs.mail_links(actor=SYSTEM, ballot=ballot) == 1
    send(ballot)
    verbs.cast_vote(code=mailbox.codes("nb1@example.vn")[1], marks="010")
    assert SealedVote.objects.count() == 1


def test_a_link_that_was_used_before_its_letter_failed_stays_and_nobody_votes_twice():
    ballot = ballot_of(1)
    verbs.mail_links(actor=SYSTEM, ballot=ballot)
    letter = verbs.next_letter(ballot=ballot.pk)
    verbs.cast_vote(code=letter.code, marks="100")
    assert verbs.letter_failed(ballot=ballot.pk, letter=letter) is False
    assert BallotVoter.objects.get().mailed == "sent"
    with pytest.raises(Refused, match="Ai cũng đã có"):
        verbs.mail_links(actor=SYSTEM, ballot=ballot)


def test_a_killed_worker_leaves_one_line_in_doubt_and_the_rest_is_sent(mailbox):
    ballot = ballot_of()
    verbs.mail_links(actor=SYSTEM, ballot=ballot)
    dead = verbs.next_letter(ballot=ballot.pk)  # killed here: made, and nobody knows whether it left
    go_on_sending(ballot.pk, ADDRESS, "vi")
    send(ballot)
    assert post_of(ballot) == Post(0, 1, 2, 0)
    with pytest.raises(Refused):  # it is open: the link may have been used
        verbs.mail_links(actor=SYSTEM, ballot=ballot)
    make_ballots.prepare(ballot)
    assert verbs.mail_links(actor=SYSTEM, ballot=ballot) == 1
    send(ballot)
    ballot.opens_at = ballot.opens_at - 3 * make_ballots.HOUR
    ballot.save()
    with pytest.raises(verbs.NotYours):
        verbs.cast_vote(code=dead.code, marks="100")
    verbs.cast_vote(code=mailbox.codes("nb1@example.vn")[0], marks="100")


def test_a_lost_link_is_sent_anew_and_the_old_one_ends_at_once(mailbox):
    ballot = make_ballots.prepare(ballot_of(1))
    verbs.mail_links(actor=SYSTEM, ballot=ballot)
    send(ballot)
    voter = ballot.voters.get()
    verbs.mail_link(actor=SYSTEM, voter=voter)
    send(ballot)
    old, new = mailbox.codes("nb1@example.vn")
    ballot.opens_at = ballot.opens_at - 3 * make_ballots.HOUR
    ballot.save()
    with pytest.raises(verbs.NotYours):
        verbs.cast_vote(code=old, marks="100")
    with pytest.raises(Refused, match="mã trên đường dẫn cũ"):
        verbs.mail_link(actor=SYSTEM, voter=voter)
    verbs.cast_vote(code=new, marks="100")
    with pytest.raises(Refused, match="hòm"):
        verbs.mail_link(actor=SYSTEM, voter=voter, code=new)


def test_who_waits_for_a_letter_gets_no_printed_link_too_and_who_took_a_paper_no_letter(mailbox):
    ballot = ballot_of(2, way=Way.BOTH)
    verbs.mail_links(actor=SYSTEM, ballot=ballot)
    assert make_ballots.codes(ballot) == []
    verbs.give_paper(actor=SYSTEM, voter=ballot.voters.first())
    send(ballot)
    assert list(mailbox.letters) == ["nb2@example.vn"]


def test_after_closing_nothing_is_sent_and_nobody_waits_more(mailbox):
    ballot = ballot_of(2)
    verbs.mail_links(actor=SYSTEM, ballot=ballot)
    make_ballots.close(ballot)
    send(ballot)
    assert mailbox.letters == {}
    assert post_of(ballot) == Post(0, 0, 0, 0)


def test_a_census_without_addresses_and_a_reader_are_refused(client, settings):
    union = make.unit()
    by_code = make_ballots.ballot(union, voters=1)
    with pytest.raises(Refused, match="không có địa chỉ"):
        verbs.mail_links(actor=SYSTEM, ballot=by_code)
    ballot = ballot_of(1, unit=union)
    with pytest.raises(PermissionDenied):
        verbs.mail_links(actor=make.officer(union, Role.READER), ballot=ballot)
    client.force_login(make.officer(union))
    settings.EMAIL_CONFIGURED = True
    address, one = (
        reverse("staffing:mail-links", args=[ballot.pk]),
        reverse("staffing:mail-link", args=[ballot.voters.get().pk]),
    )
    census = client.get(reverse("staffing:ballot-census", args=[ballot.pk])).content.decode()
    assert address in census
    assert one in census
    assert client.get(one).status_code == 200
    settings.EMAIL_CONFIGURED = False
    assert client.get(address).status_code == 404
    assert client.get(reverse("staffing:mail-links", args=[by_code.pk])).status_code == 404
