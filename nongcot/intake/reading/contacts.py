"""Phones and the e-mail address of an officer, in columns of their own or together in one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nongcot.intake.cells.phones import phones
from nongcot.intake.cells.words import email, is_empty
from nongcot.intake.kinds import Field, OfficerRow, RepairKind
from nongcot.intake.reading.cells import RowCells, show

F = Field
_PARTS = re.compile(r"[\s;,/|<>()]+")
_FEWEST_DIGITS = 8  # of a phone number


def fill_contacts(officer: OfficerRow, cells: RowCells, more_phones: Sequence[int]) -> None:
    """The phones, those of further columns behind them. A column for either ("SĐT/Email") may hold both or only one."""
    if F.PHONE in cells.columns:
        _from_phones(officer, cells)
    elif F.EMAIL in cells.columns:
        _from_emails(officer, cells)
    of_first = len(officer.phones)
    for column in more_phones:
        cell = cells.cells[column]
        if not is_empty(cell):
            more = cells.parse(column, cell, phones)
            officer.phones = [*officer.phones, *(number for number in more if number not in officer.phones)]
    if len(officer.phones) > of_first and all(number.startswith("+842") for number in officer.phones[:of_first]):
        # the office's number after the person's
        officer.phones = [*officer.phones[of_first:], *officer.phones[:of_first]]


def _exchanged(officer: OfficerRow, cells: RowCells) -> bool:
    """The address stands in the column of phones, and the phone in that of addresses."""
    column, other = cells.columns[F.PHONE], cells.columns[F.EMAIL]
    address, number = email(cells.cells[column]), phones(cells.cells[other])
    if not address.value or not number.value or number.problem is not None:
        return False
    cells.notes.repair(cells.row, column, cells.cells[column], show(number.value), RepairKind.EXCHANGED)
    cells.notes.repair(cells.row, other, cells.cells[other], address.value, RepairKind.EXCHANGED)
    officer.email, officer.phones = address.value, number.value
    cells.cells[column] = cells.cells[other] = ""
    return True


def _from_phones(officer: OfficerRow, cells: RowCells) -> None:
    column = cells.columns[F.PHONE]
    cell = cells.cells[column]
    if type(cell) is str and "@" in cell and F.EMAIL in cells.columns and _exchanged(officer, cells):
        return
    if type(cell) is str and "@" in cell and F.EMAIL not in cells.columns:
        officer.email = email(cell).value
        if officer.email and not _may_be_phone(_without_address(cell)):
            return
    officer.phones = cells.parse(column, cell, phones)


def _from_emails(officer: OfficerRow, cells: RowCells) -> None:
    column = cells.columns[F.EMAIL]
    written = cells.text(F.EMAIL)
    if not _may_be_phone(_without_address(written)):
        return
    if "@" in written:
        officer.phones = phones(written).value
    elif phones(written).value:
        officer.phones = cells.parse(column, cells.cells[column], phones)
        cells.cells[column] = ""  # no address, and nothing more to be read from it


def _without_address(written: str) -> str:
    return " ".join(part for part in _PARTS.split(written) if "@" not in part)


def _may_be_phone(written: str) -> bool:
    return sum(c.isdigit() for c in written) >= _FEWEST_DIGITS
