"""Duties follow the facts: at once for a changed unit, in the background for a changed rule and for every new day."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _
from django_tasks import task

from nongcot.duties.actions import run, run_unless_busy
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.kernel import clock


def machine() -> System:
    """Who opens and closes duties when no person asked for it."""
    return System(_("Hệ thống"))


@task()
def run_all(because: str = "") -> None:
    """Hold all facts against the rules of today; ``because`` names the rule that got a value."""
    run(actor=machine(), day=clock.today(), because=because)


@task()
def run_units(units: list[int], actor: int | None) -> None:
    """Look at units whose facts changed while a run for all was at work: it may have seen them as they were."""
    who = User.objects.filter(pk=actor).first() if actor else None
    run(actor=who or machine(), day=clock.today(), units=units)


def on_units_changed(*, units: Collection[int], actor: User | System | None = None, **_facts: Any) -> None:
    """The facts of these units changed, by an action of ``actor``: look at them at once.

    Nobody who sends a form waits for a run for all: while one is at work, the units are looked at after it.
    """
    if run_unless_busy(actor=actor or machine(), day=clock.today(), units=units) is None:
        run_units.enqueue(sorted(units), actor.pk if isinstance(actor, User) else None)


def on_value_entered(*, rule: str, **_facts: Any) -> None:
    """A rule got a value: it may matter to every unit."""
    run_all.enqueue(because=rule)
