"""Imports over HTTP: send files, look at what was understood, apply, undo. Doubts are decided on the pages."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, File, Router, Schema, Status
from ninja.errors import HttpError
from ninja.files import UploadedFile

from nongcot.infra.httpapi.auth import asker
from nongcot.infra.httpapi.lists import Cursor, Key, Limit, page_after
from nongcot.infra.httpapi.problems import answers
from nongcot.infra.httpapi.shapes import AsOf, Made, Sent, Words
from nongcot.infra.httpapi.writing import IdempotencyKey, write_once
from nongcot.infra.longwork import progress
from nongcot.intake import actions, queries, tasks
from nongcot.intake.actions.receiving import Upload
from nongcot.intake.models import Import
from nongcot.kernel import clock
from nongcot.people.api import IMPORTERS, require_role

router = Router(tags=["imports"], by_alias=True)


class ImportOut(Schema):
    """``state`` is one of reading, read, applying, stopped, applied, undoing, undone, failed, dropped."""

    id: int
    state: str
    progress: int
    error: str
    at: datetime
    applied_at: datetime | None
    files: list[str]
    totals: dict[str, Any]
    plan: dict[str, Any]


class ImportPage(Schema):
    items: list[ImportOut]
    next: str | None


def _out(row: Import) -> dict[str, Any]:
    return {
        "id": row.pk,
        "state": row.state,
        "progress": row.progress if row.state == Import.State.READING else progress.told(row.pk) or 0,
        "error": row.error,
        "at": row.at,
        "applied_at": row.applied_at,
        "files": [file.name for file in row.files.all()],
        "totals": row.summary.get("totals", {}),
        "plan": row.summary.get("plan", {}),
    }


@router.get("", response=answers(ImportPage))
def list_imports(request: HttpRequest, *, cursor: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
    """Imports of the caller's units, in the order they were sent."""
    require_role(asker(request), IMPORTERS)
    found, after = page_after(queries.imports(asker(request)), cursor, limit)
    return {"items": [_out(row) for row in found], "next": after}


@router.get("/{import_id}", response=answers(ImportOut))
def get_import(request: HttpRequest, import_id: Key) -> dict[str, Any]:
    """One import: how far it is, what it will change, what it did."""
    require_role(asker(request), IMPORTERS)
    return _out(queries.one_import(asker(request), import_id))


class ChangeOut(Schema):
    """One line of what applying changes: ``kind`` is new, changed, ended, kept (the record stays) or refused."""

    id: int
    kind: str
    unit: str
    about: str
    name: str
    field: str
    before: str
    after: str


class ChangePage(Schema):
    items: list[ChangeOut]
    next: str | None


@router.get("/{import_id}/changes", response=answers(ChangePage))
def list_changes(request: HttpRequest, import_id: Key, *, cursor: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
    """What applying the import will change, line by line; after applying, what it changed."""
    require_role(asker(request), IMPORTERS)
    found, after = page_after(queries.changes(queries.one_import(asker(request), import_id)), cursor, limit)
    names = ("kind", "unit", "about", "name", "field", "before", "after")
    return {"items": [{"id": row.pk, **{name: getattr(row, name) for name in names}} for row in found], "next": after}


@router.post("/{import_id}/drop", response=answers(Made))
def drop_import(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, import_id: Key) -> Any:
    """Throw an import away that was not applied, with its files."""
    require_role(asker(request), IMPORTERS)

    def perform() -> Made:
        actions.drop(actor=asker(request), imported=queries.one_import(asker(request), import_id))
        return Made(id=import_id)

    return write_once(request, response, key, perform)


# a misspelt part would be ignored in silence
_ONLY_A_WORKBOOK = {"requestBody": {"content": {"multipart/form-data": {"schema": {"additionalProperties": False}}}}}


@router.post("", response=answers(Made, 202), openapi_extra=_ONLY_A_WORKBOOK)
def send_workbook(
    request: HttpRequest,
    response: HttpResponse,
    key: IdempotencyKey,
    *,
    workbook: File[UploadedFile],
    day: AsOf = None,
) -> Any:
    """Send a workbook; it is read in the background, and nothing is written to the roster before it is applied."""
    if request.POST or len(request.FILES) > 1:
        raise HttpError(422, _("Xin gửi đúng một tệp, tên là workbook."))
    content = workbook.read()
    workbook.seek(0)

    def perform() -> Made:
        made = actions.receive(actor=asker(request), files=[cast("Upload", workbook)], day=day or clock.today())
        tasks.read_import.enqueue(made.pk)
        return Made(id=made.pk)

    sent = sha256(content).digest() + f"{workbook.name}:{day}".encode()
    return Status(202, write_once(request, response, key, perform, content=sent))


@router.post("/{import_id}/apply", response=answers(Made, 202))
def apply_import(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, import_id: Key) -> Any:
    """Apply an import that was read and has no doubt left; it runs in the background, all of it or nothing."""
    require_role(asker(request), IMPORTERS)

    def perform() -> Made:
        actions.start_applying(actor=asker(request), imported=queries.one_import(asker(request), import_id))
        tasks.apply_import.enqueue(import_id)
        return Made(id=import_id)

    return Status(202, write_once(request, response, key, perform))


class Undo(Sent):
    reason: Words = Field(description="Why; it is kept in the history.")


@router.post("/{import_id}/undo", response=answers(Made, 202))
def undo_import(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, import_id: Key, sent: Undo) -> Any:
    """Take an applied import back as a whole, unless later changes stand in the way."""
    require_role(asker(request), IMPORTERS)

    def perform() -> Made:
        found = queries.one_import(asker(request), import_id)
        actions.start_undoing(actor=asker(request), upload=found, reason=sent.reason)
        tasks.undo_import.enqueue(import_id)
        return Made(id=import_id)

    return Status(202, write_once(request, response, key, perform))
