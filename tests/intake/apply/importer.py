"""Another process for the tests about kills: imports a file, and dies at a chosen point without any farewell.

python -m tests.intake.apply.importer read FILE         receive and read; prints the import's number
python -m tests.intake.apply.importer apply NUMBER N    prints the roster, applies, prints how many tables it filled;
                                                        SIGKILL after the N-th of them (0: never)
python -m tests.intake.apply.importer rows              prints the roster as JSON
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

from nongcot.config import installation

DAY = date(2026, 11, 22)


class Death:
    """Fills tables as ever, counts them, and kills the process after the chosen one."""

    def __init__(self, insert: Callable[..., int], at: int) -> None:
        self.insert, self.at, self.seen = insert, at, 0

    def __call__(self, *arguments: Any) -> int:
        count = self.insert(*arguments)
        self.seen += 1
        if self.seen == self.at:
            os.kill(os.getpid(), signal.SIGKILL)
        return count


def main() -> None:
    installation.set_up()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    verb, *rest = sys.argv[1:]
    sys.stdout.write({"read": read, "apply": apply, "rows": rows}[verb](*rest) + "\n")


def read(path: str) -> str:
    from django.core.files import File

    from nongcot.infra.audit.api import System
    from nongcot.intake import actions

    with Path(path).open("rb") as file:
        imported = actions.receive(actor=System("test"), files=[File(file, name=Path(path).name)], day=DAY)
    actions.read(imported=imported, actor=System("test"))
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


def rows() -> str:
    from nongcot.infra.audit.models import AuditEntry
    from nongcot.intake.models import Import
    from nongcot.people.models import Body, MemberCount, Person, PostHeld, Term, Unit, UnitName, UnitReach

    posts = PostHeld.objects.values_list("person__name", "person__phone", "unit__name", "body__kind", "post")
    counts = {
        m.__name__: m.objects.count() for m in (Unit, UnitName, UnitReach, MemberCount, Body, Term, Person, AuditEntry)
    }
    state = Import.objects.values_list("state", flat=True).get()
    return json.dumps({"state": state, "counts": counts, "posts": sorted(map(list, posts))})


if __name__ == "__main__":
    main()
