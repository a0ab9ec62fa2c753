"""Write the report of a diagnosis to a file, by its suffix."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.utils import translation

from nongcot.intake.report.context import ReportContext
from nongcot.intake.report.sections import SHORT, Limits, report_document


def write_report(diagnosis: dict[str, Any], path: Path, *, language: str, context: ReportContext | None = None) -> None:
    """Write ``diagnosis`` (the JSON contract of ``nongcot diagnose``) to ``path`` in the form its suffix names.

    ``language`` is "vi" or "en"; JSON is the same in both. ``context`` says what the diagnosis does not (the name of
    the federation, the day of making); without it what is known is used. Raises ``ValueError`` for another suffix or
    language, before anything is written. The file appears whole or not at all.
    """
    make = _MAKERS.get(path.suffix.lower())
    if make is None:
        raise ValueError(f"{path.name}: unknown suffix {path.suffix!r}; known: {', '.join(KNOWN_SUFFIXES)}")
    context = context or ReportContext.of(diagnosis, language)
    with translation.override(context.language):
        content = make(diagnosis, context)
    unfinished = path.with_name(f".{path.name}.part")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _json(diagnosis: dict[str, Any], context: ReportContext) -> bytes:
    return (json.dumps(diagnosis, ensure_ascii=False, indent=1) + "\n").encode()


def _xlsx(diagnosis: dict[str, Any], context: ReportContext) -> bytes:
    from nongcot.intake.report.sheets import report_workbook

    return report_workbook(diagnosis, context)


def _docx(diagnosis: dict[str, Any], context: ReportContext) -> bytes:
    from nongcot.infra.documents.docx import official_docx

    return official_docx(report_document(diagnosis, context, SHORT))


def _pdf(diagnosis: dict[str, Any], context: ReportContext) -> bytes:
    from nongcot.infra.documents.pdf import official_pdf

    return official_pdf(report_document(diagnosis, context, Limits()))


_MAKERS: dict[str, Callable[[dict[str, Any], ReportContext], bytes]] = {
    ".json": _json,
    ".xlsx": _xlsx,
    ".docx": _docx,
    ".pdf": _pdf,
}
KNOWN_SUFFIXES = tuple(_MAKERS)
