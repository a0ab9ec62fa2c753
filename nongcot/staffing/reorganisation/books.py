"""Plans as workbooks: an empty one to fill in, and one with what each row does beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import xlsxwriter
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import record
from nongcot.staffing.labels import reorganising as labels
from nongcot.staffing.models import PlanLine, Reorganisation
from nongcot.staffing.reorganisation.shown import shown_line

_COLUMNS = ("operation", "code", "into_code", "name", "superior_code", "effective_on", "default", "posts", "kind")
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_EXAMPLES = (
    ("Thành lập", "CDP-AN", "", "Công đoàn phường An Bình", "LDLD-TINH", "01/07/2025", "", "", ""),
    ("Đổi tên", "CS-001", "", "Công đoàn cơ sở Công ty May An Bình", "", "01/07/2025", "", "", ""),
    ("Đổi loại hình", "CS-004", "", "", "", "01/07/2025", "", "", "CĐCS đơn vị sự nghiệp ngoài công lập"),
    ("Chuyển cấp trên", "CS-001", "", "", "CDP-AN", "01/07/2025", "", "", ""),
    ("Sáp nhập", "CS-002", "CS-001", "", "", "01/07/2025", "", "tiếp tục", ""),
    ("Chia tách", "LDLD-HUYEN", "CDP-AN", "", "", "01/07/2025", "x", "kết thúc", ""),
    ("Chia tách", "LDLD-HUYEN", "CDX-BA", "", "", "01/07/2025", "", "", ""),
    ("Kết thúc", "CS-003", "", "", "", "01/07/2025", "", "", ""),
)


def write_sample(path: Path) -> None:
    """An example of a plan; sent back as it is, its units are not found."""
    _write(path, [labels.column(name) for name in _COLUMNS], _EXAMPLES)


def write_lines(actor: User, plan: Reorganisation, rows: QuerySet[PlanLine], path: Path) -> None:
    """Write the rows as they were typed, with what each does or why it cannot be done. Nothing in it is a formula."""
    heads = [_("Dòng"), *(labels.column(name) for name in _COLUMNS), _("Kết quả")]
    count = _write(path, heads, (_cells(row) for row in rows.iterator(chunk_size=2000)))
    record(
        actor=actor,
        action="staffing.download_plan",
        object_type="reorganisation",
        object_id=plan.pk,
        unit=plan.unit_id,
        rows=count,
    )


def _cells(row: PlanLine) -> list[str]:
    shown = shown_line(row)
    told = [f"{one['column']}: {one['words']}" if one["column"] else one["words"] for one in shown["told"]]
    said = told if row.troubled else [shown["what"], "; ".join(shown["reached"]), *told]
    return [
        str(row.number or ""),
        *(row.cells.get(name, "") for name in _COLUMNS),
        " ".join(text for text in said if text),
    ]


def _write(path: Path, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    count = 0
    with xlsxwriter.Workbook(str(path), _OPTIONS) as book:
        sheet = book.add_worksheet(_("Phương án"))
        bold = book.add_format({"bold": True, "bottom": 1})
        sheet.set_column(0, len(heads) - 2, 18)
        sheet.set_column(len(heads) - 1, len(heads) - 1, 18 if len(heads) == len(_COLUMNS) else 80)
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
        for count, cells in enumerate(rows, 1):
            for column, text in enumerate(cells):
                sheet.write_string(count, column, text)
        sheet.freeze_panes(1, 0)
    return count
