"""Lists as files to keep: CSV streamed, XLSX as one workbook."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import get_language, override

from nongcot.infra.documents.text import safe_csv_cell
from nongcot.infra.documents.xlsx import Sheet, SheetColumn, WorkbookWriter

CSV, XLSX = "csv", "xlsx"
_XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column's title and its width in letters."""

    title: str
    width: float = 14


class Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


@dataclass(frozen=True, slots=True)
class Listing:
    """A list to keep: ``name`` is the file's name without day and suffix; ``day`` the day it speaks of.

    ``tall``: cells hold several lines.
    """

    name: str
    title: str
    day: date
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    tall: bool = False


def answer(kind: str, listing: Listing) -> HttpResponse:
    """The list as "csv" or "xlsx"."""
    response = _workbook(listing) if kind == XLSX else _text(listing.columns, listing.rows)
    response["Content-Disposition"] = f'attachment; filename="{listing.name}-{listing.day:%Y-%m-%d}.{kind}"'
    return response


def _workbook(listing: Listing) -> HttpResponse:
    writer = WorkbookWriter(title=listing.title)
    heads = [SheetColumn(column.title, column.width, wrap=column.width > 30) for column in listing.columns]
    lines = [listing.title, listing.day.strftime("%d/%m/%Y")]
    writer.add(Sheet(listing.title, heads, listing.rows, title=lines, tall=listing.tall))
    return HttpResponse(writer.finish(), content_type=_XLSX_TYPE)


def _text(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Any:
    writer, language = csv.writer(Echo()), get_language() or "vi"

    def lines() -> Iterator[str]:
        yield "\ufeff" + writer.writerow([column.title for column in columns])  # the mark tells Excel it is UTF-8
        waiting = iter(rows)
        while True:
            with override(language):  # the words are made while the answer is sent, when the request's are gone
                row = next(waiting, None)
            if row is None:
                return
            yield writer.writerow([safe_csv_cell(_as_text(cell)) for cell in row])

    return StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")


def _as_text(cell: Cell) -> str:
    return cell.strftime("%d/%m/%Y") if isinstance(cell, date) else "" if cell is None else str(cell)
