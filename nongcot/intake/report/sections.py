"""The report as an official document: what stands in it and in which order, the same for PDF and Word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nongcot.infra.documents.letterhead import letterhead, signature
from nongcot.infra.documents.official import (
    Band,
    Block,
    Bullets,
    Column,
    Heading,
    OfficialDocument,
    Paragraph,
    Row,
    Table,
    Turn,
)
from nongcot.intake.report import pictures, words
from nongcot.intake.report.context import ReportContext
from nongcot.intake.report.figures import Diagnosis, Figures, State, figures_of
from nongcot.intake.report.lists import duty_rows, officer_rows, rejected_rows, repair_groups, rule_rows
from nongcot.people import labels as people_labels
from nongcot.people.kinds import Sex


@dataclass(frozen=True, slots=True)
class Limits:
    """How many rows of a list the document shows; the rest is in the workbook, and the document says so.

    Setting a table takes about 0.1 MB of memory a row: with these limits a report stays near 1 GB and 400 pages.
    """

    duties: int = 4_000
    officers: int = 6_000
    rejected: int = 2_000
    repairs: int = 5  # examples of each kind


SHORT = Limits(duties=600, officers=400, rejected=200, repairs=3)


def report_document(diagnosis: Diagnosis, context: ReportContext, limits: Limits) -> OfficialDocument:
    """The whole report. The active language must be the context's (``translation.override``)."""
    figures = figures_of(diagnosis)
    document = OfficialDocument(
        title=_("BÁO CÁO"),
        subject=_("Tình hình cán bộ công đoàn cơ sở và những việc cần làm"),
        letterhead=letterhead(context.federation, day=context.made_on),
        signature=signature(),
        language=context.language,
        author=context.federation,
    )
    document.blocks += [
        *_summary(diagnosis, figures, context),
        *_pictures(figures),
        Turn(landscape=True),
        *_duties(figures, limits),
        *_officers(figures, limits),
        *_rejected(diagnosis, limits),
        *_repaired(diagnosis, limits),
        Turn(landscape=False),
        *_rules(diagnosis),
    ]
    return document


def _summary(diagnosis: Diagnosis, figures: Figures, context: ReportContext) -> list[Block]:
    totals = diagnosis["totals"]
    sheets = [sheet for file in diagnosis["files"] for sheet in file["sheets"] if sheet["kind"] != "ignored"]
    read = _(
        "Từ %(files)s tệp với %(sheets)s bảng danh sách, đã đọc được %(units)s đơn vị, %(persons)s cán bộ giữ "
        "%(posts)s chức vụ. Số liệu tính đến ngày %(day)s."
    ) % {
        "files": words.number(len(diagnosis["files"])),
        "sheets": words.number(len(sheets)),
        "units": words.number(totals["units"]),
        "persons": words.number(totals["persons"]),
        "posts": words.number(totals["posts"]),
        "day": words.day(context.day),
    }
    columns = [Column(_("Nội dung"), 3.2), Column(_("Số lượng"), 1, "right"), Column(_("Tỷ lệ"), 1, "right")]
    rows: list[Row] = [
        (what, words.number(count), words.share(count, whole) if whole else "")
        for what, count, whole in summary_counts(diagnosis, figures)
    ]
    return [Heading(_("I. TÓM TẮT")), Paragraph(read), Table(columns, rows), *_kinds(figures)]


def summary_counts(diagnosis: Diagnosis, figures: Figures) -> list[tuple[str, int, int]]:
    """(what, how many, of how many or 0) for the head of the department; also the first sheet of the workbook."""
    names, grassroots = pictures.state_names(), sum(figures.states.values())
    people, chairs = sum(figures.people.values()), sum(figures.chairs.values())
    totals = diagnosis["totals"]
    return [
        (_("Công đoàn cơ sở"), grassroots, 0),
        *((f"– {names[state]}", figures.states[state], grassroots) for state in State),
        (_("Số ủy viên Ban Chấp hành đại hội quyết định"), figures.seats, 0),
        (_("– Còn khuyết"), figures.vacancies, figures.seats),
        (_("Cán bộ đang giữ chức vụ"), people, 0),
        (_("– Nữ"), figures.people[Sex.FEMALE], people),
        (_("Chủ tịch đang giữ chức vụ"), chairs, 0),
        (_("– Nữ"), figures.chairs[Sex.FEMALE], chairs),
        (_("Việc cần làm"), len(diagnosis["duties"]), 0),
        (_("– Đã quá hạn"), figures.overdue, len(diagnosis["duties"])),
        (_("Dòng không đọc được"), totals["rows_rejected"], 0),
        (_("Ô được hiểu lại"), totals["cells_repaired"], 0),
    ]


def _kinds(figures: Figures) -> list[Block]:
    if not figures.kinds:
        return []
    named: Counter[str] = Counter()
    for (kind, sector), count in figures.kinds.items():
        named[people_labels.unit_kind(kind, sector) or _("Chưa rõ loại hình")] += count
    total = sum(named.values())
    rows: list[Row] = [(name, words.number(count), words.share(count, total)) for name, count in named.most_common()]
    columns = [Column(_("Loại hình đơn vị"), 3.2), Column(_("Số đơn vị"), 1, "right"), Column(_("Tỷ lệ"), 1, "right")]
    return [Table(columns, rows)]


def _pictures(figures: Figures) -> list[Block]:
    parts: list[tuple[str, Callable[[Figures], list[Block]]]] = [
        (_("1. Việc cần làm"), pictures.duties_picture),
        (_("2. Mức độ kiện toàn"), pictures.units_picture),
        (_("3. Nhiệm kỳ"), pictures.terms_picture),
        (_("4. Cán bộ theo tuổi và giới tính"), pictures.people_picture),
    ]
    blocks: list[Block] = [Heading(_("II. TÌNH HÌNH QUA SỐ LIỆU"))]
    for title, draw in parts:
        blocks += [Heading(title, level=2), *draw(figures)]
    return blocks


def _duties(figures: Figures, limits: Limits) -> list[Block]:
    columns = [
        Column(_("TT"), 0.5, "center"),
        Column(_("Việc cần làm"), 2.2),
        Column(_("Tình trạng"), 4),
        Column(_("Hạn"), 1.1, "center"),
        Column(_("Căn cứ"), 2.6),
    ]
    rows, left_out = duty_rows(figures, limits.duties)
    blocks: list[Block] = [Heading(_("III. ĐƠN VỊ CẦN KIỆN TOÀN VÀ NHỮNG VIỆC CẦN LÀM"))]
    if not rows:
        return [*blocks, Paragraph(_("Không có việc cần làm nào được tìm thấy."))]
    note = _(
        "Căn cứ ghi “chưa kiểm chứng” là giá trị chưa được đối chiếu với toàn văn văn bản; cần kiểm tra trước khi dùng."
    )
    return [*blocks, Paragraph(note, italic=True, small=True), Table(columns, rows, small=True), *_rest(left_out)]


def _officers(figures: Figures, limits: Limits) -> list[Block]:
    born = _("Ngày, tháng, năm sinh")
    columns = [
        Column(_("TT"), 0.5, "center"),
        Column(_("Họ và tên"), 2.3),
        Column(_("Nam"), 1.1, "center", born),
        Column(_("Nữ"), 1.1, "center", born),
        Column(_("Chức vụ công đoàn"), 2.8),
        Column(_("Điện thoại"), 1.35),
        Column(_("Thư điện tử"), 2.5),
        Column(_("Từ ngày"), 1.1, "center"),
        Column(_("Đến ngày"), 1.1, "center"),
    ]
    rows, left_out = officer_rows(figures, limits.officers)
    title = Heading(_("IV. DANH SÁCH TRÍCH NGANG CÁN BỘ THEO ĐƠN VỊ"))
    if not rows:
        return [title, Paragraph(_("Không có cán bộ nào."))]
    return [title, _without_empty(Table(columns, rows, small=True)), *_rest(left_out)]


def _without_empty(table: Table) -> Table:
    """The table without the columns in which no row says anything, such as e-mail where nobody's is known."""
    rows = [row for row in table.rows if not isinstance(row, Band)]
    kept = [at for at in range(len(table.columns)) if table.columns[at].group or any(row[at] for row in rows)]
    shown: list[Row | Band] = [row if isinstance(row, Band) else [row[at] for at in kept] for row in table.rows]
    return Table([table.columns[at] for at in kept], shown, small=table.small)


def _rejected(diagnosis: Diagnosis, limits: Limits) -> list[Block]:
    title = Heading(_("V. NỘI DUNG KHÔNG ĐỌC ĐƯỢC VÀ CÁCH XỬ LÝ"))
    rows = rejected_rows(diagnosis)
    if not rows:
        return [title, Paragraph(_("Mọi dòng đều đọc được."))]
    columns = [
        Column(_("TT"), 0.5, "center"),
        Column(_("Tệp"), 1.6),
        Column(_("Trang tính"), 1.3),
        Column(_("Ô"), 0.7, "center"),
        Column(_("Giá trị"), 1.8),
        Column(_("Vướng mắc"), 2.6),
        Column(_("Cần làm gì"), 3),
    ]
    return [title, Table(columns, rows[: limits.rejected], small=True), *_rest(len(rows) - limits.rejected)]


def _repaired(diagnosis: Diagnosis, limits: Limits) -> list[Block]:
    title = Heading(_("VI. NỘI DUNG ĐƯỢC HIỂU LẠI"))
    rows = repair_groups(diagnosis, limits.repairs)
    if not rows:
        return [title, Paragraph(_("Không có ô nào phải hiểu lại."))]
    columns = [
        Column(_("Lý do"), 2.4),
        Column(_("Số ô"), 0.7, "right"),
        Column(_("Ví dụ (tệp, trang tính, ô)"), 2.6),
        Column(_("Trong tệp ghi"), 2),
        Column(_("Được hiểu là"), 2),
    ]
    note = _("Danh sách đầy đủ từng ô nằm trong bản Excel (trang “Đã sửa”) và bản JSON của báo cáo này.")
    return [title, Paragraph(note, italic=True, small=True), Table(columns, rows, small=True)]


def _rules(diagnosis: Diagnosis) -> list[Block]:
    rows = rule_rows(diagnosis)
    title = Heading(_("VII. CĂN CỨ ĐÃ DÙNG"))
    if not rows:
        return [title, Paragraph(_("Không có quy định nào được dùng đến."))]
    columns = [
        Column(_("Quy định"), 2.4),
        Column(_("Văn bản"), 2.4),
        Column(_("Điều, mục"), 1.2),
        Column(_("Kiểm chứng"), 1.2, "center"),
        Column(_("Số việc"), 0.7, "right"),
    ]
    notes = Bullets(
        [
            _("Giá trị “chưa” kiểm chứng chỉ dùng để nhắc, không dùng để kết luận vi phạm."),
            _("Danh sách có dữ liệu cá nhân: chỉ gửi cho người có nhiệm vụ (Luật số 91/2025/QH15)."),
        ]
    )
    return [title, Table(columns, rows, small=True), notes]


def _rest(left_out: int) -> list[Block]:
    if left_out <= 0:
        return []
    text = _("Còn %(count)s dòng không in ở đây; danh sách đầy đủ nằm trong bản Excel của báo cáo này.")
    return [Paragraph(text % {"count": words.number(left_out)}, italic=True, small=True)]
