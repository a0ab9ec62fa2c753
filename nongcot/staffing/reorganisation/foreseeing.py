"""A whole plan thought through: day by day, what comes first of each day, then what closes units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from nongcot.people.kinds import Told
from nongcot.staffing.reorganisation.chains import followed
from nongcot.staffing.reorganisation.kinds import Answers, Effect, Node, Operation, OperationKind, Said, Trouble
from nongcot.staffing.reorganisation.ordering import FIRST, code_key, in_order, splits_of
from nongcot.staffing.reorganisation.rules import Foreseen, KindOfName


def foresee(
    operations: Sequence[Operation],
    units: Iterable[Node],
    *,
    kind_of_name: KindOfName,
    default_superior: Node | None = None,
    answers: Answers | None = None,
) -> Effect:
    """What ``operations`` do to ``units``, which are changed on the way: give each call nodes of its own.

    A unit without a told superior is created under ``default_superior``. ``answers`` are those of a person about units
    that are split.
    """
    seen = Foreseen(units, kind_of_name, default_superior, answers or Answers())
    by_day: dict[date, list[Operation]] = defaultdict(list)
    for op in operations:
        by_day[op.day].append(op)
    splits = splits_of(operations)
    for day in sorted(by_day):
        first = [op for op in by_day[day] if op.kind in FIRST]
        for op in in_order(first):
            getattr(seen, op.kind.value)(op)
        closing = followed(seen, (op for op in by_day[day] if op.kind not in FIRST))
        rows = {op.line: op for op in closing}
        for op in sorted(closing, key=lambda op: (-_depth(seen, op), op.line)):
            _close(seen, op, splits, rows)
        seen.kinds_fit([op for op in first if op.kind == OperationKind.KIND])
    _heirs_stand(seen)
    return seen.effect


def _close(seen: Foreseen, op: Operation, splits: dict[str, list[Operation]], rows: dict[int, Operation]) -> None:
    """One row carried out; of a split, with all the rows that split the unit, as they stand in ``rows``."""
    if op.kind != OperationKind.SPLIT:
        getattr(seen, op.kind.value)(op)
    elif parts := splits.pop(code_key(op.code), None):
        seen.split([rows.get(part.line, part) for part in parts])


def _depth(seen: Foreseen, op: Operation) -> int:
    """How many superiors stand above the unit of a row."""
    found, depth = seen.look_up(op.code, op.day), 0
    above = found[0].superior if len(found) == 1 else None
    while above is not None:
        above, depth = above.superior, depth + 1
    return depth


def _heirs_stand(seen: Foreseen) -> None:
    """No unit is carried on by one that ends on that day; a new unit without a predecessor is told of whole."""
    lines = {ending.unit.key: ending.line for ending in seen.effect.ended}
    for unit, into, day, _how in seen.effect.successions:
        if not into.alive_on(day):
            seen.effect.troubles.append(
                Said(Trouble.INTO_NOT_ALIVE, lines.get(unit.key, 0), unit.code, (("unit", into.name),))
            )
    carried = {into.key for _unit, into, _day, _how in seen.effect.successions}
    for made in seen.effect.created:
        if made.key not in carried:
            made.told = Told.ALL
