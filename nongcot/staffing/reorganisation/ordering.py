"""In which order the rows of a plan are taken: pure values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from nongcot.staffing.reorganisation.kinds import Operation, OperationKind

# merged, split and ended come after these, together: what lies lower goes first
FIRST = {OperationKind.CREATE: 0, OperationKind.RENAME: 1, OperationKind.KIND: 2, OperationKind.MOVE: 3}


def code_key(code: str) -> str:
    """The key under which writings of one code meet."""
    return "".join(code.split()).upper()


def splits_of(operations: Iterable[Operation]) -> dict[str, list[Operation]]:
    """The rows of each unit that is split."""
    found: dict[str, list[Operation]] = defaultdict(list)
    for op in operations:
        if op.kind == OperationKind.SPLIT:
            found[code_key(op.code)].append(op)
    return found


def in_order(operations: list[Operation]) -> list[Operation]:
    """By kind and line; a unit is created after the superior it is to stand under, if the plan creates that too."""
    ordered = sorted(operations, key=lambda op: (FIRST[op.kind], op.line))
    creates: dict[str, Operation] = {}
    for op in ordered:
        if op.kind == OperationKind.CREATE:
            creates.setdefault(code_key(op.code), op)
    done: dict[int, Operation] = {}
    for op in creates.values():
        for one in reversed(_with_superiors(op, creates)):
            done.setdefault(one.line, one)
    return [*done.values(), *(op for op in ordered if op.line not in done)]


def _with_superiors(op: Operation, creates: dict[str, Operation]) -> list[Operation]:
    """A row that creates a unit, and those that create its superiors, upwards."""
    chain, seen = [op], {op.line}
    while (above := creates.get(code_key(chain[-1].superior_code))) and above.line not in seen:
        chain.append(above)
        seen.add(above.line)
    return chain
