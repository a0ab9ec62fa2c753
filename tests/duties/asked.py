"""What the tests of the pages of duties ask and read."""

from __future__ import annotations

from datetime import timedelta

from nongcot.duties import api as duties
from nongcot.duties.models import Duty, DutyEvent
from nongcot.kernel import clock


def days(n: int):
    return clock.today() + timedelta(days=n)


def text(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def kinds_of(duty: Duty) -> list[tuple[str, str]]:
    return list(DutyEvent.objects.filter(duty=duty).values_list("kind", "actor_name"))


def mine(user) -> set[int]:
    return {duty.pk for duty in duties.inbox(user, day=clock.today()) if duty.mine}
