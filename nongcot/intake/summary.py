"""What a person is shown before an import is applied: plain JSON, no citizen ids, bounded in size."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import Any

from nongcot.intake.apply.kinds import Difference, OtherKind, Plan
from nongcot.intake.kinds import Field, Reading, SheetReading
from nongcot.intake.roster import Roster

SHAPE = 1
_EXAMPLES = 50
_CITIZEN_ID = re.compile(
    r"(?<!\d)(?!84)(?:\d{12}|[1-9]\d{10})(?!\d)"
)  # twelve digits, or eleven where Excel ate the zero
_LONG = re.compile(r"\d{6,}")
_LISTED = 300
Json = dict[str, Any]


def sheet_key(sheet: SheetReading) -> str:
    """Under which a person confirms the encoding of a sheet."""
    return f"{sheet.file}|{sheet.sheet}"


def summarise(reading: Reading, plan: Plan) -> Json:
    """The whole summary of an import."""
    return {
        "shape": SHAPE,
        "sheets": [_sheet(sheet) for sheet in reading.sheets],
        "foreign": [],
        "problems": _problems(reading),
        "repairs": _repairs(reading),
        "conflicts": _conflicts(plan.roster),
        "plan": summarise_plan(plan),
    }


def summarise_plan(plan: Plan) -> Json:
    """What applying will do, or has done."""
    refused = [{"unit": plan.roster.units[key].name, "why": why.value} for key, why in plan.refused.items()]
    rows = Counter(post.unit for post in plan.roster.posts)
    return {
        "anything": plan.anything,
        "units": len(plan.roster.units) - len(plan.refused),
        "persons": len({*plan.person_ids, *plan.new_persons}),
        "new_units": len(plan.new_units),
        "new_persons": len(plan.new_persons),
        "new_posts": len(plan.new_posts),
        "new_terms": len(plan.new_terms),
        "new_counts": len(plan.counts) + len(plan.count_updates),
        "changed_persons": len(plan.person_updates),
        "new_unit_names": [plan.roster.units[key].name for key in plan.new_units[:_LISTED]],
        "changed": _differences(plan, plan.changed),
        "changed_count": len(plan.changed),
        "kept": _differences(plan, plan.kept),
        "kept_count": len(plan.kept),
        "other_kinds": [_other_kind(one) for one in plan.other_kinds[:_LISTED]],
        "refused": refused[:_LISTED],
        "refused_posts": sum(rows[key] for key in plan.refused),
    }


def _other_kind(one: OtherKind) -> Json:
    return {**one._asdict(), "day": one.day.isoformat() if one.day else None}


def _sheet(sheet: SheetReading) -> Json:
    return {
        "key": sheet_key(sheet),
        "file": sheet.file,
        "sheet": sheet.sheet,
        "kind": sheet.kind.value,
        "rows": sheet.rows,
        "columns": [[str(name.value), letter] for name, letter in sheet.columns.items()],
        "header_row": sheet.header_row,
        "encoding": sheet.encoding.value,
        "needs_confirmation": sheet.needs_confirmation,
        "samples": [list(pair) for pair in sheet.samples[:12]],
        "title": sheet.title[:300],
        "superior": sheet.superior or "",
        "as_of": sheet.as_of.isoformat() if sheet.as_of else "",
        "fingerprint": sheet.shape,
        "heads": [list(head) for head in sheet.heads],
        "values": _values(sheet),
        "others": sheet.others,
        "first_rows": [[row, masked(text)] for row, text in sheet.first_rows],
    }


def _values(sheet: SheetReading) -> dict[str, list[str]]:
    """The first values of each column; citizen ids stay masked."""
    hidden = sheet.columns.get(Field.CITIZEN_ID)
    return {
        letter: [masked(value, anything=letter == hidden) for value in values]
        for letter, values in sheet.values.items()
    }


def masked(text: str, *, anything: bool = False) -> str:
    """``text`` with the digits of what may be a citizen id hidden but for the last four."""
    pattern = _LONG if anything else _CITIZEN_ID
    return pattern.sub(lambda found: "•" * (len(found[0]) - 4) + found[0][-4:], text)


def _problems(reading: Reading) -> list[Json]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for rejection in reading.rejections:
        groups[rejection.problem.value].append(rejection)
    return [
        {
            "kind": kind,
            "count": len(group),
            "rows_lost": sum(r.row_lost for r in group),
            "examples": [
                {
                    "file": r.file,
                    "sheet": r.sheet,
                    "cell": r.cell,
                    "value": masked(r.value[:200]),
                    "row_lost": r.row_lost,
                    "row": masked(r.row),
                }
                for r in group[:_EXAMPLES]
            ],
        }
        for kind, group in sorted(groups.items(), key=lambda item: -len(item[1]))
    ]


def _repairs(reading: Reading) -> list[Json]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for repair in reading.repairs:
        groups[repair.why.value].append(repair)
    return [
        {
            "kind": kind,
            "count": len(group),
            "examples": [
                {
                    "file": r.file,
                    "sheet": r.sheet,
                    "cell": r.cell,
                    "before": masked(r.before[:200]),
                    "after": masked(r.after[:200]),
                }
                for r in group[:_EXAMPLES]
            ],
        }
        for kind, group in sorted(groups.items(), key=lambda item: -len(item[1]))
    ]


def _conflicts(roster: Roster) -> list[Json]:
    return [
        {
            "name": c.name,
            "field": c.field,
            "kept": _plain(c.kept),
            "other": _plain(c.other),
            "file": c.source.file,
            "sheet": c.source.sheet,
            "row": c.source.row,
        }
        for c in roster.conflicts[:_LISTED]
    ]


def _differences(plan: Plan, found: list[Difference]) -> list[Json]:
    units = plan.roster.units
    return [
        {
            "about": d.about.value,
            "unit": units[d.unit].name if d.unit in units else "",
            "name": d.name,
            "field": d.field,
            "before": _plain(d.before),
            "after": _plain(d.after),
        }
        for d in found[:_LISTED]
    ]


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int) else str(value)
