"""Read the files of an import, as far as a person corrected the reading as they said."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.longwork.quiet import without_collector
from nongcot.intake.actions.deciding import SAME, kinds_decided
from nongcot.intake.actions.state import failure_kept, put
from nongcot.intake.apply.kinds import Plan
from nongcot.intake.apply.plan import make_plan
from nongcot.intake.apply.unit_kinds import answer_kinds
from nongcot.intake.changes import keep_changes
from nongcot.intake.doubts import answers, keep_pairs
from nongcot.intake.foreign import Told, seems_foreign
from nongcot.intake.found import keep_cells
from nongcot.intake.guides import guide_of
from nongcot.intake.kinds import Reading, SheetReading
from nongcot.intake.models import Import, RememberedMapping
from nongcot.intake.permissions import federation_unit, require_import
from nongcot.intake.queries import coded_unions, known_unions, own_names
from nongcot.intake.reading import read_files
from nongcot.intake.roster import Roster, build_roster
from nongcot.intake.stored import read_reading, unseal_file, write_reading
from nongcot.intake.summary import sheet_key, summarise, summarise_plan
from nongcot.kernel import clock

_STEP = 5  # per cent of progress worth a row written


def read(*, imported: Import, actor: User | System) -> Import:
    """Read the files and say what was understood and what applying would change. Nothing of the roster is written.

    Raises:
        PermissionDenied: the actor may not import into the import's unit.
    """
    require_import(actor, imported)
    with without_collector(), failure_kept(imported):
        before = imported.reading.name
        found = understand(imported, actor)
        if found is not None:
            plan = plan_of(found.roster, imported, actor, found.decided)
            summary = summarise(found.reading, plan)
            summary["digest"] = keep_changes(imported, plan)
            keep_cells(imported, found.reading)
            keep_pairs(imported, plan)
            summary["foreign"] = _foreign(imported, found, plan)
            _remember_headers(imported, found.reading)
            keep_summary(imported, summary)
            if before:
                imported.reading.storage.delete(before)
    return imported


def plan_again(*, imported: Import, actor: User | System) -> Import:
    """Say anew what applying would change, after decisions about persons. Nothing of the roster is written.

    Raises:
        PermissionDenied: the actor may not import into the import's unit.
    """
    require_import(actor, imported)
    with without_collector(), failure_kept(imported):
        with imported.reading.open("rb") as file:
            reading = read_reading(file)
        decided = answers(imported)
        plan = plan_of(roster_of(reading, decided), imported, actor, decided)
        digest = keep_changes(imported, plan)
        keep_pairs(imported, plan)
        told = {"plan": summarise_plan(plan), "digest": digest, "moved": False}
        put(imported, state=Import.State.READ, progress=100, summary={**imported.summary, **told}, error="")
    return imported


class Found(NamedTuple):
    reading: Reading  # without its rows: the roster has them
    roster: Roster
    decided: dict[str, str]


Tell = Callable[[str, int], None]  # is told the file that is being read, and per cent read of all of them


def understand(imported: Import, actor: User | System, tell: Tell | None = None) -> Found | None:
    """The roster of the import's files, and the reading kept; None (and the import FAILED) when nothing was read."""
    reading = _read_files(imported, actor, tell)
    if not any(sheet.rows for sheet in reading.sheets):
        put(imported, state=Import.State.FAILED, summary=_nothing(reading), error="")
        return None
    decided = answers(imported)
    imported.reading.save(f"{uuid4().hex}.sealed", write_reading(reading), save=False)
    return Found(reading, roster_of(reading, decided), decided)


def keep_summary(imported: Import, summary: dict[str, Any]) -> None:
    put(imported, state=Import.State.READ, progress=100, summary=summary, decisions=imported.decisions, error="")


def _foreign(imported: Import, found: Found, plan: Plan) -> list[dict[str, Any]]:
    """Why the files may be another federation's."""
    units = plan.roster.units
    above = {units[key].superior for key in plan.new_units if plan.superiors.get(key) in (None, imported.unit_id)}
    placed = sum(isinstance(plan.superiors.get(key), int) for key in plan.new_units)
    by_default = sum(plan.superiors.get(key) == imported.unit_id for key in plan.new_units)
    told = Told(
        titles=[text for sheet in found.reading.sheets for text in _above(sheet)],
        units=len(units),
        new_units=len(plan.new_units) + len(plan.refused),
        superiors=sorted(name for name in above if name),
        placed=placed - by_default,
    )
    unit = imported.unit_id
    return seems_foreign(told, own=own_names(unit), known_units=known_unions(unit) if unit else 0)


def _above(sheet: SheetReading) -> list[str]:
    """What stands above a table."""
    rows = [text for row, text in sheet.first_rows if sheet.header_row is not None and row < sheet.header_row]
    return [text for text in (sheet.title, sheet.superior or "", *rows) if text]


def _remember_headers(imported: Import, reading: Reading) -> None:
    """A header row that a person chose is found again in later files by its fingerprint."""
    chosen = imported.decisions.get("header_rows", {})
    kept = dict(imported.decisions.get("mappings", {}))
    for sheet in reading.sheets:
        if sheet.shape and chosen.get(sheet_key(sheet)) == sheet.header_row and sheet.shape not in kept:
            kept[sheet.shape] = {"shape": 1, "kind": None, "columns": {}, "is_header": True, "heads": []}
            RememberedMapping.objects.get_or_create(
                unit=federation_unit(imported.unit_id),
                fingerprint=sheet.shape,
                defaults={
                    "mapping": {**kept[sheet.shape], "heads": [list(head) for head in sheet.heads]},
                    "example": f"{sheet.file} / {sheet.sheet}"[:300],
                    "by": imported.by,
                    "at": clock.now(),
                },
            )
    imported.decisions = {**imported.decisions, "mappings": kept}


def _nothing(reading: Reading) -> dict[str, Any]:
    roster = build_roster(Reading())
    return summarise(reading, Plan(roster, date.min))


def _read_files(imported: Import, actor: User | System, tell: Tell | None) -> Reading:
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
        coded = partial(coded_unions, actor)
        return read_files(paths, progress=_progress(imported, tell), guide=guide_of(imported), on_record=coded)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _progress(imported: Import, tell: Tell | None) -> Callable[[str, int, int], None]:
    def step(file: str, done: int, total: int) -> None:
        percent = min(99, 100 * done // total) if total else 0
        if tell:
            tell(Path(file).name, percent)
        if percent >= imported.progress + _STEP:
            imported.progress = percent
            imported.save(update_fields=["progress"])

    return step


def _same(decided: Mapping[str, str]) -> set[str]:
    return {key for key, answer in decided.items() if answer == SAME}


def roster_of(reading: Reading, decided: Mapping[str, str]) -> Roster:
    """The roster of ``reading``, whose rows are let go: a large list stands in memory once."""
    roster = build_roster(reading, same=_same(decided))
    reading.officers.clear()
    reading.units.clear()
    return roster


def plan_of(roster: Roster, imported: Import, actor: User | System, decided: Mapping[str, str]) -> Plan:
    """What applying ``roster`` would change, with what was decided about persons and kinds of units."""
    plan = make_plan(roster, actor=actor, under=imported.unit_id, day=imported.day, confirmed=_same(decided))
    answer_kinds(plan, kinds_decided(imported))
    return plan
