"""A step that was done, of a case or of a congress, as its row keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.kernel import clock
from nongcot.kernel.text import tidy
from nongcot.people.api import Refused


@dataclass(frozen=True, slots=True)
class Written:
    """What is told of a step that was done."""

    done_on: date
    document_number: str = ""
    document_day: date | None = None
    note: str = ""


def require_done_by(written: Written, day: date) -> None:
    """
    Raises:
        Refused: the step, or its document, lies after ``day``.
    """
    if written.done_on > day or (written.document_day and written.document_day > day):
        raise Refused(_("Ngày thực hiện không thể sau hôm nay."))


def columns_of(actor: User | System | None, step: str, written: Written) -> dict[str, Any]:
    """The columns of a row of ``StepWritten``; by nobody where the house found the step done."""
    return {
        "step": step,
        "done_on": written.done_on,
        "document_number": tidy(written.document_number)[:80],
        "document_day": written.document_day,
        "note": written.note.strip()[:500],
        "by": actor if isinstance(actor, User) else None,
        "by_name": str(actor)[:200] if actor is not None else "",
        "at": clock.now(),
    }
