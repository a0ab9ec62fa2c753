"""The report as a workbook. Its lists of unions and of officers can be read in again and give the same roster."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from nongcot.infra.documents.xlsx import CellValue, Chart, Sheet, SheetColumn, WorkbookWriter, as_day
from nongcot.intake.report import words
from nongcot.intake.report.context import ReportContext
from nongcot.intake.report.figures import Diagnosis, Figures, figures_of
from nongcot.intake.report.lists import in_need, merged_officers
from nongcot.intake.report.sections import summary_counts
from nongcot.people import labels as people_labels

# The two lists keep their Vietnamese headers in every language: they are read in again, by us and by others.
UNIT_COLUMNS = (
    SheetColumn("Số TT", 7, align="center"),
    SheetColumn("Tên CĐCS", 46, wrap=True),
    SheetColumn("Loại hình", 30, wrap=True),
    SheetColumn("Tổng số đoàn viên", 12, align="right"),
    SheetColumn("Trong đó nữ", 10, align="right"),
    SheetColumn("Số lượng UV BCH Đại hội quyết định", 14, align="right"),
    SheetColumn("Nhiệm kỳ từ ngày", 13, align="center"),
    SheetColumn("Nhiệm kỳ đến ngày", 13, align="center"),
    SheetColumn("Công đoàn cấp trên", 34, wrap=True),
)
OFFICER_COLUMNS = (
    SheetColumn("Số TT", 7, align="center"),
    SheetColumn("Họ và tên", 26),
    SheetColumn("Ngày sinh", 13, align="center"),
    SheetColumn("Giới tính", 9, align="center"),
    SheetColumn("Chức vụ công đoàn", 34, wrap=True),
    SheetColumn("Công đoàn cơ sở", 46, wrap=True),
    SheetColumn("Công đoàn cấp trên", 34, wrap=True),
    SheetColumn("Điện thoại", 14),
    SheetColumn("Email", 28),
    SheetColumn("Từ ngày", 13, align="center"),
    SheetColumn("Đến ngày", 13, align="center"),
)
# What the reader understands as a kind with its sector.
KIND_WORDS: dict[tuple[str | None, str | None], str] = {
    ("enterprise", "state"): "Doanh nghiệp nhà nước",
    ("enterprise", "non_state"): "Doanh nghiệp ngoài nhà nước",
    ("enterprise", None): "Doanh nghiệp",
    ("public_service", None): "Đơn vị sự nghiệp công lập",
    ("non_public_service", None): "Đơn vị sự nghiệp ngoài công lập",
    ("agency", None): "Cơ quan hành chính",
    ("armed_forces", None): "Lực lượng vũ trang",
    ("syndicate", None): "Nghiệp đoàn cơ sở",
    ("member_union", None): "Công đoàn cơ sở thành viên",
    ("section", None): "Công đoàn bộ phận",
    ("group", None): "Tổ công đoàn",
    ("direct_superior", None): "Công đoàn cấp trên trực tiếp cơ sở",
    ("provincial_federation", None): "Liên đoàn Lao động tỉnh",
    ("confederation", None): "Tổng Liên đoàn Lao động Việt Nam",
}


def report_workbook(diagnosis: Diagnosis, context: ReportContext) -> bytes:
    """The bytes of the XLSX. The active language must be the context's."""
    figures = figures_of(diagnosis)
    title = _("Tình hình cán bộ công đoàn cơ sở và những việc cần làm")
    writer = WorkbookWriter(title=title, author=context.federation)
    as_of = _("Số liệu tính đến ngày %(day)s") % {"day": words.day(context.day)}
    _add_summary(writer, diagnosis, figures, title, as_of)
    writer.add(Sheet(_("Việc cần làm"), _duty_columns(), _duty_cells(figures), (_("VIỆC CẦN LÀM"), as_of)))
    writer.add(Sheet("Danh sách CĐCS", UNIT_COLUMNS, _unit_cells(figures), ("DANH SÁCH CÔNG ĐOÀN CƠ SỞ",)))
    officers = Sheet("Danh sách cán bộ", OFFICER_COLUMNS, _officer_cells(diagnosis), ("DANH SÁCH TRÍCH NGANG CÁN BỘ",))
    with translation.override("vi"):
        writer.add(officers)
    writer.add(Sheet(_("Không đọc được"), _rejected_columns(), _rejected_cells(diagnosis), (_("KHÔNG ĐỌC ĐƯỢC"),)))
    writer.add(Sheet(_("Đã sửa"), _repaired_columns(), _repaired_cells(diagnosis), (_("ĐÃ ĐƯỢC HIỂU LẠI"),)))
    return writer.finish()


def _add_summary(writer: WorkbookWriter, diagnosis: Diagnosis, figures: Figures, title: str, as_of: str) -> None:
    """The totals, then the duties by kind with a chart beside them."""
    columns = [
        SheetColumn(_("Nội dung"), 54),
        SheetColumn(_("Số lượng"), 14, align="right"),
        SheetColumn(_("Tỷ lệ"), 12),
    ]
    totals = summary_counts(diagnosis, figures)
    rows: list[list[CellValue]] = [
        [what, count, words.share(count, whole) if whole else ""] for what, count, whole in totals
    ]
    rows += [["", "", ""], [_("Việc cần làm theo loại"), "", ""]]
    rows += [[words.duty_title(item.check), item.count, ""] for item in figures.duties]
    name = _("Tổng hợp")
    first, last = writer.add(Sheet(name, columns, rows, (title.upper(), as_of), filters=False))
    if figures.duties:
        start = first + len(totals) + 2
        title = _("Việc cần làm theo loại")
        writer.chart(name, start, last, Chart("bar", title, [(title, 1)], at=(3, 4)))


def _duty_columns() -> list[SheetColumn]:
    # No header here is one of a roster, so that this sheet is never taken for one when the file is read in again.
    return [
        SheetColumn(_("Mục"), 7, align="center"),
        SheetColumn(_("Nơi phát sinh"), 44, wrap=True),
        SheetColumn(_("Việc cần làm"), 34, wrap=True),
        SheetColumn(_("Tình trạng"), 60, wrap=True),
        SheetColumn(_("Người liên quan"), 26),
        SheetColumn(_("Hạn"), 13, align="center"),
        SheetColumn(_("Căn cứ"), 40, wrap=True),
        SheetColumn(_("Mã kiểm tra"), 28),
    ]


def _duty_cells(figures: Figures) -> Iterator[list[CellValue]]:
    duties = [duty for unit in in_need(figures) for duty in unit.duties] + figures.unplaced
    for number, duty in enumerate(duties, start=1):
        yield [
            number,
            duty.get("unit"),
            words.duty_title(duty["check"]),
            words.duty_sentence(duty),
            duty.get("person"),
            as_day(duty.get("due_on")),
            words.source(duty.get("rule")),
            duty["check"],
        ]


def _unit_cells(figures: Figures) -> Iterator[list[CellValue]]:
    for number, item in enumerate(figures.units, start=1):
        unit = item.unit
        term = unit.get("term") or {}
        yield [
            number,
            unit["name"],
            _kind_words(unit),
            unit.get("members"),
            unit.get("women"),
            unit.get("seats_fixed"),
            as_day(term.get("from")),
            as_day(term.get("to")),
            unit.get("superior"),
        ]


def _officer_cells(diagnosis: Diagnosis) -> Iterator[list[CellValue]]:
    """Everybody of the roster, also posts that have ended or not begun: the list gives the same roster again."""
    number = 0
    for unit in diagnosis["units"]:
        for officer, posts in merged_officers(unit["officers"]):
            number += 1
            yield [
                number,
                officer["name"],
                as_day(officer.get("born")),
                people_labels.SEXES.get(officer.get("sex") or ""),
                posts,
                unit["name"],
                unit.get("superior"),
                words.phone_digits(officer.get("phone")),
                officer.get("email"),
                as_day(officer.get("from")),
                as_day(officer.get("to")),
            ]


def _kind_words(unit: dict[str, Any]) -> str | None:
    kind, sector = unit.get("kind"), unit.get("sector")
    return KIND_WORDS.get((kind, sector)) or KIND_WORDS.get((kind, None))


def _rejected_columns() -> list[SheetColumn]:
    return [
        SheetColumn(_("Tệp"), 30),
        SheetColumn(_("Trang tính"), 22),
        SheetColumn(_("Ô"), 8, align="center"),
        SheetColumn(_("Giá trị"), 30, wrap=True),
        SheetColumn(_("Vướng mắc"), 46, wrap=True),
        SheetColumn(_("Cần làm gì"), 56, wrap=True),
    ]


def _rejected_cells(diagnosis: Diagnosis) -> Iterator[list[CellValue]]:
    for item in diagnosis["rejected"]:
        value = item.get("value")
        shown = None if value is None else str(value)
        yield [item.get("file"), item.get("sheet"), item.get("cell"), shown, words.problem(item), words.hint(item)]


def _repaired_columns() -> list[SheetColumn]:
    return [
        SheetColumn(_("Tệp"), 30),
        SheetColumn(_("Trang tính"), 22),
        SheetColumn(_("Ô"), 8, align="center"),
        SheetColumn(_("Trong tệp ghi"), 36, wrap=True),
        SheetColumn(_("Được hiểu là"), 36, wrap=True),
        SheetColumn(_("Lý do"), 50, wrap=True),
    ]


def _repaired_cells(diagnosis: Diagnosis) -> Iterator[list[CellValue]]:
    for item in diagnosis["repaired"]:
        before, after = (str(item.get(key) or "") for key in ("from", "to"))
        yield [item.get("file"), item.get("sheet"), item.get("cell"), before, after, words.repair(item["why"])]
