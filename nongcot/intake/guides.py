"""What people decided about reading, for one import: their corrections of it, and mappings remembered from earlier."""

from __future__ import annotations

import re
from typing import Any

from nongcot.infra import sealing
from nongcot.intake.kinds import EndIs, Field, SheetKind
from nongcot.intake.models import CellFix, Import
from nongcot.intake.queries import remembered_mappings
from nongcot.intake.recognise.mapping import Guide, Mapping

CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
Json = dict[str, Any]


def guide_of(imported: Import) -> Guide:
    """The guide for reading the files of ``imported``: its own corrections before what is remembered."""
    decisions = imported.decisions
    mappings = {found.fingerprint: mapping_of(found.mapping) for found in remembered_mappings(imported.unit_id)}
    mappings |= {key: mapping_of(told) for key, told in decisions.get("mappings", {}).items()}
    return Guide(
        mappings=mappings,
        header_rows={split_key(key): row - 1 for key, row in decisions.get("header_rows", {}).items()},
        ignored=frozenset(split_key(key) for key in decisions.get("ignored", [])),
        cells=_cells(imported),
        end_is=EndIs(decisions["end_is"]) if decisions.get("end_is") else None,
    )


def mapping_of(told: Json) -> Mapping:
    """A stored mapping; a field that is no longer known is left out."""
    known = {member.value for member in Field}
    columns = {
        column_index(letter): Field(name) if name else None
        for letter, name in told.get("columns", {}).items()
        if not name or name in known
    }
    return Mapping(SheetKind(told["kind"]) if told.get("kind") else None, columns, bool(told.get("is_header")))


def split_key(key: str) -> tuple[str, str]:
    """File and sheet of a sheet's key. A file's name never holds the bar that parts them."""
    file, _, sheet = key.partition("|")
    return file, sheet


def column_index(letters: str) -> int:
    """ "A" -> 0, "AA" -> 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def place_of(cell: str) -> tuple[int, int]:
    """ "C12" -> row 11, column 2."""
    letters = cell.rstrip("0123456789")
    return int(cell[len(letters) :]) - 1, column_index(letters)


def _cells(imported: Import) -> dict[tuple[str, str], dict[tuple[int, int], str]]:
    cells: dict[tuple[str, str], dict[tuple[int, int], str]] = {}
    for fix in CellFix.objects.filter(imported=imported):
        cells.setdefault((fix.file, fix.sheet), {})[place_of(fix.cell)] = sealing.unseal(fix.sealed)
    return cells
