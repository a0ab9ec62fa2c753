"""What a person is shown before an import is applied: plain JSON, no citizen ids, bounded in size."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from nongcot.intake.apply.kinds import Difference, MaybeKnown, Plan
from nongcot.intake.kinds import Field, Reading, SheetReading
from nongcot.intake.roster import Roster, RosterPerson
from nongcot.people.models import Person, PostHeld

SHAPE = 1
_EXAMPLES = 50
_CITIZEN_ID = re.compile(
    r"(?<!\d)(?!84)(?:\d{12}|[1-9]\d{10})(?!\d)"
)  # twelve digits, or eleven where Excel ate the zero
_LONG = re.compile(r"\d{6,}")
_LISTED = 300
_MOST_PAIRS = 1000  # the rest stays apart
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
        "doubtful": _doubtful(plan),
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
        "refused": refused[:_LISTED],
        "refused_posts": sum(rows[key] for key in plan.refused),
    }


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


def _doubtful(plan: Plan) -> list[Json]:
    roster = plan.roster
    posts: dict[str, list[list[str]]] = defaultdict(list)
    wanted = {key for pair in roster.doubtful for key in (pair.first, pair.second)} | {m.person for m in plan.doubtful}
    for post in roster.posts:
        if post.person in wanted:
            posts[post.person].append([post.body.value, post.post.value, roster.units[post.unit].name])
    known = _known_persons(plan.doubtful[:_MOST_PAIRS])
    pairs = [
        {
            "key": pair.key,
            "why": pair.why.value,
            "first": _person(roster.persons[pair.first], posts),
            "second": _person(roster.persons[pair.second], posts),
        }
        for pair in roster.doubtful
    ]
    asked = [
        {
            "key": maybe.key,
            "why": maybe.why.value,
            "first": _person(roster.persons[maybe.person], posts),
            "second": known[maybe.known],
        }
        for maybe in plan.doubtful[:_MOST_PAIRS]
        if maybe.known in known
    ]
    return [*asked, *pairs][:_MOST_PAIRS]


def told_doubtful(plan: Plan, before: list[Json]) -> list[Json]:
    """The doubtful pairs of ``plan``, with those asked about before: what was answered can be answered otherwise."""
    now = {pair["key"]: pair for pair in _doubtful(plan)}
    return list(({pair["key"]: pair for pair in before} | now).values())


def _person(person: RosterPerson, posts: dict[str, list[list[str]]]) -> Json:
    return {
        "name": person.name,
        "born": person.born or "",
        "sex": person.sex.value if person.sex else "",
        "phones": person.phones[:3],
        "citizen_last4": person.citizen_id[-4:] if person.citizen_id else "",
        "posts": posts[person.key][:8],
        "place": [person.source.file, person.source.sheet, person.source.row],
        "known": None,
    }


def _known_persons(maybe: Iterable[MaybeKnown]) -> dict[int, Json]:
    pks = {m.known for m in maybe}
    found: dict[int, Json] = {
        p.pk: {
            "name": p.name,
            "born": p.born,
            "sex": p.sex,
            "phones": [phone for phone in (p.phone, *p.other_phones.split()) if phone],
            "citizen_last4": p.citizen_last4,
            "posts": [],
            "place": [],
            "known": p.pk,
        }
        for p in Person.objects.filter(pk__in=pks)
    }
    held = PostHeld.objects.filter(person__in=pks).order_by("person_id", "id")
    for pk, body, post, unit in held.values_list("person_id", "body__kind", "post", "unit__name"):
        if len(found[pk]["posts"]) < 8:
            found[pk]["posts"].append([body, post, unit])
    return found


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
