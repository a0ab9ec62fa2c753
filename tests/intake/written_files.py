"""Writes the sheets of a written book as files, with what people do to spreadsheets: merged cells, hidden columns,
old fonts in some columns, formulas with the value kept with them, filters, frozen panes, comments."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import odf.office
import odf.opendocument
import odf.table
import odf.text
import xlsxwriter
import xlwt

from tests.intake.habit_files import old_font


@dataclass
class Formula:
    text: str
    value: Any


Cell = str | int | float | bool | date | Formula


@dataclass
class Sheet:
    name: str
    rows: list[list[Cell]]
    options: dict[str, str] = field(default_factory=dict)

    def font(self, column: int) -> str | None:
        """``font=.VnTime`` for all, ``fonts=B:VNI-Times,C:VNI-Times`` for some columns."""
        some = dict(pair.split(":") for pair in self.options.get("fonts", "").split(",") if pair)
        return some.get(chr(65 + column), self.options.get("font"))

    def typed(self, column: int, text: str) -> str:
        """Text as it is stored with the column's font; ``as=tcvn3`` stores it so without telling the font."""
        font = self.font(column) or ""
        table = "vni" if font.upper().startswith("VNI") else "tcvn3" if font.lower().startswith(".vn") else None
        table = table or self.options.get("as")
        if table:
            text = old_font(text, table)
        return unicodedata.normalize("NFD", text) if "nfd" in self.options else text

    def merges(self) -> list[tuple[int, int, int, int]]:
        """(top, left, bottom, right) of each cell that ``<`` and ``^`` stretch."""
        found = []
        for r, row in enumerate(self.rows):
            for c, cell in enumerate(row):
                if cell in ("<", "^") and isinstance(cell, str):
                    continue
                right = c
                while right + 1 < len(row) and row[right + 1] == "<":
                    right += 1
                bottom = r
                while (
                    bottom + 1 < len(self.rows) and c < len(self.rows[bottom + 1]) and self.rows[bottom + 1][c] == "^"
                ):
                    bottom += 1
                if (bottom, right) != (r, c):
                    found.append((r, c, bottom, right))
        return found


def write(name: str, sheets: list[Sheet], options: dict[str, str]) -> bytes:
    writer = {"xlsx": _xlsx, "xls": _xls, "ods": _ods, "csv": _csv, "txt": _csv}[name.rsplit(".", 1)[-1]]
    return writer(sheets, options)


def _covered(cell: Cell) -> bool:
    return isinstance(cell, str) and cell in ("", "<", "^")


def _xlsx(sheets: list[Sheet], _options: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    formats: dict[tuple[str | None, bool], Any] = {}

    def look(font: str | None, dated: bool = False) -> Any:
        if (font, dated) not in formats:
            made = ({"font_name": font} if font else {}) | ({"num_format": "dd/mm/yyyy"} if dated else {})
            formats[font, dated] = book.add_format(made)
        return formats[font, dated]

    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        for top, left, bottom, right in sheet.merges():
            page.merge_range(top, left, bottom, right, "", look(sheet.font(left)))
        for r, row in enumerate(sheet.rows):
            for c, cell in enumerate(row):
                if not _covered(cell):
                    _put_xlsx(page, r, c, cell, sheet, look(sheet.font(c), isinstance(cell, date)))
        for letter in filter(None, sheet.options.get("hidden", "").split(",")):
            page.set_column(f"{letter}:{letter}", None, None, {"hidden": True})
        if "frozen" in sheet.options:
            page.freeze_panes(int(sheet.options["frozen"]), 2)
        if "filter" in sheet.options:
            page.autofilter(int(sheet.options["filter"]) - 1, 0, len(sheet.rows) - 1, max(map(len, sheet.rows)) - 1)
        for pair in filter(None, sheet.options.get("comments", "").split(";")):
            page.write_comment(*pair.split(":"))
    book.close()
    return buffer.getvalue()


def _put_xlsx(page: Any, r: int, c: int, cell: Cell, sheet: Sheet, look: Any) -> None:
    if isinstance(cell, Formula):
        page.write_formula(r, c, cell.text, look, cell.value)
    elif isinstance(cell, bool):
        page.write_boolean(r, c, cell, look)
    elif isinstance(cell, date):
        page.write_datetime(r, c, datetime.combine(cell, time()), look)
    elif isinstance(cell, str):
        page.write_string(r, c, sheet.typed(c, cell), look)
    else:
        page.write_number(r, c, cell, look)


def _xls(sheets: list[Sheet], _options: dict[str, str]) -> bytes:
    book = xlwt.Workbook()
    for sheet in sheets:
        page = book.add_sheet(sheet.name, cell_overwrite_ok=True)
        for r, row in enumerate(sheet.rows):
            for c, cell in enumerate(row):
                if _covered(cell):
                    continue
                style = xlwt.XFStyle()
                style.font.name = sheet.font(c) or "Times New Roman"
                value: Any = cell.value if isinstance(cell, Formula) else cell
                if isinstance(value, date):
                    style.num_format_str = "dd/mm/yyyy"
                    value = datetime.combine(value, time())
                page.write(r, c, sheet.typed(c, value) if isinstance(value, str) else value, style)
        for top, left, bottom, right in sheet.merges():
            page.merge(top, bottom, left, right)
        for letter in filter(None, sheet.options.get("hidden", "").split(",")):
            page.col(ord(letter) - 65).hidden = True
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _ods(sheets: list[Sheet], _options: dict[str, str]) -> bytes:
    document = odf.opendocument.OpenDocumentSpreadsheet()
    for sheet in sheets:
        table = odf.table.Table(name=sheet.name)
        spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in sheet.merges()}
        for r, row in enumerate(sheet.rows):
            line = odf.table.TableRow()
            for c, cell in enumerate(row):
                line.addElement(_ods_cell(sheet, c, cell, spans.get((r, c))))
            table.addElement(line)
        # LibreOffice ends a sheet with one row repeated to the end.
        table.addElement(odf.table.TableRow(numberrowsrepeated=1048576 - len(sheet.rows)))
        document.spreadsheet.addElement(table)
    buffer = io.BytesIO()
    document.write(buffer)
    return buffer.getvalue()


def _ods_cell(sheet: Sheet, column: int, cell: Cell, span: tuple[int, int] | None) -> Any:
    if cell in ("<", "^") and isinstance(cell, str):
        return odf.table.CoveredTableCell()
    more: dict[str, Any] = {"numberrowsspanned": span[0], "numbercolumnsspanned": span[1]} if span else {}
    value = cell.value if isinstance(cell, Formula) else cell
    if isinstance(cell, Formula):
        more["formula"] = f"of:{cell.text}"
    if value == "":
        return odf.table.TableCell(**more)
    if isinstance(value, bool):
        return odf.table.TableCell(valuetype="boolean", booleanvalue=str(value).lower(), **more)
    if isinstance(value, date):
        made = odf.table.TableCell(valuetype="date", datevalue=value.isoformat(), **more)
        made.addElement(odf.text.P(text=f"{value:%d/%m/%Y}"))
        return made
    if isinstance(value, int | float):
        return odf.table.TableCell(valuetype="float", value=str(value), **more)
    made = odf.table.TableCell(valuetype="string", **more)
    if column == 1 and "comments" in sheet.options:
        note = odf.office.Annotation()
        note.addElement(odf.text.P(text="kiểm tra lại"))
        made.addElement(note)
    for line in sheet.typed(column, str(value)).split("\n"):
        made.addElement(odf.text.P(text=line))
    return made


def _csv(sheets: list[Sheet], options: dict[str, str]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=options.get("by", ",").replace("tab", "\t"), lineterminator="\r\n")
    width = max(len(row) for row in sheets[0].rows)
    for row in sheets[0].rows:
        cells = ["" if _covered(cell) else sheets[0].typed(c, _text(cell)) for c, cell in enumerate(row)]
        writer.writerow(cells + [""] * (width - len(cells)))
    return buffer.getvalue().encode(options.get("encoding", "utf-8"))


def _text(cell: Cell) -> str:
    if isinstance(cell, Formula):
        return _text(cell.value)
    if isinstance(cell, bool):
        return str(cell).upper()
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)
