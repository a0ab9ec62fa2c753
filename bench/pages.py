"""Lists, search and single pages through Django's test client: server time and number of queries."""

from __future__ import annotations

import io
import statistics
import time
from datetime import date, timedelta
from itertools import islice
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from bench import workbook
from bench.province import DAY
from nongcot.config.warm import warm_up
from nongcot.duties.kinds import CloseReason
from nongcot.duties.models import Duty
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.insight.kept import make_all
from nongcot.intake import actions as intake
from nongcot.people.kinds import Role, UnitKind
from nongcot.people.lists import official
from nongcot.people.lists.choice import Place
from nongcot.people.models import Person, PostLine, RoleGrant, Unit

ACTOR = System("bench")
IMPORTED = 360  # rows of the import that is looked over
WARMUP = 2
_PATIENCE = 120  # seconds for which the database may clear up before it is measured


def measure_pages(times: int) -> dict[str, Any]:
    """For each page: median and 95th percentile in milliseconds, and the queries of one request."""
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("collectstatic", verbosity=0, interactive=False)
    done_earlier()
    learn_sizes()
    user = federation_officer()
    make_all()  # the figures of large units, as the worker keeps them
    warm_up()  # as a web process does when it begins
    officer, chair = _client(user), _client(chair_of(_union()))
    pages = {name: _page(officer, path, times) for name, path in paths(some_import(user, IMPORTED)).items()}
    pages["inbox of a chair"] = _page(chair, reverse("duties:inbox"), times)
    return {
        "floor_ms": _floor(times),
        "pages": pages,
        "csv": _csv(officer, reverse("people:officers-csv")),
        "xlsx": _xlsx(user),
        "seconds": 0.0,
    }


def learn_sizes() -> None:
    """What PostgreSQL does by itself within minutes of so many new rows: until it knows their sizes it plans for an
    empty table, and while it clears up and writes out what was made a moment ago the pages wait for it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")
            cursor.execute("CHECKPOINT")
            for _second in range(_PATIENCE):
                cursor.execute("SELECT 1 FROM pg_stat_activity WHERE backend_type = 'autovacuum worker'")
                if cursor.fetchone() is None:
                    break
                time.sleep(1)


def paths(imported: int) -> dict[str, str]:
    """The pages of the federation's officer, by what the table calls them; ``imported`` is an import to look over."""
    unit = _union()
    person = Person.objects.filter(posts__unit=unit).order_by("id")[:1].get()
    duty = Duty.objects.filter(closed_on__isnull=True, unit__reach__ancestor=_federation()).order_by("id")[:1]
    officers = reverse("people:officers")
    return {
        "inbox": reverse("duties:inbox"),
        "duty": reverse("duties:duty", args=[duty.get().pk]),
        "where duties gather": reverse("duties:gather"),
        "duties done": reverse("duties:done"),
        "unit tree": reverse("people:units"),
        "unit search": reverse("people:units") + "?q=sao+khue+123",
        "unit": reverse("people:unit", args=[unit.pk]),
        "officers": officers,
        "officers, deep in the list": f"{officers}?after={_middle()}",
        "officers, chairs over 50": officers + "?post=chair&age=50-59",
        "officers, search of three words": officers + "?q=nguyen+thi+hoa",
        "officers, search of a frequent word": officers + "?q=nguyen",
        "officers, search of a union": officers + "?q=khue+123",
        "officer": reverse("people:officer", args=[person.pk]),
        "dashboard": reverse("insight:dashboard"),
        "dashboard of a past day": reverse("insight:dashboard") + f"?day={DAY:%d/%m/%Y}",
        "rules": reverse("rulebook:rules"),
        "import, what will change": reverse("intake:import", args=[imported]),
    }


def _federation() -> Unit:
    return Unit.objects.filter(kind=UnitKind.PROVINCIAL_FEDERATION).order_by("id")[:1].get()


def _union() -> Unit:
    """A union below the federation whose officer looks."""
    return Unit.objects.filter(kind=UnitKind.ENTERPRISE, reach__ancestor=_federation()).order_by("id")[:1].get()


def _middle() -> Place:
    """A place in the middle of the federation's list of officers: half of the country's stand before it."""
    lines = PostLine.objects.order_by("sort_key", "person_id", "held_id")
    row = lines.values_list("sort_key", "person_id", "held_id")[lines.count() // 2 :][:1].get()
    return Place(*row)


def done_earlier() -> None:
    """A duty of every fourth union that was done in the last year, as a roster that is worked on has them."""
    units = Unit.objects.filter(kind=UnitKind.ENTERPRISE).order_by("id").values_list("pk", flat=True)
    duties = (
        Duty(
            code="committee.no_chair",
            unit_id=pk,
            role="superior_officer",
            facts={"shape": 1},
            opened_on=DAY - timedelta(days=30 + pk % 330),
            closed_on=DAY - timedelta(days=pk % 330),
            close_reason=CloseReason.FACTS_CHANGED,
        )
        for pk in units.iterator()
        if pk // 7 % 4 == 0  # not a fixed place among the communes: some of every province
    )
    while batch := list(islice(duties, 2000)):
        Duty.objects.bulk_create(batch)


def some_import(actor: User, rows: int) -> int:
    """A roster of so many rows, sent by ``actor``, read and waiting to be applied."""
    with workbook.path(rows).open("rb") as file:
        imported = intake.receive(actor=actor, files=[File(file, name="roster.xlsx")], day=DAY)
    return intake.read(actor=actor, imported=imported).pk


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _floor(times: int) -> float:
    """The unavoidable part of a page: a bare view, without middleware or template, that gives twenty rows."""
    taken = []
    for _ in range(times + WARMUP):
        started = time.perf_counter()
        HttpResponse("\n".join(Person.objects.order_by("sort_key").values_list("name", flat=True)[:20]))
        taken.append((time.perf_counter() - started) * 1000)
    return _p95(taken[WARMUP:])


def _csv(client: Client, path: str) -> dict[str, Any]:
    """The whole list as a streamed file: seconds, rows, and the time to its first byte."""
    started = time.perf_counter()
    chunks = iter(client.get(path))
    first = next(chunks)
    waited = time.perf_counter() - started
    lines = first.count(b"\n") + sum(chunk.count(b"\n") for chunk in chunks)
    return {"seconds": time.perf_counter() - started, "first": waited, "rows": lines - 1}


def _xlsx(user: User) -> dict[str, Any]:
    """The whole list as the workbook made in the background: seconds of CPU, rows, how often its progress was told.

    The floor is the bare library writing the same cells from memory, without a database or a look of the sheet.
    """
    told: list[tuple[int, int | None]] = []
    started = time.process_time()
    content = official.workbook(user, "", DAY, lambda done, total: told.append((done, total)))
    seconds = time.process_time() - started
    cells = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    started = time.process_time()
    with Workbook(io.BytesIO(), {"constant_memory": True}) as bare:
        sheet = bare.add_worksheet()
        for number, row in enumerate(cells):
            for place, value in enumerate(row):
                sheet.write(number, place, str(value) if isinstance(value, date) else value)
    floor = time.process_time() - started
    return {"seconds": seconds, "floor": floor, "rows": len(cells), "told": len(told), "bytes": len(content)}


def _p95(taken: list[float]) -> float:
    ordered = sorted(taken)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def federation_officer() -> User:
    """The officer of the first federation."""
    return _granted("bench", _federation(), Role.FEDERATION_OFFICER)


def chair_of(unit: Unit) -> User:
    """Somebody who may do what the chair of the union may."""
    return _granted("bench-chair", unit, Role.CHAIR)


def _granted(username: str, unit: Unit, role: Role) -> User:
    user, _made = User.objects.get_or_create(username=username, defaults={"name": "Bench"})
    RoleGrant.objects.get_or_create(user=user, unit=unit, role=role, from_day=DAY.replace(year=2025))
    return user


def _page(client: Client, path: str, times: int) -> dict[str, Any]:
    taken = []
    answer = client.get(path)
    for _ in range(times + WARMUP):
        started = time.perf_counter()
        answer = client.get(path)
        taken.append((time.perf_counter() - started) * 1000)
        assert answer.status_code == 200, (path, answer.status_code)
    with CaptureQueriesContext(connection) as seen:
        client.get(path)
    taken = taken[WARMUP:]
    return {
        "median_ms": statistics.median(taken),
        "p95_ms": _p95(taken),
        "queries": len(seen),
        "kb": len(answer.content) // 1024,
    }
