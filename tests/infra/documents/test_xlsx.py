"""Workbooks: text stays text, days are days, sheets are set up for print."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nongcot.infra.documents.xlsx import LONGEST_TEXT, Sheet, SheetColumn, WorkbookWriter, as_day, sheet_name
from tests.infra.documents.hostile import HOSTILE


def _written(*rows, columns=("Chữ", "Khác")) -> bytes:
    writer = WorkbookWriter(title="Thử")
    writer.add(Sheet("Bảng", [SheetColumn(title) for title in columns], rows, ("Tiêu đề", "ghi chú")))
    return writer.finish()


def _sheet(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content))["Bảng"]


@pytest.mark.parametrize("hostile", [*HOSTILE, "\t=1+1", "\r=1+1"])
def test_hostile_text_is_written_as_text(hostile):
    content = _written((hostile, 1))
    cell = _sheet(content)["A5"]
    assert cell.data_type == "s"
    assert cell.value == hostile.replace("\r", "_x000D_") or cell.value == hostile
    assert cell.hyperlink is None
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert b"<f>" not in b"".join(parts.read(name) for name in parts.namelist() if name.endswith(".xml"))


@pytest.mark.parametrize(
    ("text", "quoted"), [("=1+1", True), ("+84", True), ("-2", True), ("@x", True), ("Hòa", False)]
)
def test_what_looks_like_a_formula_is_kept_text_by_excel_too(text, quoted):
    assert bool(_sheet(_written((text, 1)))["A5"].quotePrefix) is quoted


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), min_size=1),
        min_size=1,
        max_size=20,
    )
)
def test_any_text_comes_back_unchanged(texts):
    sheet = _sheet(_written(*[(text, "x") for text in texts]))
    assert [row[0] for row in sheet.iter_rows(min_row=5, max_col=1, values_only=True)] == texts


def test_days_numbers_and_nothing_keep_their_kind():
    row = next(_sheet(_written((date(1985, 7, 5), 0), (None, ""))).iter_rows(min_row=5, max_row=5))
    assert row[0].is_date
    assert row[0].value.date() == date(1985, 7, 5)
    assert row[0].number_format == "dd/mm/yyyy"
    assert row[1].value == 0


def test_a_text_too_long_for_excel_is_cut_and_says_so():
    value = _sheet(_written(("ạ" * 40_000, 1)))["A5"].value
    assert (len(value), value[-1]) == (LONGEST_TEXT, "…")


def test_sheets_are_frozen_filtered_and_ready_to_print():
    sheet = _sheet(_written(("a", 1), ("b", 2)))
    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref == "A4:B6"
    assert sheet.print_title_rows == "$4:$4"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("1985-07-05", date(1985, 7, 5)),
        ("1985-07", "07/1985"),
        ("1985", "1985"),
        ("1899-02-03", "03/02/1899"),
        (None, None),
        ("", None),
    ],
)
def test_a_day_excel_can_hold_is_a_day_and_the_rest_is_text(iso, shown):
    assert as_day(iso) == shown


@given(st.text())
def test_any_name_becomes_a_name_excel_takes(name):
    tidy = sheet_name(name)
    assert 1 <= len(tidy) <= 31
    assert not set(tidy) & set("[]:*?/\\")


def test_rows_of_several_lines_are_as_high_as_their_text():
    columns = [SheetColumn("Tiêu chí", 30), SheetColumn("Lê Na", 20, wrap=True)]
    rows = [["Một", "ngắn"], ["Hai", "dòng một\ndòng hai"], ["Dài", "chữ " * 20], ["Quá dài", "chữ " * 2000]]
    heights = []
    for tall in (True, False):
        writer = WorkbookWriter(title="Thử")
        writer.add(Sheet("Thử", columns, rows, tall=tall))
        page = openpyxl.load_workbook(io.BytesIO(writer.finish())).active
        heights.append([page.row_dimensions[at].height for at in range(2, 6)])
    assert heights == [[15.75, 31.5, 78.75, 408.75], [None] * 4]
