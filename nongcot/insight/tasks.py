"""Figures are counted in the background: all of them after a look at everything, what fell behind once a minute."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django_tasks import task

from nongcot.insight import kept


@task()
def keep_all_figures() -> None:
    """Once a day, and whenever everything was looked at."""
    kept.make_all()


@task()
def keep_figures_current() -> None:
    """Asked for by ``serve`` when some are behind."""
    kept.make_due()


def on_looked(*, units: Collection[int] | None = None, **_facts: Any) -> None:
    """Duties were brought up to date, of these units or (None) of all, as on every new day and after an import."""
    kept.note_change(units=units)
    if units is None:
        keep_all_figures.enqueue()
