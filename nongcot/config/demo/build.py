"""Fill an empty database with the sample province, its duties and one sign-in for each role."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Protocol

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.config.demo import logins, store
from nongcot.config.demo.logins import DemoLogins
from nongcot.config.demo.places import FICTIONAL, PROVINCE
from nongcot.config.demo.story import tell
from nongcot.duties.api import run

SEED = 2025
_EARLIER = (
    date(2024, 6, 28),
    date(2024, 12, 26),
    date(2025, 2, 28),
    date(2026, 1, 30),
)  # the last rules of 2024 among them
_MONTHS = 6


class Console(Protocol):
    """What is needed of a rich console."""

    def print(self, *objects: object) -> None: ...


@transaction.atomic
def build(*, seed: int = SEED, day: date, console: Console | None = None) -> DemoLogins:
    """Fill an empty database with the invented province as of ``day``; where it is there already, do nothing.

    Raises:
        NotEmpty: the database holds other data.
        ValueError: ``day`` lies before 2026.
    """

    def say(text: str) -> None:
        if console is not None:
            console.print(text)

    province = f"{PROVINCE} {FICTIONAL}"
    if store.is_demo():
        say(_("Dữ liệu mẫu %(province)s đã có sẵn, không tạo lại.") % {"province": province})
        return DemoLogins(logins.read(), built=False)
    if not store.is_empty():
        raise store.NotEmpty
    say(_("Đang tạo dữ liệu mẫu %(province)s…") % {"province": province})
    story = tell(seed=seed, day=day)
    store.store(story.roster, seed=seed, day=day)
    say(_("Đang rà soát việc cần làm của những tháng qua…"))
    for past in _days_of_runs(day):
        run(actor=store.BUILDER, day=past)
    made = logins.create(day)
    store.analyse()
    return DemoLogins(made, built=True)


def _days_of_runs(day: date) -> Iterator[date]:
    """The days on which the duties were looked at, oldest first: so that some are old, and some were done."""
    months = [day - timedelta(days=30 * n) for n in range(_MONTHS, 0, -1)]
    yield from (past for past in _EARLIER if past < months[0])
    yield from months
    yield day
