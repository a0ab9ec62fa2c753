"""Reads the folders ``documents`` and ``rules`` into a :class:`Rulebook`, strictly: what is unclear does not load."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from nongcot.regulations.book import Rulebook
from nongcot.regulations.errors import RuleError, marked
from nongcot.regulations.kinds import Confidence, Document, DocumentKind, Entry, Rule, RuleKind, ValueUnit
from nongcot.regulations.parts import Part, read_node

DATA = Path(__file__).parent / "data"
DOCUMENT_KEYS = frozenset(
    "id number kind issuer title signed in_force ended replaced_by text_on_file "
    "confidence dates_confirmed sources note".split()
)
RULE_KEYS = frozenset("id title title_en unit kind applies_to by values".split())
ENTRY_KEYS = frozenset(
    "from to value brackets cases status document article confidence verified checked note carried".split()
)


_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser loads the law five times faster


class _Loader(_Base):  # type: ignore[misc]
    """YAML without surprises: decimals stay exact, a key given twice is refused."""


def _exact(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(str(loader.construct_scalar(node)))


def _mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [loader.construct_object(key) for key, _ in node.value]
    for key in keys:
        if keys.count(key) > 1:
            raise yaml.constructor.ConstructorError(None, None, f"khóa “{key}” có hai lần", node.start_mark)
    return {loader.construct_object(k): loader.construct_object(v, deep=True) for k, v in node.value}


_Loader.add_constructor("tag:yaml.org,2002:float", _exact)
_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def load(path: Path | str | None = None) -> Rulebook:
    """The rulebook in a folder (by default the one that comes with the program).

    Raises :class:`RuleError`, naming file, rule and what to do, when anything is unknown, missing, overlapping, or has
    no document.
    """
    return _load_default() if path is None else _load(Path(path))


@lru_cache(maxsize=1)
def _load_default() -> Rulebook:
    return _load(DATA)


def _load(folder: Path) -> Rulebook:
    documents: dict[str, Document] = {}
    for file, data in _files(folder, "documents"):
        document = _read_document(data, file)
        if document.id in documents:
            raise RuleError(marked("văn bản này có hai tệp; hãy bỏ một"), file=file, rule=document.id)
        documents[document.id] = document
    _check_replacements(documents)
    rules: dict[str, Rule] = {}
    for file, data in _files(folder, "rules"):
        rule = read_rule(data, file, documents)
        if rule.id in rules:
            problem = marked("mã quy tắc đã có ở %(other)s; hãy đổi mã hoặc gộp hai tệp")
            raise RuleError(problem, file=file, rule=rule.id, params={"other": rules[rule.id].file})
        rules[rule.id] = rule
    return Rulebook(rules, documents)


def _files(folder: Path, name: str) -> Iterator[tuple[str, Any]]:
    for path in sorted((folder / name).rglob("*.yaml")):
        file = path.relative_to(folder).as_posix()
        try:
            yield file, yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  (a safe loader)
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            problem = marked("không đọc được tệp YAML: %(why)s")
            raise RuleError(problem, file=file, rule=path.stem, params={"why": error}) from error


def _read_document(data: Any, file: str) -> Document:
    part = Part(data, file, Path(file).stem)
    part.only(DOCUMENT_KEYS)
    if part.text("id") != Path(file).stem:
        raise part.flaw("mã “%(id)s” phải trùng tên tệp", id=part.text("id"))
    document = Document(
        id=part.text("id"),
        number=part.text("number"),
        kind=part.choice("kind", DocumentKind),
        issuer=part.text("issuer"),
        title=part.text("title"),
        signed=part.day_or_none("signed"),
        in_force=part.day("in_force"),
        ended=part.day_or_none("ended"),
        replaced_by=part.text("replaced_by", "") or None,
        text_on_file=part.flag("text_on_file"),
        confidence=part.choice("confidence", Confidence),
        dates_confirmed=part.flag("dates_confirmed", True),
        sources=part.texts("sources"),
        note=part.text("note", ""),
    )
    if document.ended is not None and document.ended <= document.in_force:
        raise part.flaw("ngày hết hiệu lực phải sau ngày có hiệu lực")
    return document


def _check_replacements(documents: dict[str, Document]) -> None:
    for document in documents.values():
        if document.replaced_by and document.replaced_by not in documents:
            problem = marked("văn bản thay thế “%(other)s” không có trong thư mục documents; hãy thêm tệp của nó")
            file = f"documents/{document.id}.yaml"
            raise RuleError(problem, file=file, rule=document.id, params={"other": document.replaced_by})


def read_rule(data: Any, file: str, documents: dict[str, Document]) -> Rule:
    """One rule file as a :class:`Rule`, its values in order of time, each closed by the next."""
    rule_id = str(data.get("id") or Path(file).stem) if isinstance(data, dict) else Path(file).stem
    part = Part(data, file, rule_id)
    part.only(RULE_KEYS)
    unit = part.choice("unit", ValueUnit)
    by = part.texts("by")
    rows = part.data.get("values")
    if not isinstance(rows, list) or not rows:
        raise part.flaw("cần ít nhất một giá trị trong “values”")
    entries = [_read_entry(Part(row, file, rule_id), unit, by, documents) for row in rows]
    return Rule(
        id=part.text("id"),
        title=part.text("title"),
        title_en=part.text("title_en"),
        unit=unit,
        kind=part.choice("kind", RuleKind, RuleKind.REGULATION),
        applies_to=part.texts("applies_to"),
        by=by,
        entries=_in_order(part, entries, documents),
        file=file,
    )


def _read_entry(part: Part, unit: ValueUnit, by: tuple[str, ...], documents: dict[str, Document]) -> Entry:
    part.only(ENTRY_KEYS)
    if "document" not in part.data:
        raise part.flaw(
            "giá trị từ %(day)s không có văn bản; một con số không có nguồn thì không nạp", day=part.day("from")
        )
    if part.text("document") not in documents:
        raise part.flaw(
            "văn bản “%(document)s” không có trong thư mục documents; hãy thêm tệp của nó",
            document=part.text("document"),
        )
    entry = Entry(
        from_day=part.day("from"),
        to_day=part.day_or_none("to"),
        node=read_node(part, unit, by),
        document=part.text("document"),
        article=part.text("article"),
        confidence=part.choice("confidence", Confidence),
        verified=part.flag("verified"),
        checked=part.text("checked", ""),
        note=part.text("note", ""),
        carried=part.flag("carried", False),
    )
    _check_standing(part, entry)
    return entry


def _check_standing(part: Part, entry: Entry) -> None:
    if entry.verified and (entry.confidence is not Confidence.SURE or not entry.checked):
        raise part.flaw("verified: true cần confidence: sure và “checked” (đã kiểm bằng cách nào)")
    if entry.carried and entry.verified:
        raise part.flaw("giá trị dùng tiếp sau khi văn bản hết hiệu lực (carried) thì chưa thể là verified: true")
    if entry.to_day is not None and entry.to_day <= entry.from_day:
        raise part.flaw("“to” phải sau “from”")


def _in_order(part: Part, entries: list[Entry], documents: dict[str, Document]) -> tuple[Entry, ...]:
    """Entries by time; an entry without an end ends where the next begins or where its document ended."""
    entries.sort(key=lambda entry: entry.from_day)
    closed: list[Entry] = []
    for number, entry in enumerate(entries):
        following = entries[number + 1].from_day if number + 1 < len(entries) else None
        if following is not None and (following == entry.from_day or (entry.to_day and entry.to_day > following)):
            raise part.flaw("hai giá trị trùng ngày quanh %(day)s; hãy sửa “from” hoặc “to”", day=following)
        closed.append(_closed(part, entry, following, documents[entry.document]))
    return tuple(closed)


def _closed(part: Part, entry: Entry, following: date | None, document: Document) -> Entry:
    if entry.from_day < document.in_force:
        raise part.flaw(
            "giá trị từ %(day)s sớm hơn ngày hiệu lực của văn bản (%(start)s)",
            day=entry.from_day,
            start=document.in_force,
        )
    to_day = entry.to_day or following
    if entry.carried or document.ended is None:
        return _until(entry, to_day)
    if entry.from_day >= document.ended or (entry.to_day and entry.to_day > document.ended):
        raise part.flaw(
            "giá trị từ %(day)s kéo quá ngày văn bản hết hiệu lực (%(end)s); hãy đóng lại, hoặc ghi carried: true",
            day=entry.from_day,
            end=document.ended,
        )
    return _until(entry, min(to_day or document.ended, document.ended))


def _until(entry: Entry, to_day: date | None) -> Entry:
    return replace(entry, to_day=to_day)
