"""Lists, search and single pages through Django's test client: server time and number of queries."""

from __future__ import annotations

import statistics
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
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
    paths = {
        "inbox": reverse("duties:inbox"),
        "unit tree": reverse("people:units"),
        "unit": reverse("people:unit", args=[unit.pk]),
        "officers": reverse("people:officers"),
        "search": reverse("people:officers") + "?q=nguyen+thi+hoa",
        "officer": reverse("people:officer", args=[person.pk]),
    }
    return {"pages": {name: _page(client, path, times) for name, path in paths.items()}, "seconds": 0.0}


def _officer() -> User:
    user, _made = User.objects.get_or_create(username="bench", defaults={"name": "Bench"})
    province = Unit.objects.filter(kind=UnitKind.PROVINCIAL_FEDERATION).order_by("id")[:1].get()
    RoleGrant.objects.get_or_create(
        user=user, unit=province, role=Role.FEDERATION_OFFICER, from_day=DAY.replace(year=2025)
    )
    return user


def _page(client: Client, path: str, times: int) -> dict[str, Any]:
    taken = []
    for _ in range(times + WARMUP):
        started = time.perf_counter()
        answer = client.get(path)
        taken.append((time.perf_counter() - started) * 1000)
        assert answer.status_code == 200, (path, answer.status_code)
    with CaptureQueriesContext(connection) as seen:
        client.get(path)
    taken = sorted(taken[WARMUP:])
    return {
        "median_ms": statistics.median(taken),
        "p95_ms": taken[min(len(taken) - 1, int(len(taken) * 0.95))],
        "queries": len(seen),
        "kb": len(answer.content) // 1024,
    }
