"""Plans and their rows as their pages show them."""

from __future__ import annotations

from typing import Any

from nongcot.staffing.labels import reorganising as labels
from nongcot.staffing.models import PlanLine

_NO_SUMMARY: dict[str, Any] = {"counts": {}, "trouble_count": 0, "notice_count": 0}


def shown_summary(summary: dict[str, Any]) -> dict[str, Any]:
    """What a plan does in figures (words, number), and how many troubles and notices there are."""
    told = summary or _NO_SUMMARY
    return {
        "figures": [(labels.count(name), number) for name, number in told["counts"].items() if number],
        "trouble_count": told["trouble_count"],
        "notice_count": told["notice_count"],
        "split_count": told.get("split_count", 0),
        "split_open": told.get("split_open", 0),
    }


def shown_line(row: PlanLine) -> dict[str, Any]:
    """A row: what it does, what that reaches, what is to be told of it; of troubles also column and value."""
    words = labels.trouble if row.troubled else labels.notice
    told = []
    for one in row.said:
        column = labels.column_of(one) if row.troubled else ""
        told.append(
            {
                "words": words(one),
                "column": labels.column(column) if column else "",
                "value": row.cells.get(column, "") if column else "",
            }
        )
    return {
        "row": row,
        "code": row.unit_name if row.cells.get("code", "").startswith("#") else row.cells.get("code", ""),
        "operation": labels.operation(row.operation) if row.operation else row.cells.get("operation", ""),
        "what": _what(row),
        "reached": [labels.reached(name, number) for name, number in row.details.items()],
        "told": told,
        "posts": labels.posts_way(row.cells["posts"]) if _way(row) else "",
    }


def _way(row: PlanLine) -> bool:
    return row.cells.get("posts", "") in ("continue", "appoint") and not row.troubled


def _what(row: PlanLine) -> str:
    if not row.operation or row.day is None:
        return ""
    cells = row.cells
    facts = {
        "day": f"{row.day:%d/%m/%Y}",
        "unit": row.unit_name or cells.get("name", "") or cells.get("code", ""),
        "into": row.into_name or cells.get("into_code", "") or cells.get("superior_code", ""),
        "name": cells.get("name", ""),
    }
    if row.operation == "kind":
        facts["into"] = labels.kind_written(cells.get("kind", ""))
    if row.operation == "create":
        facts["unit"] = cells.get("name", "") or facts["unit"]
    return labels.what(row.operation, facts)


def shown_split(split: dict[str, Any], answers: dict[str, Any]) -> dict[str, Any]:
    """A unit that is split: its parts, the default, how many units below it and how many of them somebody placed."""
    parts: dict[int, str] = dict(split["parts"])
    default = answers.get("defaults", {}).get(str(split["line"]), split["default"])
    placed = answers.get("units", {})
    return {
        "split": split,
        "parts": list(parts.items()),
        "default": default,
        "default_name": parts.get(default, ""),
        "below": len(split["below"]),
        "placed": sum(str(pk) in placed for pk, _name in split["below"]),
    }
