"""A plan and what it does as JSON and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from nongcot.people.kinds import UnitKind
from nongcot.staffing.reorganisation.holders import Holders
from nongcot.staffing.reorganisation.kinds import Answers, Effect, Operation, OperationKind, PostsWay, Said, Trouble

SHAPE = 1
_MOST = 200  # of the things to tell, as many as anybody reads


def write_operations(operations: Sequence[Operation], troubles: Sequence[Said[Trouble]] = ()) -> dict[str, Any]:
    rows = [
        {
            "line": op.line,
            "operation": op.kind.value,
            "code": op.code,
            "effective_on": op.day.isoformat(),
            "into_code": op.into_code,
            "name": op.name,
            "superior_code": op.superior_code,
            "default": op.default,
            "posts": op.posts.value,
            "kind": op.unit_kind.value if op.unit_kind else None,
        }
        for op in operations
    ]
    return {"shape": SHAPE, "operations": rows, "troubles": [said(one) for one in troubles]}


def read_troubles(data: dict[str, Any]) -> list[Said[Trouble]]:
    """What was wrong with the rows that were not understood."""
    return [
        Said(Trouble(one["kind"]), one["line"], one["code"], tuple(one["facts"].items()))
        for one in data.get("troubles", [])
    ]


def read_operations(data: dict[str, Any]) -> list[Operation]:
    """
    Raises:
        ValueError: the data is of another shape.
    """
    if data.get("shape") != SHAPE:
        raise ValueError(f"plan of shape {data.get('shape')}")
    return [
        Operation(
            row["line"],
            OperationKind(row["operation"]),
            row["code"],
            date.fromisoformat(row["effective_on"]),
            into_code=row["into_code"],
            name=row["name"],
            superior_code=row["superior_code"],
            default=row["default"],
            posts=PostsWay(row["posts"]),
            unit_kind=UnitKind(row["kind"]) if row["kind"] else None,
        )
        for row in data["operations"]
    ]


def write_splits(effect: Effect) -> list[dict[str, Any]]:
    """The units that are split: parts, default, and what stands below them, to be placed."""
    return [
        {
            "line": one.line,
            "unit": one.unit.pk,
            "name": one.unit.name,
            "day": one.day.isoformat(),
            "parts": [[line, part.name] for line, part in sorted(one.parts.items())],
            "default": one.default,
            "ends": one.ends,
            "posts": one.posts.value,
            "below": [[node.pk, node.name] for node in one.below if node.pk],
        }
        for one in effect.splits
    ]


def read_answers(data: dict[str, Any]) -> Answers:
    """
    Raises:
        ValueError: the answers are of another shape.
    """
    if not data:
        return Answers()
    if data.get("shape") != SHAPE:
        raise ValueError(f"answers of shape {data.get('shape')}")
    kinds = ({int(key): line for key, line in data.get(kind, {}).items()} for kind in ("defaults", "units", "posts"))
    return Answers(*kinds)


def summarise(effect: Effect, holders: Holders) -> dict[str, Any]:
    """Counts of what the plan does, and what is to be told about its rows."""
    fresh = {node.key: node.began_on for node in effect.created}
    return {
        "shape": SHAPE,
        "counts": {
            "created": len(effect.created),
            "renamed": sum(fresh.get(node.key) != day for node, _name, day in effect.renamed),
            "moved": sum(fresh.get(node.key) != day for node, _superior, day in effect.moved),
            "kinds": len(effect.kinds),
            "merged": sum(e.how.value == "merged" for e in effect.ended),
            "split": len({unit.key for unit, _into, _day, how in effect.successions if how.value == "split"}),
            "ended": sum(e.how.value == "dissolved" for e in effect.ended),
            "posts_ended": holders.total("posts"),
            "posts_going_on": holders.total("going_on"),
            "terms_ended": holders.total("terms"),
            "grants_ended": holders.total("grants"),
            "duties": holders.total("duties"),
        },
        "troubles": [said(one) for one in effect.troubles[:_MOST]],
        "trouble_count": len(effect.troubles),
        "notices": [said(one) for one in effect.notices[:_MOST]],
        "notice_count": len(effect.notices),
        "split_count": len(effect.splits),
        "split_open": sum(one.default is None for one in effect.splits),
    }


def said(one: Said[Any]) -> dict[str, Any]:
    return {"kind": one.kind.value, "line": one.line, "code": one.code, "facts": dict(one.facts)}
