"""What an import changes as a workbook, for looking through it or keeping it with the file."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.infra.documents.xlsx import Sheet, SheetColumn, WorkbookWriter
from nongcot.intake import import_labels as words
from nongcot.intake import queries
from nongcot.intake.models import Import, PlannedChange
from nongcot.intake.permissions import require_import

_WIDTHS = (18, 45, 30, 34, 30, 45)


def write_changes(*, actor: User | System, imported: Import, path: Path, kind: str = "", unit: str = "") -> int:
    """Write the lines of ``imported`` to ``path``; gives how many. Every cell is text: nothing in it is a formula.

    Raises:
        PermissionDenied: the actor may not import into the import's unit.
    """
    require_import(actor, imported)
    titles = [_("Loại"), _("Đơn vị"), _("Về"), _("Thông tin"), _("Đang có"), _("Trong tệp")]
    columns = [SheetColumn(title, width) for title, width in zip(titles, _WIDTHS, strict=True)]
    writer = WorkbookWriter(title=_("Thay đổi"))
    rows = queries.changes(imported, kind=kind, unit=unit).iterator(chunk_size=2000)
    first, last = writer.add(Sheet(_("Thay đổi"), columns, map(_cells, rows)))
    path.write_bytes(writer.finish())
    count = last - first + 1
    record(
        actor=actor,
        action="intake.export_changes",
        object_type="import",
        object_id=imported.pk,
        unit=imported.unit_id,
        rows=count,
    )
    return count


def _cells(row: PlannedChange) -> tuple[str, ...]:
    told = words.change(row)
    return (words.change_kind(row.kind), row.unit, row.name, told["what"], told["before"], told["after"])
