"""The report as a workbook: a sheet for each picture with a chart beside its table, and the unions to complete."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from nongcot.infra.documents.xlsx import CellValue, Chart, Sheet, SheetColumn, WorkbookWriter
from nongcot.insight import labels
from nongcot.insight.kinds import Question
from nongcot.insight.report.contents import Contents
from nongcot.insight.report.document import told
from nongcot.insight.shown import Picture

# Which columns of the table a picture's chart shows, and how.
_CHARTS: dict[Question, tuple[str, list[int]]] = {
    Question.COMPLETENESS: ("bar", [1]),
    Question.UNITS: ("bar-stacked", [2, 3, 4]),
    Question.TERMS: ("column", [1]),
    Question.AGES: ("column-stacked", [1, 2, 3]),
    Question.FIRST_TERM: ("bar", [1]),
    Question.EDUCATION: ("bar", [1]),
    Question.MAKE_UP: ("bar", [3]),
    Question.PACE: ("line", [2]),
    Question.CLOSING: ("bar", [2]),
}
_STATE_COLOURS = ["#8CC9A1", "#F3C469", "#9C1C1C"]
_SEX_COLOURS = ["#E39A54", "#1F5F99", "#C9D1D9"]


def workbook(contents: Contents) -> bytes:
    """The bytes of the XLSX, in the active language."""
    writer = WorkbookWriter(title=_("Tình hình đội ngũ cán bộ công đoàn cơ sở"), author=contents.issuer)
    as_of = _("Số liệu tính đến ngày %(day)s") % {"day": contents.day.strftime("%d/%m/%Y")}
    under = [line for line in (contents.issuer, as_of) if line]
    for picture in contents.pictures.values():
        if picture.question is not Question.UNITS or picture.rows:
            _add(writer, picture, under)
    _add_lacking(writer, contents, under)
    return writer.finish()


def _add(writer: WorkbookWriter, picture: Picture, under: list[str]) -> None:
    heads = [
        SheetColumn(title, 40 if not place else 17, wrap=not place, align="right" if place else "left")
        for place, title in enumerate(picture.columns)
    ]
    rows: list[list[CellValue]] = [[row.label, *(cell.value for cell in row.cells)] for row in picture.lines]
    said = [line for line in (picture.note, picture.said) if line]
    name = _SHEETS[picture.question]()
    first, _last = writer.add(Sheet(name, heads, rows, title=[picture.title, *under, *said], filters=False))
    if picture.counted:
        kind, columns = _CHARTS[picture.question]
        colours = {Question.UNITS: _STATE_COLOURS, Question.AGES: _SEX_COLOURS}.get(picture.question, [])
        named = [(picture.columns[at], at) for at in columns]
        chart = Chart(kind, picture.title, named, colours, at=(first - 1, len(heads) + 1))
        writer.chart(name, first, first + len(picture.rows) - 1, chart)


def _add_lacking(writer: WorkbookWriter, contents: Contents, under: list[str]) -> None:
    heads = [
        SheetColumn(_("TT"), 6, align="center"),
        SheetColumn(_("Công đoàn cơ sở"), 46, wrap=True),
        SheetColumn(_("Công đoàn cấp trên"), 34, wrap=True),
        SheetColumn(_("Tình trạng"), 22),
        SheetColumn(_("Việc cần làm"), 60, wrap=True),
        SheetColumn(_("Hạn"), 13, align="center"),
    ]
    rows: list[list[CellValue]] = [
        [at, one.name, one.superior, labels.row(Question.COMPLETENESS, one.state), told(one), one.due]
        for at, one in enumerate(contents.lacking, 1)
    ]
    title = _("CÔNG ĐOÀN CƠ SỞ CẦN KIỆN TOÀN")
    writer.add(Sheet(_("Cần kiện toàn"), heads, rows, title=[title, *under]))


_SHEETS: dict[Question, Callable[[], str]] = {
    Question.COMPLETENESS: lambda: _("Kiện toàn"),
    Question.UNITS: lambda: _("Theo đơn vị"),
    Question.TERMS: lambda: _("Nhiệm kỳ"),
    Question.AGES: lambda: _("Tuổi và giới tính"),
    Question.FIRST_TERM: lambda: _("Chủ tịch lần đầu"),
    Question.EDUCATION: lambda: _("Trình độ"),
    Question.MAKE_UP: lambda: _("Cơ cấu"),
    Question.PACE: lambda: _("Thời gian theo tháng"),
    Question.CLOSING: lambda: _("Thời gian theo việc"),
}
