"""A report in the form asked for."""

from __future__ import annotations

from nongcot.infra.documents.download import TYPES as OFFICIAL
from nongcot.infra.documents.download import official_file
from nongcot.insight.report.contents import Contents
from nongcot.insight.report.document import document
from nongcot.insight.report.workbook import workbook

XLSX = "xlsx"
TYPES = {**OFFICIAL, XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def write(kind: str, contents: Contents) -> bytes:
    """The report as a file of ``kind``, one of :data:`TYPES`."""
    if kind == XLSX:
        return workbook(contents)
    return official_file(kind, document(contents))
