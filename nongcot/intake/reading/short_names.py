"""Unions under short names: a sheet's name, cut after 31 characters or without the form of the company, gets the full
name from the list of unions (or from other tables), where exactly one fits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from nongcot.intake.cells.units import looks_like_unit, unit_key, unit_name
from nongcot.intake.kinds import Field, OfficerRow, Reading, Repair, RepairKind
from nongcot.kernel.text import fold

_LEAD = re.compile(r"^(?:công đoàn cơ sở|công đoàn|nghiệp đoàn cơ sở)\s+", re.IGNORECASE)
_FEWEST = 2  # words a short name needs to be found in a longer one


@dataclass(slots=True)
class Labelled:
    """Officers whose union is known only from the name of their sheet (or file)."""

    name: str
    file: str
    sheet: str
    cut: bool  # the name of the sheet is as long as one can be
    officers: list[OfficerRow] = field(default_factory=list)


def complete_names(reading: Reading, labelled: Iterable[Labelled]) -> None:
    """Gives officers under a short name their union's full one; each is listed as a repair."""
    by_label = {id(officer): found for found in labelled for officer in found.officers}
    cut = {found.name for found in by_label.values() if found.cut}
    labels = {found.name for found in by_label.values()}
    named = {row.name for row in reading.units}
    others = {officer.unit for officer in reading.officers} - labels
    known = named | {name for name in others if looks_like_unit(name)}
    short = labels | {name for name in others if named and not looks_like_unit(name)}
    fitting = ((name, _only_fitting(name, known, name in cut)) for name in short - named)
    full = {name: found for name, found in fitting if found and found != name}
    if full:
        _rename(reading, full, by_label)


def _rename(reading: Reading, full: dict[str, str], by_label: dict[int, Labelled]) -> None:
    told: set[tuple[str, str, str]] = set()
    for officer in reading.officers:
        name = full.get(officer.unit)
        if not name:
            continue
        place = (officer.file, officer.sheet, officer.unit)
        if place not in told and id(officer) not in by_label:
            cell = officer.cells.get(Field.UNIT, "")
            reading.repairs.append(Repair(officer.file, officer.sheet, cell, officer.unit, name, RepairKind.UNIT_WORDS))
        told.add(place)
        officer.unit = name
    reading.repairs[:] = [
        replace(repair, after=full[repair.after])
        if repair.why is RepairKind.UNIT_FROM_SHEET and (repair.file, repair.sheet, repair.after) in told
        else repair
        for repair in reading.repairs
    ]


def _only_fitting(short: str, known: Iterable[str], cut: bool) -> str | None:
    key = unit_key(short)
    same = [name for name in known if unit_key(name) == key]
    if same:
        return same[0]
    fitting = {unit_key(name): name for name in known if (cut and _begins(name, short)) or _holds(name, key)}
    return fitting.popitem()[1] if len(fitting) == 1 else None


def _begins(name: str, cut: str) -> bool:
    return _plain(name).startswith(_plain(cut))


def _plain(name: str) -> str:
    return fold(_LEAD.sub("", unit_name(name)))


def _holds(name: str, key: str) -> bool:
    """Whether the words of a short name stand together in a longer one; typed without diacritics they need none."""
    whole = unit_key(name)
    if key.isascii():
        key, whole = fold(key), fold(whole)
    return key.count(" ") + 1 >= _FEWEST and f" {key} " in f" {whole} "
