"""The report in each form: whole, in official form, the same facts, and nothing a user typed is obeyed."""

import json
import re
from datetime import date

import docx
import openpyxl
import pytest
from pypdf import PdfReader

from nongcot.intake.report import KNOWN_SUFFIXES, ReportContext, write_report
from nongcot.intake.report.context import federation_of
from tests.infra.documents.hostile import HOSTILE

SHEETS = ["Tổng hợp", "Việc cần làm", "Danh sách CĐCS", "Danh sách cán bộ", "Không đọc được", "Đã sửa"]


@pytest.fixture
def write(tmp_path):
    def write(diagnosis, suffix, language="vi", **more):
        path = tmp_path / f"baocao{suffix}"
        write_report(diagnosis, path, language=language, **more)
        return path

    return write


def _pdf_text(path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def _docx_text(path) -> str:
    word = docx.Document(str(path))
    cells = [text for table in word.tables for text in table._tbl.xpath(".//w:t/text()")]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]", "", text)


def test_json_is_the_diagnosis_itself(write, diagnosis):
    assert json.loads(write(diagnosis, ".json").read_text(encoding="utf-8")) == diagnosis
    assert "Ưởng" in write(diagnosis, ".json").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["baocao.txt", "baocao", "baocao.xls"])
def test_an_unknown_suffix_is_refused_with_the_known_ones(tmp_path, diagnosis, name):
    with pytest.raises(ValueError, match=r"\.json, \.xlsx, \.docx, \.pdf"):
        write_report(diagnosis, tmp_path / name, language="vi")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_language_is_refused(tmp_path, diagnosis):
    with pytest.raises(ValueError, match="vi, en"):
        write_report(diagnosis, tmp_path / "a.json", language="fr")


def test_the_suffix_may_be_in_capitals(tmp_path, diagnosis):
    write_report(diagnosis, tmp_path / "A.JSON", language="vi")
    assert [path.name for path in tmp_path.iterdir()] == ["A.JSON"]


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_the_report_has_every_part_of_the_official_form(write, diagnosis, suffix):
    path = write(diagnosis, suffix)
    text = _squeezed(_pdf_text(path) if suffix == ".pdf" else _docx_text(path))
    for part in (
        "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM",
        "LIÊN ĐOÀN LAO ĐỘNG ……………",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "BÁO CÁO",
        "I. TÓM TẮT",
        "II. TÌNH HÌNH QUA SỐ LIỆU",
        "III. ĐƠN VỊ CẦN KIỆN TOÀN",
        "IV. DANH SÁCH TRÍCH NGANG",
        "V. NỘI DUNG KHÔNG ĐỌC ĐƯỢC",
        "VI. NỘI DUNG ĐƯỢC HIỂU LẠI",
        "VII. CĂN CỨ ĐÃ DÙNG",
        "Nơi nhận:",
        "(Ký, ghi rõ họ và tên)",
        "22/11/2026",
    ):
        assert _squeezed(part) in text


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_every_union_and_officer_of_a_small_roster_stands_in_the_report(write, diagnosis, suffix):
    path = write(diagnosis, suffix)
    text = _squeezed(_pdf_text(path) if suffix == ".pdf" else _docx_text(path))
    names = [unit["name"] for unit in diagnosis["units"]]
    names += [officer["name"] for unit in diagnosis["units"] for officer in unit["officers"]]
    assert [name for name in names if _squeezed(name) not in text] == []


def test_the_pictures_of_the_docx_each_carry_words(write, diagnosis):
    shapes = docx.Document(str(write(diagnosis, ".docx"))).inline_shapes
    assert [shape._inline.docPr.get("descr")[:6] for shape in shapes] == ["Hình 1", "Hình 2", "Hình 3", "Hình 4"]


def test_the_pdf_lies_down_for_the_wide_lists_only(write, diagnosis):
    boxes = [page.mediabox for page in PdfReader(write(diagnosis, ".pdf")).pages]
    lying = [box.width > box.height for box in boxes]
    assert lying[0] is False
    assert lying[-1] is False
    assert True in lying


def test_the_federation_stands_in_the_letterhead_when_the_roster_knows_it(write, diagnosis):
    federation = {**diagnosis["units"][0], "name": "Liên đoàn Lao động tỉnh Sao Mai", "kind": "provincial_federation"}
    diagnosis["units"].append({**federation, "officers": []})
    assert _squeezed("LIÊN ĐOÀN LAO ĐỘNG TỈNH SAO MAI") in _squeezed(_pdf_text(write(diagnosis, ".pdf")))
    diagnosis["units"].append({**federation, "name": "Liên đoàn Lao động tỉnh Khác", "officers": []})
    assert federation_of(diagnosis) == ""


def test_the_context_decides_what_the_diagnosis_does_not_say(write, diagnosis):
    context = ReportContext(date(2026, 11, 22), date(2026, 1, 5), "vi", "Liên đoàn Lao động tỉnh Sao Mai")
    text = _squeezed(_pdf_text(write(diagnosis, ".pdf", context=context)))
    assert _squeezed("ngày 05 tháng 01 năm 2026") in text
    assert _squeezed("TỈNH SAO MAI") in text


def _hostile_diagnosis(make_diagnosis):
    diagnosis = make_diagnosis(units=len(HOSTILE), people=2)
    for unit, text in zip(diagnosis["units"], HOSTILE, strict=True):
        old = unit["name"]
        unit.update(name=text, superior=text)
        for officer in unit["officers"]:
            officer.update(name=text, email=text, phone=text)
        for duty in diagnosis["duties"]:
            if duty["unit"] == old:
                duty.update(unit=text, person=text)
    keys = ("file", "sheet", "cell", "value", "problem", "hint")
    diagnosis["rejected"] = [dict.fromkeys(keys, text) for text in HOSTILE]
    diagnosis["repaired"] = [dict.fromkeys(("file", "sheet", "cell", "from", "to", "why"), text) for text in HOSTILE]
    diagnosis["files"][0]["file"] = HOSTILE[0]
    return diagnosis


def test_hostile_text_in_every_field_comes_back_unchanged_from_pdf(write, make_diagnosis):
    text = _squeezed(_pdf_text(write(_hostile_diagnosis(make_diagnosis), ".pdf"))).replace("\x00", "")
    lost = [item for item in HOSTILE if text.count(_squeezed(item.replace("😀", ""))) < 10]
    assert lost == []


def test_hostile_text_in_every_field_comes_back_unchanged_from_docx(write, make_diagnosis):
    path = write(_hostile_diagnosis(make_diagnosis), ".docx")
    cells = [text for table in docx.Document(str(path)).tables for text in table._tbl.xpath(".//w:t/text()")]
    assert [item for item in HOSTILE if cells.count(item) < 10] == []


def test_hostile_text_in_every_field_comes_back_unchanged_from_xlsx(write, make_diagnosis):
    book = openpyxl.load_workbook(write(_hostile_diagnosis(make_diagnosis), ".xlsx"))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    values = [cell.value for cell in cells]
    assert [item for item in HOSTILE if values.count(item) < 14] == []
    risky = [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@"))]
    assert all(cell.quotePrefix for cell in risky)


@pytest.mark.parametrize("suffix", KNOWN_SUFFIXES)
def test_nothing_at_all_still_makes_a_report(write, suffix):
    totals = dict.fromkeys(("units", "persons", "posts", "rows_rejected", "cells_repaired"), 0)
    lists = {"files": [], "units": [], "duties": [], "rejected": [], "repaired": []}
    assert write({"as_of": "2026-11-22", "totals": totals, **lists}, suffix).stat().st_size > 0


def test_the_english_report_turns_days_and_numbers(write, diagnosis):
    assert "22 Nov 2026" in _pdf_text(write(diagnosis, ".pdf", language="en"))


def test_columns_about_which_nobody_says_anything_are_left_out(write, diagnosis):
    assert "Thư điện tử" in _docx_text(write(diagnosis, ".docx"))
    for unit in diagnosis["units"]:
        for officer in unit["officers"]:
            officer.update(email=None, sex="male")
    header = [cell.text for cell in docx.Document(str(write(diagnosis, ".docx"))).tables[8].rows[1].cells]
    assert header == ["TT", "Họ và tên", "Nam", "Nữ", "Chức vụ công đoàn", "Điện thoại", "Từ ngày"]


def test_long_lists_are_cut_in_word_and_the_document_says_so(write, make_diagnosis):
    text = _docx_text(write(make_diagnosis(units=110, people=4), ".docx"))
    assert "Còn 40 dòng không in ở đây" in text


def test_the_workbook_has_its_sheets_and_every_row(write, diagnosis):
    book = openpyxl.load_workbook(write(diagnosis, ".xlsx"))
    assert book.sheetnames == SHEETS
    rows = {name: book[name].max_row for name in SHEETS}
    assert rows["Việc cần làm"] == 4 + len(diagnosis["duties"])
    assert rows["Danh sách CĐCS"] == 3 + len(diagnosis["units"])
    people = {
        (unit["name"], officer["name"], officer["born"]) for unit in diagnosis["units"] for officer in unit["officers"]
    }
    assert rows["Danh sách cán bộ"] == 3 + len(people)
    assert rows["Không đọc được"] == 3 + len(diagnosis["rejected"])
    assert rows["Đã sửa"] == 3 + len(diagnosis["repaired"])
    assert len(book["Tổng hợp"]._charts) == 1


def test_the_list_of_officers_tells_each_fact(write, diagnosis):
    book = openpyxl.load_workbook(write(diagnosis, ".xlsx", language="en"))
    sheet = book["Danh sách cán bộ"]
    header, first = ([cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_row=4))
    officer, unit = diagnosis["units"][0]["officers"][0], diagnosis["units"][0]
    told = dict(zip(header, first, strict=True))
    assert told["Họ và tên"] == officer["name"]
    assert told["Chức vụ công đoàn"] == "Chủ tịch"
    assert told["Công đoàn cơ sở"] == unit["name"]
    assert told["Điện thoại"] == "0980000000"
    assert told["Từ ngày"].date().isoformat() == officer["from"]
    inspector = next(cell.value for cell in sheet["E"] if cell.value and "Kiểm tra" in str(cell.value))
    assert inspector == "Ủy viên Ban Chấp hành, Chủ nhiệm Ủy ban Kiểm tra"


def test_a_failed_report_leaves_no_file(tmp_path, diagnosis):
    del diagnosis["units"][0]["officers"]
    with pytest.raises(KeyError):
        write_report(diagnosis, tmp_path / "a.pdf", language="vi")
    assert list(tmp_path.iterdir()) == []
