"""The summary of an import in words, for its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nongcot.infra import sealing
from nongcot.intake import import_labels as words
from nongcot.intake import labels
from nongcot.intake.guides import CELL
from nongcot.intake.models import Import
from nongcot.intake.summary import masked
from nongcot.kernel.dates import is_partial_iso, show_partial
from nongcot.people import labels as people

Json = dict[str, Any]
_FEW = 10


@dataclass(frozen=True, slots=True)
class Group:
    """Problems or repairs of one kind: the first examples, and the rest to unfold."""

    kind: str
    title: str
    hint: str
    count: int
    examples: list[Json]
    more: list[Json]
    fixable: bool

    @property
    def left_out(self) -> int:
        return self.count - len(self.examples) - len(self.more)


def shown(imported: Import) -> Json:
    """Everything the pages of an import show, in the active language."""
    summary, decisions = imported.summary, imported.decisions
    if not summary:
        empty: Json = {
            name: [] for name in ("sheets", "problems", "repairs", "encodings", "pairs", "conflicts", "foreign")
        }
        return {**empty, "plan": {}, "pair_kinds": []}
    ignored = decisions.get("ignored", [])
    sheets = [
        {**_sheet(sheet), "number": n, "left_out": sheet["key"] in ignored} for n, sheet in enumerate(summary["sheets"])
    ]
    pairs = [_pair(pair, decisions.get("persons", {})) for pair in summary["doubtful"]]
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
        "pairs": pairs,
        "pair_kinds": _by_kind(pairs),
        "foreign": [words.foreign(reason) for reason in summary.get("foreign", [])],
        "conflicts": [_conflict(conflict) for conflict in summary["conflicts"]],
        "plan": _plan(summary["plan"]),
    }


def _by_kind(pairs: list[Json]) -> list[Json]:
    """The pairs under each kind of doubt; all of a kind may be decided at once."""
    groups: dict[str, list[Json]] = {}
    for pair in pairs:
        groups.setdefault(pair["kind"], []).append(pair)
    return [{"kind": kind, "why": words.doubt(kind), "pairs": group} for kind, group in groups.items()]


def _sheet(sheet: Json) -> Json:
    columns = columns_of(sheet)
    return {
        **sheet,
        "kind_name": labels.sheet_kind(sheet["kind"]),
        "columns": columns,
        "encoding_name": labels.encoding(sheet["encoding"]),
        "as_of": words.day(sheet["as_of"]),
        "used": sheet["kind"] != "ignored",
    }


def columns_of(sheet: Json) -> list[Json]:
    """Each column with its letter, header, field understood ("" for none) and first values."""
    fields = {letter: name for name, letter in sheet["columns"]}
    heads = dict(sheet.get("heads", []))
    letters = sorted({*fields, *heads, *sheet.get("values", {})}, key=lambda letter: (len(letter), letter))
    others = sheet.get("others", [])
    return [
        {
            "letter": letter,
            "head": heads.get(letter, ""),
            "field": fields.get(letter, ""),
            "name": labels.field_name(fields.get(letter, "")),
            "other": letter in others,
            "values": sheet.get("values", {}).get(letter, []),
        }
        for letter in letters
    ]


def _group(group: Json, title: str, hint: str) -> Group:
    fixable = any(CELL.fullmatch(example["cell"]) for example in group["examples"])
    return Group(
        group["kind"], title, hint, group["count"], group["examples"][:_FEW], group["examples"][_FEW:], fixable
    )


def _pair(pair: Json, decided: dict[str, str]) -> Json:
    one, other = _person(pair["first"]), _person(pair["second"])
    return {
        "field": f"pair-{pair['key']}",
        "kind": pair["why"],
        "why": words.doubt(pair["why"]),
        "decided": decided.get(pair["key"], ""),
        "same": decided.get(pair["key"]) == "same",
        "people": [one, other],
        "differs": {
            name: one[name] != other[name] for name in ("name", "born", "sex", "phones", "citizen_last4", "posts")
        },
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


def fixes(imported: Import) -> list[Json]:
    """The cells a person gave another value: where, and by whom; citizen ids stay masked."""
    rows = imported.fixes.select_related("by")
    return [
        {
            "file": fix.file,
            "sheet": fix.sheet,
            "cell": fix.cell,
            "value": masked(sealing.unseal(fix.sealed)),
            "by": fix.by,
            "at": fix.at,
        }
        for fix in rows
    ]


def listed_cells(imported: Import, kind: str) -> list[Json]:
    """The cells of one kind of problem or repair that can be given another value; without a kind those that were."""
    values = {(fix.file, fix.sheet, fix.cell): sealing.unseal(fix.sealed) for fix in imported.fixes.all()}
    if not kind:
        return [{"file": f, "sheet": s, "cell": c, "fixed": value} for (f, s, c), value in values.items()]
    groups = [*imported.summary.get("problems", []), *imported.summary.get("repairs", [])]
    found: dict[tuple[str, str, str], Json] = {}
    for example in (each for group in groups if group["kind"] == kind for each in group["examples"]):
        place = (example["file"], example["sheet"], example["cell"])
        if CELL.fullmatch(place[2]) and place not in found:
            found[place] = {**example, "fixed": values.get(place, "")}
    return list(found.values())
