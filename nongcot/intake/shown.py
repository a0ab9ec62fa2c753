"""The summary of an import in words, for its pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nongcot.infra import sealing
from nongcot.infra.ui.words import show_phone
from nongcot.intake import import_labels as words
from nongcot.intake import labels, queries
from nongcot.intake.guides import CELL
from nongcot.intake.models import DoubtfulPair, Import
from nongcot.intake.summary import masked
from nongcot.kernel.dates import is_partial_iso, show_partial
from nongcot.people import labels as people

Json = dict[str, Any]
_FEW, _UNFIXABLE, _DIFFERENCES = 3, 10, 6


@dataclass(frozen=True, slots=True)
class Group:
    """Problems or repairs of one kind with the first examples; all of them stand on a page of their own."""

    kind: str
    title: str
    hint: str
    count: int
    examples: list[Json]
    fixable: bool

    @property
    def left_out(self) -> int:
        return self.count - len(self.examples)


def shown(imported: Import) -> Json:
    """Everything the pages of an import show, in the active language."""
    summary, decisions = imported.summary, imported.decisions
    if not summary:
        empty: Json = {name: [] for name in ("sheets", "problems", "repairs", "encodings", "conflicts", "foreign")}
        return {**empty, "plan": {}, "pair_kinds": []}
    sheets = sheets_of(imported)
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
        "pair_kinds": pair_kinds(imported),
        "foreign": [words.foreign(reason) for reason in summary.get("foreign", [])],
        "conflicts": [_conflict(conflict) for conflict in summary["conflicts"]],
        "plan": _plan(summary["plan"]),
    }


def sheets_of(imported: Import) -> list[Json]:
    """Every sheet as it was understood."""
    ignored = imported.decisions.get("ignored", [])
    return [
        {**_sheet(sheet), "number": n, "left_out": sheet["key"] in ignored}
        for n, sheet in enumerate(imported.summary.get("sheets", []))
    ]


def pair_kinds(imported: Import) -> list[Json]:
    """The kinds of doubt about persons with how many pairs each has, and how many of them wait for an answer."""
    return [
        {"kind": kind, "why": words.doubt(kind), "count": left + done, "open": left, "answered": done}
        for kind, (left, done) in sorted(queries.pair_counts(imported).items(), key=lambda item: -sum(item[1]))
    ]


def _sheet(sheet: Json) -> Json:
    columns = columns_of(sheet)
    return {
        **sheet,
        "kind_name": labels.sheet_kind(sheet["kind"]),
        "columns": columns,
        "encoding_name": labels.encoding(sheet["encoding"]),
        "as_of": words.day(sheet["as_of"]),
        "ends": labels.ends_told([name for name, _letter in sheet["columns"]]),
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
    few = _FEW if fixable else _UNFIXABLE
    return Group(group["kind"], title, hint, group["count"], group["examples"][:few], fixable)


def pair_in_words(pair: DoubtfulPair) -> Json:
    """A pair as it is put side by side: both names, and row by row what is told of either."""
    people_of = [pair.first, pair.second]
    facts = [_facts(person) for person in people_of]
    titles = {
        "born": _("Ngày sinh"),
        "sex": _("Giới tính"),
        "phones": _("Điện thoại"),
        "citizen": _("Số căn cước"),
        "posts": _("Chức vụ"),
        "place": _("Ở tệp"),
    }
    rows = []
    for name, title in titles.items():
        values = [each[name] for each in facts]
        if any(values):
            differs = name != "place" and values[0] != values[1]
            rows.append({"title": title, "values": values, "differs": differs})
    return {
        "field": f"pair-{pair.key}",
        "why": words.doubt(pair.why),
        "same": pair.answer == DoubtfulPair.Answer.SAME,
        "people": people_of,
        "differs": {"name": pair.first["name"] != pair.second["name"]},
        "rows": rows,
    }


def _facts(person: Json) -> dict[str, list[str]]:
    """What is told of a person, line by line."""
    born, place = person["born"], person.get("place")
    last4 = person["citizen_last4"]
    return {
        "born": [show_partial(born) if is_partial_iso(born) else born] if born else [],
        "sex": [people.sex(person["sex"])] if person["sex"] else [],
        "phones": [show_phone(number) for number in person["phones"]],
        "citizen": [f"…{last4}"] if last4 else [],
        "posts": [f"{people.post_title(body, post)}, {unit}" for body, post, unit in person["posts"]],
        "place": [_("%(file)s / %(sheet)s, dòng %(row)s") % dict(zip(("file", "sheet", "row"), place, strict=True))]
        if place
        else [],
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
        "changed": [_difference(d) for d in plan["changed"][:_DIFFERENCES]],
        "kept": [_difference(d) for d in plan["kept"][:_DIFFERENCES]],
        "refused": [{"unit": r["unit"], "why": words.refusal(r["why"])} for r in plan["refused"]],
    }


def other_kinds(imported: Import) -> list[Json]:
    """Units of which the files tell another kind than is on record, with what was answered, as the form asks them."""
    found: list[Json] = imported.summary.get("plan", {}).get("other_kinds", [])
    return [_other_kind(told) for told in found]


def _other_kind(told: Json) -> Json:
    before, after = people.unit_kind(told["before"]), people.unit_kind(told["after"])
    asked = _("%(unit)s: %(before)s → %(after)s, từ ngày") % {"unit": told["name"], "before": before, "after": after}
    hint = _("Tệp ghi từ ngày %(day)s.") % {"day": words.day(told["told_from"])} if told["told_from"] else ""
    return {
        "unit": told["unit"], "label": asked, "day": told["day"] and date.fromisoformat(told["day"]), "help": hint
    }  # fmt: skip


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


def fixes(imported: Import) -> tuple[list[Json], int]:
    """The first cells a person gave another value: where, and by whom; citizen ids stay masked. And how many in all."""
    rows = queries.first_fixes(imported=imported.pk)
    count = len(rows) if len(rows) <= queries.FIXES else imported.fixes.count()
    told = [
        {
            "file": fix.file,
            "sheet": fix.sheet,
            "cell": fix.cell,
            "value": masked(sealing.unseal(fix.sealed)),
            "by": fix.by,
            "at": fix.at,
        }
        for fix in rows[: queries.FIXES]
    ]
    return told, count


def fixed_cells(imported: Import) -> list[Json]:
    """The cells a person gave another value, to be given yet another, or their own again."""
    return [
        {
            "name": f"fixed-{fix.pk}",
            "place": (fix.file, fix.sheet, fix.cell),
            "in_file": fix.file,
            "in_sheet": fix.sheet,
            "in_cell": fix.cell,
            "fixed": sealing.unseal(fix.sealed),
        }
        for fix in imported.fixes.all()
    ]
