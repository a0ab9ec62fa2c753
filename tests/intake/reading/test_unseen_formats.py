"""The same three officers in every kind of file, encoding and oddity of a spreadsheet program."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
import xlsxwriter
import xlwt
from openpyxl.styles import Font

from tests.intake.habit_files import in_old_font, old_font, to_csv, to_html, to_ods, to_xls, to_xlsx
from tests.intake.habits import Grid
from tests.intake.reading.unseen import A, check, officer

HEAD = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "CĐCS", "Chức vụ", "Điện thoại"]
OFFICERS = [
    officer(A, "Nguyễn Văn An", "male", "1980-05-07", "+84912345678", "c"),
    officer(A, "Trần Thị Bình", "female", "1981-05-07", "+84912345679", "v"),
    officer(A, "Lê Thị Chi", "female", "1982-05-07", "+84912345670", "m"),
]
Day = Callable[[int], Any]
Rows = list[list[Any]]


def real(year: int) -> date:
    return date(year, 5, 7)


def typed(year: int) -> str:
    return f"07/05/{year}"


def rows(day: Day = real) -> Rows:
    return [
        HEAD,
        [1, "Nguyễn Văn An", day(1980), "Nam", A, "Chủ tịch", "0912345678"],
        [2, "Trần Thị Bình", day(1981), "Nữ", A, "Phó Chủ tịch", "0912345679"],
        [3, "Lê Thị Chi", day(1982), "Nữ", A, "Ủy viên BCH", "0912345670"],
    ]


def written(book: Any) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def excel(put: Callable[[Any, int, int, Any], bool], **options: Any) -> bytes:
    """An XLSX of the rows; ``put`` writes the cells it wants in its own way and says whether it did."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, **options}) as book:
        page = book.add_worksheet("DS")
        dated = book.add_format({"num_format": "dd/mm/yyyy"})
        for number, row in enumerate(rows()):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    page.write_datetime(number, column, datetime(cell.year, cell.month, cell.day), dated)  # noqa: DTZ001
                elif not put((book, page), number, column, cell):
                    page.write(number, column, cell)
    return buffer.getvalue()


def changed(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The XLSX with the XML of its first sheet changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, change(part) if name.endswith("sheet1.xml") else part)
    return buffer.getvalue()


def test_an_xls_that_counts_days_from_1904() -> None:
    book = xlwt.Workbook()
    book.dates_1904 = True
    page, dated = book.add_sheet("DS"), xlwt.XFStyle()
    dated.num_format_str = "dd/mm/yyyy"
    for number, row in enumerate(rows()):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                page.write(number, column, (cell - date(1904, 1, 1)).days, dated)
            else:
                page.write(number, column, cell)
    check((written(book), "a.xls"), OFFICERS)


def test_an_xlsx_that_counts_days_from_1904() -> None:
    check((excel(lambda *_: False, date_1904=True), "a.xlsx"), OFFICERS)


def test_an_ods() -> None:
    check((to_ods([Grid("DS", rows())]), "a.ods"), OFFICERS)


def test_a_web_page_called_xls() -> None:
    check((to_html(Grid("DS", rows(typed))), "a.xls"), OFFICERS)


@pytest.mark.parametrize(("delimiter", "encoding"), [(";", "cp1258"), ("\t", "utf-16"), ("|", "utf-8")])
def test_a_csv_in_other_encodings(delimiter: str, encoding: str) -> None:
    check((to_csv(Grid("DS", rows(typed)), delimiter, encoding), "a.csv"), OFFICERS)


@pytest.mark.parametrize("table", ["tcvn3", "vni"])
def test_a_csv_typed_with_an_old_font(table: str) -> None:
    check((to_csv(in_old_font([Grid("DS", rows(typed))], table)[0], ",", "latin-1"), "a.csv"), OFFICERS)


@pytest.mark.parametrize("size", [b'<dimension ref="A1"/>', b"", b'<dimension ref="A1:XFD1048576"/>'])
def test_an_xlsx_that_tells_a_wrong_size(size: bytes) -> None:
    data = to_xlsx([Grid("DS", rows())])
    check((changed(data, lambda xml: re.sub(rb'<dimension ref="[^"]+"/>', size, xml)), "a.xlsx"), OFFICERS)


def test_an_xlsx_with_strings_in_its_cells() -> None:
    data = to_xlsx([Grid("DS", rows())])
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        strings = re.findall(rb"<si><t[^>]*>(.*?)</t></si>", book.read("xl/sharedStrings.xml"), re.DOTALL)

    def inline(found: re.Match[bytes]) -> bytes:
        text = strings[int(found[3])]
        return b'<c r="' + found[1] + b'"' + found[2] + b' t="inlineStr"><is><t>' + text + b"</t></is></c>"

    cell = rb'<c r="(\w+)"([^>]*) t="s"><v>(\d+)</v></c>'
    check((changed(data, lambda xml: re.sub(cell, inline, xml)), "a.xlsx"), OFFICERS)


def test_cells_of_rich_text() -> None:
    def put(where: Any, row: int, column: int, cell: Any) -> bool:
        if not isinstance(cell, str) or " " not in cell:
            return False
        book, page = where
        first, rest = cell.split(" ", 1)
        page.write_rich_string(row, column, book.add_format({"bold": True}), first, f" {rest}")
        return True

    check((excel(put), "a.xlsx"), OFFICERS)


def test_formulas_with_their_last_values() -> None:
    def put(where: Any, row: int, column: int, cell: Any) -> bool:
        if not row or column not in (0, 1, 4, 6):
            return False
        where[1].write_formula(row, column, f"=VLOOKUP(A{row},X!A:B,2,0)", None, cell)
        return True

    check((excel(put), "a.xlsx"), OFFICERS)


def test_hidden_sheets_columns_and_rows() -> None:
    book = openpyxl.Workbook()
    page = book.active
    for row in rows():
        page.append(row)
    page.column_dimensions["C"].hidden = page.row_dimensions[3].hidden = True
    page.auto_filter.ref = "A1:G4"
    for name, state in (("Sheet2", "hidden"), ("data", "veryHidden")):
        choices = book.create_sheet(name)
        choices.sheet_state = state
        for choice in ("Chủ tịch", "Phó Chủ tịch", "Nam", "Nữ"):
            choices.append([choice])
    check((written(book), "a.xlsx"), OFFICERS)


def test_numbers_and_days_typed_as_text() -> None:
    serials = {1980: "29348", 1981: "29713.0", 1982: "30078"}
    made = rows(lambda year: serials[year])
    for row, phone in zip(made[1:], ["'0912345678", 912345679.0, "912345670.0"], strict=True):
        row[0], row[6] = str(row[0]), phone
    check((to_xlsx([Grid("DS", made)]), "a.xlsx"), OFFICERS)


@pytest.mark.parametrize(
    ("table", "font", "columns", "header"),
    [
        ("tcvn3", ".VnTime", {1}, False),
        ("tcvn3", ".VnArial", {1, 4}, False),
        ("vni", "VNI-Times", {1}, False),
        ("vni", "VNI-Helve", {0, 1, 2, 3, 4, 5, 6}, True),
        ("tcvn3", None, {0, 1, 2, 3, 4, 5, 6}, True),
        ("vni", None, {0, 1, 2, 3, 4, 5, 6}, True),
    ],
)
def test_some_columns_typed_with_an_old_font(table: str, font: str | None, columns: set[int], header: bool) -> None:
    book = openpyxl.Workbook()
    page = book.active
    for number, row in enumerate(rows(typed)):
        for column, cell in enumerate(row):
            old = isinstance(cell, str) and column in columns and (header or number > 0)
            place = page.cell(number + 1, column + 1, old_font(cell, table) if old else cell)
            if old and font:
                place.font = Font(name=font)
    check((written(book), "a.xlsx"), OFFICERS)


def test_group_rows_typed_with_an_old_font() -> None:
    made = [[cell for column, cell in enumerate(row) if column != 4] for row in rows(typed)]
    grid = Grid("DS", [["DANH SÁCH CÁN BỘ CÔNG ĐOÀN"], made[0], ["I", A], *made[1:]])
    check((to_xls(in_old_font([grid], "tcvn3"), ".VnTime"), "a.xls"), OFFICERS)
