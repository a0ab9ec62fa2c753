"""Every format gives the same raw cells at the same places."""

from __future__ import annotations

import io
from datetime import date

import pytest
import xlsxwriter

from nongcot.intake.workbook import cell_ref, letters, open_workbook
from tests.intake.habit_files import old_font, to_csv, to_html, to_ods, to_xls, to_xlsx
from tests.intake.habits import Grid

GRID = Grid(
    "DS cán bộ",
    [[], ["", "Họ và tên", "Sinh ngày"], ["", "Nguyễn Văn Ấn", date(1985, 7, 5)], ["", "Lê Thị Bình", 1990]],
    merges=[(1, 1, 1, 2)],
)
GRID.rows[1] = ["", "Họ và tên", ""]
ROWS = {1: ["", "Họ và tên", ""], 2: ["", "Nguyễn Văn Ấn", date(1985, 7, 5)], 3: ["", "Lê Thị Bình", 1990]}


def rows_of(data: bytes, name: str) -> dict[int, list[object]]:
    return {number: row for number, row in open_workbook(data, name).sheets[0].rows() if any(row)}


@pytest.mark.parametrize(
    ("data", "name"), [(to_xlsx([GRID]), "a.xlsx"), (to_xls([GRID]), "a.xls"), (to_ods([GRID]), "a.ods")]
)
def test_rows_keep_their_true_places(data: bytes, name: str) -> None:
    assert rows_of(data, name) == ROWS
    assert open_workbook(data, name).sheets[0].name == "DS cán bộ"


def test_the_suffix_does_not_count() -> None:
    assert rows_of(to_xlsx([GRID]), "a.csv") == ROWS


@pytest.mark.parametrize(
    ("data", "name"), [(to_xlsx([GRID]), "a.xlsx"), (to_xls([GRID]), "a.xls"), (to_html(GRID), "a.xls")]
)
def test_merged_ranges_are_known(data: bytes, name: str) -> None:
    assert open_workbook(data, name).sheets[0].merged == [(1, 1, 1, 2)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1258"])
def test_delimiter_and_encoding_of_text_are_found(delimiter: str, encoding: str) -> None:
    text = Grid(
        "x",
        [
            ["STT", "Họ và tên", "Chức vụ", "Đơn vị"],
            [1, "Nguyễn Văn Ấn", "Chủ tịch", "Công đoàn cơ sở Bệnh viện; Hòa, Phước"],
        ],
    )
    data = to_csv(text, delimiter, encoding)
    assert rows_of(data, "a.csv")[1] == ["1", "Nguyễn Văn Ấn", "Chủ tịch", "Công đoàn cơ sở Bệnh viện; Hòa, Phước"]


def test_excels_own_line_about_the_delimiter_is_no_row() -> None:
    assert rows_of(b"sep=;\r\na;b\r\n1;2\r\n", "a.csv") == {0: ["a", "b"], 1: ["1", "2"]}


def test_text_typed_with_an_old_font_is_given_as_it_stands() -> None:
    typed = old_font("Họ và tên,Chức vụ\r\nNguyễn Thị Hường,Chủ tịch\r\n", "tcvn3")
    assert rows_of(typed.encode("latin-1"), "a.csv")[1] == typed.split("\r\n")[1].split(",")


def test_fonts_of_cells_are_known_in_both_excel_formats() -> None:
    for data, name in ((to_xlsx([GRID], ".VnTime"), "a.xlsx"), (to_xls([GRID], ".VnTime"), "a.xls")):
        assert open_workbook(data, name).sheets[0].fonts()[2, 1] == ".VnTime"


def test_html_saved_as_xls_is_read_as_a_table() -> None:
    head = b"<html><meta charset=utf-8><style>x{}</style>"
    page = head + b"<table><tr><th colspan=2>A</th></tr><tr><td>1</td><td>b<br>c</td></tr></table>"
    assert rows_of(page, "a.xls") == {0: ["A", ""], 1: ["1", "b\nc"]}


def test_excel_2003_xml_is_read() -> None:
    page = (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="DS"><Table>'
        '<Row ss:Index="2"><Cell ss:MergeAcross="1"><Data ss:Type="String">Họ tên</Data></Cell></Row>'
        '<Row><Cell><Data ss:Type="Number">1</Data></Cell>'
        '<Cell ss:Index="3"><Data ss:Type="DateTime">1985-07-05T00:00:00.000</Data></Cell></Row>'
        "</Table></Worksheet></Workbook>"
    ).encode()
    assert rows_of(page, "a.xls") == {1: ["Họ tên", ""], 2: [1.0, "", date(1985, 7, 5)]}
    assert open_workbook(page, "a.xls").sheets[0].merged == [(1, 0, 1, 1)]


def test_hidden_sheets_are_told_and_kept() -> None:
    path = io.BytesIO()
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("A").write(0, 0, "a")
    hidden = book.add_worksheet("B")
    hidden.write(0, 0, "b")
    hidden.hide()
    book.close()
    assert [(s.name, s.hidden) for s in open_workbook(path.getvalue(), "a.xlsx").sheets] == [("A", False), ("B", True)]


def test_places_are_written_as_spreadsheets_write_them() -> None:
    assert [letters(0), letters(25), letters(26), letters(701), letters(702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert cell_ref(11, 2) == "C12"
