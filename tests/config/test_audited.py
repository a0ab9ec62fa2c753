"""Every verb leaves an entry in the audit trail, or it is named here with the reason why it leaves none.

Read from the code: from each public function of an ``actions`` package the functions it calls are followed, down to
the one place that writes entries. A verb that calls another app's verb leaves that verb's entry.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from types import CodeType, ModuleType
from typing import Any

import pytest

import nongcot
from nongcot.infra.audit import api as audit
from nongcot.infra.audit.models import AuditEntry
from nongcot.kernel import clock
from nongcot.people.kinds import Role, UnitKind
from nongcot.staffing import actions as staffing
from nongcot.staffing.reorganisation.kinds import Operation, OperationKind
from tests.factories import people as make

ASKS = "it asks and writes nothing"
MACHINE = "the machine's own bookkeeping of work that a person's verb began and that is audited when it is done"
SESSION = "the session; the sign-in log has its line"
HOOK = "apps above have themselves called by it, once, when they are ready"
KEPT_SO_LONG = "what the rule lets be kept no longer; the nightly run says how many went"
SECRET = "nobody may learn who voted when (docs/adr/0004)"
NOT_AUDITED: dict[str, str] = {
    "accounts.choose_language": "a taste of the own login, not a fact",
    "accounts.confirm": SESSION,
    "accounts.start_second_step": SESSION,
    "ballots.cast_vote": SECRET,
    "ballots.withdraw_vote": SECRET,
    "ballots.letter_failed": MACHINE,
    "ballots.letter_sent": MACHINE,
    "ballots.next_letter": MACHINE,
    "duties.owe_look": MACHINE,
    "duties.reopen": "each duty has its own event, with the actor and the reason",
    "duties.run": MACHINE,
    "duties.run_unless_busy": MACHINE,
    "httpapi.digest": ASKS,
    "intake.largest_file": ASKS,
    "intake.mark_stopped": MACHINE,
    "intake.outdated": ASKS,
    "intake.plan_again": MACHINE,
    "intake.read": MACHINE,
    "intake.unconfirmed": ASKS,
    "intake.undo_refused": MACHINE,
    "listfiles.drop_old": MACHINE,
    "listfiles.forget_files": "it goes with the erasure of a person, which is audited",
    "listfiles.mark_failed": MACHINE,
    "people.before_merge": HOOK,
    "people.forget_requests": KEPT_SO_LONG,
    "people.on_erase": HOOK,
    "people.rebuild_reach": "derived from the placements, which are audited",
    "staffing.begin_due": MACHINE,
    "start.federation": ASKS,
    "staffing.due": ASKS,
    "staffing.follow_duties": "cases follow the duties by themselves, each duty with its event",
    "staffing.foresee_plan": ASKS,
    "staffing.forget_nominations": KEPT_SO_LONG,
    "staffing.look_at_plan": MACHINE,
    "staffing.mark_failed": MACHINE,
    "staffing.mark_stopped": MACHINE,
    "staffing.no_right": MACHINE,
    "staffing.not_started": MACHINE,
    "staffing.show_moved": MACHINE,
    "staffing.undo_refused": MACHINE,
    "staffing.what_comes_back": ASKS,
    "staffing.work_of": ASKS,
}


def packages() -> Iterator[tuple[str, ModuleType]]:
    """Every room ``actions`` there is, by the name of its app."""
    for found in walk_packages(nongcot.__path__, "nongcot."):
        parts = found.name.split(".")
        if "migrations" not in parts and (parts[-1] == "actions" or parts[-2:] == ["actions", "ballots"]):
            yield parts[-1] if parts[-1] != "actions" else parts[-2], import_module(found.name)


@cache
def verbs() -> dict[str, Callable[..., Any]]:
    return {
        f"{app}.{name}": value
        for app, module in packages()
        for name, value in vars(module).items()
        if inspect.isroutine(value) and not name.startswith("_") and _is_of(module, name, value)
    }


def _is_of(module: ModuleType, name: str, value: Any) -> bool:
    home = inspect.unwrap(value).__module__
    return name in module.__all__ if hasattr(module, "__all__") else home.startswith(module.__name__)


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _codes(inner)


def _called(function: Any) -> Iterator[Any]:
    if inspect.isclass(function):
        yield from (one for one in vars(function).values() if inspect.isfunction(one))
    if not hasattr(function, "__code__"):
        return
    names = {name for code in _codes(function.__code__) for name in code.co_names}
    known = {name: function.__globals__[name] for name in names if name in function.__globals__}
    for value in known.values():
        if isinstance(value, ModuleType) and value.__name__.startswith("nongcot"):
            yield from (one for name in names if callable(one := getattr(value, name, None)))
        elif callable(value):
            yield value


def audited(verb: Callable[..., Any], seen: set[int] | None = None) -> bool:
    seen = set() if seen is None else seen
    function = inspect.unwrap(verb)
    if function in (audit.record, audit.entry):
        return True
    if id(function) in seen or not str(getattr(function, "__module__", "")).startswith("nongcot"):
        return False
    seen.add(id(function))
    return any(audited(one, seen) for one in _called(function))


def test_every_verb_is_audited_or_says_why_not():
    assert len(verbs()) > 150
    assert sorted(name for name, verb in verbs().items() if not audited(verb)) == sorted(NOT_AUDITED)


@pytest.mark.django_db
def test_what_is_done_with_a_plan_is_told_step_by_step():
    top = make.unit("Liên đoàn Lao động tỉnh Sao Mai", kind=UnitKind.PROVINCIAL_FEDERATION, code="P")
    make.unit("Công đoàn cơ sở Công ty A", under=top, code="A")
    head = make.officer(top, Role.FEDERATION_OFFICER)
    rows = [Operation(2, OperationKind.RENAME, "A", clock.today(), name="Công đoàn cơ sở Công ty B")]
    plan = staffing.receive_plan(actor=head, operations=rows, decision="QĐ 9")
    plan = staffing.look_at_plan(actor=head, plan=staffing.again(actor=head, plan=plan))
    staffing.reorganise(actor=head, plan=staffing.start_reorganising(actor=head, plan=plan))
    plan.refresh_from_db()
    staffing.start_taking_back(actor=head, plan=plan, reason="ghi nhầm tên")
    told = AuditEntry.objects.filter(object_type="reorganisation", object_id=str(plan.pk)).order_by("pk")
    assert [(one.action.partition(".")[2], one.actor, one.unit, one.reason) for one in told] == [
        (verb, head, top.pk, "ghi nhầm tên" if verb == "start_taking_back" else "QĐ 9")
        for verb in ("keep_plan", "again", "start_reorganising", "reorganise", "start_taking_back")
    ]
    assert told[0].changes["rows"] == 1
