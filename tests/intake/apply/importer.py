"""Other processes for the tests about kills: import a file, and die at a chosen point without any farewell.

Run through :mod:`tests.forked`:

read FILE         receive and read; prints the import's number
receive FILE      receives it and asks the worker to read it
apply NUMBER N    prints the roster, applies, prints how many tables it filled;
                                                        SIGKILL after the N-th of them (0: never)
rows              prints the roster as JSON
enqueue NUMBER    asks the worker to apply the import
undo NUMBER       asks the worker to take it back
work N            a worker: buries the tasks of one that died, then does what
                                                        waits; SIGKILL after the N-th table filled or emptied
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

DAY = date(2026, 11, 22)


class Death:
    """Fills (or empties) tables as ever, counts them, and kills the process after the chosen one."""

    def __init__(self, write: Callable[..., Any], at: int) -> None:
        self.write, self.at, self.seen = write, at, 0

    def __call__(self, *arguments: Any) -> Any:
        count = self.write(*arguments)
        self.seen += 1
        if self.seen == self.at:
            os.kill(os.getpid(), signal.SIGKILL)
        return count


def main(arguments: list[str]) -> None:
    verb, *rest = arguments
    sys.stdout.write(VERBS[verb](*rest) + "\n")


def read(path: str) -> str:
    from django.core.files import File

    from nongcot.infra.audit.api import System
    from nongcot.intake import actions

    with Path(path).open("rb") as file:
        imported = actions.receive(actor=System("test"), files=[File(file, name=Path(path).name)], day=DAY)
    actions.read(imported=imported, actor=System("test"))
    return str(imported.pk)


def receive(path: str) -> str:
    from django.core.files import File

    from nongcot.infra.audit.api import System
    from nongcot.intake import actions, tasks

    with Path(path).open("rb") as file:
        imported = actions.receive(actor=System("test"), files=[File(file, name=Path(path).name)], day=DAY)
    tasks.read_import.enqueue(imported.pk)
    return str(imported.pk)


def apply(pk: str, at: str) -> str:
    from nongcot.infra.audit.api import System
    from nongcot.intake import actions
    from nongcot.intake.apply import write
    from nongcot.intake.models import Import

    sys.stdout.write(rows() + "\n")
    sys.stdout.flush()
    imported = Import.objects.get(pk=pk)
    if imported.state == Import.State.READ:
        actions.start_applying(actor=System("test"), imported=imported)
    write.insert = death = Death(write.insert, int(at))
    actions.apply(actor=System("test"), imported=imported)
    return str(death.seen)


def enqueue(pk: str) -> str:
    from nongcot.infra.audit.api import System
    from nongcot.intake import actions, tasks
    from nongcot.intake.models import Import

    actions.start_applying(actor=System("test"), imported=Import.objects.get(pk=pk))
    tasks.apply_import.enqueue(int(pk))
    return rows()


def undo(pk: str) -> str:
    from nongcot.infra.audit.api import System
    from nongcot.intake import actions, tasks
    from nongcot.intake.models import Import

    actions.start_undoing(actor=System("test"), upload=Import.objects.get(pk=pk), reason="thử")
    tasks.undo_import.enqueue(int(pk))
    return rows()


def work(at: str) -> str:
    from django.core.management import call_command

    from nongcot.config import jobs
    from nongcot.intake import changes, found
    from nongcot.intake.actions import undoing
    from nongcot.intake.apply import write

    write.insert = Death(write.insert, int(at))
    changes.insert = Death(changes.insert, int(at))
    found.insert = Death(found.insert, int(at))
    undoing._delete_all = Death(undoing._delete_all, int(at))
    buried = jobs.bury_the_dead()
    call_command(
        "db_worker", queue_name="*", batch=True, startup_delay=False, verbosity=0, worker_id=jobs.worker_name()
    )
    return str(buried)


def rows() -> str:
    from nongcot.infra.audit.models import AuditEntry
    from nongcot.intake.models import Import
    from nongcot.people.models import Body, MemberCount, Person, PostHeld, Term, Unit, UnitName, UnitReach

    posts = PostHeld.objects.values_list("person__name", "person__phone", "unit__name", "body__kind", "post")
    counts = {m.__name__: m.objects.count() for m in (Unit, UnitName, UnitReach, MemberCount, Body, Term, Person)}
    asked = ("intake.receive", "intake.start_applying", "intake.start_undoing")
    counts["AuditEntry"] = AuditEntry.objects.exclude(action__in=asked).count()
    state, stops, at = Import.objects.values_list("state", "stops", "stopped_while").get()
    return json.dumps({"state": state, "stopped": [stops, at], "counts": counts, "posts": sorted(map(list, posts))})


VERBS: dict[str, Callable[..., str]] = {
    "read": read, "receive": receive, "apply": apply, "rows": rows, "enqueue": enqueue, "undo": undo, "work": work
}  # fmt: skip
