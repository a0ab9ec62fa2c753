"""The long lists of the report as rows of text: duties by unit, officers by unit, what was not read, rules used."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from django.utils.translation import gettext as _

from nongcot.infra.documents.official import Band, Row
from nongcot.intake.report import words
from nongcot.intake.report.figures import Diagnosis, Figures, Officer, UnitFigures, person_key
from nongcot.people.kinds import Sex

Rows = list[Row | Band]


def duty_rows(figures: Figures, limit: int) -> tuple[Rows, int]:
    """The duties under the name of their unit, the most pressing units first; and how many were left out."""
    rows: Rows = []
    shown = 0
    total = sum(item.count for item in figures.duties)
    groups = [(unit_heading(unit), unit.duties) for unit in in_need(figures)]
    if figures.unplaced:
        groups.append((_("Việc không gắn với một đơn vị trong danh sách"), figures.unplaced))
    for title, duties in groups:
        if shown >= limit:
            break
        rows.append(Band(title))
        for duty in duties[: limit - shown]:
            shown += 1
            rows.append(duty_row(shown, duty))
    return rows, total - shown


def duty_row(number: int, duty: dict[str, Any]) -> Row:
    sentence = words.duty_sentence(duty)
    person = duty.get("person") or ""
    if person and person not in sentence:
        sentence = f"{person}. {sentence}" if sentence else person
    title = words.duty_title(duty["check"])
    return (str(number), title, sentence, words.day(duty.get("due_on")), words.source(duty.get("rule")))


def in_need(figures: Figures) -> list[UnitFigures]:
    """Units with duties: the most pressing state first, then by the first due day and the name."""
    urgency = {2: 0, 1: 1, 3: 2, 0: 3}
    return sorted(
        (unit for unit in figures.units if unit.duties),
        key=lambda unit: (urgency[unit.state], unit.duties[0].get("due_on") or "9999", unit.unit["name"]),
    )


def unit_heading(figures: UnitFigures) -> str:
    """The unit's name, its superior, members and seats, as far as they are known."""
    unit = figures.unit
    parts = [unit["name"]]
    if unit.get("superior"):
        parts.append(_("trực thuộc %(superior)s") % {"superior": unit["superior"]})
    if unit.get("members") is not None:
        parts.append(_("%(count)s đoàn viên") % {"count": words.number(unit["members"])})
    if unit.get("seats_fixed") is not None:
        seats = {"seated": figures.seated, "seats": unit["seats_fixed"]}
        parts.append(_("BCH có %(seated)s/%(seats)s ủy viên") % seats)
    return " – ".join(parts)


def officer_rows(figures: Figures, limit: int) -> tuple[Rows, int]:
    """The officers under the name of their unit, one row a person and period; and how many rows were left out."""
    rows: Rows = []
    shown = total = 0
    for unit in figures.units:
        entries = merged_officers(unit.officers)
        total += len(entries)
        if not entries or shown >= limit:
            continue
        rows.append(Band(unit_heading(unit)))
        for position, entry in enumerate(entries[: limit - shown], start=1):
            shown += 1
            rows.append(_officer_row(position, *entry))
    return rows, total - shown


def merged_officers(officers: list[Officer]) -> list[tuple[Officer, str]]:
    """One entry for each person and period, in the order first met, with all posts of that period as words."""
    grouped: dict[tuple[Any, ...], list[Officer]] = defaultdict(list)
    for officer in officers:
        grouped[*person_key(officer), officer.get("from"), officer.get("to")].append(officer)
    return [(group[0], ", ".join(dict.fromkeys(map(words.post_title, group)))) for group in grouped.values()]


def rejected_rows(diagnosis: Diagnosis) -> list[Row]:
    return [
        (
            str(number),
            item.get("file") or "",
            item.get("sheet") or "",
            item.get("cell") or "",
            str(item.get("value") or ""),
            words.problem(item),
            words.hint(item),
        )
        for number, item in enumerate(diagnosis["rejected"], start=1)
    ]


def repair_groups(diagnosis: Diagnosis, examples: int) -> list[Row]:
    """For each kind of repair how often it was made and the first examples."""
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for item in diagnosis["repaired"]:
        groups[item["why"]].append(item)
    rows: list[Row] = []
    for why, items in sorted(groups.items(), key=lambda group: -len(group[1])):
        for position, item in enumerate(items[:examples]):
            place = ", ".join(part for part in (item.get("file"), item.get("sheet"), item.get("cell")) if part)
            head = (words.repair(why), words.number(len(items))) if position == 0 else ("", "")
            rows.append((*head, place, str(item.get("from") or ""), str(item.get("to") or "")))
    return rows


def rule_rows(diagnosis: Diagnosis) -> list[Row]:
    """Each rule value the duties rest on: rule, document, article, whether checked, number of duties."""
    used: Counter[tuple[str, str, str, bool]] = Counter()
    for duty in diagnosis["duties"]:
        rule = duty.get("rule") or {}
        if rule.get("id"):
            used[rule["id"], rule.get("document") or "", rule.get("article") or "", bool(rule.get("verified"))] += 1
    return [
        (
            words.rule_title(rule),
            _document(document),
            article,
            words.checked({"document": document, "verified": verified}),
            words.number(count),
        )
        for (rule, document, article, verified), count in sorted(used.items())
    ]


def _document(document_id: str) -> str:
    number, title = words.document(document_id), words.document_title(document_id)
    return f"{number} – {title}" if title and title != number else number


def _officer_row(number: int, officer: Officer, posts: str) -> Row:
    born = words.day(officer.get("born"))
    sex = officer.get("sex")
    # Where the sex is not known the birth stands in neither column alone: the list says so instead of guessing.
    male, female = (born if sex == Sex.MALE else "", born if sex == Sex.FEMALE else "")
    if sex not in set(Sex) and born:
        male = _("%(born)s (chưa rõ giới tính)") % {"born": born}
    elif sex in set(Sex) and not born:
        male, female = ("x", "") if sex == Sex.MALE else ("", "x")
    period = (words.day(officer.get("from")), words.day(officer.get("to")))
    return (
        str(number),
        officer["name"],
        male,
        female,
        posts,
        words.phone(officer.get("phone")),
        officer.get("email") or "",
        *period,
    )
