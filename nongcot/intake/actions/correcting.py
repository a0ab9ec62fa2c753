"""Correct how files were understood: columns, the header row, sheets to leave out, single cells; then read again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra import sealing
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.infra.bulk import chunks
from nongcot.intake.actions.deciding import SHAPE as DECIDED
from nongcot.intake.actions.state import locked, put, trace
from nongcot.intake.guides import CELL, column_index
from nongcot.intake.kinds import Field, SheetKind
from nongcot.intake.models import CellFix, Import, RememberedMapping
from nongcot.intake.permissions import federation_unit, require_import, require_mapping
from nongcot.intake.recognise.mapping import NEEDED
from nongcot.kernel import clock
from nongcot.kernel.text import tidy
from nongcot.people.api import Refused

SHAPE = 1  # of a mapping
_LONGEST = 500
_CORRECTED = (Import.State.READ, Import.State.FAILED, Import.State.STOPPED)
Place = tuple[str, str, str]  # file, sheet, cell


@transaction.atomic
def correct_sheet(
    *,
    actor: User | System,
    imported: Import,
    sheet: int,
    kind: SheetKind | None,
    columns: Mapping[str, Field | None],
    header_row: int | None,
) -> Import:
    """Have the sheet of this number in the summary read as told, and every table of its shape from now on.

    ``columns``: letter -> field, None for nothing; a letter that is not told stays as recognised. ``header_row`` is
    1-based; another than the recognised one is read anew, without ``columns``, which were told of the old one.

    Raises:
        PermissionDenied: the actor may not import into the import's unit.
        Refused: the import is past that, two columns hold the same, or no column holds what the kind needs.
    """
    imported = _waiting(actor, imported)
    told = _sheet(imported, sheet)
    decisions = _told(imported)
    if header_row is not None and header_row != told["header_row"]:
        decisions["header_rows"][told["key"]] = header_row
        columns = {}
    else:
        _require_usable(kind, columns)
        mapping = _mapping(told, kind, columns, told["key"] in decisions["header_rows"])
        decisions["mappings"][told["fingerprint"]] = mapping
        _remember(actor, imported, told, mapping)
    decisions["ignored"] = [key for key in decisions["ignored"] if key != told["key"]]
    names = {letter: name.value if name else "" for letter, name in columns.items()}
    trace(actor, imported, "correct", sheet=sheet, columns=names, header_row=header_row)
    return _back_to_reading(imported, decisions)


@transaction.atomic
def ignore_sheet(*, actor: User | System, imported: Import, sheet: int, ignored: bool) -> Import:
    """Leave a whole sheet of this import out, or take it in again.

    Raises:
        PermissionDenied: the actor may not import into the import's unit.
        Refused: the import is past that.
    """
    imported = _waiting(actor, imported)
    key = _sheet(imported, sheet)["key"]
    decisions = _told(imported)
    decisions["ignored"] = [*(k for k in decisions["ignored"] if k != key), *([key] if ignored else [])]
    trace(actor, imported, "correct", sheet=sheet, ignored=ignored)
    return _back_to_reading(imported, decisions)


@transaction.atomic
def correct_cells(*, actor: User | System, imported: Import, cells: Mapping[Place, str | None]) -> Import:
    """Give cells another value than the file has; None gives a cell its own value back. The file stays as it was sent.

    Raises:
        PermissionDenied: the actor may not import into the import's unit.
        Refused: the import is past that, or a place is no cell of its files.
    """
    imported = _waiting(actor, imported)
    files = set(imported.files.values_list("name", flat=True))
    for file, _sheet_name, cell in cells:
        if file not in files or not CELL.fullmatch(cell):
            raise Refused(_("Không có ô %(cell)s trong tệp %(file)s.") % {"cell": cell[:12], "file": file[:100]})
    _fix(actor, imported, cells)
    trace(actor, imported, "correct", cells=_places(imported, cells)[:200])
    return _back_to_reading(imported, _told(imported))


def _fix(actor: User | System, imported: Import, cells: Mapping[Place, str | None]) -> None:
    """Put the corrections in place of those of the same cells; None only takes one away."""
    by, at = (actor if isinstance(actor, User) else None), clock.now()
    numbers = {(fix.file, fix.sheet, fix.cell): fix.pk for fix in imported.fixes.only("file", "sheet", "cell")}
    for chunk in chunks(numbers[place] for place in cells if place in numbers):
        CellFix.objects.filter(pk__in=chunk).delete()
    CellFix.objects.bulk_create(
        (
            CellFix(imported=imported, file=file, sheet=sheet, cell=cell, sealed=_sealed(value), by=by, at=at)
            for (file, sheet, cell), value in cells.items()
            if value is not None
        ),
        batch_size=500,
    )


def _sealed(value: str) -> bytes:
    return sealing.seal(tidy(value)[:_LONGEST])


@transaction.atomic
def read_again(*, actor: User | System, imported: Import) -> Import:
    """Have the files read anew, as after a correction.

    Raises:
        PermissionDenied: the actor may not import into the import's unit.
        Refused: it was applied, is at work, or its files were dropped.
    """
    imported = locked(imported)
    require_import(actor, imported)
    if imported.state not in (*_CORRECTED, Import.State.READING, Import.State.UNDONE):
        raise Refused(_("Lần nhập này không còn đọc lại được."))
    if imported.files.filter(file="").exists():
        raise Refused(_("Tệp của lần nhập này đã được bỏ. Xin nhập lại từ tệp bạn giữ."))
    trace(actor, imported, "read_again")
    return _back_to_reading(imported, _told(imported))


@transaction.atomic
def forget_mapping(*, actor: User | System, mapping: RememberedMapping) -> None:
    """Have tables of a shape recognised by the machine again.

    Raises:
        PermissionDenied: the mapping is of a federation the actor does not import into.
    """
    require_mapping(actor, mapping)
    record(
        actor=actor,
        action="intake.forget_mapping",
        object_type="mapping",
        object_id=mapping.pk,
        unit=mapping.unit_id,
        mapping=mapping.mapping,
    )
    mapping.delete()


def _places(imported: Import, cells: Iterable[Place]) -> list[str]:
    """Cells as the trail tells them, by the number of their sheet in the summary ("0!B3"): names may be a person's."""
    sheets = imported.summary.get("sheets", [])
    numbers = {(told["file"], told["sheet"]): number for number, told in enumerate(sheets)}
    return [f"{numbers.get((file, sheet), '?')}!{cell}" for file, sheet, cell in cells]


def _waiting(actor: User | System, imported: Import) -> Import:
    imported = locked(imported)
    require_import(actor, imported)
    if imported.state not in _CORRECTED:
        raise Refused(_("Lần nhập này không còn sửa được nữa."))
    return imported


def _sheet(imported: Import, number: int) -> dict[str, Any]:
    sheets: list[dict[str, Any]] = imported.summary.get("sheets", [])
    if not 0 <= number < len(sheets):
        raise Refused(_("Không có trang tính này."))
    return sheets[number]


def _told(imported: Import) -> dict[str, Any]:
    decisions = {"mappings": {}, "header_rows": {}, "ignored": [], **imported.decisions}
    return {**decisions, "shape": DECIDED}


def _require_usable(kind: SheetKind | None, columns: Mapping[str, Field | None]) -> None:
    held = [name for name in columns.values() if name is not None and name is not Field.PHONE]
    if len(held) != len(set(held)):
        raise Refused(_("Hai cột không thể cùng giữ một thông tin (trừ điện thoại)."))
    needed = NEEDED.get(kind) if kind else None
    if columns and needed and not needed & set(held):
        if kind is SheetKind.OFFICERS:
            raise Refused(_("Danh sách cán bộ cần một cột họ và tên."))
        raise Refused(_("Danh sách đơn vị cần một cột tên công đoàn cơ sở."))


def _mapping(
    told: dict[str, Any], kind: SheetKind | None, columns: Mapping[str, Field | None], is_header: bool
) -> dict[str, Any]:
    ordered = sorted(columns.items(), key=lambda item: column_index(item[0]))
    return {
        "shape": SHAPE,
        "kind": kind.value if kind else None,
        "columns": {letter: name.value if name else "" for letter, name in ordered},
        "is_header": is_header,
        "heads": told.get("heads", []),
    }


def _remember(actor: User | System, imported: Import, told: dict[str, Any], mapping: dict[str, Any]) -> None:
    if not told["fingerprint"]:
        raise Refused(_("Bảng này không có dòng tiêu đề; xin chọn dòng tiêu đề trước."))
    RememberedMapping.objects.update_or_create(
        unit=federation_unit(imported.unit_id),
        fingerprint=told["fingerprint"],
        defaults={
            "mapping": mapping,
            "example": f"{told['file']} / {told['sheet']}"[:300],
            "by": actor if isinstance(actor, User) else None,
            "at": clock.now(),
        },
    )


def _back_to_reading(imported: Import, decisions: dict[str, Any]) -> Import:
    put(imported, state=Import.State.READING, progress=0, error="", decisions=decisions, stops=0, stopped_while="")
    return imported
