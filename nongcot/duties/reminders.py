"""What a login is reminded of: its own open duties. Names of persons stay in the house; the words go out by e-mail."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from nongcot.duties import labels
from nongcot.duties.checks import CHECKS
from nongcot.duties.kinds import Whose
from nongcot.duties.queries import inbox
from nongcot.infra.accounts.models import User
from nongcot.infra.notices.api import Item

MOST = 500


def items(user: User, day: date) -> list[Item]:
    """The login's own duties of ``day`` that are not postponed, nearest first, at most :data:`MOST`: two queries."""
    rows = inbox(user, day=day, whose=Whose.MINE).filter(code__in=CHECKS)[:MOST]
    return [
        Item(
            key=f"duty-{duty.pk}",
            title=labels.title(duty.code),
            where=duty.unit_name,  # type: ignore[attr-defined]
            opened_on=duty.opened_on,
            path=reverse("duties:duty", args=[duty.pk]),
            due_on=duty.due_on,
            to_do=labels.to_do(duty.code),
        )
        for duty in rows
    ]
