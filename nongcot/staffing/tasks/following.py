"""What staffing does when others have done something."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from nongcot.staffing.actions import follow_congresses, follow_duties


def on_looked(*, units: Collection[int] | None, day: date, **_facts: Any) -> None:
    """Duties of these units (None: of all) were brought up to date: cases and congresses follow; the next run does what
    is missed."""
    follow_duties(units=units, day=day)
    follow_congresses(units=units, day=day)
