"""Duties follow the facts: at once for a changed unit, in the background for a changed rule and for every new day."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _
from django_tasks import task

from nongcot.duties.actions import run
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.kernel import clock


def machine() -> System:
    """Who opens and closes duties when no person asked for it."""
    return System(_("Hệ thống"))


@task()
def run_all() -> None:
    """Hold all facts against the rules of today."""
    run(actor=machine(), day=clock.today())


def on_units_changed(*, units: Collection[int], actor: User | System | None = None, **_facts: Any) -> None:
    """The facts of these units changed, by an action of ``actor``: look at them at once."""
    run(actor=actor or machine(), day=clock.today(), units=units)


def on_value_entered(**_facts: Any) -> None:
    """A rule got a value: it may matter to every unit."""
    run_all.enqueue()
