"""One official document, set as PDF and as Word: form, fonts, and text that stays text."""

import io
import re
import zipfile

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from pypdf import PdfReader

from nongcot.infra.documents import charts
from nongcot.infra.documents.docx import official_docx
from nongcot.infra.documents.official import (
    Band,
    Bullets,
    Column,
    Heading,
    Letterhead,
    OfficialDocument,
    Paragraph,
    Party,
    Picture,
    Signature,
    Table,
    Turn,
)
from nongcot.infra.documents.pdf import official_pdf, svg_to_png
from tests.infra.documents.hostile import HOSTILE

HEAD = Letterhead(
    "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM",
    "LIÊN ĐOÀN LAO ĐỘNG TỈNH SAO MAI",
    "Số: ……/BC-LĐLĐ",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "……, ngày 22 tháng 11 năm 2026",
)
SIGN = Signature("Nơi nhận:", ["- Như trên;", "- Lưu: VT."], "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "(Ký, ghi rõ họ và tên)")
BORN = [Column("TT"), Column("Nam", group="Ngày sinh"), Column("Nữ", group="Ngày sinh"), Column("Chức vụ")]


def _document(*blocks) -> OfficialDocument:
    return OfficialDocument("BÁO CÁO", "Thử nghiệm", HEAD, [*blocks], SIGN, author="Sao Mai")


def _read(document: OfficialDocument) -> PdfReader:
    return PdfReader(io.BytesIO(official_pdf(document)))


def _text(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]", "", text)


def _shown(text: str) -> str:
    """What can be shown of a text: there is no colour face, so a smiley is an empty box."""
    return text.replace("😀", "")


def test_pdf_pages_are_a4_and_turn_where_told():
    reader = _read(_document(Paragraph("một"), Turn(True), Paragraph("hai"), Turn(False), Paragraph("ba")))
    sizes = [(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages]
    assert sizes == [(595, 842), (842, 595), (595, 842)]


def test_pdf_margins_are_those_of_the_decree():
    places = []
    words = Paragraph("chữ " * 3000)
    _read(_document(words)).pages[0].extract_text(
        visitor_text=lambda text, cm, tm, font, size: (
            places.append((cm[4] + tm[4] * cm[0], cm[5] + tm[5] * cm[3])) if text.strip() else None
        )
    )
    left, top, bottom = (
        value / 72 * 25.4 for value in (min(x for x, _ in places), max(y for _, y in places), min(y for _, y in places))
    )
    assert 29.99 <= left <= 35
    assert 20 <= 297 - top <= 27  # the baseline of the first line stands one letter below the margin
    assert 20 <= bottom <= 27


def test_pdf_page_numbers_stand_on_every_page_but_the_first():
    reader = _read(_document(Paragraph("a"), Turn(True), Paragraph("b"), Turn(False), Paragraph("c")))
    firsts = [page.extract_text().strip().splitlines()[0] for page in reader.pages]
    assert firsts[1:] == ["2", "3"]
    assert firsts[0] != "1"


def test_pdf_fonts_are_embedded():
    reader = _read(_document(Heading("Đậm"), Paragraph("nghiêng", italic=True), Paragraph("thường")))
    faces = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    descriptors = [face["/DescendantFonts"][0].get_object()["/FontDescriptor"] for face in faces]
    assert len(faces) >= 3
    assert all({"/FontFile2", "/FontFile3"} & set(descriptor) for descriptor in descriptors)


def test_pdf_has_letterhead_title_and_signature():
    text = _squeezed(_text(_read(_document(Paragraph("x")))))
    for line in (
        HEAD.superior,
        HEAD.issuer,
        HEAD.state,
        HEAD.motto,
        HEAD.place_and_date,
        "BÁO CÁO",
        SIGN.on_behalf,
        SIGN.note,
    ):
        assert _squeezed(line) in text


def test_pdf_table_headers_and_the_band_return_on_the_next_page():
    table = Table(BORN, [Band("Công đoàn Sao Mai"), *[(str(row), "1985", "", "Ủy viên") for row in range(60)]])
    reader = _read(_document(table))
    assert len(reader.pages) >= 2
    second = reader.pages[1].extract_text()
    assert "Ngày sinh" in second
    assert "Công đoàn Sao Mai" in second


@pytest.mark.parametrize("hostile", HOSTILE)
def test_pdf_shows_hostile_text_as_it_is_everywhere(hostile):
    table = Table([Column(hostile), Column("x", group=hostile)], [Band(hostile), (hostile, "y")])
    svg = charts.bars([charts.Bar("a", (1,))], [charts.Legend("b")], alt=hostile)
    document = _document(
        Heading(hostile), Paragraph(hostile), Bullets([hostile]), table, Picture(svg, hostile, hostile)
    )
    document.subject = document.author = hostile
    parts = _squeezed(_shown(hostile))
    found = _squeezed(_text(_read(document)).replace("\x00", "")).count(parts)
    assert found >= 8


def test_docx_shows_hostile_text_as_it_is_everywhere():
    blocks = [block for text in HOSTILE for block in (Heading(text), Paragraph(text), Bullets([text]))]
    table = Table([Column("A"), Column("B")], [row for text in HOSTILE for row in (Band(text), (text, "y"))])
    word = docx.Document(io.BytesIO(official_docx(_document(*blocks, table))))
    lines = [paragraph.text for paragraph in word.paragraphs]
    cells = [row.cells[0].text for row in word.tables[1].rows[1:]]
    assert [text for text in HOSTILE if lines.count(text) != 3] == []
    assert cells == [text for text in HOSTILE for _ in range(2)]


def test_docx_has_no_link_no_macro_and_no_foreign_field():
    content = official_docx(_document(*[Paragraph(text) for text in HOSTILE]))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = parts.namelist()
        body = parts.read("word/document.xml").decode()
        relations = parts.read("word/_rels/document.xml.rels").decode()
    assert not [name for name in names if "vba" in name.lower() or "embeddings" in name]
    assert "instrText" not in body
    assert "hyperlink" not in body
    assert 'TargetMode="External"' not in relations


def test_docx_pages_are_a4_with_the_margins_of_the_decree():
    word = docx.Document(io.BytesIO(official_docx(_document(Paragraph("a"), Turn(True), Paragraph("b")))))
    upright, lying = word.sections
    sizes = [(round(section.page_width.mm), round(section.page_height.mm)) for section in (upright, lying)]
    assert sizes == [(210, 297), (297, 210)]
    assert (upright.orientation, lying.orientation) == (WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE)
    for section in word.sections:
        margins = [getattr(section, f"{side}_margin").mm for side in ("top", "bottom", "left", "right")]
        assert [round(margin) for margin in margins] == [20, 20, 30, 15]


_LONG = "Ban Chấp hành chịu trách nhiệm thi hành quyết định này kể từ ngày ký, theo Điều lệ Công đoàn Việt Nam. " * 3
_SIGNED = Signature("Nơi nhận:", ["- Lưu: VT."], "TM. BAN CHẤP HÀNH", "CHỦ TỊCH", name="Phạm Thị Lý")


def _decision() -> OfficialDocument:
    blocks = [Paragraph("QUYẾT ĐỊNH:", centred=True), Paragraph(_LONG, lead="Điều 1.")]
    return OfficialDocument("QUYẾT ĐỊNH", "Thử nghiệm", HEAD, blocks, _SIGNED)


def test_pdf_body_has_even_edges_a_first_line_moved_in_and_room_for_a_hand():
    """NĐ 30/2020, Phụ lục I: text even at both edges, first lines in by 1 cm, the signer's name in bold below."""
    runs = []

    def take(text, cm, tm, font, size):
        x, y = (cm[n + 4] + tm[4] * cm[n] + tm[5] * cm[n + 2] for n in (0, 1))
        if text.strip():
            runs.append((text.strip(), x, y, font["/BaseFont"] if font else ""))

    _read(_decision()).pages[0].extract_text(visitor_text=take)
    bold = {text: (x, y) for text, x, y, font in runs if "Bold" in font}
    left = 30 / 25.4 * 72
    assert abs(bold["Điều 1."][0] - left - 10 / 25.4 * 72) < 0.5
    assert bold["QUYẾT ĐỊNH:"][0] > left + 100
    assert bold["CHỦ TỊCH"][1] - bold["Phạm Thị Lý"][1] > 26 / 25.4 * 72


_PARTIES = [Party("BÊN GIAO", "Trần Thị Cũ"), Party("BÊN NHẬN"), Party("NGƯỜI CHỨNG KIẾN", "Lê Văn Chứng")]
_SHARED = Signature("Nơi nhận:", ["- Lưu: VT."], note="(Ký, ghi rõ họ và tên)", parties=_PARTIES)


def test_pdf_has_those_who_sign_side_by_side_each_with_room_for_a_hand():
    runs = {}

    def take(text, cm, tm, _font, _size):
        if text.strip():
            runs[text.strip()] = tuple(cm[n + 4] + tm[4] * cm[n] + tm[5] * cm[n + 2] for n in (0, 1))

    _read(OfficialDocument("BIÊN BẢN", "Bàn giao", HEAD, [Paragraph("x")], _SHARED)).pages[0].extract_text(
        visitor_text=take
    )
    titles = [runs[one.title] for one in _PARTIES]
    assert titles == sorted(titles)
    assert len({round(y) for _x, y in titles}) == 1
    assert titles[0][1] - runs["Trần Thị Cũ"][1] > 26 / 25.4 * 72
    assert runs["Nơi nhận:"][1] < runs["Lê Văn Chứng"][1]


def test_docx_has_those_who_sign_side_by_side_and_below_them_who_gets_it():
    made = official_docx(OfficialDocument("BIÊN BẢN", "Bàn giao", HEAD, [Paragraph("x")], _SHARED))
    *_others, signers, getting = docx.Document(io.BytesIO(made)).tables
    cells = [cell.text.splitlines() for cell in signers.rows[0].cells]
    assert cells == [[one.title, _SHARED.note, *([one.name] if one.name else [])] for one in _PARTIES]
    assert signers.rows[0]._tr.trPr.find(docx.oxml.ns.qn("w:cantSplit")) is not None
    assert getting.rows[0].cells[0].text == "Nơi nhận:\n- Lưu: VT."


def test_no_page_holds_a_signature_alone():
    for lines in (20, 24, 28):  # the signature no longer fits on the first page
        blocks = [Paragraph("Một dòng."), *[Paragraph("Dòng nữa.")] * lines]
        pages = [page.extract_text() for page in _read(_document(*blocks)).pages]
        assert SIGN.on_behalf in pages[1]
        assert "Dòng nữa." in pages[1]
        word = docx.Document(io.BytesIO(official_docx(_document(*blocks))))
        assert all(paragraph.paragraph_format.keep_with_next for paragraph in word.paragraphs[-2:-1])
        assert word.tables[-1].rows[0]._tr.trPr.find(docx.oxml.ns.qn("w:cantSplit")) is not None


def test_docx_body_has_even_edges_a_first_line_moved_in_and_room_for_a_hand():
    word = docx.Document(io.BytesIO(official_docx(_decision())))
    body = {paragraph.text.strip()[:7]: paragraph for paragraph in word.paragraphs}
    first = body["Điều 1."]
    assert [(run.text.strip()[:7], bool(run.bold)) for run in first.runs] == [("Điều 1.", True), ("Ban Chấ", False)]
    assert first.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert round(first.paragraph_format.first_line_indent.mm) == 10
    heads = [one for one in word.paragraphs if one.text == "QUYẾT ĐỊNH:"]
    assert [(one.alignment, one.runs[0].bold) for one in heads] == [(WD_ALIGN_PARAGRAPH.CENTER, True)]
    name = word.tables[-1].rows[0].cells[1].paragraphs[-1]
    assert (name.text, name.runs[0].bold, name.runs[0].italic) == ("Phạm Thị Lý", True, None)
    assert round(name.paragraph_format.space_before.mm) == 26


def test_docx_page_number_is_left_out_on_the_first_page_only():
    word = docx.Document(io.BytesIO(official_docx(_document(Paragraph("a"), Turn(True), Paragraph("b")))))
    assert [section.different_first_page_header_footer for section in word.sections] == [True, False]
    assert "PAGE" in word.sections[0].header._element.xml
    assert "PAGE" not in word.sections[0].first_page_header._element.xml
    assert word.sections[1].header.is_linked_to_previous


def test_docx_tables_repeat_their_header_rows_and_share_a_group_header():
    table = Table(BORN, [Band("Sao Mai"), ("1", "1985", "", "Chủ tịch")])
    word = docx.Document(io.BytesIO(official_docx(_document(table))))
    rows = word.tables[1].rows
    assert [cell.text for cell in rows[0].cells] == ["TT", "Ngày sinh", "Ngày sinh", "Chức vụ"]
    assert [cell.text for cell in rows[1].cells] == ["TT", "Nam", "Nữ", "Chức vụ"]
    assert ["tblHeader" in row._tr.xml for row in rows] == [True, True, False, False]


def test_docx_pictures_carry_their_words():
    svg = charts.bars([charts.Bar("a", (1,))], [charts.Legend("b")], alt="Hình")
    word = docx.Document(io.BytesIO(official_docx(_document(Picture(svg, "Hình 1", "Một cột")))))
    assert [shape._inline.docPr.get("descr") for shape in word.inline_shapes] == ["Một cột"]


def test_an_svg_becomes_a_png():
    svg = charts.pillars([charts.Bar("2027", (3,))], [charts.Legend("Số đơn vị")], alt="x", width=144, height=72)
    png = svg_to_png(svg, ppi=72)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (144, 72)
