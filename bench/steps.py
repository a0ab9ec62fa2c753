"""The steps that are measured, each in a process of its own: ``python -m bench.steps NAME JSON``."""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nongcot.config.settings")
import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402

from bench import measure  # noqa: E402
from bench.province import DAY, Scale, fill  # noqa: E402
from bench.reorganising import reorganise_floor, reorganise_killed, reorganise_ours  # noqa: E402
from nongcot.duties.api import left_behind, owe_look, run  # noqa: E402
from nongcot.duties.models import Duty  # noqa: E402
from nongcot.infra.audit.api import System  # noqa: E402
from nongcot.kernel import clock  # noqa: E402
from nongcot.people.models import MemberCount, Person, PostHeld, Term, Unit, UnitPlacement  # noqa: E402

ACTOR = System("bench")
_BATCH = 2000
Facts = dict[str, Any]


def prepare() -> Facts:
    """An empty, migrated database."""
    call_command("migrate", verbosity=0, interactive=False)
    return {}


# Import


def workbook(rows: int) -> Facts:
    """The workbook to import, made on the first run of this machine."""
    from bench.workbook import HEADER, path

    return {"path": str(path(rows)), "columns": len(HEADER)}


def import_floor(path: str, columns: int) -> Facts:
    """The unavoidable part of an import: read every cell with calamine, insert every row into one wide table."""
    from python_calamine import CalamineWorkbook

    wide = _wide(columns)
    with connection.schema_editor() as editor:
        editor.create_model(wide)
    fields = [f"c{n}" for n in range(columns)]
    started = time.perf_counter()
    number = 0
    with transaction.atomic():
        rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).iter_rows()
        while batch := list(islice(rows, _BATCH)):
            wide.objects.bulk_create(
                [wide(**dict(zip(fields, map(str, row), strict=True))) for row in batch]  # type: ignore[attr-defined]
            )
            number += len(batch)
    return {"seconds": time.perf_counter() - started, "rows": number}


def _wide(columns: int) -> type[models.Model]:
    class Meta:
        app_label = "bench"
        db_table = "bench_wide"
        managed = False

    fields = {f"c{n}": models.TextField() for n in range(columns)}
    return type("Wide", (models.Model,), {"__module__": __name__, "Meta": Meta, **fields})


def import_ours(path: str) -> Facts:
    """What ``nongcot import`` does up to the roster: receive, read, plan, apply (the duties are another budget)."""
    from django.core.files import File

    from nongcot.intake import actions

    started = time.perf_counter()
    with Path(path).open("rb") as file:
        imported = actions.receive(actor=ACTOR, files=[File(file, name=Path(path).name)], day=DAY)
    actions.read_and_apply(actor=ACTOR, imported=imported)
    return {
        "seconds": time.perf_counter() - started,
        "posts": PostHeld.objects.count(),
        "units": Unit.objects.count(),
    }


# Duties


def generate(provinces: int, communes: int, unions: int, officers: int) -> Facts:
    """Fill the database with a generated province or country."""
    return fill(Scale(provinces, communes, unions, officers))


def duties_ours() -> Facts:
    """All duties from nothing, and once more over unchanged facts."""
    started = time.perf_counter()
    outcome = run(actor=ACTOR, day=DAY)
    first = time.perf_counter()
    again = run(actor=ACTOR, day=DAY)
    return {
        "seconds": first - started,
        "again": time.perf_counter() - first,
        "opened": outcome.opened,
        "changed_again": again.anything,
    }


def duties_floor(duties: int) -> Facts:
    """Read the same rows as plain values and insert as many duty rows, and nothing else."""
    started = time.perf_counter()
    rows = sum(1 for query in _same_rows() for _ in query.iterator(chunk_size=10_000))
    units = list(Unit.objects.values_list("pk", flat=True)[:1000])
    with transaction.atomic():
        for start in range(0, duties, _BATCH):
            numbers = range(start, min(start + _BATCH, duties))
            Duty.objects.bulk_create([_duty(number, units[number % len(units)]) for number in numbers])
    seconds = time.perf_counter() - started
    _take_away()
    return {"seconds": seconds, "rows": rows}


def _take_away() -> None:
    """What a floor stored is no part of what is measured after it: the pages would show it as duties."""
    Duty.objects.filter(code="bench").delete()


def _same_rows() -> Iterator[models.QuerySet[Any, Any]]:
    yield Unit.objects.values_list("pk", "name", "kind", "sector", "ownership", "began_on", "ended_on")
    yield UnitPlacement.objects.values_list("unit_id", "superior_id", "superior__name", "superior__ended_on")
    yield MemberCount.objects.values_list("unit_id", "members", "women")
    yield Term.objects.values_list("body__unit_id", "body__kind", "from_day", "planned_end", "to_day", "seats_fixed")
    yield PostHeld.objects.values_list(
        "unit_id", "person_id", "person__name", "body__kind", "body__name", "post", "from_day", "to_day", "mandate",
        "end_reason", "person__contract_ends_on",
    )  # fmt: skip
    yield Person.objects.values_list("pk", "search_key", "born", "citizen_index", "phone")


def _duty(number: int, unit: int) -> Duty:
    facts = {"shape": 1, "holders": 4, "seats": 5}
    return Duty(code="bench", unit_id=unit, subject=str(number), role="chair", facts=facts, opened_on=DAY, due_on=DAY)


def one_change(times: int) -> Facts:
    """A chair leaves: the post ends with the look that is owed for it, and the duties of that union are brought up to
    date after the commit. Median of ``times`` unions.
    """
    from bench.pages import learn_sizes

    held = PostHeld.objects.filter(post="chair", to_day__isnull=True, from_day__lt=DAY - timedelta(days=90))
    learn_sizes()  # of the duties just opened
    chairs = list(held.order_by("id")[:: max(1, held.count() // (times + 1))][: times + 1])
    taken = []
    for chair in chairs:
        started = time.perf_counter()
        with transaction.atomic():
            PostHeld.objects.filter(pk=chair.pk).update(to_day=DAY - timedelta(days=2), end_reason="retired")
            owe_look(actor=ACTOR, units=[chair.unit_id])
        with patch.object(clock, "today", lambda: DAY):  # only a run of the day itself pays what is owed
            run(actor=ACTOR, day=DAY, units=[chair.unit_id])
        left_behind()
        taken.append(time.perf_counter() - started)
    taken = taken[1:]  # the first one loads the rules
    return {"seconds": statistics.median(taken), "slowest": max(taken), "times": len(taken)}


def one_change_floor(times: int) -> Facts:
    """The same write alone: one post ended, one duty stored."""
    units = list(PostHeld.objects.filter(post="vice_chair").order_by("id")[:times].values_list("pk", "unit_id"))
    taken = []
    for number, (post, unit) in enumerate(units):
        started = time.perf_counter()
        with transaction.atomic():
            PostHeld.objects.filter(pk=post).update(to_day=DAY, end_reason="retired")
            _duty(number, unit).save()
        taken.append(time.perf_counter() - started)
    _take_away()
    return {"seconds": statistics.median(taken)}


def pages(times: int) -> Facts:
    """Server time and queries of the first pages, as the officer of one province sees them."""
    from bench.pages import measure_pages

    return measure_pages(times)


STEPS: dict[str, Callable[..., Facts]] = {
    step.__name__: step
    for step in (
        prepare,
        workbook,
        import_floor,
        import_ours,
        generate,
        duties_ours,
        duties_floor,
        one_change,
        one_change_floor,
        pages,
        reorganise_ours,
        reorganise_floor,
        reorganise_killed,
    )
}


if __name__ == "__main__":
    name, given = sys.argv[1], json.loads(sys.argv[2])
    measure.report(lambda: STEPS[name](**given))
