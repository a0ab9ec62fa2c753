"""A report in the form asked for."""

from __future__ import annotations

from nongcot.infra.documents.docx import official_docx
from nongcot.infra.documents.pdf import official_pdf
from nongcot.insight.report.contents import Contents
from nongcot.insight.report.document import document
from nongcot.insight.report.workbook import workbook

PDF, DOCX, XLSX = "pdf", "docx", "xlsx"
TYPES = {
    PDF: "application/pdf",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def write(kind: str, contents: Contents) -> bytes:
    """The report as a file of ``kind``, one of :data:`TYPES`."""
    if kind == XLSX:
        return workbook(contents)
    return official_pdf(document(contents)) if kind == PDF else official_docx(document(contents))
