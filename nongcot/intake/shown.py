"""The summary of an import in words, for its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nongcot.intake import import_labels as words
from nongcot.intake import labels
from nongcot.intake.models import Import
from nongcot.kernel.dates import is_partial_iso, show_partial
from nongcot.people import labels as people

Json = dict[str, Any]
_FEW = 10


@dataclass(frozen=True, slots=True)
class Group:
    """Problems or repairs of one kind: the first examples, and the rest to unfold."""

    title: str
    hint: str
    count: int
    examples: list[Json]
    more: list[Json]

    @property
    def left_out(self) -> int:
        return self.count - len(self.examples) - len(self.more)


def shown(imported: Import) -> Json:
    """Everything the pages of an import show, in the active language."""
    summary, decisions = imported.summary, imported.decisions
    if not summary:
        return {"sheets": [], "problems": [], "repairs": [], "encodings": [], "pairs": [], "conflicts": [], "plan": {}}
    sheets = [_sheet(sheet) for sheet in summary["sheets"]]
    confirmed = decisions.get("encodings", {})
    return {
        "sheets": sheets,
        "problems": [_group(p, labels.problem(p["kind"]), labels.hint(p["kind"])) for p in summary["problems"]],
        "repairs": [_group(r, labels.repair(r["kind"]), "") for r in summary["repairs"]],
        "encodings": [
            {**sheet, "field": f"encoding-{n}", "confirmed": bool(confirmed.get(sheet["key"]))}
            for n, sheet in enumerate(sheets)
            if sheet["needs_confirmation"]
        ],
        "pairs": [_pair(pair, decisions.get("persons", {})) for pair in summary["doubtful"]],
        "conflicts": [_conflict(conflict) for conflict in summary["conflicts"]],
        "plan": _plan(summary["plan"]),
    }


def _sheet(sheet: Json) -> Json:
    columns = [(letter, labels.field_name(name)) for name, letter in sheet["columns"]]
    columns.sort(key=lambda column: (len(column[0]), column[0]))
    return {
        **sheet,
        "kind_name": labels.sheet_kind(sheet["kind"]),
        "columns": columns,
        "encoding_name": labels.encoding(sheet["encoding"]),
        "as_of": words.day(sheet["as_of"]),
        "used": sheet["kind"] != "ignored",
    }


def _group(group: Json, title: str, hint: str) -> Group:
    return Group(title, hint, group["count"], group["examples"][:_FEW], group["examples"][_FEW:])


def _pair(pair: Json, decided: dict[str, str]) -> Json:
    return {
        "field": f"pair-{pair['key']}",
        "why": words.doubt(pair["why"]),
        "same": decided.get(pair["key"]) == "same",
        "people": [_person(pair["first"]), _person(pair["second"])],
    }


def _person(person: Json) -> Json:
    born = person["born"]
    return {
        **person,
        "born": show_partial(born) if is_partial_iso(born) else born,
        "sex": people.sex(person["sex"]),
        "posts": [(people.post_title(body, post), unit) for body, post, unit in person["posts"]],
    }


def _conflict(conflict: Json) -> Json:
    name = conflict["field"]
    return {
        **conflict,
        "field": words.fact(name),
        "kept": words.value(name, conflict["kept"]),
        "other": words.value(name, conflict["other"]),
    }


def _plan(plan: Json) -> Json:
    return {
        **plan,
        "changed": [_difference(d) for d in plan["changed"]],
        "kept": [_difference(d) for d in plan["kept"]],
        "refused": [{"unit": r["unit"], "why": words.refusal(r["why"])} for r in plan["refused"]],
    }


def _difference(difference: Json) -> Json:
    name = difference["field"]
    return {
        "about": words.about(difference["about"]),
        "unit": difference["unit"],
        "name": difference["name"],
        "field": words.fact(name),
        "before": words.value(name, difference["before"]),
        "after": words.value(name, difference["after"]),
    }
