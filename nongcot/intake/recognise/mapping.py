"""What a person said about the tables of a shape: which column holds what. It overrules what was recognised."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from nongcot.intake.kinds import EndIs, Field, SheetKind
from nongcot.intake.recognise.headers import Header
from nongcot.intake.recognise.table import Block, Column
from nongcot.intake.recognise.words import header_text
from nongcot.kernel.text import fold

NEEDED = {
    SheetKind.OFFICERS: frozenset({Field.NAME, Field.FAMILY_NAME, Field.GIVEN_NAME}),
    SheetKind.UNITS: frozenset({Field.UNIT}),
}
LOOK = 40  # rows among which a header chosen by a person is looked for


@dataclass(frozen=True, slots=True)
class Mapping:
    """``columns``: 0-based column -> what it holds, None for nothing; columns left out stay as recognised."""

    kind: SheetKind | None = None  # None: as recognised
    columns: Dict[int, Field | None] = field(default_factory=dict)
    is_header: bool = False  # a person chose the header row: it is looked for before anything is recognised


@dataclass(frozen=True, slots=True)
class Guide:
    """Everything a person decided about reading files. Sheets are ``(file, sheet)``, rows and columns 0-based."""

    mappings: Dict[str, Mapping] = field(default_factory=dict)  # by shape
    header_rows: Dict[tuple[str, str], int] = field(default_factory=dict)
    ignored: frozenset[tuple[str, str]] = frozenset()
    cells: Dict[tuple[str, str], Dict[tuple[int, int], str]] = field(default_factory=dict)
    end_is: EndIs | None = None  # None: what the rows of each table tell


def shape(columns: Sequence[Column]) -> str:
    """The fingerprint of a header: equal for tables whose columns have the same headers at the same places."""
    told = "\n".join(f"{c.index}\t" + "\t".join(fold(text) for text in c.path) for c in columns if any(c.path))
    return sha256(told.encode()).hexdigest() if told else ""


def header_of(number: int, row: Sequence[Any]) -> Header:
    """A row taken as the header because a person says so."""
    texts = [(i, header_text(cell if isinstance(cell, str) else str(cell))) for i, cell in enumerate(row)]
    return Header(number, number, [Column(i, (text,)) for i, text in texts if text], 1)


def overruled(blocks: list[Block], header: Header, mapping: Mapping) -> list[Block]:
    """The blocks under ``header`` as ``mapping`` says; what it leaves open stays as recognised."""
    if mapping.kind is SheetKind.IGNORED:
        return []
    mapped = set(mapping.columns)
    touched = [block for block in blocks if any(block.first <= index <= block.last for index in mapped)]
    if len(touched) > 1:
        return [_overruled(block, _within(mapping, block)) if block in touched else block for block in blocks]
    if not touched and not blocks:
        found = _overruled(_bare(header), mapping)
        return [found] if _usable(found) else []
    first = touched[0] if touched else blocks[0]
    found = _overruled(first, mapping)
    return [found if block is first and _usable(found) else block for block in blocks]


def _within(mapping: Mapping, block: Block) -> Mapping:
    inside = {index: name for index, name in mapping.columns.items() if block.first <= index <= block.last}
    return replace(mapping, columns=inside, kind=None)


def _usable(block: Block) -> bool:
    return bool(NEEDED.get(block.kind, frozenset()) & set(block.columns))


def _bare(header: Header) -> Block:
    """A table of which only its header is known."""
    paths = {column.index: column.path for column in header.columns}
    first, last = min(paths, default=0), max(paths, default=0)
    told = tuple(paths.get(index, ()) for index in range(first, last + 1))
    return Block(SheetKind.IGNORED, {}, first, last, header.first, header.last + 1, paths=told)


def _overruled(block: Block, mapping: Mapping) -> Block:
    kind = mapping.kind or block.kind
    said: dict[Field, int] = {}
    phones: list[int] = []
    for index, name in sorted(mapping.columns.items()):
        if name is Field.PHONE and name in said:
            phones.append(index)
        elif name is not None:
            said.setdefault(name, index)
    rest = {name: i for name, i in block.columns.items() if i not in mapping.columns and name not in said}
    people = [p for p in block.people if not set(p.columns.values()) & set(mapping.columns)]
    return replace(
        block,
        kind=kind,
        columns={**rest, **said},
        first=min([block.first, *mapping.columns]),
        last=max([block.last, *mapping.columns]),
        more_phones=[i for i in block.more_phones if i not in mapping.columns] + phones,
        people=people if kind is SheetKind.UNITS else [],
        facts=block.facts if kind is block.kind and not set(block.facts.values()) & set(mapping.columns) else {},
        flags={i: body for i, body in block.flags.items() if i not in mapping.columns},
        unit_share=1.0 if Field.UNIT in said else block.unit_share,
        unsure_of_post=block.unsure_of_post and Field.POST not in said,
        weak_code=block.weak_code and Field.UNIT_CODE not in said,
    )
