"""Word documents by python-docx: the one place that knows it.

Built by code, not from a template, so that text of users is never read as a template's placeholders.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from nongcot.infra.documents.official import (
    Band,
    Block,
    Bullets,
    Column,
    Heading,
    Letterhead,
    OfficialDocument,
    Paragraph,
    Picture,
    Row,
    Signature,
    Table,
    Turn,
)
from nongcot.infra.documents.pdf import svg_to_png
from nongcot.infra.documents.text import printable

# Word has the face itself; NĐ 30/2020 names it.
TYPEFACE = "Times New Roman"
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_TEXT_WIDTH = {False: 165.0, True: 252.0}  # millimetres between the margins, upright and landscape


def official_docx(document: OfficialDocument) -> bytes:
    """``document`` as the bytes of a DOCX: A4, real styles and table header rows, pictures as PNG with their words."""
    word = docx.Document()
    _set_styles(word)
    _set_properties(word, document)
    _set_page(word.sections[0], landscape=False)
    _number_pages(word.sections[0])
    _letterhead(word, document.letterhead)
    _line(word, document.title, size=14, bold=True, align="center", before=18)
    _line(word, document.subject, size=14, bold=True, align="center", after=14)
    writer = _Writer(word)
    for block in document.blocks:
        writer.write(block)
    if document.signature is not None:
        _signature(word, document.signature)
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


class _Writer:
    """Writes one block after the other, knowing which way the page lies."""

    def __init__(self, word: Any) -> None:
        self.word = word
        self.landscape = False

    def write(self, block: Block) -> None:
        match block:
            case Heading():
                self.word.add_heading(printable(block.text), level=block.level)
            case Paragraph():
                _paragraph(self.word, block)
            case Bullets():
                for item in block.items:
                    self.word.add_paragraph(printable(item), style="List Bullet")
            case Table():
                _table(self.word, block, _TEXT_WIDTH[self.landscape])
            case Picture():
                self._picture(block)
            case Turn():
                self.landscape = block.landscape
                section = self.word.add_section()
                section.different_first_page_header_footer = False
                _set_page(section, landscape=block.landscape)

    def _picture(self, block: Picture) -> None:
        width = Mm(_TEXT_WIDTH[self.landscape] * block.width)
        shape = self.word.add_picture(BytesIO(svg_to_png(block.svg)), width=width)
        shape._inline.docPr.set("descr", printable(block.alt))  # noqa: SLF001 (python-docx offers no other way)
        self.word.paragraphs[-1].paragraph_format.keep_with_next = True
        _line(self.word, block.caption, size=12, italic=True, align="center")


def _set_styles(word: Any) -> None:
    for name, size in (("Normal", 13), ("Heading 1", 13), ("Heading 2", 13), ("List Bullet", 13)):
        style = word.styles[name]
        style.font.name = TYPEFACE
        style.font.size = Pt(size)
        style.font.color.rgb = docx.shared.RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            if attribute.endswith("Theme"):
                del fonts.attrib[attribute]
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), TYPEFACE)
        style.paragraph_format.space_before = Pt(12 if name.startswith("Heading") else 0)
        style.paragraph_format.space_after = Pt(6)
        style.paragraph_format.line_spacing = 1.0
    word.styles["Heading 1"].font.bold = True
    word.styles["Heading 2"].font.bold = True


def _set_properties(word: Any, document: OfficialDocument) -> None:
    properties = word.core_properties
    properties.title = printable(document.subject)[:255]
    properties.author = printable(document.author)[:255]
    properties.language = document.language
    properties.comments = ""


def _set_page(section: Any, *, landscape: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)


def _number_pages(section: Any) -> None:
    """The page number, centred in the top margin, not on page 1 (NĐ 30/2020, Phụ lục I)."""
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        run.font.size = Pt(13)
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark.text = text
        run._r.append(mark)  # noqa: SLF001


def _letterhead(word: Any, head: Letterhead) -> None:
    grid = word.add_table(rows=1, cols=2 if head.issuer else 1)
    grid.autofit = False
    right = grid.rows[0].cells[-1]
    right.width = Mm(98 if head.issuer else _TEXT_WIDTH[False])
    if head.issuer:  # what a person writes names no issuer
        left = grid.rows[0].cells[0]
        left.width = Mm(67)
        issuing = [(head.superior, 12, False, False), (head.issuer, 12, True, False), (head.number, 13, False, False)]
        _fill(left, issuing, 1)
    state = [(head.state, 12, True, False), (head.motto, 13, True, False), (head.place_and_date, 13, False, True)]
    _fill(right, state, 1)


def _signature(word: Any, sign: Signature) -> None:
    for paragraph in word.paragraphs[-1:]:
        paragraph.paragraph_format.keep_with_next = True  # no page holds a signature alone
    _line(word, "", size=6)
    word.paragraphs[-1].paragraph_format.keep_with_next = True
    if sign.parties:
        signers = [([(one.title, 13, True, False), (sign.note, 13, False, True)], one.name) for one in sign.parties]
        grid = word.add_table(rows=1, cols=len(signers))
        cells = grid.rows[0].cells
    else:
        position = [(sign.on_behalf, 13, True, False), (sign.position, 13, True, False), (sign.note, 13, False, True)]
        signers = [(position, sign.name)]
        grid = word.add_table(rows=1, cols=2)
        left, *cells = grid.rows[0].cells
        _recipients(left, sign)
    for cell, (lines, name) in zip(cells, signers, strict=True):
        _signer(cell, lines, name)
    row = grid.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001
    row.append(OxmlElement("w:cantSplit"))
    if sign.parties:
        _recipients(word.add_table(rows=1, cols=1).rows[0].cells[0], sign)


def _recipients(cell: Any, sign: Signature) -> None:
    _fill(cell, [(sign.recipients_title, 12, True, True), *((line, 11, False, False) for line in sign.recipients)])


def _signer(cell: Any, lines: Sequence[tuple[str, float, bool, bool]], name: str) -> None:
    """What stands over a signature, room for a hand and a seal, and the name below it."""
    _fill(cell, lines)
    if name:
        paragraph = cell.add_paragraph()
        paragraph.paragraph_format.space_before = Mm(26)
        run = paragraph.add_run(printable(name))
        run.font.size, run.bold = Pt(13), True
    for paragraph in cell.paragraphs:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _fill(cell: Any, lines: Sequence[tuple[str, float, bool, bool]], underlined: int | None = None) -> None:
    """Lines of (text, size, bold, italic) into a cell; with ``underlined``, centred and that line underlined."""
    for index, (text, size, bold, italic) in enumerate(lines):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(3)
        if underlined is not None:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(printable(text))
        run.font.size, run.bold, run.italic = Pt(size), bold, italic
        run.underline = index == underlined


def _line(
    word: Any,
    text: str,
    *,
    size: float,
    bold: bool = False,
    italic: bool = False,
    align: str = "left",
    before: float = 0,
    after: float = 6,
) -> None:
    paragraph = word.add_paragraph()
    paragraph.alignment = _ALIGN[align]
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    run = paragraph.add_run(printable(text))
    run.font.size, run.bold, run.italic = Pt(size), bold, italic


def _paragraph(word: Any, block: Paragraph) -> None:
    """NĐ 30/2020, Phụ lục I: both edges even, the first line moved in by a centimetre."""
    size = 11 if block.small else 13
    if block.centred or block.small:
        align = "center" if block.centred else "left"
        return _line(word, block.text, size=size, bold=block.centred, italic=block.italic, align=align)
    _line(word, f"{block.lead} " if block.lead else "", size=size, bold=True, align="justify")
    paragraph = word.paragraphs[-1]
    paragraph.paragraph_format.first_line_indent = Mm(10)
    run = paragraph.add_run(printable(block.text))
    run.font.size, run.italic = Pt(size), block.italic
    return None


def _table(word: Any, table: Table, width: float) -> None:
    """A table written as XML directly: python-docx's own cells take minutes for some thousand rows."""
    grid = word.add_table(rows=0, cols=len(table.columns))
    grid.style = "Table Grid"
    grid.autofit = False
    body = grid._tbl  # noqa: SLF001
    shares = sum(column.share for column in table.columns)
    widths = [int(width * 56.7 * column.share / shares) for column in table.columns]
    for element, twips in zip(body.tblGrid.gridCol_lst, widths, strict=True):
        element.set(qn("w:w"), str(twips))
    size = 21 if table.small else 24  # half points
    for header in _header_rows(table.columns, widths, size):
        body.append(header)
    for row in table.rows:
        body.append(_row(row, table.columns, widths, size))
    word.add_paragraph().paragraph_format.space_after = Pt(4)


def _header_rows(columns: Sequence[Column], widths: list[int], size: int) -> list[Any]:
    titles = [
        _cell(column.title, width, "center", size, bold=True) for column, width in zip(columns, widths, strict=True)
    ]
    if not any(column.group for column in columns):
        return [_table_row(titles, header=True)]
    upper, at = [], 0
    while at < len(columns):
        group, span = columns[at].group, 1
        while group and at + span < len(columns) and columns[at + span].group == group:
            span += 1
        text = group or columns[at].title
        upper.append(
            _cell(
                text,
                sum(widths[at : at + span]),
                "center",
                size,
                bold=True,
                span=span,
                merge="" if group else "restart",
            )
        )
        at += span
    lower = [
        cell if column.group else _cell("", width, "center", size, merge="continue")
        for cell, column, width in zip(titles, columns, widths, strict=True)
    ]
    return [_table_row(upper, header=True), _table_row(lower, header=True)]


def _row(row: Row | Band, columns: Sequence[Column], widths: list[int], size: int) -> Any:
    if isinstance(row, Band):
        return _table_row([_cell(row.text, sum(widths), "left", size, bold=True, span=len(columns), shade="EEEEEE")])
    cells = zip(row, columns, widths, strict=True)
    return _table_row([_cell(text, width, column.align, size) for text, column, width in cells])


def _table_row(cells: list[Any], *, header: bool = False) -> Any:
    row = OxmlElement("w:tr")
    properties = OxmlElement("w:trPr")
    properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))
    row.append(properties)
    for cell in cells:
        row.append(cell)
    return row


def _cell(
    text: str,
    width: int,
    align: str,
    size: int,
    *,
    bold: bool = False,
    span: int = 1,
    merge: str = "",
    shade: str = "",
) -> Any:
    cell = OxmlElement("w:tc")
    properties = _sub(cell, "w:tcPr")
    _sub(properties, "w:tcW", w=str(width), type="dxa")
    if span > 1:
        _sub(properties, "w:gridSpan", val=str(span))
    if merge:
        _sub(properties, "w:vMerge", val=merge)
    if shade:
        _sub(properties, "w:shd", val="clear", color="auto", fill=shade)
    _sub(properties, "w:vAlign", val="center")
    paragraph = _sub(cell, "w:p")
    style = _sub(paragraph, "w:pPr")
    _sub(style, "w:spacing", before="20", after="20")
    _sub(style, "w:jc", val=align)
    run = _sub(paragraph, "w:r")
    look = _sub(run, "w:rPr")
    if bold:
        _sub(look, "w:b")
    _sub(look, "w:sz", val=str(size))
    words = _sub(run, "w:t")
    words.text = printable(text).replace("\r\n", " ").replace("\n", " ").replace("\t", " ")
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return cell


def _sub(parent: Any, tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    parent.append(element)
    return element
