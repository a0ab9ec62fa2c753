"""Read and apply in one go, for the command line: the plan is made once, inside the transaction that writes it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.longwork.quiet import without_collector
from nongcot.intake.actions.applying import write
from nongcot.intake.actions.deciding import unconfirmed
from nongcot.intake.actions.reading import keep_summary, plan_of, understand
from nongcot.intake.actions.state import alone, failure_kept, locked, put
from nongcot.intake.apply.write import analyse_written
from nongcot.intake.doubts import keep_pairs
from nongcot.intake.models import Import
from nongcot.intake.permissions import require_import
from nongcot.intake.summary import summarise
from nongcot.people.api import Refused


class Stage(StrEnum):
    READ = "read"
    COMPARE = "compare"
    WRITE = "write"


def _nobody(_stage: Stage, _file: str, _percent: int) -> None:
    """Nobody asked to be told."""


def read_and_apply(
    *,
    actor: User | System,
    imported: Import,
    confirm_encodings: bool = False,
    tell: Callable[[Stage, str, int], None] = _nobody,
) -> list[int]:
    """:func:`read` and :func:`apply` at once, planned only once; gives the ids of changed units.

    Nothing of the roster is written when nothing could be read (the import is FAILED), or when an old encoding waits
    for confirmation (the import is READ, see :func:`unconfirmed`); ``confirm_encodings`` confirms them all. Whoever
    asks for this has said that the files are theirs. ``imported`` is brought up to date. ``tell`` is called with the
    stage, the file that is being read ("" for none) and per cent of the stage.

    Raises:
        PermissionDenied: the actor may not import into the import's unit.
        Refused: the import is not one that waits for being read.
    """
    require_import(actor, imported)
    with without_collector(), failure_kept(imported):
        found = understand(imported, actor, lambda file, percent: tell(Stage.READ, file, percent))
        if found is None:
            return []
        with transaction.atomic():
            alone()
            if locked(imported).state != Import.State.READING:
                raise Refused(_("Lần nhập này không còn chờ áp dụng."))
            tell(Stage.COMPARE, "", 0)
            plan = plan_of(found.roster, imported, actor, found.decided)
            keep_summary(imported, summarise(found.reading, plan))
            keep_pairs(imported, plan)
            if confirm_encodings:
                imported.decisions["encodings"] = {sheet["key"]: True for sheet in imported.summary["sheets"]}
                put(imported, decisions=imported.decisions)
            elif unconfirmed(imported):
                return []
            tell(Stage.WRITE, "", 0)
            units = write(actor, imported, plan)
    analyse_written(plan)
    return units
