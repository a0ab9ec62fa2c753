"""Files to readings: each file opened safely, each sheet read, no exception let out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from nongcot.intake.kinds import ProblemKind, Reading, Rejection, SheetKind
from nongcot.intake.reading.codes import Codes, OnRecord
from nongcot.intake.reading.sheet import SheetReader
from nongcot.intake.recognise.mapping import Guide
from nongcot.intake.workbook import Book, WorkbookError, open_workbook

_log = logging.getLogger(__name__)
Progress = Callable[[str, int, int], None]  # file, rows read so far, rows expected (0: not known)


def read_files(
    paths: Sequence[Path | str],
    progress: Progress | None = None,
    guide: Guide | None = None,
    on_record: OnRecord | None = None,
) -> Reading:
    """Everything in ``paths``, in order. Files that cannot be read are rejections; nothing is raised for bad input.

    ``guide`` is what a person decided about the reading. ``progress`` is called with the file's name, the rows read so
    far and the rows expected, about every thousand rows. ``on_record`` gives code and name of the unions on record, for
    lists that name a union by its code alone.
    """
    reading = Reading()
    codes = Codes()
    for path in map(Path, paths):
        reading.files.append(path.name)
        try:
            book = open_workbook(path)
        except WorkbookError as error:
            reading.rejections.append(Rejection(path.name, "", "", "", error.problem, error.params))
            continue
        _read_into(reading, book, progress, codes, guide)
    codes.resolve(reading, on_record)
    return reading


def read_book(book: Book, progress: Progress | None = None) -> Reading:
    """One opened book."""
    reading = Reading(files=[book.name])
    codes = Codes()
    _read_into(reading, book, progress, codes)
    codes.resolve(reading)
    return reading


def _read_into(
    reading: Reading, book: Book, progress: Progress | None, codes: Codes, guide: Guide | None = None
) -> None:
    expected = sum(sheet.height for sheet in book.sheets)
    before = 0
    filled = False
    first_sheet = len(reading.sheets)
    for sheet in book.sheets:
        reader = SheetReader(
            reading,
            book,
            sheet,
            partial(_report, progress, book.name, before, expected) if progress else None,
            codes,
            guide,
        )
        try:
            reader.read()
        except WorkbookError as error:
            reading.rejections.append(Rejection(book.name, sheet.name, "", "", error.problem, error.params))
        except Exception:  # noqa: BLE001  a defect of ours must not lose the other sheets; it is logged, and the sheet is named
            _log.exception("sheet could not be read: %s", sheet.name)
            reading.rejections.append(Rejection(book.name, sheet.name, "", "", ProblemKind.NOT_A_SPREADSHEET))
        filled = filled or reader.rows_seen > 0
        before += sheet.height
    if progress:
        progress(book.name, expected, expected)
    if guide is None or all(name != book.name for name, _sheet in guide.ignored):  # who left a sheet out knows it
        _note_nothing_found(reading, book, filled, first_sheet)


def _report(progress: Progress, file: str, before: int, expected: int, rows: int) -> None:
    progress(file, before + rows, expected)


def _note_nothing_found(reading: Reading, book: Book, filled: bool, first_sheet: int) -> None:
    if any(r.file == book.name and not r.cell for r in reading.rejections):
        return
    if not filled:
        reading.rejections.append(Rejection(book.name, "", "", "", ProblemKind.EMPTY_FILE))
    elif all(sheet.kind is SheetKind.IGNORED for sheet in reading.sheets[first_sheet:]):
        reading.rejections.append(Rejection(book.name, "", "", "", ProblemKind.NO_TABLE))
