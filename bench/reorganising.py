"""A plan that redraws a whole province, and the bare writing of as many rows."""

from __future__ import annotations

import os
import signal
import time
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django.db import connection, transaction

from bench.province import DAY
from nongcot.infra.audit.api import System
from nongcot.people.kinds import UnitKind
from nongcot.people.models import (
    Body,
    PostHeld,
    RoleGrant,
    Term,
    Unit,
    UnitKindSpan,
    UnitName,
    UnitPlacement,
    UnitReach,
    UnitSuccession,
)
from nongcot.staffing import actions
from nongcot.staffing.reorganisation.kinds import Operation, OperationKind, PostsWay

ACTOR = System("bench")
ON = DAY + timedelta(days=9)
Facts = dict[str, Any]


def plan() -> list[Operation]:
    """A row for each unit: communes merged two and two, unions merged with their holders, moved, renamed, ended."""
    communes = _codes(UnitKind.DIRECT_SUPERIOR)
    unions = _codes()
    rows: list[Operation] = []

    def add(kind: OperationKind, code: str, **facts: Any) -> None:
        rows.append(Operation(len(rows) + 2, kind, code, ON, **facts))

    stay = communes[::2]
    for into, code in zip(stay, communes[1::2], strict=False):
        add(OperationKind.MERGE, code, into_code=into)
    for number, code in enumerate(unions):
        match number % 5:
            case 0:
                add(OperationKind.RENAME, code, name=f"Công đoàn cơ sở Công ty số {number}")
            case 1:
                add(OperationKind.MERGE, code, into_code=unions[number - 1], posts=PostsWay.CONTINUE)
            case 2:
                add(OperationKind.MOVE, code, superior_code=stay[number % len(stay)])
            case 3:
                add(OperationKind.END, code)
            case 4:
                for part in (unions[number - 4], unions[number - 2]):
                    default = part == unions[number - 2]
                    add(OperationKind.SPLIT, code, into_code=part, default=default, posts=PostsWay.APPOINT)
    return rows


def _codes(kind: UnitKind | None = None) -> list[str]:
    rows = Unit.objects.filter(ended_on__isnull=True).order_by("pk")
    above = [UnitKind.DIRECT_SUPERIOR, UnitKind.PROVINCIAL_FEDERATION]
    rows = rows.filter(kind=kind) if kind else rows.exclude(kind__in=above)
    return [code or f"#{pk}" for pk, code in rows.values_list("pk", "code")]


def reorganise_ours() -> Facts:
    """Look at the plan, carry it out, take it back; ``seconds`` of the carrying out alone."""
    rows, posts = plan(), PostHeld.objects.filter(to_day__isnull=True).count()
    started = time.perf_counter()
    kept = actions.receive_plan(actor=ACTOR, operations=rows, decision="QĐ 1")
    looked = time.perf_counter()
    if kept.summary["trouble_count"]:
        raise ValueError(kept.summary["troubles"][:3])
    told: list[int] = []
    actions.reorganise(actor=ACTOR, plan=kept, tell=told.append)
    done = time.perf_counter()
    ended = Unit.objects.filter(ended_on=ON).count()
    actions.take_plan_back(actor=ACTOR, plan=kept, reason="bench", tell=told.append)
    return {
        "seconds": done - looked,
        "taken_back": time.perf_counter() - done,
        "look": looked - started,
        "operations": len(rows),
        "posts": posts,
        "ended": ended,
        "told": len(told),
    }


def reorganise_killed(percent: int) -> Facts:
    """Carry the plan out in a process that is killed when so much of it is written: is every row as before?"""
    before, started = _digest(), time.perf_counter()
    kept = actions.receive_plan(actor=ACTOR, operations=plan(), decision="QĐ 1")
    connection.close()  # the child opens its own, and never that of the parent
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]
    child = os.fork()
    if child == 0:
        actions.reorganise(actor=ACTOR, plan=kept, tell=lambda done: _die(done >= percent))
        os._exit(1)
    _pid, status = os.waitpid(child, 0)
    seconds = time.perf_counter() - started
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    return {"seconds": seconds, "killed": killed, "same": _digest() == before, "units": Unit.objects.count()}


def _die(now: bool) -> None:
    if now:
        os.kill(os.getpid(), signal.SIGKILL)


def _digest() -> str:
    """All dated rows as one number."""
    told = sha256()
    for model in (
        Unit,
        UnitName,
        UnitKindSpan,
        UnitPlacement,
        UnitSuccession,
        UnitReach,
        Body,
        Term,
        PostHeld,
        RoleGrant,
    ):
        for row in model._default_manager.order_by("pk").values_list().iterator(chunk_size=2000):  # noqa: SLF001
            told.update(repr(row).encode())
    return told.hexdigest()


def reorganise_floor() -> Facts:
    """Read the units with names and placements, write a row for each and another day into each post; nothing else."""
    started = time.perf_counter()
    with transaction.atomic():
        rows = list(Unit.objects.values_list("pk", "code", "name", "kind", "began_on", "ended_on"))
        rows += list(UnitName.objects.values_list("pk", "unit", "name", "match_key", "from_day", "to_day"))
        rows += list(UnitPlacement.objects.values_list("pk", "unit", "superior", "from_day", "to_day", "pk"))
        names = [
            UnitName(unit_id=pk, name="-", search_key="-", match_key="-", from_day=date.max) for pk, *_rest in rows
        ]
        UnitName.objects.bulk_create(names[: Unit.objects.count()], batch_size=500)
        PostHeld.objects.filter(to_day__isnull=True).update(to_day=ON)
    return {"seconds": time.perf_counter() - started, "rows": len(rows)}
