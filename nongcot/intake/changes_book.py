"""What an import changes as a workbook, for looking through it or keeping it with the file."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.intake import import_labels as words
from nongcot.intake import queries
from nongcot.intake.models import Import
from nongcot.intake.permissions import require_import

_WIDTHS = (18, 45, 30, 34, 30, 45)


def write_changes(*, actor: User | System, imported: Import, path: Path, kind: str = "", unit: str = "") -> int:
    """Write the lines of ``imported`` to ``path``; gives how many. Every cell is text: nothing in it is a formula.

    Raises:
        PermissionDenied: the actor may not import into the import's unit.
    """
    require_import(actor, imported)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    count = 0
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet(_("Thay đổi"))
        head = book.add_format({"bold": True, "bottom": 1})
        titles = [_("Loại"), _("Đơn vị"), _("Về"), _("Thông tin"), _("Đang có"), _("Trong tệp")]
        for column, (title, width) in enumerate(zip(titles, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, head)
        for row in queries.changes(imported, kind=kind, unit=unit).iterator(chunk_size=2000):
            count += 1
            told = words.change(row)
            cells = (words.change_kind(row.kind), row.unit, row.name, told["what"], told["before"], told["after"])
            for column, text in enumerate(cells):
                sheet.write_string(count, column, text)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, count, len(titles) - 1)
    record(
        actor=actor,
        action="intake.export_changes",
        object_type="import",
        object_id=imported.pk,
        unit=imported.unit_id,
        rows=count,
    )
    return count
