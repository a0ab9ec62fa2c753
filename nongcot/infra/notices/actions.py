"""Choose how often one is reminded; make and revoke the calendar's address."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import record
from nongcot.infra.notices.kinds import Frequency
from nongcot.infra.notices.links import hash_of, new_secret
from nongcot.infra.notices.models import CalendarFeed, Reminder
from nongcot.kernel import clock
from nongcot.kernel.errors import Refused


@transaction.atomic
def choose_frequency(*, actor: User, frequency: Frequency) -> None:
    """How often ``actor`` gets an e-mail of what is due. Choosing the same again changes nothing.

    Raises:
        Refused: e-mails are wanted, but the login has no address.
    """
    if frequency is not Frequency.OFF and not actor.email:
        raise Refused(_("Tài khoản chưa có địa chỉ thư điện tử. Xin ghi địa chỉ ở trang Tài khoản của tôi trước."))
    row = Reminder.objects.select_for_update().filter(user=actor).first()
    before = row.frequency if row else Frequency.OFF.value
    if before == frequency.value:
        return
    Reminder.objects.update_or_create(user=actor, defaults={"frequency": frequency.value})
    record(
        actor=actor,
        action="notices.choose_frequency",
        object_type="user",
        object_id=actor.pk,
        changes={"frequency": [before, frequency.value]},
    )


@transaction.atomic
def make_feed(*, actor: User) -> str:
    """Make a new secret for the actor's calendar and give it back, this once; an earlier one works no more."""
    secret = new_secret()
    CalendarFeed.objects.update_or_create(
        user=actor, defaults={"token_hash": hash_of(secret), "created_at": clock.now()}
    )
    record(actor=actor, action="notices.make_feed", object_type="user", object_id=actor.pk)
    return secret


@transaction.atomic
def revoke_feed(*, actor: User) -> None:
    """The address of the actor's calendar works no more. Where there is none, nothing changes."""
    gone, _rows = CalendarFeed.objects.filter(user=actor).delete()
    if gone:
        record(actor=actor, action="notices.revoke_feed", object_type="user", object_id=actor.pk)
