"""Lists, search and single pages through Django's test client: server time and number of queries."""

from __future__ import annotations

import statistics
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.province import DAY
from nongcot.infra.accounts.models import User
from nongcot.people.kinds import Role, UnitKind
from nongcot.people.models import Person, RoleGrant, Unit

WARMUP = 2


def measure_pages(times: int) -> dict[str, Any]:
    """For each page: median and 95th percentile in milliseconds, and the queries of one request."""
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("collectstatic", verbosity=0, interactive=False)
    client = Client()
    client.force_login(_officer())
    unit = Unit.objects.filter(kind=UnitKind.ENTERPRISE).order_by("id")[:1].get()
    person = Person.objects.filter(posts__unit=unit).order_by("id")[:1].get()
    officers = reverse("people:officers")
    paths = {
        "inbox": reverse("duties:inbox"),
        "unit tree": reverse("people:units"),
        "unit search": reverse("people:units") + "?q=sao+khue+123",
        "unit": reverse("people:unit", args=[unit.pk]),
        "officers": officers,
        "officers, chairs over 50": officers + "?post=chair&age=50-59",
        "officers, search of three words": officers + "?q=nguyen+thi+hoa",
        "officers, search of a frequent word": officers + "?q=nguyen",
        "officers, search of a union": officers + "?q=khue+123",
        "officer": reverse("people:officer", args=[person.pk]),
    }
    return {
        "floor_ms": _floor(times),
        "pages": {name: _page(client, path, times) for name, path in paths.items()},
        "csv": _csv(client, reverse("people:officers-csv")),
        "seconds": 0.0,
    }


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


def _p95(taken: list[float]) -> float:
    ordered = sorted(taken)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def _officer() -> User:
    user, _made = User.objects.get_or_create(username="bench", defaults={"name": "Bench"})
    province = Unit.objects.filter(kind=UnitKind.PROVINCIAL_FEDERATION).order_by("id")[:1].get()
    RoleGrant.objects.get_or_create(
        user=user, unit=province, role=Role.FEDERATION_OFFICER, from_day=DAY.replace(year=2025)
    )
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
