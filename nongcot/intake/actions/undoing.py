"""Take a whole import back: every row as it was before, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from nongcot.duties.api import owe_look
from nongcot.duties.models import Duty, DutyEvent
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.bulk import update
from nongcot.infra.longwork import progress
from nongcot.infra.longwork.quiet import without_collector
from nongcot.intake.actions.state import alone, files_told, locked, put, trace
from nongcot.intake.apply.ledger import MODELS, Changes, Ledger, Ranges, stored
from nongcot.intake.apply.near import units_of_changed, units_of_made
from nongcot.intake.keeping import rows_to_keep, unchanged_since, without
from nongcot.intake.models import Import
from nongcot.intake.models import Ledger as Kept
from nongcot.intake.obstacles import Obstacle, find_obstacles, followed, later_changes, limited_in, untouched
from nongcot.intake.permissions import require_import
from nongcot.kernel import clock
from nongcot.people.api import Refused, chaired_too
from nongcot.people.models import Unit, UnitReach


class InTheWay(Refused):
    """Later changes stand in the way; they are listed."""

    def __init__(self, obstacles: list[Obstacle]) -> None:
        self.obstacles = obstacles
        super().__init__(_("Có thay đổi sau lần nhập này; hoàn tác sẽ làm mất các thay đổi đó nên không thực hiện."))


def start_undoing(*, actor: User | System, upload: Import, reason: str, keep_later: bool = False) -> Import:
    """Mark the import as being taken back; the work itself is done in the background.

    ``keep_later``: what was worked on since stays as it is now, the rest is taken back.

    Raises:
        PermissionDenied: the actor may not import into the import's unit.
        Refused: it is not applied, no reason is given, or it was applied before imports could be undone.
        InTheWay: later changes stand in the way, and nobody said that they are kept.
    """
    _require(actor, upload, reason)
    obstacles = [] if keep_later else find_obstacles(upload)
    if obstacles:
        raise InTheWay(obstacles)
    with transaction.atomic():
        upload = locked(upload)
        _require(actor, upload, reason)
        who = actor if isinstance(actor, User) else None
        decisions = {**upload.decisions, "keep_later": keep_later}
        begun = {"stops": 0, "stopped_while": "", "decisions": decisions}
        put(upload, state=Import.State.UNDOING, undone_by=who, undo_reason=reason.strip(), **begun)
        trace(actor, upload, "start_undoing", reason=reason.strip(), keep_later=keep_later)
    progress.tell(upload.pk, 0)
    return upload


def undo_import(*, actor: User | System, upload: Import, reason: str, keep_later: bool = False) -> list[int]:
    """Take everything back that the import wrote, in one transaction; gives the ids of the units that are still there.

    Rows it made are gone with the duties found about them, rows it changed are as they were. With ``keep_later`` what
    was worked on since stays, and the import's summary says what. Undoing twice does nothing the second time.

    Raises:
        PermissionDenied: the actor may not import into the import's unit.
        Refused: it is not applied, no reason is given, or it was applied before imports could be undone.
        InTheWay: later changes stand in the way; nothing is taken back.
    """
    with without_collector(), transaction.atomic():
        alone()
        upload = locked(upload)
        if upload.state == Import.State.UNDONE:
            return []
        _require(actor, upload, reason)
        obstacles = find_obstacles(upload)
        if obstacles and not keep_later:
            raise InTheWay(obstacles)
        upload.summary = {**upload.summary, "kept": [_told(each) for each in obstacles]}
        units = _take_back(upload)
        _mark(actor, upload, reason.strip(), units)
        owe_look(actor=actor, units=units)
    progress.forget(upload.pk)
    return units


def undo_refused(*, imported: int) -> None:
    """Taking back was begun and could not be done: the import is applied as it was."""
    progress.forget(imported)
    Import.objects.filter(pk=imported, state=Import.State.UNDOING).update(state=Import.State.APPLIED)


def _require(actor: User | System, upload: Import, reason: str) -> None:
    require_import(actor, upload)
    if upload.state not in (Import.State.APPLIED, Import.State.UNDOING):
        raise Refused(_("Chỉ hoàn tác được lần nhập đã áp dụng."))
    if not reason.strip():
        raise Refused(_("Xin ghi lý do hoàn tác."))
    if upload.summary.get("plan", {}).get("anything") and not Kept.objects.filter(imported=upload).exists():
        raise Refused(_("Lần nhập này không còn dữ liệu để hoàn tác."))


def _take_back(upload: Import) -> list[int]:
    kept = Kept.objects.filter(imported=upload).first()
    if kept is None:
        return []
    ledger, touched = Ledger.load(kept)
    since = upload.applied_at or upload.at
    staying = rows_to_keep(later_changes(kept, ledger, touched), ledger, since=since)
    made = {name: without(ledger.created.get(name, Ranges()), staying.get(name, set())) for name in MODELS}
    gone = made["unit"]
    stay = [unit for unit in {*touched, *chaired_too(list(touched))} if unit not in gone]
    near = {*stay, *units_of_changed(ledger, stay), *units_of_made(ledger, stay, going=gone)}
    limited = limited_in(ledger)
    for name, changes in ledger.changed.items():
        spared = limited if name == "person" else set()
        own = {pk: fields for pk, fields in changes.items() if pk not in spared}
        _restore(MODELS[name], unchanged_since(name, own))
    progress.tell(upload.pk, 30)
    _forget_duties(gone, made["person"])
    _let_go(made)
    _delete(UnitReach.objects.all(), "unit", gone)
    for name, model in MODELS.items():
        _delete(model._default_manager.all(), "pk", made[name])  # noqa: SLF001
        progress.tell(upload.pk, 30 + 8 * (1 + list(MODELS).index(name)))
    kept.delete()
    left = [unit for unit in near if unit not in gone]
    return sorted(Unit.objects.filter(pk__in=left).values_list("pk", flat=True)) if left else []


def _told(each: Obstacle) -> dict[str, Any]:
    """What stays, as the import's summary keeps it."""
    at = each.at.isoformat() if each.at else ""
    return {"why": each.why, "model": each.model, "name": each.name, "who": each.who, "at": at}


def _restore(model: type[models.Model], changes: Changes) -> None:
    before = {
        pk: {name: stored(model, name, pair[0]) for name, pair in fields.items()} for pk, fields in changes.items()
    }
    update(model, before)


def _forget_duties(units: Ranges, persons: Ranges) -> None:
    """Duties are found from facts; those about units and persons that never were go with them."""
    for path, ranges in (("unit", units), ("person", persons)):
        for first, last in ranges.pairs:
            found = {f"{path}__gte": first, f"{path}__lte": last}
            events = DutyEvent.objects.filter(**{f"duty__{key}": value for key, value in found.items()})
            _delete_all(events)
            _delete_all(Duty.objects.filter(**found))
    for first, last in units.pairs:
        for made in untouched():
            made.filter(unit__gte=first, unit__lte=last).delete()


def _let_go(made: dict[str, Ranges]) -> None:
    """What follows the facts by itself points at none that goes."""
    for key in followed():
        target: Any = key.related_model
        for first, last in made[target._meta.model_name].pairs:  # noqa: SLF001
            near = {f"{key.attname}__gte": first, f"{key.attname}__lte": last}
            key.model._default_manager.filter(**near).update(**{key.attname: None})  # noqa: SLF001


def _delete(rows: models.QuerySet[Any], path: str, ranges: Ranges) -> None:
    for first, last in ranges.pairs:
        _delete_all(rows.filter(**{f"{path}__gte": first, f"{path}__lte": last}))


def _delete_all(rows: models.QuerySet[Any]) -> None:
    """In one statement, without asking what points at the rows: that was looked at, and the database holds it."""
    rows._raw_delete(rows.db)  # noqa: SLF001


def _mark(actor: User | System, upload: Import, reason: str, units: Iterable[int]) -> None:
    put(
        upload,
        state=Import.State.UNDONE,
        undone_at=clock.now(),
        undone_by=actor if isinstance(actor, User) else None,
        undo_reason=reason,
        summary=upload.summary,
    )
    told = [list(pair) for pair in Ranges.of(units).pairs]
    kept = len(upload.summary["kept"])
    trace(actor, upload, "undo", reason=reason, kept=kept, files=files_told(upload), units=told)
