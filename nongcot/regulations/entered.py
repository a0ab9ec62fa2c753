"""Values that people enter, laid over the values of the files.

An entered value holds from its day until its own end, the next entered value, or the next value of the files that
begins later: a newer regulation that comes with a release is not hidden by an older entry. What it covers of earlier
values is cut away, never overwritten elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from nongcot.regulations.kinds import Confidence, Document, DocumentKind, EnteredValue, Entry, Rule
from nongcot.regulations.parts import Part, read_node

Rules = dict[str, Rule]
Documents = dict[str, Document]
PLACE = "mức do người dùng nhập"


def overlay(
    rules: Mapping[str, Rule], documents: Mapping[str, Document], rows: Iterable[EnteredValue | Mapping[str, Any]]
) -> tuple[Rules, Documents]:
    """New rules and documents with the rows laid over. Raises :class:`RuleError` for a row that cannot be used."""
    new_rules, new_documents = dict(rules), dict(documents)
    by_rule: dict[str, list[EnteredValue]] = {}
    for row in rows:
        given = row if isinstance(row, EnteredValue) else EnteredValue(**row)
        by_rule.setdefault(given.rule, []).append(given)
    for rule_id, values in by_rule.items():
        new_rules[rule_id] = _overlay_rule(_known(rules, rule_id), values, new_documents)
    return new_rules, new_documents


def _known(rules: Mapping[str, Rule], rule_id: str) -> Rule:
    if rule_id not in rules:
        raise Part({}, PLACE, rule_id).flaw("không có quy tắc mang mã này; hãy chọn trong danh sách quy tắc")
    return rules[rule_id]


def _overlay_rule(rule: Rule, rows: list[EnteredValue], documents: Documents) -> Rule:
    rows = sorted(rows, key=lambda row: row.from_day)
    entries = list(rule.entries)
    for number, row in enumerate(rows):
        later = [other.from_day for other in rows[number + 1 :] if other.from_day > row.from_day]
        later += [entry.from_day for entry in rule.entries if entry.from_day > row.from_day]
        later += [row.to_day] if row.to_day else []
        entries = _cut(entries, _entry(rule, row, min(later, default=None), documents))
    return replace(rule, entries=tuple(sorted(entries, key=lambda entry: entry.from_day)))


def _entry(rule: Rule, row: EnteredValue, to_day: date | None, documents: Documents) -> Entry:
    place = Part(row.value if isinstance(row.value, Mapping) else {"value": row.value}, PLACE, rule.id)
    place.only({"shape", "value", "brackets", "cases", "status"})
    for field in ("document_number", "document_issuer", "article"):
        if not getattr(row, field):
            raise place.flaw("thiếu %(field)s; một mức phải có văn bản, cơ quan ban hành và điều khoản", field=field)
    if to_day is not None and to_day <= row.from_day:
        raise place.flaw("ngày hết áp dụng phải sau ngày bắt đầu")
    return Entry(
        from_day=row.from_day,
        to_day=to_day,
        node=read_node(place, rule.unit, rule.by),
        document=_document(row, documents),
        article=row.article,
        confidence=Confidence.SURE,
        verified=True,
        checked=row.entered_by or row.decided_by,
        note=row.note,
        decided_by=row.decided_by,
        entered_by=row.entered_by,
    )


def _document(row: EnteredValue, documents: Documents) -> str:
    for document in documents.values():
        if document.number == row.document_number and document.kind is not DocumentKind.OWN:
            return document.id
    found = f"entered:{row.document_number}"
    known = documents.get(found)
    start = min(row.from_day, known.in_force) if known else row.from_day
    documents[found] = Document(
        id=found,
        number=row.document_number,
        kind=DocumentKind.DECISION,
        issuer=row.document_issuer,
        title=row.document_number,
        signed=row.document_signed,
        in_force=start,
        ended=None,
        replaced_by=None,
        text_on_file=False,
        confidence=Confidence.SURE,
    )
    return found


def _cut(entries: list[Entry], new: Entry) -> list[Entry]:
    """The entries with what ``new`` covers cut away, and ``new`` among them."""
    kept: list[Entry] = [new]
    for entry in entries:
        if entry.from_day < new.from_day and (entry.to_day is None or entry.to_day > new.from_day):
            kept.append(replace(entry, to_day=new.from_day))
        elif not _covered(entry.from_day, new):
            kept.append(entry)
        if new.to_day and _covered(new.to_day, entry) and entry.from_day < new.to_day:
            kept.append(replace(entry, from_day=new.to_day))
    return kept


def _covered(day: date, entry: Entry) -> bool:
    return entry.from_day <= day and (entry.to_day is None or day < entry.to_day)
