"""Background work of imports: reading, applying and undoing take longer than a page may."""

from __future__ import annotations

from django_tasks import task

from nongcot.duties.api import pay_looks, run
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.intake import actions
from nongcot.intake.models import Import
from nongcot.kernel import clock
from nongcot.people.api import Refused


def actor_of(imported: Import) -> User | System:
    """Who an import is done for, with the rights they have when it is done."""
    return imported.by or System("nongcot import")


@task()
def read_import(pk: int) -> None:
    """Read the files of an import."""
    imported = Import.objects.select_related("by").get(pk=pk)
    actions.read(imported=imported, actor=actor_of(imported))


@task()
def plan_import(pk: int) -> None:
    """Say anew what an import changes, after decisions about persons."""
    imported = Import.objects.select_related("by").get(pk=pk)
    actions.plan_again(imported=imported, actor=actor_of(imported))


@task()
def apply_import(pk: int) -> None:
    """Apply an import, then look at what is due in the units that changed."""
    imported = Import.objects.select_related("by").get(pk=pk)
    actor = actor_of(imported)
    units = actions.apply(actor=actor, imported=imported)
    if units:
        run(actor=actor, day=clock.today(), units=units)


@task()
def undo_import(pk: int) -> None:
    """Take an import back as asked for, then look at what is due in the units that are still there."""
    imported = Import.objects.select_related("undone_by").get(pk=pk)
    if imported.state != Import.State.UNDOING:
        return
    actor = imported.undone_by or System("nongcot import")
    keep = bool(imported.decisions.get("keep_later"))
    try:
        units = actions.undo_import(actor=actor, upload=imported, reason=imported.undo_reason, keep_later=keep)
    except Refused:
        actions.undo_refused(imported=pk)  # somebody was quicker: the page lists what stands in the way
        return
    if units:
        run(actor=actor, day=clock.today(), units=units)


def resume(pk: int) -> None:
    """The worker died at this import: what it was at begins anew, once; see :func:`actions.mark_stopped`."""
    begins = {
        Import.State.READING.value: read_import,
        Import.State.APPLYING.value: apply_import,
        Import.State.UNDOING.value: undo_import,
    }
    again = actions.mark_stopped(imported=pk)
    if again:
        begins[again].enqueue(pk)
    elif Import.objects.filter(pk=pk, state__in=[Import.State.APPLIED, Import.State.UNDONE]).exists():
        pay_looks.enqueue()  # all was written, and perhaps not looked at yet
