"""Questions asked of reminders and calendars."""

from __future__ import annotations

from nongcot.infra.accounts.models import User
from nongcot.infra.notices.models import CalendarFeed, DigestSent, Reminder


def frequency_of(user: User) -> str | None:
    """What the login chose; None where nothing was chosen."""
    return Reminder.objects.filter(user=user).values_list("frequency", flat=True).first()


def last_sent(user: User) -> DigestSent | None:
    """The last digest that was sent to the login."""
    return DigestSent.objects.filter(user=user, state=DigestSent.State.SENT).order_by("-day").first()


def feed_of(user: User) -> CalendarFeed | None:
    return CalendarFeed.objects.filter(user=user).first()


def feed_by(token_hash: str) -> CalendarFeed | None:
    """The feed with this hash of its secret, while its owner may sign in."""
    rows = CalendarFeed.objects.filter(token_hash=token_hash, user__is_active=True)
    return rows.select_related("user").first()
