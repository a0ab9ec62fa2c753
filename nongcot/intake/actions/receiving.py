"""Receive files, and drop what was not applied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256
from typing import Protocol
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.acting.once import digest, hold, once
from nongcot.infra.audit.api import System
from nongcot.intake.actions.deciding import no_decisions
from nongcot.intake.actions.state import files_told, locked, trace
from nongcot.intake.files import known_suffix, safe_name, told_apart
from nongcot.intake.kinds import EndIs
from nongcot.intake.models import Import, ImportedFile
from nongcot.intake.permissions import require_import
from nongcot.intake.queries import own_unit
from nongcot.intake.stored import seal_file
from nongcot.intake.workbook import MAX_BYTES
from nongcot.kernel import clock
from nongcot.people.api import IMPORTERS, Refused, require_role

MOST_FILES = 50
SENT_AGAIN = timedelta(minutes=15)
_PREVIEWED = (Import.State.READING, Import.State.READ)
_DROPPED = (Import.State.READING, Import.State.READ, Import.State.STOPPED, Import.State.FAILED, Import.State.DROPPED)


class Upload(Protocol):
    """What Django's uploaded files and files opened from disk share."""

    name: str | None

    @property
    def size(self) -> int: ...

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]: ...


def largest_file() -> int:
    """How many bytes a file may have: what the installation accepts, and what can be opened at all."""
    return min(settings.UPLOAD_LIMIT, MAX_BYTES)


def receive(*, actor: User | System, files: Sequence[Upload], day: date, end_is: EndIs | None = None) -> Import:
    """Keep ``files`` (sealed) as one import that is taken as true on ``day``; reading them is the next step.

    ``end_is`` says what "Đến ngày" means in all of them, where no header and no column put right by hand says it.

    Raises:
        PermissionDenied: the actor may import nowhere.
        Refused: no file, too many, or one is larger than the installation accepts.
    """
    require_role(actor, IMPORTERS)
    if not files:
        raise Refused(_("Xin chọn ít nhất một tệp bảng tính."))
    if len(files) > MOST_FILES:
        raise Refused(_("Mỗi lần nhập tối đa %(most)d tệp.") % {"most": MOST_FILES})
    names = told_apart(safe_name(file.name or "") for file in files)
    for file, name in zip(files, names, strict=True):
        if file.size > largest_file():
            limit = largest_file() // (1024 * 1024)
            raise Refused(_("Tệp %(file)s lớn hơn %(limit)d MB.") % {"file": name, "limit": limit})
    with transaction.atomic():
        imported = Import.objects.create(
            unit=own_unit(actor),
            by=actor if isinstance(actor, User) else None,
            at=clock.now(),
            day=day,
            state=Import.State.READING,
            decisions={**no_decisions(), **({"end_is": end_is.value} if end_is else {})},
        )
        for file, name in zip(files, names, strict=True):
            _keep(imported, file, name)
        trace(actor, imported, "receive", files=files_told(imported), day=day.isoformat())
    return imported


def receive_once(*, actor: User, files: Sequence[Upload], day: date, key: str) -> tuple[Import, bool]:
    """As :func:`receive`, for somebody whose network may lose the answer: the import, and whether it was made now.

    ``key`` is the form's once-only key. The same form sent again, or the same files for the same day by the same person
    within :data:`SENT_AGAIN` while they are not applied, give the import that is there.

    Raises:
        PermissionDenied, Refused: as :func:`receive`.
        KeyReused: under this key other files were sent.
    """
    require_role(actor, IMPORTERS)
    sums = sorted(_digest(file) for file in files)
    asked = digest("receive", sums, day)

    def perform() -> dict[str, int]:
        hold([f"{actor.pk}:{asked}"])
        before = _sent_before(actor, sums, day)
        if before is not None:
            return {"import": before.pk, "new": 0}
        return {"import": receive(actor=actor, files=files, day=day).pk, "new": 1}

    answer, now = once(actor=actor, key=f"upload:{key}", asked=asked, perform=perform)
    return Import.objects.get(pk=answer["import"]), now and bool(answer["new"])


def _digest(file: Upload) -> str:
    found = sha256()
    for piece in file.chunks(768 * 1024):
        found.update(piece)
    return found.hexdigest()


def _sent_before(actor: User, sums: list[str], day: date) -> Import | None:
    """What the actor sent a moment ago with just these files, and has not applied yet; the newest of them."""
    rows = Import.objects.filter(by=actor, day=day, at__gte=clock.now() - SENT_AGAIN, state__in=_PREVIEWED)
    for row in rows.prefetch_related("files"):
        if sorted(file.sha256 for file in row.files.all()) == sums:
            return row
    return None


def _keep(imported: Import, file: Upload, name: str) -> None:
    digest = sha256()

    def pieces() -> Iterator[bytes]:
        for piece in file.chunks(768 * 1024):
            digest.update(piece)
            yield piece

    sealed: ContentFile[bytes] = seal_file(pieces())
    kept = ImportedFile(imported=imported, name=name, sha256=digest.hexdigest(), size=file.size)
    kept.file.save(f"{uuid4().hex}{known_suffix(name)}.sealed", sealed, save=False)
    kept.save()


@transaction.atomic
def drop(*, actor: User | System, imported: Import) -> None:
    """Throw away an import that was not applied, with its files and its reading; that it was there stays on record.

    Raises:
        PermissionDenied: the actor may not import into the import's unit.
        Refused: it was applied already, or is being applied.
    """
    imported = locked(imported)
    require_import(actor, imported)
    if imported.state not in _DROPPED:
        raise Refused(_("Đã áp dụng thì không bỏ được nữa; có thể hoàn tác cả lần nhập."))
    kept = [(field.storage, field.name) for field in (imported.reading, *(f.file for f in imported.files.all()))]
    imported.state, imported.reading = Import.State.DROPPED, ""
    imported.save(update_fields=["state", "reading"])
    trace(actor, imported, "drop", files=files_told(imported))
    imported.files.update(file="")
    imported.changes.all().delete()
    imported.fixes.all().delete()
    imported.cells.all().delete()
    imported.pairs.all().delete()

    def forget() -> None:
        for storage, name in kept:
            if name:
                storage.delete(name)

    transaction.on_commit(forget)
