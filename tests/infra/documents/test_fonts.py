"""Typefaces: with the Times-like one missing, documents still come out with every Vietnamese letter."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from nongcot.infra.documents import fonts, pdf
from nongcot.infra.documents.official import Letterhead, OfficialDocument, Paragraph

LETTERS = "ăâđêôơư ĂÂĐÊÔƠƯ áàảãạ ắằẳẵặ ấầẩẫậ éèẻẽẹ ếềểễệ íìỉĩị óòỏõọ ốồổỗộ ớờởỡợ úùủũụ ứừửữự ýỳỷỹỵ ỲỴỶỸ"


def _made() -> PdfReader:
    document = OfficialDocument("T", "S", Letterhead(*"abcdef"), blocks=[Paragraph(LETTERS)])
    return PdfReader(io.BytesIO(pdf.official_pdf(document)))


def _faces(reader: PdfReader) -> set[str]:
    used = reader.pages[0]["/Resources"]["/Font"].values()
    return {font.get_object()["/BaseFont"].split("+")[1].split("-")[0] for font in used}


def test_without_the_times_like_face_the_letters_come_from_the_serif_inside_typst(monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "VENDOR", tmp_path / "none")
    reader = _made()
    assert fonts.missing_fonts() == ["Tinos"]
    assert _faces(reader) == {"LibertinusSerif"}
    assert LETTERS.split() == reader.pages[0].extract_text().split()[-len(LETTERS.split()) :]


@pytest.mark.skipif("Tinos" in fonts.missing_fonts(), reason="make setup has not fetched Tinos here")
def test_with_it_everything_is_set_in_it():
    reader = _made()
    assert _faces(reader) == {"Tinos"}
    assert LETTERS.split() == reader.pages[0].extract_text().split()[-len(LETTERS.split()) :]


def test_only_folders_that_exist_are_searched(monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "VENDOR", tmp_path / "none")
    assert [path.name for path in fonts.font_paths()] == ["files"]
    assert all(Path(path).is_dir() for path in fonts.font_paths())
