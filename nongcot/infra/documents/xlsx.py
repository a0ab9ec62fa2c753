"""Workbooks by xlsxwriter: the one place that writes them.

Text is written as text, always: nothing that a user typed becomes a formula, a link or a number. What looks like a
formula also gets Excel's "quote prefix", so that it stays text when somebody opens the cell and presses Enter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import groupby
from typing import Any

import xlsxwriter

from nongcot.infra.documents.text import printable, starts_like_formula

TYPEFACE = "Times New Roman"
LONGEST_TEXT = 32_000  # Excel holds 32,767 letters in a cell
LONGEST_SHEET_NAME = 31
LINE_HEIGHT, HIGHEST_ROW = 15.75, 409  # points
CellValue = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: ``width`` in letters; ``wrap`` lets long text take several lines.

    Columns side by side with the same ``group`` stand under one common title.
    """

    title: str
    width: float = 14
    wrap: bool = False
    align: str = "left"
    group: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: lines over the table (the first is its title), then header and rows.

    ``tall``: rows are as high as their wrapped text needs. Not every program reckons that by itself, and cells of
    several lines would lie over each other.
    """

    name: str
    columns: Sequence[SheetColumn]
    rows: Iterable[Sequence[CellValue]]
    title: Sequence[str] = ()
    filters: bool = True
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of columns of a table, named by its first one. ``kind``: "bar" (lying), "column" or "line"; with
    "-stacked" the series stand upon each other. ``series`` are (title, column); ``at`` is the row and column of its
    upper left corner.
    """

    kind: str
    title: str
    series: Sequence[tuple[str, int]]
    colours: Sequence[str] = ()
    at: tuple[int, int] = (0, 0)


class WorkbookWriter:
    """Writes sheets one after the other with bounded memory; :meth:`finish` gives the file.

    A row is written when it comes, so that 60,000 officers need no more memory than 60.
    """

    def __init__(self, *, title: str, author: str = "") -> None:
        self._stream = BytesIO()
        self._book = xlsxwriter.Workbook(
            self._stream,
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_date_format": "dd/mm/yyyy",
            },
        )
        self._book.set_properties({"title": printable(title)[:255], "author": printable(author)[:255]})
        self._formats: dict[tuple[str, bool, bool], Any] = {}
        base = {"font_name": TYPEFACE, "font_size": 12, "valign": "vcenter"}
        head = {**base, "bold": True, "text_wrap": True, "align": "center", "border": 1, "bg_color": "#E8EEF4"}
        self._head = self._book.add_format(head)
        self._head_above = self._book.add_format({**head, "bottom": 0})
        self._head_below = self._book.add_format({**head, "top": 0})
        self._title = self._book.add_format({**base, "bold": True, "font_size": 14})
        self._note = self._book.add_format({**base, "italic": True})

    def add(self, sheet: Sheet) -> tuple[int, int]:
        """Write one sheet. Gives the first and last row (0-based) of its data; last < first when there is none."""
        page = self._book.add_worksheet(sheet_name(sheet.name))
        for number, column in enumerate(sheet.columns):
            page.set_column(number, number, column.width)
        for number, line in enumerate(sheet.title):
            self._put(page, number, 0, line, self._note if number else self._title)
        header = self._add_header(page, sheet, len(sheet.title) + (1 if sheet.title else 0))
        at = header
        for at, row in enumerate(sheet.rows, start=header + 1):
            if sheet.tall:
                page.set_row(at, _height(row, sheet.columns))
            for number, (value, column) in enumerate(zip(row, sheet.columns, strict=True)):
                self._put(page, at, number, value, self._format(value, column))
        self._print_set_up(page, sheet, header, at)
        return header + 1, at

    def _add_header(self, page: Any, sheet: Sheet, at: int) -> int:
        """Write the titles of the columns; gives the row of the lowest ones. Two rows where columns are grouped.

        A title without a group stands in the upper row with no line under it: cells joined across rows would need
        rows that are written already.
        """
        grouped = any(column.group for column in sheet.columns)
        if not grouped:
            for number, column in enumerate(sheet.columns):
                page.write_string(at, number, printable(column.title), self._head)
            return at
        for name, members in groupby(enumerate(sheet.columns), key=lambda each: each[1].group):
            columns = list(members)
            if name and len(columns) > 1:
                page.merge_range(at, columns[0][0], at, columns[-1][0], printable(name), self._head)
                continue
            for number, column in columns:
                page.write_string(at, number, printable(column.group or column.title), self._head_above)
        for number, column in enumerate(sheet.columns):
            self._put(page, at + 1, number, column.title if column.group else None, self._head_below)
        return at + 1

    def chart(self, sheet: str, first: int, last: int, wanted: Chart) -> None:
        """A chart beside the table of the sheet just written, of its rows ``first`` to ``last`` (0-based)."""
        name, lying = sheet_name(sheet), wanted.kind.startswith("bar")
        kind, _dash, stacked = wanted.kind.partition("-")
        chart = self._book.add_chart({"type": kind, **({"subtype": "stacked"} if stacked else {})})
        for number, (title, column) in enumerate(wanted.series):
            colour = wanted.colours[number] if number < len(wanted.colours) else "#1F5F99"
            line = {"line": {"color": colour, "width": 2.5}, "marker": {"type": "circle", "size": 7}}
            look = line if kind == "line" else {"fill": {"color": colour}, "gap": 40}
            chart.add_series(
                {
                    "name": printable(title),
                    "categories": [name, first, 0, last, 0],
                    "values": [name, first, column, last, column],
                    "data_labels": {"value": not stacked},
                    **look,
                }
            )
        chart.set_title({"name": printable(wanted.title), "name_font": {"name": TYPEFACE, "size": 13}})
        chart.set_legend({"position": "bottom"} if len(wanted.series) > 1 else {"none": True})
        names = {"num_font": {"name": TYPEFACE, "size": 11}, "reverse": lying}
        figures = {"visible": bool(stacked), "major_gridlines": {"visible": False}}
        chart.set_x_axis(figures if lying else names)  # of lying bars xlsxwriter calls the axis of names y
        chart.set_y_axis(names if lying else figures)
        height = max(260, 30 * (last - first + 1) + 90) if lying else 360
        chart.set_size({"width": 760, "height": min(height, 1400)})
        page = self._book.get_worksheet_by_name(name)
        page.insert_chart(*wanted.at, chart, {"description": printable(wanted.title)})

    def finish(self) -> bytes:
        self._book.close()
        return self._stream.getvalue()

    def _put(self, page: Any, row: int, column: int, value: CellValue, look: Any) -> None:
        if value is None or value == "":
            page.write_blank(row, column, None, look)
        elif isinstance(value, str):
            page.write_string(row, column, _fitting(value), look)
        elif isinstance(value, date):
            page.write_datetime(row, column, value, look)
        else:
            page.write_number(row, column, value, look)

    def _format(self, value: CellValue, column: SheetColumn) -> Any:
        risky = isinstance(value, str) and starts_like_formula(value)
        # Excel knows no day before 1 March 1900 that other programs agree on; such days are given as text.
        key = (column.align, column.wrap, risky)
        if key not in self._formats:
            self._formats[key] = self._book.add_format(
                {
                    "font_name": TYPEFACE,
                    "font_size": 12,
                    "valign": "vcenter",
                    "border": 1,
                    "align": column.align,
                    "text_wrap": column.wrap,
                    "quote_prefix": risky,
                }
            )
        if isinstance(value, date):
            return self._date_format()
        return self._formats[key]

    def _date_format(self) -> Any:
        key = ("date", False, False)
        if key not in self._formats:
            look = {"font_name": TYPEFACE, "font_size": 12, "border": 1, "align": "center", "num_format": "dd/mm/yyyy"}
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]

    def _print_set_up(self, page: Any, sheet: Sheet, header: int, last: int) -> None:
        page.set_paper(9)  # A4
        page.set_landscape()
        page.set_margins(left=0.6, right=0.4, top=0.8, bottom=0.6)  # inches
        page.fit_to_pages(1, 0)
        top = header - 1 if any(column.group for column in sheet.columns) else header
        page.repeat_rows(top, header)
        page.freeze_panes(header + 1, 0)
        page.set_header("&C&P", {"margin": 0.4})
        if sheet.filters and sheet.columns and last > header:
            page.autofilter(header, 0, last, len(sheet.columns) - 1)


def sheet_name(name: str) -> str:
    """``name`` as Excel takes it: at most 31 letters, none of ``[]:*?/\\``, no apostrophe at either end."""
    tidy = "".join(" " if letter in "[]:*?/\\" else letter for letter in printable(name)).strip("' ")
    return tidy[:LONGEST_SHEET_NAME] or "-"


def as_day(iso: str | None) -> date | str | None:
    """An ISO day as a day Excel can hold; a part of one ("1985", "1985-07") or an old one as the text people write."""
    if not iso:
        return None
    parts = iso[:10].split("-")
    if len(parts) == 3 and all(part.isdigit() for part in parts):
        day = date.fromisoformat(iso[:10])
        return day if day.year >= 1901 else day.strftime("%d/%m/") + f"{day.year:04d}"
    return "/".join(reversed(parts))


def _height(row: Sequence[CellValue], columns: Sequence[SheetColumn]) -> float:
    """The height of a row in points, by the lines its wrapped texts take; no more than a sheet can have."""
    lines = [
        sum(1 + int(len(line) * 1.1 / column.width) for line in value.split("\n"))
        for value, column in zip(row, columns, strict=True)
        if isinstance(value, str) and column.wrap
    ]
    return float(min(HIGHEST_ROW, LINE_HEIGHT * max([1, *lines])))


def _fitting(text: str) -> str:
    text = printable(text)
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
