"""What staffing does when others have done something."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.audit.models import AuditEntry
from nongcot.people.models import Term
from nongcot.staffing.actions import follow_congresses, follow_duties, take_meeting_back


def on_looked(*, units: Collection[int] | None, day: date, **_facts: Any) -> None:
    """Duties of these units (None: of all) were brought up to date: cases and congresses follow; the next run does what
    is missed."""
    follow_duties(units=units, day=day)
    follow_congresses(units=units, day=day)


def on_taking_back(*, change: AuditEntry, actor: User | System, reason: str) -> None:
    """A term is about to be taken back: what the first meeting of its congress brought into the roster goes before."""
    if change.action != "people.record_term":
        return
    term = Term.objects.filter(pk=change.object_id).first()
    if term is not None:
        take_meeting_back(actor=actor, term=term, reason=reason)
