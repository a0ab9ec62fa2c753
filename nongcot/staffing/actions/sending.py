"""A plan that comes as a file."""

from __future__ import annotations

from typing import Protocol

from django.conf import settings
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.intake import labels as intake_labels
from nongcot.intake.files import safe_name
from nongcot.people.api import Refused
from nongcot.staffing.actions.reorganising import keep_plan
from nongcot.staffing.models import Reorganisation
from nongcot.staffing.permissions.reorganising import require_may_reorganise
from nongcot.staffing.reorganisation.reading import WorkbookError, read_plan

_LARGEST = 20 * 1024 * 1024  # fifty thousand rows take a few


class Sent(Protocol):
    """What an uploaded file has."""

    name: str | None
    size: int | None

    def read(self) -> bytes: ...


def receive_file(*, actor: User | System, file: Sent, decision: str) -> Reorganisation:
    """Read and keep the plan in a file, to be looked at next.

    Raises:
        PermissionDenied: the actor answers for no unit above the chairs.
        Refused: the file is too large, no spreadsheet, or holds no plan.
    """
    require_may_reorganise(actor)
    most = min(_LARGEST, settings.UPLOAD_LIMIT)
    if (file.size or 0) > most:
        raise Refused(_("Tệp lớn hơn %(limit)d MB.") % {"limit": most // (1024 * 1024)})
    name = safe_name(file.name or "")
    try:
        read = read_plan(file.read(), name)
    except WorkbookError as wrong:
        raise Refused(f"{intake_labels.problem(wrong.problem)} {intake_labels.hint(wrong.problem)}") from None
    return keep_plan(
        actor=actor,
        operations=read.operations,
        troubles=read.troubles,
        cells=read.cells,
        decision=decision,
        file_name=name,
    )
