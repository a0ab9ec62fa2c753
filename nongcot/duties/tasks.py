"""Duties follow the facts: at once for a changed unit, in the background for a changed rule and for every new day.

What is to be looked at is kept with the change (:class:`LookOwed`), and taken away by the run that looked. So nothing
is lost with a process that is killed between the two: the worker finds it, asked by the next change or by ``serve``.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task

from nongcot.duties.actions import owe_look, run, run_unless_busy
from nongcot.duties.models import LookOwed
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.kernel import clock

logger = logging.getLogger(__name__)
# A look still owed after this time has been left behind: it is given within seconds, or by the run that is at work.
LEFT_BEHIND = timedelta(minutes=1)


def machine() -> System:
    """Who opens and closes duties when no person asked for it."""
    return System(_("Hệ thống"))


@task()
def pay_looks() -> None:
    """Give every look that is owed, oldest first: one for all where one of them is for all.

    One that fails is logged and stays owed; the others are given.
    """
    asked = list(LookOwed.objects.select_related("actor"))
    if any(row.units is None for row in asked):
        run(actor=machine(), day=clock.today(), because={row.because for row in asked if row.because})
        return
    for row in asked:
        try:
            run(actor=row.actor or System(row.actor_name), day=clock.today(), units=row.units)
        except Exception:
            logger.exception("looking at the units of row %d failed; it stays owed", row.pk)


def left_behind() -> bool:
    """Whether a look is owed for so long that whoever owed it will not give it."""
    return LookOwed.objects.filter(since__lt=clock.now() - LEFT_BEHIND).exists()


def look_at_all(*, because: str = "") -> None:
    """Have all facts held against the rules of today in the background; ``because`` names the rule that got a value."""
    with transaction.atomic():
        owe_look(actor=machine(), units=None, because=because)
    pay_looks.enqueue()


def keep_units(*, units: Collection[int], actor: User | System | None = None, **_facts: Any) -> None:
    """In the transaction that changes the facts of these units: they are to be looked at."""
    owe_look(actor=actor or machine(), units=units)


def on_units_changed(*, units: Collection[int], actor: User | System | None = None, **_facts: Any) -> None:
    """The facts of these units changed, by an action of ``actor``: look at them at once.

    Nobody who sends a form waits for a run for all: while one is at work, the units are looked at after it.
    """
    outcome = run_unless_busy(actor=actor or machine(), day=clock.today(), units=units)
    if outcome is None or left_behind():
        pay_looks.enqueue()


def keep_value(*, rule: str, **_facts: Any) -> None:
    """In the transaction that gives a rule a value: it may matter to every unit."""
    owe_look(actor=machine(), units=None, because=rule)


def on_value_entered(**_facts: Any) -> None:
    """A rule got a value: look at all in the background."""
    pay_looks.enqueue()
