"""An official document as a file to keep: PDF or Word."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from nongcot.infra.documents.docx import official_docx
from nongcot.infra.documents.official import OfficialDocument
from nongcot.infra.documents.pdf import official_pdf

PDF, DOCX = "pdf", "docx"
TYPES = {
    PDF: "application/pdf",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def require_kind(kind: str) -> None:
    """
    Raises:
        Http404: documents are not made in this ``kind``; asked before a document is put together.
    """
    if kind not in TYPES:
        raise Http404


def official_file(kind: str, document: OfficialDocument) -> bytes:
    """The bytes of ``document`` as "pdf" or "docx"."""
    return official_pdf(document) if kind == PDF else official_docx(document)


def download_of(kind: str, document: OfficialDocument, *, name: str) -> HttpResponse:
    """``document`` to be kept as ``name``, without its suffix: ASCII letters, figures and hyphens, nothing typed."""
    response = HttpResponse(official_file(kind, document), content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
