"""What a login is reminded of besides its duties: a plan that was to be carried out by itself and was not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.notices.api import Item
from nongcot.kernel import clock
from nongcot.staffing.labels import reorganising as labels
from nongcot.staffing.queries.reorganising import plans


def items(user: User, day: date) -> Iterator[Item]:
    """The plans that ``user`` confirmed for a time and that were not carried out then: one query."""
    rows = plans(user).filter(confirmed_by=user).exclude(not_started="").exclude(start_at=None)
    for plan in rows:
        begun = plan.start_at.astimezone(clock.VIETNAM).date() if plan.start_at else day
        yield Item(
            key=f"plan-{plan.pk}-{begun:%Y%m%d}",
            title=_("Phương án sắp xếp chưa thực hiện vào giờ đã hẹn"),
            where=plan.decision,
            opened_on=begun,
            path=reverse("staffing:plan", args=[plan.pk]),
            due_on=begun,
            to_do=labels.not_started(plan.not_started),
        )
