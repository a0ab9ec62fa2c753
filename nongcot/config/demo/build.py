"""Fill an empty database with the sample province, its duties, one sign-in for each role and work in progress."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Protocol

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.config.demo import at_work, logins, store
from nongcot.config.demo.logins import DemoLogins
from nongcot.config.demo.places import FICTIONAL, PROVINCE
from nongcot.config.demo.story import tell
from nongcot.duties.api import run
from nongcot.people.models import Unit
from nongcot.staffing.api import follow_duties

SEED = 2025
# Both sides of a rule of 2024 that says nothing any more.
_LONG_AGO = (date(2024, 6, 28), date(2024, 12, 26))
# Days before today, and the share of the unions that were on record by then: so that duties are of every age.
_RUNS = ((150, 0.2), (120, 0.3), (90, 0.4), (60, 0.5), (40, 0.6), (25, 0.75), (12, 0.88), (5, 0.95), (0, 1.0))


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
    # at once: a planner that takes the filled tables for empty ones makes the runs below many times slower
    store.analyse()
    say(_("Đang rà soát việc cần làm của những tháng qua…"))
    for past in _LONG_AGO:
        run(actor=store.BUILDER, day=past, units=[unit.pk for unit in story.replaced])
    _run_as_the_roster_grew(day)
    made = logins.create(day)
    at_work.begin(day)
    store.analyse()
    return DemoLogins(made, built=True)


def _run_as_the_roster_grew(day: date) -> None:
    """Look for duties on past days, oldest first, each time at more of the unions."""
    units = list(Unit.objects.order_by("id").values_list("pk", flat=True))
    for ago, share in _RUNS:
        known = [pk for pk in units if (pk * 37) % 100 < share * 100]
        run(actor=store.BUILDER, day=day - timedelta(days=ago), units=None if share == 1.0 else known)
        # on a commit the cases follow by themselves, all at once and too late for the work that begins on them
        follow_duties(day=day - timedelta(days=ago))
