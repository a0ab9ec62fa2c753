"""The dashboard as a report to send on: Word, PDF, Excel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nongcot.infra.documents import charts
from nongcot.infra.documents.charts import Bar, Legend
from nongcot.infra.documents.docx import official_docx
from nongcot.infra.documents.letterhead import letterhead, signature
from nongcot.infra.documents.official import (
    Block,
    Column,
    Heading,
    OfficialDocument,
    Paragraph,
    Table,
)
from nongcot.infra.documents.official import Picture as Drawing
from nongcot.infra.documents.pdf import official_pdf
from nongcot.infra.documents.xlsx import CellValue, Sheet, SheetColumn, WorkbookWriter
from nongcot.insight.kinds import Branch, Question
from nongcot.insight.shown import Picture

PDF, DOCX, XLSX = "pdf", "docx", "xlsx"
TYPES = {
    PDF: "application/pdf",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_MOST_BARS = 16


def write(kind: str, pictures: list[Picture], branches: list[Branch], *, unit: str, day: date) -> bytes:
    """The report as a file of ``kind``; ``unit`` is whose figures they are, ``day`` the day they hold for."""
    if kind == XLSX:
        return _workbook(pictures, branches, unit, day)
    make: Callable[[OfficialDocument], bytes] = official_pdf if kind == PDF else official_docx
    return make(document(pictures, branches, unit=unit, day=day))


def document(pictures: list[Picture], branches: list[Branch], *, unit: str, day: date) -> OfficialDocument:
    """The report as an official document: a picture and its table for each question, then the units below."""
    made = OfficialDocument(
        title=_("BÁO CÁO"),
        subject=_("Tình hình đội ngũ cán bộ công đoàn cơ sở"),
        letterhead=letterhead(unit, day=day),
        language=get_language() or "vi",
        author=unit,
        signature=signature(),
    )
    said = _("Số liệu tính đến ngày %(day)s, tổng hợp từ hồ sơ trong hệ thống.") % {"day": day.strftime("%d/%m/%Y")}
    made.blocks = [Paragraph(said)]
    for number, picture in enumerate(pictures, 1):
        made.blocks += _section(number, picture)
    if branches:
        made.blocks += _below(len(pictures) + 1, branches)
    return made


def _section(number: int, picture: Picture) -> list[Block]:
    blocks: list[Block] = [Heading(f"{number}. {picture.title}")]
    if not any(row.cells[0] or sum(row.cells) for row in picture.rows):
        return [*blocks, Paragraph(_("Chưa có số liệu."))]
    at = 1 if picture.question is Question.CLOSING else -1
    bars = [Bar(row.label, (row.cells[at],)) for row in picture.rows[:_MOST_BARS]]
    svg = charts.bars(bars, [Legend(picture.columns[at])], alt=picture.title)
    heads = [
        Column(title, 3 if not place else 1, "left" if not place else "right")
        for place, title in enumerate(picture.columns)
    ]
    rows = [(row.label, *(str(cell) for cell in row.cells)) for row in picture.rows]
    drawing = Drawing(svg, _("Hình %(number)s. %(title)s") % {"number": number, "title": picture.title}, picture.title)
    return [*blocks, Paragraph(picture.note, italic=True, small=True), drawing, Table(heads, rows, small=True)]


def _branch_columns() -> list[str]:
    return [
        _("Đơn vị"),
        _("Công đoàn cơ sở"),
        _("Chưa thấy việc phải làm"),
        _("Còn việc phải làm"),
        _("Cần kiện toàn ngay"),
    ]


def _below(number: int, branches: list[Branch]) -> list[Block]:
    heads = [
        Column(title, 3 if not place else 1, "left" if not place else "right")
        for place, title in enumerate(_branch_columns())
    ]
    rows = [
        (one.name, str(one.total), str(one.complete), str(one.incomplete), str(one.urgent))
        for one in sorted(branches, key=lambda one: (-one.urgent, -one.incomplete, one.name))
    ]
    return [Heading(f"{number}. {_('Theo đơn vị')}"), Table(heads, rows, small=True)]


def _workbook(pictures: list[Picture], branches: list[Branch], unit: str, day: date) -> bytes:
    writer = WorkbookWriter(title=_("Tình hình đội ngũ cán bộ công đoàn cơ sở"), author=unit)
    under = [unit, day.strftime("%d/%m/%Y")]
    for picture in pictures:
        heads = [
            SheetColumn(title, 44 if not place else 16, wrap=not place) for place, title in enumerate(picture.columns)
        ]
        rows: list[list[CellValue]] = [[row.label, *row.cells] for row in picture.rows]
        writer.add(Sheet(_SHEETS[picture.question](), heads, rows, title=[picture.title, *under, picture.note]))
    heads = [
        SheetColumn(title, 44 if not place else 16, wrap=not place) for place, title in enumerate(_branch_columns())
    ]
    lines = [(one.name, one.total, one.complete, one.incomplete, one.urgent) for one in branches]
    writer.add(Sheet(_("Theo đơn vị"), heads, lines, title=[_("Theo đơn vị"), *under]))
    return writer.finish()


_SHEETS: dict[Question, Callable[[], str]] = {
    Question.COMPLETENESS: lambda: _("Kiện toàn"),
    Question.TERMS: lambda: _("Nhiệm kỳ"),
    Question.AGES: lambda: _("Tuổi và giới tính"),
    Question.FIRST_TERM: lambda: _("Chủ tịch lần đầu"),
    Question.EDUCATION: lambda: _("Trình độ"),
    Question.CLOSING: lambda: _("Thời gian hoàn thành"),
}
