"""Send the links of a ballot by e-mail: each line at most once, however often and wherever this runs."""

from __future__ import annotations

import logging
import smtplib
from email.utils import formataddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from nongcot.staffing.actions.ballots import letter_failed, letter_sent, next_letter
from nongcot.staffing.actions.ballots.mailing import Letter
from nongcot.staffing.ballots.secrets import spaced
from nongcot.staffing.models import Ballot

logger = logging.getLogger(__name__)


@task()
def send_links(ballot: int, address: str, language: str) -> None:
    """Make and send the links that wait, one by one over one connection. No argument and no result holds a secret."""
    row = Ballot.objects.select_related("unit").get(pk=ballot)
    connection = get_connection()
    try:
        with translation.override(language):
            while (letter := next_letter(ballot=ballot)) is not None:
                _send(row, letter, address, connection)
    finally:
        connection.close()


def go_on_sending(ballot: int, address: str, language: str) -> None:
    """The worker died while it sent: what still waits is sent by a new run. The line it was at stays as it is: whether
    its letter left is not known."""
    send_links.enqueue(ballot, address, language)


def _send(ballot: Ballot, letter: Letter, address: str, connection: Any) -> None:
    made = message(ballot, letter, address)
    made.connection = connection
    try:
        made.send()
    except (smtplib.SMTPException, OSError) as error:
        # neither address nor code is logged: a log is read by others
        logger.warning("a link of ballot %s was not sent: %s", ballot.pk, type(error).__name__)
        connection.close()
        letter_failed(ballot=ballot.pk, letter=letter)
    else:
        letter_sent(letter=letter)


def message(ballot: Ballot, letter: Letter, address: str) -> EmailMessage:
    """The letter of one voter. In the link the code stands after #, which no server is sent when it is opened."""
    context = {
        "ballot": ballot,
        "name": letter.name,
        "link": f"{address}#{letter.code}",
        "code": spaced(letter.code),
        "address": address,
    }
    return EmailMessage(
        subject=_("Đường dẫn bầu: %(title)s") % {"title": " ".join(ballot.title.split())},
        body=render_to_string("staffing/ballots/mail/link.txt", context),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[formataddr((" ".join(letter.name.split()), letter.address))],
        headers={"Auto-Submitted": "auto-generated"},
    )
