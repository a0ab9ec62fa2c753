"""Writes the sheets of ``habits`` as files of every format."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from datetime import date, datetime, time
from typing import Any

import odf.opendocument
import odf.style
import odf.table
import odf.text
import xlsxwriter
import xlwt
from viparse.normalize.encodings import get_charmap

from tests.intake.habits import Grid


def to_xlsx(grids: list[Grid], font: str | None = None) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(2026, 1, 1)})  # noqa: DTZ001  the same bytes every time
    look = {"font_name": font} if font else {}
    plain = book.add_format(look)
    dated = book.add_format({**look, "num_format": "dd/mm/yyyy"})
    for grid in grids:
        sheet = book.add_worksheet(grid.name)
        for top, left, bottom, right in grid.merges:
            if (top, left) != (bottom, right):
                sheet.merge_range(top, left, bottom, right, "", plain)
        for number, row in enumerate(grid.rows):
            for column, cell in enumerate(row):
                _put_xlsx(sheet, number, column, cell, plain, dated)
        for number in grid.hidden_rows:
            sheet.set_row(number, None, None, {"hidden": True})
    book.close()
    return buffer.getvalue()


def _put_xlsx(sheet: Any, row: int, column: int, cell: Any, plain: Any, dated: Any) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, column, datetime.combine(cell, time()), dated)
    elif isinstance(cell, str) and cell:
        sheet.write_string(row, column, cell, plain)
    elif cell != "":
        sheet.write_number(row, column, cell, plain)


def to_xls(grids: list[Grid], font: str | None = None) -> bytes:
    book = xlwt.Workbook()
    plain, dated = xlwt.XFStyle(), xlwt.XFStyle()
    dated.num_format_str = "dd/mm/yyyy"
    if font:
        plain.font.name = dated.font.name = font
    for grid in grids:
        sheet = book.add_sheet(grid.name, cell_overwrite_ok=True)
        for number, row in enumerate(grid.rows):
            for column, cell in enumerate(row):
                if cell != "":
                    moment = datetime.combine(cell, time()) if isinstance(cell, date) else cell
                    sheet.write(number, column, moment, dated if isinstance(cell, date) else plain)
        for top, left, bottom, right in grid.merges:
            sheet.merge(top, bottom, left, right)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def to_ods(grids: list[Grid]) -> bytes:
    document = odf.opendocument.OpenDocumentSpreadsheet()
    for grid in grids:
        table = odf.table.Table(name=grid.name)
        for row in grid.rows:
            line = odf.table.TableRow()
            for cell in row:
                line.addElement(_ods_cell(cell))
            table.addElement(line)
        document.spreadsheet.addElement(table)
    buffer = io.BytesIO()
    document.write(buffer)
    return _without_times(buffer.getvalue())


def _without_times(data: bytes) -> bytes:
    """The zip with no times in it: the same bytes every time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _ods_cell(cell: Any) -> Any:
    if cell == "":
        return odf.table.TableCell()
    if isinstance(cell, date):
        return odf.table.TableCell(valuetype="date", datevalue=cell.isoformat())
    if isinstance(cell, int | float):
        return odf.table.TableCell(valuetype="float", value=str(cell))
    made = odf.table.TableCell(valuetype="string")
    for line in cell.split("\n"):
        made.addElement(odf.text.P(text=line))
    return made


def as_text(cell: Any) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)


def to_csv(grid: Grid, delimiter: str = ",", encoding: str = "utf-8-sig") -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    width = max(len(row) for row in grid.rows)
    for row in grid.rows:
        writer.writerow([as_text(cell) for cell in row] + [""] * (width - len(row)))
    text = buffer.getvalue()
    if encoding == "cp1258":
        return _cp1258(text)
    return text.encode(encoding)


def _cp1258(text: str) -> bytes:
    """Windows-1258 keeps the letter (â, ê, ô, ơ, ư, ă) and the tone as a mark of its own behind it."""
    pieces = []
    for c in unicodedata.normalize("NFC", text):
        try:
            pieces.append(c.encode("cp1258"))
        except UnicodeEncodeError:
            base, tone = _letter_and_tone(c)
            pieces.append(base.encode("cp1258", "replace") + tone.encode("cp1258", "replace"))
    return b"".join(pieces)


def _letter_and_tone(c: str) -> tuple[str, str]:
    decomposed = unicodedata.normalize("NFD", c)
    tones = [x for x in decomposed if x in "\u0300\u0301\u0303\u0309\u0323"]
    letter = unicodedata.normalize("NFC", "".join(x for x in decomposed if x not in "\u0300\u0301\u0303\u0309\u0323"))
    return letter, "".join(tones)


def to_html(grid: Grid) -> bytes:
    covered = {
        (r, c) for a, b, x, y in grid.merges for r in range(a, x + 1) for c in range(b, y + 1) if (r, c) != (a, b)
    }
    spans = {(a, b): (x - a + 1, y - b + 1) for a, b, x, y in grid.merges}
    lines = ["<html><head><meta charset='utf-8'></head><body><table border=1>"]
    for number, row in enumerate(grid.rows):
        width = max([len(row), *(y + 1 for a, b, x, y in grid.merges if a <= number <= x)])
        cells = []
        for column in range(width):
            if (number, column) in covered:
                continue
            down, across = spans.get((number, column), (1, 1))
            text = as_text(row[column]) if column < len(row) else ""
            escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
            cells.append(f"<td rowspan={down} colspan={across}>{escaped}</td>")
        lines.append("<tr>" + "".join(cells) + "</tr>")
    return "\n".join([*lines, "</table></body></html>"]).encode()


_TABLES: dict[str, dict[str, str]] = {}


def old_font(text: str, table: str) -> str:
    """Text as it is stored when typed with an old font: ``table`` is "tcvn3" or "vni"."""
    if table not in _TABLES:
        charmap = get_charmap(table)
        assert charmap is not None
        pairs = dict(charmap.pairs)
        if table == "vni":
            pairs.update({"aú": "ẳ", "AÚ": "Ẳ", "î": "ỵ", "Î": "Ỵ"})  # the package lacks them
        _TABLES[table] = {letter: code for code, letter in reversed(list(pairs.items()))}
        _TABLES[table].update({letter: code for code, letter in pairs.items() if code.isupper() == letter.isupper()})
    codes = _TABLES[table]
    # A capital without a code of its own is typed small (or in a font of capitals).
    return "".join(codes.get(c) or codes.get(c.lower(), c) for c in unicodedata.normalize("NFC", text))


def in_old_font(grids: list[Grid], table: str) -> list[Grid]:
    """The same sheets, all text typed with an old font."""
    made = []
    for grid in grids:
        rows = [[old_font(cell, table) if isinstance(cell, str) else cell for cell in row] for row in grid.rows]
        made.append(Grid(grid.name, rows, grid.merges, grid.hidden_rows))
    return made
