"""Plans as workbooks: an empty one to fill in, and one with what each row does beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import record
from nongcot.infra.documents.xlsx import Sheet, SheetColumn, WorkbookWriter
from nongcot.staffing.labels import reorganising as labels
from nongcot.staffing.models import PlanLine, Reorganisation
from nongcot.staffing.reorganisation.shown import shown_line

_COLUMNS = ("operation", "code", "into_code", "name", "superior_code", "effective_on", "default", "posts", "kind")
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
    _write(path, _columns(), _EXAMPLES)


def _columns() -> list[SheetColumn]:
    return [SheetColumn(labels.column(name), 18) for name in _COLUMNS]


def write_lines(actor: User, plan: Reorganisation, rows: QuerySet[PlanLine], path: Path) -> None:
    """Write the rows as they were typed, with what each does or why it cannot be done. Nothing in it is a formula."""
    columns = [SheetColumn(_("Dòng"), 8), *_columns(), SheetColumn(_("Kết quả"), 80)]
    count = _write(path, columns, (_cells(row) for row in rows.iterator(chunk_size=2000)))
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


def _write(path: Path, columns: Sequence[SheetColumn], rows: Iterable[Sequence[str]]) -> int:
    """The header stands in the first row, so that the workbook can be put right and sent back."""
    writer = WorkbookWriter(title=_("Sắp xếp tổ chức"))
    first, last = writer.add(Sheet(_("Phương án"), columns, rows))
    path.write_bytes(writer.finish())
    return last - first + 1
