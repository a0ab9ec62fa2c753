"""A census out of pasted lines or a spreadsheet: names, each with its unique field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from nongcot.intake.cells import citizen_ids, phones
from nongcot.intake.cells.understood import plain
from nongcot.intake.workbook import open_workbook
from nongcot.kernel.text import fold, tidy
from nongcot.staffing.ballots.kinds import CensusLine, Fault, KeyField

MOST_VOTERS = 20_000
_NAMES = frozenset({"ho ten", "ho va ten", "ten", "name", "ho va ten doan vien", "nguoi bau", "doan vien"})
_NUMBER = frozenset({"stt", "tt", "so tt", "no"})
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(slots=True)
class CensusRead:
    """The lines that are understood, and (line, fault, text) of those that are not."""

    lines: list[CensusLine] = field(default_factory=list)
    faults: list[tuple[int, Fault, str]] = field(default_factory=list)


def pasted(text: str, by: KeyField) -> CensusRead:
    """A census of lines "name; key", as typed or as copied from a spreadsheet."""
    rows = (re.split(r"\t|;|,(?=[^,]*$)", line) for line in text.splitlines())
    return _read(rows, by)


def listed(pairs: Iterable[tuple[str, str]], by: KeyField) -> CensusRead:
    """A census of (name, key) pairs, as a program gives them; the first one is line 2, as under a header."""
    return _read([("Họ và tên", "Mã"), *pairs], by)


def from_file(data: bytes, name: str, by: KeyField) -> CensusRead:
    """A census out of the first sheet with rows.

    Raises:
        WorkbookError: the file cannot be opened as a spreadsheet.
    """
    for sheet in open_workbook(data, name).sheets:
        rows = [[tidy(plain(cell)) for cell in row] for _number, row in sheet.rows()]
        if any(any(row) for row in rows):
            return _read(rows, by)
    return CensusRead()


def _read(rows: Iterable[Sequence[str]], by: KeyField) -> CensusRead:
    read, seen, columns = CensusRead(), set[str](), None
    for number, cells in enumerate(rows, start=1):
        row = [tidy(cell) for cell in cells]
        if not any(row):
            continue
        if columns is None and (found := _header(row)):
            columns = found
            continue
        name, key = _name_and_key(row, columns)
        fault = _fault(name, key, by)
        plain_key = normal(key, by)
        if fault is None and plain_key in seen:
            fault = Fault.TWICE
        if fault is None and len(read.lines) >= MOST_VOTERS:
            read.faults.append((number, Fault.TOO_MANY, ""))
            break
        if fault is not None:
            read.faults.append((number, fault, " ".join(row)[:80]))
            continue
        seen.add(plain_key)
        read.lines.append(CensusLine(number, name[:200], plain_key))
    return read


def _header(row: Sequence[str]) -> tuple[int, int] | None:
    """Where name and key stand, if this row is a header: the key is in the last other column."""
    words = [re.sub(r"[^a-z0-9 ]", "", fold(cell)).strip() for cell in row]
    names = [place for place, word in enumerate(words) if word in _NAMES]
    if not names:
        return None
    others = [place for place, word in enumerate(words) if word and place != names[0] and word not in _NUMBER]
    return (names[0], others[-1] if others else len(row))


def _name_and_key(row: Sequence[str], columns: tuple[int, int] | None) -> tuple[str, str]:
    if columns is not None:
        name, key = columns
        return (row[name] if name < len(row) else ""), (row[key] if key < len(row) else "")
    cells = [cell for cell in row if cell]
    if len(cells) > 2 and cells[0].rstrip(".").isdigit():
        cells = cells[1:]
    return (cells[0], cells[-1]) if len(cells) > 1 else ((cells or [""])[0], "")


def _fault(name: str, key: str, by: KeyField) -> Fault | None:
    if not any(letter.isalpha() for letter in name):
        return Fault.NO_NAME
    if not key:
        return Fault.NO_KEY
    return None if normal(key, by) else Fault.BAD_KEY


def normal(key: str, by: KeyField) -> str:
    """The unique field in one spelling, so that 0912 345 678 and +84912345678 are one; "" where it can be none."""
    key = tidy(key)
    if by is KeyField.PHONE:
        found = phones.phones(key).value
        return found[0] if len(found) == 1 else ""
    if by is KeyField.CITIZEN_ID:
        return citizen_ids.citizen_id(key).value or ""
    if by is KeyField.EMAIL:
        return key.lower() if _MAIL.fullmatch(key) else ""
    return key.upper()[:80]
