"""What imports keep of a person whose data is erased: files as they were sent, readings, previews, the way back.

A spreadsheet cannot lose one row and stay what was sent, so the kept copy of each file that tells of the person goes,
with what was read in it. What the import did to others stays listed, and can still be taken back.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from nongcot.infra import sealing
from nongcot.infra.bulk import chunks
from nongcot.intake.apply.ledger import forget_values
from nongcot.intake.models import (
    CellFix,
    DoubtfulPair,
    FoundCell,
    Import,
    ImportedFile,
    PlannedChange,
    RememberedMapping,
)
from nongcot.intake.stored import read_reading
from nongcot.kernel import clock
from nongcot.people.api import ERASED_NAME, Refused, Traces
from nongcot.people.models import MemberCount, Person

_AT_WORK = (Import.State.READING, Import.State.APPLYING, Import.State.UNDOING)
_WAITING = (Import.State.READ, Import.State.STOPPED, Import.State.FAILED)


def forget_person(person: Person, traces: Traces) -> None:
    """Take the person out of the imports made over the person's units, in the transaction that erases the person.

    Imports of other federations are left alone: a namesake there is somebody else.

    Raises:
        Refused: one of them is being read, written or taken back at this moment.
    """
    over = Import.objects.filter(Q(unit__isnull=True) | Q(unit__in=traces.lineage))
    if over.filter(state__in=_AT_WORK).exists():
        raise Refused(_("Đang có lần nhập dữ liệu chạy dở; xin xóa sau khi lần nhập ấy xong."))
    for imported in over.select_for_update(of=("self",)).iterator(50):
        if _tells(imported, traces):
            _forget_files(imported, traces)
        _forget_lines(imported, traces)
    for ledger_of in over.filter(ledger__isnull=False).select_related("ledger"):
        forget_values(ledger_of.ledger, person.pk)
    for mapping in RememberedMapping.objects.filter(Q(unit__isnull=True) | Q(unit__in=traces.lineage)):
        if traces.in_text(mapping.example):
            mapping.example = ""
            mapping.save(update_fields=["example"])


def drop_files(*, before: datetime) -> int:
    """The kept files of imports sent before this moment go, with their readings; gives how many imports lost theirs.

    What an import wrote and changed stays listed, and can still be taken back. Imports at work are left alone.
    """
    sent = ImportedFile.objects.filter(imported=OuterRef("pk")).exclude(file="")
    old = Import.objects.filter(Exists(sent), at__lt=before).exclude(state__in=_AT_WORK)
    count = 0
    for imported in old.select_for_update(of=("self",)).iterator(50):
        _drop_files(imported, "expired")
        count += 1
    return count


def _tells(imported: Import, traces: Traces) -> bool:
    """Whether what was sent tells of the person. Of a file nobody could read nothing is known: it counts as telling."""
    if imported.state == Import.State.FAILED or traces.within(imported.summary.get("sheets", [])):
        return True
    if any(traces.in_text(f"{cell.value} {cell.row}") for cell in imported.cells.iterator(500)):
        return True
    if not imported.reading:
        return False
    with imported.reading.open("rb") as file:
        officers = read_reading(file).officers
    return any(traces.named(row.name, row.born or "") for row in officers)


def _forget_files(imported: Import, traces: Traces) -> None:
    for file in imported.files.all():
        if traces.in_text(file.name):
            imported.cells.filter(file=file.name).update(file=f"{file.pk}")
            file.name = f"{file.pk}"
            file.save(update_fields=["name"])
            MemberCount.objects.filter(source__startswith=f"#{imported.pk} ").update(source=f"#{imported.pk}")
    _drop_files(imported, "erased")


def _drop_files(imported: Import, why: str) -> None:
    """Remove the files and the reading; an import that waited to be applied is dropped. ``why`` marks the summary."""
    files = list(imported.files.all())
    kept = [(field.storage, field.name) for field in (imported.reading, *(each.file for each in files)) if field.name]
    imported.files.update(file="")
    imported.reading = ""
    imported.fixes.all().delete()
    if imported.state in _WAITING:
        imported.state = Import.State.DROPPED
        imported.changes.all().delete()
        imported.cells.all().delete()
        imported.pairs.all().delete()
    imported.summary = {**imported.summary, why: clock.today().isoformat()}
    imported.save(update_fields=["reading", "state", "summary"])

    def remove() -> None:
        for storage, name in kept:
            storage.delete(name or "")

    transaction.on_commit(remove)


def _forget_lines(imported: Import, traces: Traces) -> None:
    """What is kept in the database: the preview, its lines, cells to correct and their corrections."""
    summary, decisions = traces.without(imported.summary), traces.without(imported.decisions)
    reason = traces.blanked(imported.undo_reason)
    if (summary, decisions, reason) != (imported.summary, imported.decisions, imported.undo_reason):
        imported.summary, imported.decisions, imported.undo_reason = summary, decisions, reason
        imported.save(update_fields=["summary", "decisions", "undo_reason"])
    changes = [row for row in imported.changes.iterator(1000) if _told(row, traces)]
    for row in changes:
        row.name = ERASED_NAME if traces.in_text(row.name) else row.name
        row.before = row.after = ""
    PlannedChange.objects.bulk_update(changes, ["name", "before", "after"], batch_size=500)
    cells = (row.pk for row in imported.cells.iterator(1000) if traces.within([row.value, row.after, row.row]))
    _delete(FoundCell, cells)
    _delete(DoubtfulPair, (row.pk for row in imported.pairs.iterator(1000) if _paired(row, traces)))
    fixes = (row.pk for row in imported.fixes.iterator(1000) if traces.in_text(sealing.unseal(row.sealed)))
    _delete(CellFix, fixes)


def _told(row: PlannedChange, traces: Traces) -> bool:
    return any(map(traces.in_text, (row.name, row.before, row.after)))


def _paired(row: DoubtfulPair, traces: Traces) -> bool:
    return traces.within([row.first, row.second])


def _delete(model: type[FoundCell] | type[CellFix] | type[DoubtfulPair], keys: Iterable[int]) -> None:
    for chunk in chunks(keys):
        model._default_manager.filter(pk__in=chunk).delete()  # noqa: SLF001  (Django's public door to a model)
