"""A file of an import as it was sent."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.intake.models import ImportedFile
from nongcot.intake.permissions import require_import
from nongcot.intake.stored import unseal_file
from nongcot.people.api import Refused


def download(*, actor: User | System, file: ImportedFile) -> Iterator[bytes]:
    """The bytes of ``file`` piece by piece; that somebody took it is on record: it holds personal data in the clear.

    Raises:
        PermissionDenied: the actor may not import into the unit of the file's import.
        Refused: the file was dropped.
    """
    require_import(actor, file.imported)
    if not file.file:
        raise Refused(_("Tệp này đã được bỏ, không còn để tải về."))
    record(
        actor=actor,
        action="intake.download",
        object_type="import",
        object_id=file.imported_id,
        unit=file.imported.unit_id,
        sha256=file.sha256,
    )
    return _pieces(file)


def _pieces(kept: ImportedFile) -> Iterator[bytes]:
    with kept.file.open("rb") as sealed:
        yield from unseal_file(sealed)
