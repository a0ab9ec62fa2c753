"""The row of an import while a verb works on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from nongcot.infra.accounts.models import User
from nongcot.infra.acting.once import hold
from nongcot.infra.audit.api import System, record
from nongcot.intake.models import Import
from nongcot.people.api import Refused


def locked(imported: Import) -> Import:
    """The import as it stands now; nobody else changes it until the transaction ends."""
    return Import.objects.select_for_update(of=("self",)).get(pk=imported.pk)


def alone() -> None:
    """Keep other imports from being planned and written until this transaction ends.

    Two that name the same new union would each make it otherwise; SQLite lets one write at a time anyway.
    """
    hold(["intake.roster"])


def trace(actor: User | System, imported: Import, verb: str, *, reason: str = "", **facts: Any) -> None:
    """One audit entry of what was done with an import; values of its cells stay out of the trail."""
    record(
        actor=actor,
        action=f"intake.{verb}",
        object_type="import",
        object_id=imported.pk,
        unit=imported.unit_id,
        reason=reason,
        **facts,
    )


def files_told(imported: Import) -> list[str]:
    """The SHA-256 of each file, as the trail tells them: a name may be a person's, and the trail is for good."""
    return list(imported.files.values_list("sha256", flat=True))


def put(imported: Import, **values: Any) -> None:
    """Set and save some fields; with the summary goes the reading it was made of."""
    for name, value in values.items():
        setattr(imported, name, value)
    imported.save(update_fields=[*values, "reading"] if "summary" in values else list(values))


@contextmanager
def failure_kept(imported: Import) -> Iterator[None]:
    """What breaks off leaves the import FAILED, with the kind of error and without the reading begun."""
    before = imported.reading.name
    try:
        yield
    except Refused:
        raise
    except Exception as error:
        if imported.reading and imported.reading.name != before:
            imported.reading.delete(save=False)
        put(imported, state=Import.State.FAILED, error=type(error).__name__)
        raise
