"""The verbs of an import: receive files, read them, decide what is in doubt, apply all of it or nothing, drop it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, Protocol
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.intake.apply.kinds import Plan
from nongcot.intake.apply.plan import make_plan
from nongcot.intake.apply.write import analyse_written, write_plan
from nongcot.intake.files import known_suffix, safe_name, told_apart
from nongcot.intake.kinds import Reading
from nongcot.intake.models import Import, ImportedFile
from nongcot.intake.permissions import require_import
from nongcot.intake.queries import decisions_on_same_files, own_unit
from nongcot.intake.quiet import without_collector
from nongcot.intake.reading import read_files
from nongcot.intake.roster import Roster, build_roster
from nongcot.intake.stored import read_reading, seal_file, unseal_file, write_reading
from nongcot.intake.summary import summarise, summarise_plan
from nongcot.kernel import clock
from nongcot.people.api import IMPORTERS, Refused, rebuild_reach, require_role

SHAPE = 1
MOST_FILES = 50
SAME, APART = "same", "apart"
_STEP = 5  # per cent of progress worth a row written


class Upload(Protocol):
    """What Django's uploaded files and files opened from disk share."""

    name: str | None

    @property
    def size(self) -> int: ...

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]: ...


def receive(*, actor: User | System, files: Sequence[Upload], day: date) -> Import:
    """Keep ``files`` (sealed) as one import that is taken as true on ``day``; reading them is the next step.

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
        if file.size > settings.UPLOAD_LIMIT:
            limit = settings.UPLOAD_LIMIT // (1024 * 1024)
            raise Refused(_("Tệp %(file)s lớn hơn %(limit)d MB.") % {"file": name, "limit": limit})
    with transaction.atomic():
        imported = Import.objects.create(
            unit=own_unit(actor),
            by=actor if isinstance(actor, User) else None,
            at=clock.now(),
            day=day,
            state=Import.State.READING,
            decisions={"shape": SHAPE, "encodings": {}, "persons": {}},
        )
        for file, name in zip(files, names, strict=True):
            _keep(imported, file, name)
    return imported


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


def read(*, imported: Import, actor: User | System) -> Import:
    """Read the files and say what was understood and what applying would change. Nothing of the roster is written.

    Raises:
        PermissionDenied: the actor may not import into the import's unit.
    """
    require_import(actor, imported)
    with without_collector():
        return _read(imported, actor)


def _read(imported: Import, actor: User | System) -> Import:
    with _failure_kept(imported):
        found = _understand(imported)
        if found is not None:
            plan = _plan(found.roster, imported, actor, found.decided)
            _keep_summary(imported, found, summarise(found.reading, plan))
    return imported


def read_and_apply(*, actor: User | System, imported: Import, confirm_encodings: bool = False) -> list[int]:
    """:func:`read` and :func:`apply` at once, planned only once; gives the ids of changed units.

    The plan is made inside the transaction that writes it. Nothing of the roster is written when nothing could be
    read (the import is FAILED), or when an old encoding waits for confirmation (the import is READ, see
    :func:`unconfirmed`); ``confirm_encodings`` confirms them all. ``imported`` is brought up to date.

    Raises:
        PermissionDenied: the actor may not import into the import's unit.
        Refused: the import is not one that waits for being read.
    """
    require_import(actor, imported)
    with without_collector(), _failure_kept(imported):
        found = _understand(imported)
        if found is None:
            return []
        with transaction.atomic():
            _require_reading(imported)
            plan = _plan(found.roster, imported, actor, found.decided)
            _keep_summary(imported, found, summarise(found.reading, plan))
            if confirm_encodings:
                imported.decisions["encodings"] = {sheet["key"]: True for sheet in imported.summary["sheets"]}
                _set(imported, decisions=imported.decisions)
            elif unconfirmed(imported):
                return []
            _write(actor, imported, plan)
    analyse_written(plan)
    return _touched(plan)


def _require_reading(imported: Import) -> None:
    if _locked(imported).state != Import.State.READING:
        raise Refused(_("Lần nhập này không còn chờ áp dụng."))


@contextmanager
def _failure_kept(imported: Import) -> Iterator[None]:
    """What breaks off leaves the import FAILED, with the kind of error and without the reading begun."""
    before = imported.reading.name
    try:
        yield
    except Refused:
        raise
    except Exception as error:
        if imported.reading and imported.reading.name != before:
            imported.reading.delete(save=False)
        _set(imported, state=Import.State.FAILED, error=type(error).__name__)
        raise


class _Found(NamedTuple):
    reading: Reading  # without its rows: the roster has them
    roster: Roster
    decided: dict[str, str]


def _understand(imported: Import) -> _Found | None:
    """The roster of the import's files, and the reading kept; None (and the import FAILED) when nothing was read."""
    reading = _read_files(imported)
    if not any(sheet.rows for sheet in reading.sheets):
        _set(imported, state=Import.State.FAILED, summary=_nothing(reading), error="")
        return None
    decided = decisions_on_same_files(imported)
    imported.reading.save(f"{uuid4().hex}.sealed", write_reading(reading), save=False)
    return _Found(reading, _roster(reading, decided), decided)


def _keep_summary(imported: Import, found: _Found, summary: dict[str, Any]) -> None:
    decisions = {**imported.decisions, "persons": found.decided}
    _set(imported, state=Import.State.READ, progress=100, summary=summary, decisions=decisions, error="")


def _nothing(reading: Reading) -> dict[str, Any]:
    roster = build_roster(Reading())
    return summarise(reading, Plan(roster, date.min))


def _set(imported: Import, **values: Any) -> None:
    for name, value in values.items():
        setattr(imported, name, value)
    imported.save(update_fields=[*values, "reading"] if "summary" in values else list(values))


def _read_files(imported: Import) -> Reading:
    """The reading of the import's files, each under the name it was sent with."""
    folder = Path(tempfile.mkdtemp(prefix="nongcot-import-"))
    try:
        paths = []
        for n, kept in enumerate(imported.files.all()):
            path = folder / str(n) / kept.name
            path.parent.mkdir()
            with path.open("wb") as out, kept.file.open("rb") as sealed:
                out.writelines(unseal_file(sealed))
            paths.append(path)
        return read_files(paths, progress=_progress(imported))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _progress(imported: Import) -> Callable[[str, int, int], None]:
    def step(_file: str, done: int, total: int) -> None:
        percent = min(99, 100 * done // total) if total else 0
        if percent >= imported.progress + _STEP:
            imported.progress = percent
            imported.save(update_fields=["progress"])

    return step


def _same(decided: Mapping[str, str]) -> set[str]:
    return {key for key, answer in decided.items() if answer == SAME}


def _roster(reading: Reading, decided: Mapping[str, str]) -> Roster:
    """The roster of ``reading``, whose rows are let go: a large list stands in memory once."""
    roster = build_roster(reading, same=_same(decided))
    reading.officers.clear()
    reading.units.clear()
    return roster


def _plan(roster: Roster, imported: Import, actor: User | System, decided: Mapping[str, str]) -> Plan:
    return make_plan(roster, actor=actor, under=imported.unit_id, day=imported.day, confirmed=_same(decided))


def unconfirmed(imported: Import) -> list[str]:
    """Keys of the sheets whose old encoding nobody has confirmed yet."""
    confirmed = imported.decisions.get("encodings", {})
    sheets = imported.summary.get("sheets", [])
    return [sheet["key"] for sheet in sheets if sheet["needs_confirmation"] and not confirmed.get(sheet["key"])]


@transaction.atomic
def decide(
    *, actor: User | System, imported: Import, encodings: Mapping[str, bool], persons: Mapping[str, str]
) -> Import:
    """Keep what a person found: encodings that were converted rightly, doubtful pairs that are one person or two.

    Raises:
        PermissionDenied: the actor may not import into the import's unit.
        Refused: the import is not waiting for decisions.
    """
    imported = _locked(imported)
    require_import(actor, imported)
    if imported.state != Import.State.READ:
        raise Refused(_("Lần nhập này không còn chờ quyết định."))
    sheets = {sheet["key"] for sheet in imported.summary["sheets"]}
    pairs = {pair["key"] for pair in imported.summary["doubtful"]}
    decided = {key: answer for key, answer in persons.items() if key in pairs and answer in (SAME, APART)}
    imported.decisions = {
        "shape": SHAPE,
        "encodings": {key: bool(value) for key, value in encodings.items() if key in sheets},
        "persons": {**imported.decisions.get("persons", {}), **decided},
    }
    imported.save(update_fields=["decisions"])
    return imported


def _locked(imported: Import) -> Import:
    return Import.objects.select_for_update(of=("self",)).get(pk=imported.pk)


def start_applying(*, actor: User | System, imported: Import) -> Import:
    """Mark the import as being applied; applying itself is background work.

    Raises:
        PermissionDenied: the actor may not import into the import's unit.
        Refused: it is not ready, or an old encoding was not confirmed.
    """
    with transaction.atomic():
        imported = _locked(imported)
        _require_ready(actor, imported)
        imported.state = Import.State.APPLYING
        imported.save(update_fields=["state"])
    return imported


def _require_ready(actor: User | System, imported: Import) -> None:
    require_import(actor, imported)
    if imported.state not in (Import.State.READ, Import.State.APPLYING):
        raise Refused(_("Lần nhập này không còn chờ áp dụng."))
    if unconfirmed(imported):
        raise Refused(_("Xin xem và xác nhận phần chữ chuyển từ bảng mã cũ trước khi áp dụng."))


def apply(*, actor: User | System, imported: Import) -> list[int]:
    """Write the import into the roster: all of it in one transaction, or nothing. Gives the ids of changed units.

    Applying again after a kill, or twice, does no harm: an applied import gives [] at once, and what is on record
    already is not written a second time. Without any change nothing is written but the state of the import.

    Raises:
        PermissionDenied: the actor may not import into the import's unit.
        Refused: it is not ready, or an old encoding was not confirmed.
    """
    if imported.state == Import.State.APPLIED:
        return []
    with without_collector():
        return _apply(actor, imported)


def _apply(actor: User | System, imported: Import) -> list[int]:
    with imported.reading.open("rb") as file:
        reading = read_reading(file)
    with transaction.atomic():
        imported = _locked(imported)
        if imported.state == Import.State.APPLIED:
            return []
        _require_ready(actor, imported)
        decided = imported.decisions.get("persons", {})
        plan = _plan(_roster(reading, decided), imported, actor, decided)
        imported.summary = {**imported.summary, "plan": summarise_plan(plan)}
        _write(actor, imported, plan)
    analyse_written(plan)
    return _touched(plan)


def _write(actor: User | System, imported: Import, plan: Plan) -> None:
    """Write the plan, the trail and the state of the import: inside the caller's transaction."""
    write_plan(plan, actor=actor, source=_source(imported))
    if plan.new_units:
        rebuild_reach([plan.unit_ids[key] for key in plan.new_units])
    if plan.anything:
        _record(actor, imported, imported.summary["plan"])
    _set(imported, state=Import.State.APPLIED, applied_at=clock.now(), summary=imported.summary)


def _touched(plan: Plan) -> list[int]:
    return sorted(plan.unit_ids[key] for key in plan.touched)


def _source(imported: Import) -> str:
    names = ", ".join(imported.files.values_list("name", flat=True))
    return f"#{imported.pk} {names}"[:200]


def _record(actor: User | System, imported: Import, plan: Mapping[str, Any]) -> None:
    counts = {name: value for name, value in plan.items() if isinstance(value, int) and not isinstance(value, bool)}
    files = list(imported.files.values_list("name", "sha256"))
    record(
        actor=actor,
        action="intake.apply",
        object_type="import",
        object_id=imported.pk,
        unit=imported.unit_id,
        counts=counts,
        files=[list(file) for file in files],
        day=imported.day.isoformat(),
    )


@transaction.atomic
def drop(*, actor: User | System, imported: Import) -> None:
    """Throw away an import that was not applied, with its files and its reading; that it was there stays on record.

    Raises:
        PermissionDenied: the actor may not import into the import's unit.
        Refused: it was applied already, or is being applied.
    """
    imported = _locked(imported)
    require_import(actor, imported)
    if imported.state in (Import.State.APPLIED, Import.State.APPLYING):
        raise Refused(_("Đã áp dụng thì không bỏ được nữa."))
    kept = [(field.storage, field.name) for field in (imported.reading, *(f.file for f in imported.files.all()))]
    imported.state, imported.reading = Import.State.DROPPED, ""
    imported.save(update_fields=["state", "reading"])
    imported.files.update(file="")

    def forget() -> None:
        for storage, name in kept:
            if name:
                storage.delete(name)

    transaction.on_commit(forget)
