"""Write an import into the roster: all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.duties.api import owe_look
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.longwork import progress
from nongcot.infra.longwork.quiet import without_collector
from nongcot.intake.actions.deciding import outdated, seems_foreign, unconfirmed
from nongcot.intake.actions.reading import plan_of, roster_of
from nongcot.intake.actions.state import alone, files_told, locked, put, trace
from nongcot.intake.apply.kinds import Plan
from nongcot.intake.apply.ledger import Ledger
from nongcot.intake.apply.near import units_of_changed
from nongcot.intake.apply.unit_kinds import write_kinds
from nongcot.intake.apply.write import analyse_written, write_plan
from nongcot.intake.changes import keep_changes
from nongcot.intake.doubts import answers
from nongcot.intake.models import Import
from nongcot.intake.permissions import require_import
from nongcot.intake.stored import read_reading
from nongcot.intake.summary import summarise_plan
from nongcot.kernel import clock
from nongcot.people.api import Refused, rebuild_reach

GOES_ON = 1  # how often work that was cut off begins anew by itself: a file may be what kills the worker
_LEFT: dict[str, str] = {
    Import.State.READING: Import.State.STOPPED,
    Import.State.APPLYING: Import.State.STOPPED,
    Import.State.UNDOING: Import.State.APPLIED,
}
_AT_WORK = tuple(_LEFT)
_READY = (Import.State.READ, Import.State.APPLYING, Import.State.STOPPED)


def start_applying(*, actor: User | System, imported: Import) -> Import:
    """Mark the import as being applied; applying itself is background work.

    Raises:
        PermissionDenied: the actor may not import into the import's unit.
        Refused: it is not ready, an old encoding was not confirmed, it seems to be another federation's, or answers
            about persons came after the preview.
    """
    with transaction.atomic():
        imported = locked(imported)
        _require_ready(actor, imported)
        if outdated(imported):
            raise Refused(_("Những gì sẽ thay đổi chưa được tính lại sau các câu trả lời. Xin tính lại và xem trước."))
        put(imported, state=Import.State.APPLYING, stops=0, stopped_while="")
        trace(actor, imported, "start_applying")
    progress.tell(imported.pk, 0)
    return imported


def _require_ready(actor: User | System, imported: Import) -> None:
    require_import(actor, imported)
    if imported.state not in _READY:
        raise Refused(_("Lần nhập này không còn chờ áp dụng."))
    if unconfirmed(imported):
        raise Refused(_("Xin xem và xác nhận phần chữ chuyển từ bảng mã cũ trước khi áp dụng."))
    if seems_foreign(imported):
        raise Refused(_("Tệp có vẻ của đơn vị khác. Xin xác nhận đúng là danh sách của mình trước khi áp dụng."))


def apply(*, actor: User | System, imported: Import) -> list[int]:
    """Write the import into the roster: all of it in one transaction, or nothing. Gives the ids of changed units.

    What is written is what was shown: where the roster has changed since, so that the same files change something
    else now, nothing is written and the import is READ again, with the new preview and ``summary["moved"]``.

    Applying again after a kill, or twice, does no harm: an applied import gives [] at once, and what is on record
    already is not written a second time. Without any change nothing is written but the state of the import.

    Raises:
        PermissionDenied: the actor may not import into the import's unit.
        Refused: it is not ready, an old encoding was not confirmed, or it seems to be another federation's.
    """
    if imported.state == Import.State.APPLIED:
        return []
    with without_collector():
        return _apply(actor, imported)


def _apply(actor: User | System, imported: Import) -> list[int]:
    progress.tell(imported.pk, 5)
    with imported.reading.open("rb") as file:
        reading = read_reading(file)
    with transaction.atomic():
        alone()
        imported = locked(imported)
        if imported.state == Import.State.APPLIED:
            return []
        _require_ready(actor, imported)
        decided = answers(imported)
        roster = roster_of(reading, decided)
        progress.tell(imported.pk, 25)
        plan = plan_of(roster, imported, actor, decided)
        shown = imported.summary.get("digest")
        digest = keep_changes(imported, plan)
        imported.summary = {**imported.summary, "plan": summarise_plan(plan), "digest": digest, "moved": False}
        if shown and shown != digest:
            imported.summary["moved"] = True
            put(imported, state=Import.State.READ, progress=100, summary=imported.summary)
            progress.forget(imported.pk)
            return []
        progress.tell(imported.pk, 45)
        units = write(actor, imported, plan)
    progress.forget(imported.pk)
    analyse_written(plan)
    return units


def write(actor: User | System, imported: Import, plan: Plan) -> list[int]:
    """Write the plan, its ledger, the trail and the state of the import: inside the caller's transaction.

    Gives the units whose duties may follow.
    """
    ledger = Ledger()
    write_plan(plan, actor=actor, source=_source(imported), ledger=ledger)
    write_kinds(plan, actor=actor, ledger=ledger)
    progress.tell(imported.pk, 85)
    if plan.new_units:
        rebuild_reach([plan.unit_ids[key] for key in plan.new_units])
    units = touched(plan)
    if plan.anything:
        _record(actor, imported, imported.summary["plan"])
        ledger.keep(imported, units)
        units = sorted({*units, *units_of_changed(ledger, units)})
        owe_look(actor=actor, units=units)
    put(imported, state=Import.State.APPLIED, applied_at=clock.now(), summary=imported.summary)
    return units


def touched(plan: Plan) -> list[int]:
    """The primary keys of the units the plan writes anything about."""
    return sorted(plan.unit_ids[key] for key in plan.touched)


def mark_stopped(*, imported: int) -> str:
    """The worker that was at this import died; nothing of what it began was written. Gives what is to be begun again.

    The first time the work goes on by itself: the state stays, and is given. When the worker dies at it again, nobody
    begins it anew but a person: what was read or applied is STOPPED, what was being taken back is APPLIED as before,
    and "" is given. So it is for an import that is not at work.
    """
    progress.forget(imported)
    with transaction.atomic():
        found = Import.objects.select_for_update(of=("self",)).filter(pk=imported, state__in=_AT_WORK).first()
        if found is None:
            return ""
        while_at, stops = found.state, found.stops + 1
        again = stops <= GOES_ON
        state = while_at if again else _LEFT[while_at]
        put(found, state=state, stops=stops, stopped_while=while_at)
    return while_at if again else ""


def _source(imported: Import) -> str:
    names = ", ".join(imported.files.values_list("name", flat=True))
    return f"#{imported.pk} {names}"[:200]


def _record(actor: User | System, imported: Import, plan: Mapping[str, Any]) -> None:
    counts = {name: value for name, value in plan.items() if isinstance(value, int) and not isinstance(value, bool)}
    trace(actor, imported, "apply", counts=counts, files=files_told(imported), day=imported.day.isoformat())
