from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files import File
from django.db import transaction

from nongcot.infra.audit.models import AuditEntry
from nongcot.intake import actions
from nongcot.intake.actions import applying, reading
from nongcot.intake.models import Import
from nongcot.people.api import Refused
from nongcot.people.models import Person, PostHeld, Unit
from tests.intake.apply.test_apply import HOA, NAM
from tests.intake.conftest import DAY, ROOT
from tests.intake.workbooks import officers

pytestmark = pytest.mark.django_db


def receive(path: Path) -> Import:
    with path.open("rb") as file:
        return actions.receive(actor=ROOT, files=[File(file, name=path.name)], day=DAY)


def written(imported: Import) -> dict[str, Any]:
    """What one import left behind, without keys and times."""
    imported.refresh_from_db()
    return {
        "state": imported.state,
        "summary": imported.summary,
        "decisions": imported.decisions,
        "posts": sorted(PostHeld.objects.values_list("person__name", "unit__name", "body__kind", "post", "from_day")),
        "trail": sorted(AuditEntry.objects.values_list("action", "object_type", "actor_name")),
    }


def test_at_once_writes_what_reading_and_applying_in_two_steps_write(tmp_path: Path) -> None:
    path = officers(tmp_path / "a.xlsx", HOA, NAM)
    told: list[dict[str, Any]] = []

    def undone(work: Callable[[Import], Any]) -> None:
        with transaction.atomic():
            imported = receive(path)
            work(imported)
            told.append(written(imported))
            assert imported.reading
            transaction.set_rollback(True)

    undone(lambda imported: actions.read_and_apply(actor=ROOT, imported=imported))
    undone(lambda i: actions.apply(actor=ROOT, imported=actions.read(imported=i, actor=ROOT)))

    assert told[0]["state"] == Import.State.APPLIED
    assert len(told[0]["posts"]) == 3
    for steps in told:  # what was shown is compared only where something was shown
        for name in ("digest", "moved"):
            steps["summary"].pop(name, None)
    assert told[0] == told[1]


def test_at_once_leaves_nothing_of_an_import_that_breaks_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(*_arguments: object, **_named: object) -> None:
        raise RuntimeError

    imported = receive(officers(tmp_path / "a.xlsx", HOA, NAM))
    monkeypatch.setattr(applying, "_record", break_off)
    with pytest.raises(RuntimeError):
        actions.read_and_apply(actor=ROOT, imported=imported)

    imported.refresh_from_db()
    assert (imported.state, imported.error, bool(imported.reading)) == (Import.State.FAILED, "RuntimeError", False)
    assert (Unit.objects.count(), Person.objects.count()) == (0, 0)
    assert list(AuditEntry.objects.values_list("action", flat=True)) == ["intake.receive"]


def test_at_once_waits_for_the_old_encoding_to_be_confirmed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = officers(tmp_path / "a.xlsx", HOA, NAM)
    understand = reading.read_files

    def doubted(*arguments: Any, **named: Any) -> Any:
        found = understand(*arguments, **named)
        found.sheets[0].needs_confirmation = True
        return found

    monkeypatch.setattr(reading, "read_files", doubted)
    waiting, confirmed = receive(path), receive(path)

    assert actions.read_and_apply(actor=ROOT, imported=waiting) == []
    waiting.refresh_from_db()
    assert (waiting.state, Person.objects.count()) == (Import.State.READ, 0)
    actions.read_and_apply(actor=ROOT, imported=confirmed, confirm_encodings=True)
    confirmed.refresh_from_db()
    assert (confirmed.state, Person.objects.count()) == (Import.State.APPLIED, 2)


def test_at_once_refuses_an_import_that_was_applied_and_leaves_it_so(tmp_path: Path) -> None:
    imported = receive(officers(tmp_path / "a.xlsx", HOA, NAM))
    actions.read_and_apply(actor=ROOT, imported=imported)

    with pytest.raises(Refused):
        actions.read_and_apply(actor=ROOT, imported=imported)
    imported.refresh_from_db()
    assert imported.state == Import.State.APPLIED
