"""Send the digests that are due: each at most once for a login and day, however often and wherever this runs."""

from __future__ import annotations

import logging
import smtplib
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import translation
from django_tasks import task

from nongcot.infra.accounts.models import User
from nongcot.infra.notices.kinds import Digest, Frequency
from nongcot.infra.notices.mail import message
from nongcot.infra.notices.models import DigestSent
from nongcot.infra.notices.rules import digest, is_due
from nongcot.infra.notices.sources import items_of
from nongcot.kernel import clock

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Outcome:
    """What a run did: e-mails sent, refused by the server, and logins with nothing to be told."""

    sent: int = 0
    failed: int = 0
    nothing: int = 0


@task()
def send_digests() -> None:
    """Send what is due today, where there is a mail server: a letter into nowhere is none that was sent."""
    if settings.EMAIL_CONFIGURED:
        remind(day=clock.today())


def remind(*, day: date) -> Outcome:
    """Send the digests of ``day`` over one connection. One that fails is logged, and tried again by the next run."""
    outcome = Outcome()
    connection = get_connection()
    try:
        for user, last in _wanting(day):
            with translation.override(user.language or settings.LANGUAGE_CODE):
                _send_one(user, last, day, connection, outcome)
    finally:
        connection.close()
    return outcome


def _wanting(day: date) -> list[tuple[User, date | None]]:
    """Logins that want one on ``day``, with the day of their last one."""
    rows = User.objects.filter(is_active=True, reminder__frequency__in=[Frequency.DAILY, Frequency.WEEKLY])
    rows = rows.exclude(email="").select_related("reminder").order_by("pk")
    lasting = dict(
        DigestSent.objects.filter(user__in=rows, state=DigestSent.State.SENT, day__lte=day)
        .order_by()
        .values_list("user")
        .annotate(last=Max("day"))
    )
    return [
        (user, lasting.get(user.pk))
        for user in rows
        if is_due(Frequency(user.reminder.frequency), lasting.get(user.pk), day)
    ]


def _send_one(user: User, last: date | None, day: date, connection: Any, outcome: Outcome) -> None:
    told = digest(items_of(user, day), day=day, last=last)
    if not told.total:
        outcome.nothing += 1
        return
    row = _begin(user, day, told)
    if row is None:
        return
    made = message(user, told, day=day)
    made.connection = connection
    try:
        made.send()
    except (smtplib.SMTPException, OSError) as error:
        # the address is not logged: a log is read by others
        logger.warning("digest of login %s was not sent: %s", user.pk, type(error).__name__)
        _end(row, DigestSent.State.FAILED)
        connection.close()
        outcome.failed += 1
        return
    _end(row, DigestSent.State.SENT)
    outcome.sent += 1


def _begin(user: User, day: date, told: Digest) -> DigestSent | None:
    """Take the day's digest of this login for this run, committed before it is sent; None when a run has it already."""
    values = {"at": clock.now(), "state": DigestSent.State.BEGUN, "items": told.total}
    try:
        with transaction.atomic():
            return DigestSent.objects.create(user=user, day=day, **values)
    except IntegrityError:
        again = DigestSent.objects.filter(user=user, day=day, state=DigestSent.State.FAILED).update(**values)
        return DigestSent.objects.get(user=user, day=day) if again else None


def _end(row: DigestSent, state: DigestSent.State) -> None:
    row.state = state
    row.save(update_fields=["state"])
