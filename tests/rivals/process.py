"""Other processes for the tests about rivals and kills: real threads, a real database, deaths without farewell.

Run through :mod:`tests.forked`: VERB [ARGUMENT...] prints what came of it as JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

KEY = "mot-khoa-rieng"


def main(arguments: list[str]) -> None:
    verb, *rest = arguments
    sys.stdout.write(json.dumps(VERBS[verb](*rest)) + "\n")


def begin() -> dict[str, Any]:
    """A superior with three unions, and a token of its officer."""
    from nongcot.infra.httpapi.actions import make_token
    from nongcot.infra.httpapi.models import Scope
    from nongcot.kernel import clock
    from nongcot.people.kinds import Role, UnitKind
    from tests.factories import people as make

    superior = make.unit("Công đoàn phường An Phú", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)
    units = [make.unit(under=superior) for _number in range(3)]
    person = make.person("Trần Thị Hoa")
    make.post(person, units[0])
    officer, day = make.officer(superior, Role.SUPERIOR_OFFICER), clock.today()
    ends = day + timedelta(days=1)
    _row, secret = make_token(actor=officer, name="rival", scope=Scope.WRITE, ends_on=ends, day=day)
    return {"units": [unit.pk for unit in units], "person": person.pk, "secret": secret}


def at_once(count: int, work: Callable[[int], Any]) -> list[Any]:
    """What ``count`` threads give that all begin at the same moment, each with a connection of its own."""
    from django.db import connections

    gate, given = threading.Barrier(count), [None] * count

    def body(number: int) -> None:
        try:
            gate.wait(timeout=30)
            given[number] = work(number)
        except Exception as error:  # noqa: BLE001  (told to the test)
            given[number] = f"{type(error).__name__}: {error}"  # type: ignore[call-overload]
        finally:
            connections.close_all()

    threads = [threading.Thread(target=body, args=[number]) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=90)
    return given


def papers(unit: str) -> list[Any]:
    """The numbers that eight editors get who issue a document of one unit at the same moment."""
    from nongcot.kernel import clock
    from nongcot.people.models import Unit
    from nongcot.staffing import actions
    from nongcot.staffing.kinds.completing import SEATS, Seat
    from tests.factories import people as make

    day, found = clock.today(), Unit.objects.get(pk=int(unit))
    opened = {"actor": make.SYSTEM, "unit": found, "way": "by_election", "day": day}
    steps = [("proposal", "minutes"), ("proposal", "minutes"), ("minutes", "file"), ("minutes", "file")]
    seats: list[Seat] = [SEATS[1], SEATS[3], SEATS[5], SEATS[6]]  # two and two of the inspection committee
    cases = [actions.open_case(seat=seat, **opened) for seat in seats]
    work = [(case, step) for case, two in zip(cases, steps, strict=True) for step in two]

    def issue(number: int) -> int:
        case, step = work[number]
        return actions.issue_paper(actor=make.SYSTEM, case=case, step=step, day=day).number

    return at_once(len(work), issue)


def send(secret: str, unit: int, members: int, key: str = KEY) -> tuple[int, bool, Any]:
    """Count members through the API: status, whether the answer was repeated, and the answer."""
    from django.test import Client

    headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": key}
    body = json.dumps({"day": "2026-01-01", "members": members})
    answer = Client(raise_request_exception=False, headers={"host": "localhost"}).post(
        f"/api/units/{unit}/members", body, content_type="application/json", headers=headers
    )
    return answer.status_code, "Idempotent-Replayed" in answer, answer.json()


def state(unit: str) -> dict[str, Any]:
    from nongcot.duties.models import Duty, DutyEvent
    from nongcot.infra.acting.models import Submission
    from nongcot.infra.audit.models import AuditEntry
    from nongcot.people.models import MemberCount

    return {
        "counts": list(MemberCount.objects.filter(unit=unit).values_list("members", flat=True)),
        "trail": AuditEntry.objects.filter(action="people.count_members", unit=unit).count(),
        "keys": Submission.objects.filter(key=f"api:{KEY}-{unit}").count(),
        "duties": sorted(Duty.objects.filter(unit=unit, closed_on=None).values_list("code", flat=True)),
        "events": DutyEvent.objects.filter(duty__unit=unit).count(),
        "all": Duty.objects.count(),
        "told": DutyEvent.objects.count(),
    }


def same_key(secret: str, unit: str, different: str) -> dict[str, Any]:
    """Eight clients with one key at one moment; with ``different`` each sends another number."""
    given = at_once(8, lambda n: send(secret, int(unit), 100 + n * int(different), f"{KEY}-{unit}"))
    return {"given": given, **state(unit)}


def one(secret: str, unit: str, members: str) -> Any:
    return send(secret, int(unit), int(members), f"{KEY}-{unit}")


def die(secret: str, unit: str, when: str) -> Any:
    """The server is killed "before" or "after" the commit of what was asked, and never answers."""
    from django.db.transaction import Atomic

    from nongcot.infra.acting import once
    from nongcot.infra.httpapi import writing

    create, leave = once.Submission.objects.create, Atomic.__exit__
    written = []

    def killed(*args: Any, **values: Any) -> Any:
        made = create(*args, **values)
        written.append(made)
        if when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        return made

    def left(self: Any, *args: Any) -> None:
        leave(self, *args)
        from django.db import connection

        if written and not connection.in_atomic_block:
            os.kill(os.getpid(), signal.SIGKILL)

    once.Submission.objects.create = killed  # type: ignore[method-assign]
    Atomic.__exit__ = left  # type: ignore[method-assign]
    assert writing  # the module under death is loaded
    return send(secret, int(unit), 77, f"{KEY}-{unit}")


def runs(count: str) -> dict[str, Any]:
    """So many runs for all, and as many for one unit each, at one moment; every duty is there once."""
    from django.db.models import Count

    from nongcot.duties.api import run
    from nongcot.duties.models import Duty
    from nongcot.infra.audit.api import System
    from nongcot.kernel import clock
    from nongcot.people.models import Unit

    asked: list[list[int] | None] = [None] * int(count)
    asked += [[pk] for pk in Unit.objects.values_list("pk", flat=True)][: int(count)]
    given = at_once(len(asked), lambda n: str(run(actor=System("test"), day=clock.today(), units=asked[n])))
    twice = Duty.objects.values("code", "unit", "person", "subject").annotate(n=Count("pk")).filter(n__gt=1)
    again = run(actor=System("test"), day=clock.today())
    return {"given": given, "twice": twice.count(), "again": again.anything, "all": Duty.objects.count()}


def die_running(at: str) -> None:
    """The engine is killed after the chosen one of its writes."""
    from nongcot.duties import engine
    from nongcot.duties.api import run
    from nongcot.infra.audit.api import System
    from nongcot.kernel import clock

    insert, seen = engine.bulk.insert, []

    def killed(*args: Any) -> int:
        count = insert(*args)
        seen.append(count)
        if len(seen) == int(at):
            os.kill(os.getpid(), signal.SIGKILL)
        return count

    engine.bulk.insert = killed
    run(actor=System("test"), day=clock.today())


def die_following(unit: str, at: str) -> None:
    """The chair's post ends, and the process is killed after the commit: before the run, or after its first write."""
    from nongcot.duties import engine, tasks
    from nongcot.kernel import clock
    from nongcot.people.kinds import EndReason
    from nongcot.people.models import PostHeld
    from tests.factories import people as make

    def die(*_args: Any, **_facts: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    if at == "before":
        tasks.run_unless_busy = die  # type: ignore[assignment]
    else:
        engine.bulk.insert = die  # type: ignore[assignment]
    held = PostHeld.objects.get(unit=unit, post="chair", to_day=None)
    make.actions.end_post(actor=make.SYSTEM, held=held, day=clock.today(), reason=EndReason.RETIRED)


def chair(unit: str) -> None:
    """A chair takes office, and everybody's duties know."""
    from nongcot.people.kinds import Post
    from nongcot.people.models import Unit
    from tests.factories import people as make

    make.actions.record_post(
        actor=make.SYSTEM,
        unit=Unit.objects.get(pk=unit),
        person=make.person("Lê Văn Nam"),
        body=make.BodyKind.EXECUTIVE_COMMITTEE,
        post=Post.CHAIR,
        from_day=make.BEGAN,
    )


def die_valued() -> None:
    """A rule gets a value, and the process is killed after the commit, before anybody was asked to look."""
    from nongcot.duties import tasks
    from nongcot.infra.rulebook.api import enter_value
    from tests.factories import people as make

    class Dead:
        def enqueue(self) -> None:
            os.kill(os.getpid(), signal.SIGKILL)

    tasks.pay_looks = Dead()  # type: ignore[assignment]
    decided = {"document_number": "15/QĐ", "issuer": "LĐLĐ tỉnh", "article": "Điều 1", "decided_by": "Ban Thường vụ"}
    enter_value(actor=make.SYSTEM, rule="deadline.vacancy", from_day=make.BEGAN, value=7, **decided)


def owed() -> list[Any]:
    from nongcot.duties.models import LookOwed

    return [[row.units, row.because, row.actor_name] for row in LookOwed.objects.all()]


def pay() -> dict[str, Any]:
    """What the worker does when it is asked: who closed and opened what, and whether anything is left."""
    from nongcot.duties.api import pay_looks, run
    from nongcot.duties.models import DutyEvent
    from nongcot.infra.audit.api import System
    from nongcot.kernel import clock

    last = DutyEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    pay_looks.func()
    news = DutyEvent.objects.filter(pk__gt=last).values_list("kind", "duty__code", "actor_name")
    again = run(actor=System("test"), day=clock.today())
    return {"news": sorted(map(list, news)), "owed": owed(), "again": again.anything}


def forget() -> None:
    from nongcot.duties.models import Duty

    Duty.objects.all().delete()


def busy(unit: str) -> dict[str, Any]:
    """An action while a run for all is at work: it does not wait, and the unit is looked at after the run."""
    from time import monotonic

    from django.db import connection, transaction

    from nongcot.duties.turns import take_turn
    from nongcot.people.models import Unit
    from tests.factories import people as make

    began, finish = threading.Event(), threading.Event()

    def long_run() -> None:
        with transaction.atomic():
            take_turn(None, wait=True)
            began.set()
            finish.wait(timeout=30)
        connection.close()

    thread = threading.Thread(target=long_run)
    thread.start()
    began.wait(timeout=30)
    start = monotonic()
    make.actions.count_members(actor=make.SYSTEM, unit=Unit.objects.get(pk=unit), day=make.BEGAN, members=3)
    seconds = monotonic() - start
    waiting = {"owed": owed(), "asked": _asked()}
    finish.set()
    thread.join()
    return {"seconds": seconds, **waiting}


def _asked() -> int:
    from django_tasks_db.models import DBTaskResult

    return DBTaskResult.objects.ready().filter(task_path__endswith="pay_looks").count()


VERBS: dict[str, Callable[..., Any]] = {
    "papers": papers,
    "begin": begin,
    "state": state,
    "same-key": same_key,
    "one": one,
    "die": die,
    "runs": runs,
    "die-running": die_running,
    "die-following": die_following,
    "chair": chair,
    "die-valued": die_valued,
    "owed": owed,
    "pay": pay,
    "forget": forget,
    "busy": busy,
}
