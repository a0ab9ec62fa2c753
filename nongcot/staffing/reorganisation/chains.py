"""Units whose successor is itself merged on the same day: who carries them on in the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from nongcot.staffing.reorganisation.kinds import Node, Notice, Operation, OperationKind
from nongcot.staffing.reorganisation.rules import Foreseen


def followed(seen: Foreseen, closing: Iterable[Operation]) -> list[Operation]:
    """The rows of one day that merge, split and end units, each with the successor that stands when the day is over.

    Where A is merged into B and B into C, A goes to C, and that is told. Units that would end in one another are left
    as the rows have them: the plan is refused for them later.
    """
    rows = list(closing)
    merged: dict[int, Operation] = {}
    for op in rows:
        unit = _one(seen, op.code, op.day)
        if op.kind == OperationKind.MERGE and unit is not None and unit is not _one(seen, op.into_code, op.day):
            merged.setdefault(unit.key, op)
    return [_followed(seen, op, merged) for op in rows]


def _followed(seen: Foreseen, op: Operation, merged: dict[int, Operation]) -> Operation:
    last, passed = op, list[Node]()
    while into := _one(seen, last.into_code, op.day):
        further = merged.get(into.key)
        if further is None:
            break
        if further is op or into in passed:
            return op
        passed.append(into)
        last = further
    if not passed:
        return op
    name = into.name if into else last.name or last.into_code
    seen.notice(Notice.GOES_FURTHER, op, unit=", ".join(unit.name for unit in passed), into=name)
    return replace(op, into_code=last.into_code, name=last.name, superior_code=last.superior_code)


def _one(seen: Foreseen, code: str, day: date) -> Node | None:
    found = seen.look_up(code, day) if code else []
    return found[0] if len(found) == 1 else None
