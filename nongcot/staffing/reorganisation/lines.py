"""What a plan does, row by row, kept beside it: what is told before it is carried out is what is told after."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from nongcot.infra.bulk import insert
from nongcot.staffing.models import PlanLine, Reorganisation
from nongcot.staffing.reorganisation.holders import COUNTED, Holders
from nongcot.staffing.reorganisation.kinds import Effect, Notice, Operation

_FIELDS = (
    "plan_id", "number", "operation", "day", "cells", "unit_id", "unit_name", "into_id", "into_name", "details", "said",
    "troubled",
)  # fmt: skip
_NOTHING: tuple[Any, ...] = (None, "", None, "", {}, [], False)
Cells = Mapping[int, Mapping[str, str]]


def cells_of(operations: Sequence[Operation]) -> dict[int, dict[str, str]]:
    """The rows as a file would have them, where there is none."""
    found = {}
    for op in operations:
        cells = {
            "operation": op.kind.value,
            "code": op.code,
            "into_code": op.into_code,
            "name": op.name,
            "superior_code": op.superior_code,
            "effective_on": op.day.strftime("%d/%m/%Y"),
            "default": "x" if op.default else "",
            "posts": op.posts.value if op.into_code else "",
            "kind": op.unit_kind.value if op.unit_kind else "",
        }
        found[op.line] = {name: value for name, value in cells.items() if value}
    return found


def keep_first(plan: Reorganisation, operations: Sequence[Operation], cells: Cells) -> None:
    """Keep the rows as they came; nothing is known of them yet."""
    known = {op.line: op for op in operations}
    rows = ((line, known[line].kind.value if line in known else "", cells[line]) for line in sorted(cells))
    insert(
        PlanLine,
        _FIELDS,
        [
            (plan.pk, line, kind, known[line].day if line in known else None, dict(typed), *_NOTHING)
            for line, kind, typed in rows
        ],
    )


def keep_lines(plan: Reorganisation, effect: Effect, holders: Holders) -> str:
    """Write what the rows do, in place of what was told of them before; gives the digest of all of it."""
    before = list(plan.lines.order_by("pk").values_list("number", "operation", "day", "cells"))
    plan.lines.all().delete()
    rows = list(_lines(before, effect, holders))
    insert(PlanLine, _FIELDS, [(plan.pk, *row) for row in rows])
    told = sha256()
    for number, _kind, _day, _cells, _unit, unit_name, _into, into_name, *rest in rows:
        told.update(json.dumps([number, unit_name, into_name, *rest], sort_keys=True).encode())
    return told.hexdigest()


def _lines(before: Sequence[tuple[Any, ...]], effect: Effect, holders: Holders) -> Iterator[tuple[Any, ...]]:
    troubles, notices = _by_line(effect.troubles), _by_line(effect.notices)
    details = _details(effect, holders)
    loose = [one for line, found in troubles.items() if line not in {row[0] for row in before} for one in found]
    if loose:  # of the file as a whole
        yield (0, "", None, {}, None, "", None, "", {}, loose, True)
    for number, kind, day, cells in before:
        about = effect.about.get(number, {})
        unit, name = about.get("code", (None, ""))
        into, into_name = about.get("into_code") or about.get("superior_code") or (None, "")
        wrong = troubles.get(number)
        yield (
            number, kind, day, cells, (unit.pk or None) if unit else None, name[:300],
            (into.pk or None) if into else None, into_name[:300], details.get(number, {}),
            wrong or notices.get(number, []), bool(wrong),
        )  # fmt: skip


def _by_line(found: Sequence[Any]) -> dict[int, list[dict[str, Any]]]:
    lines: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for one in found:
        lines[one.line].append({"kind": one.kind.value, "facts": dict(one.facts)})
    return lines


def _details(effect: Effect, holders: Holders) -> dict[int, dict[str, int]]:
    """What the end of a unit reaches, by the row that ends it."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for ending in effect.ended:
        found[ending.line].update(holders.units.get(ending.unit.pk, {}))
    for one in effect.notices:
        if one.kind in (Notice.BELOW_MOVED, Notice.BELOW_LEFT):
            found[one.line]["below"] += int(dict(one.facts)["number"])
    order = ("below", *COUNTED)
    return {line: {name: counts[name] for name in order if counts[name]} for line, counts in found.items()}
