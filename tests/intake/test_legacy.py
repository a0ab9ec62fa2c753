"""Text of the old fonts, made from the tables as the fonts' makers printed them, not from our own conversion."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.intake.kinds import Encoding
from nongcot.intake.legacy import convert, detect_font, detect_texts, is_capitals_font, is_syllable

# TCVN 5712:1993, VN3: one byte a letter.
_TCVN3 = dict(
    zip(
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        bytes.fromhex(
            "a1a2a3a4a5a6a7a8a9aaabacadaeb5b6b7b8b9bbbcbdbec6c7c8c9cacbcccecfd0d1d2d3d4d5d6"
            "d7d8dcdddedfe1e2e3e4e5e6e7e8e9eaebecedeeeff1f2f3f4f5f6f7f8f9fafbfcfdfe"
        ).decode("latin-1"),
        strict=True,
    )
)
# VNI for Windows: the plain letter and a mark.
_VNI_MARKS = {
    "a": "à=ø á=ù ả=û ã=õ ạ=ï ă=ê ằ=è ắ=é ẳ=ú ẵ=ü ặ=ë â=â ầ=à ấ=á ẩ=å ẫ=ã ậ=ä",
    "e": "è=ø é=ù ẻ=û ẽ=õ ẹ=ï ê=â ề=à ế=á ể=å ễ=ã ệ=ä",
    "o": "ò=ø ó=ù ỏ=û õ=õ ọ=ï ô=â ồ=à ố=á ổ=å ỗ=ã ộ=ä",
    "ô": "ờ=ø ớ=ù ở=û ỡ=õ ợ=ï",
    "u": "ù=ø ú=ù ủ=û ũ=õ ụ=ï",
    "ö": "ừ=ø ứ=ù ử=û ữ=õ ự=ï",
    "y": "ỳ=ø ý=ù ỷ=û ỹ=õ",
}
_VNI = {
    letter: base + mark for base, pairs in _VNI_MARKS.items() for letter, mark in (p.split("=") for p in pairs.split())
}
_VNI |= {"đ": "ñ", "ì": "ì", "í": "í", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ơ": "ô", "ư": "ö", "ỵ": "î"}
_VNI |= {letter.upper(): typed.upper() for letter, typed in _VNI.items()}

SENTENCES = [
    "Danh sách cán bộ công đoàn",
    "Công đoàn cơ sở Công ty Cổ phần Gỗ Đại Thành",
    "Nghiệp đoàn Vận tải Bến xe Tây Hồ",
    "Dương Quang Quân",
    "Nguyễn Đức Phúc",
    "Huỳnh Thị Kỳ",
    "Bùi Thị Thủy",
    "Trịnh Hồng Khuyên",
    "Phường Ea Kẵn, đường Trần Phú",
    "Chủ nhiệm Ủy ban kiểm tra",
    "Phó Chủ tịch, Trưởng ban Nữ công",
    "Hội nghị ngày 5/7/2026, số 12/QĐ-LĐLĐ",
    "Phẳng lặng, lỵ sở, tỷ lệ, kỹ thuật",
    "Quỳnh đã về nghỉ hưu, chuyển công tác",
]
vietnamese = st.lists(st.sampled_from(SENTENCES), min_size=4, max_size=14, unique=True)


def as_tcvn3(text: str) -> str:
    """Typed with .VnTime: capitals with a tone had to be typed small."""
    return "".join(_TCVN3.get(c) or _TCVN3.get(c.lower(), c) for c in text)


def as_vni(text: str) -> str:
    return "".join(_VNI.get(c, c) for c in text)


@given(vietnamese)
def test_text_in_the_old_fonts_is_detected_and_comes_back(texts: list[str]) -> None:
    assert detect_texts(texts) is Encoding.UNICODE
    tcvn3, vni = [as_tcvn3(t) for t in texts], [as_vni(t) for t in texts]
    assert detect_texts(tcvn3) is Encoding.TCVN3
    assert detect_texts(vni) is Encoding.VNI
    assert [convert(t, Encoding.VNI) for t in vni] == texts
    assert [convert(t, Encoding.TCVN3).casefold() for t in tcvn3] == [t.casefold() for t in texts]


def test_cells_of_a_sheet_typed_with_vntime() -> None:
    typed = {
        "D\xad¬ng Quang Qu©n": "Dương Quang Quân",
        "ñy viªn BCH, Chñ nhiÖm UBKT": "ủy viên BCH, Chủ nhiệm UBKT",
        "C«ng ®oµn c¬ së C«ng ty TNHH Bao b× T©n ¸": "Công đoàn cơ sở Công ty TNHH Bao bì Tân Á",
        "§iÖn tho¹i": "Điện thoại",
        "N÷": "Nữ",
        "nt": "nt",
        "0914421072": "0914421072",
        "NguyÔn Thị ¸nh": "NguyÔn Thị ¸nh",  # has a letter only Unicode has: not touched
    }
    assert {cell: convert(cell, Encoding.TCVN3) for cell in typed} == typed


def test_cells_of_a_sheet_typed_with_vni_times() -> None:
    typed = {
        "Ñinh Höõu Vieät": "Đinh Hữu Việt",
        "Coâng ñoaøn cô sôû Coâng ty TNHH Caáp nöôùc Bình Kheâ": "Công đoàn cơ sở Công ty TNHH Cấp nước Bình Khê",
        "Chuû nhieäm UBKT": "Chủ nhiệm UBKT",
        "LYÙ THÒ AÙNH": "LÝ THỊ ÁNH",
        "Lyù Thò Aùnh": "Lý Thị Ánh",  # a capital with a small mark
        "Ủy viên": "Ủy viên",
    }
    assert {cell: convert(cell, Encoding.VNI) for cell in typed} == typed


def test_unicode_cells_in_an_old_sheet_stay() -> None:
    assert convert("Lê Hoà", Encoding.TCVN3) == "Lê Hoà"
    assert convert("Công đoàn", Encoding.VNI) == "Công đoàn"
    assert convert("bất kỳ «điều» gì", Encoding.UNICODE) == "bất kỳ «điều» gì"


def test_a_font_of_capitals_gives_capitals() -> None:
    assert convert("danh s¸ch c¸n bé c«ng ®oµn", Encoding.TCVN3, capitals_font=True) == "DANH SÁCH CÁN BỘ CÔNG ĐOÀN"
    assert convert("stt", Encoding.TCVN3, capitals_font=True) == "STT"


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["Nguyễn Văn An", "Lê Hoà", "Tô Bé", "Lý Phú", "Cao Bá", "Hà Lâm", "Võ Tân", "Bùi Quý"],
        ["Lê Hoà", "Cô Bé", "Lý Phú", "Cao Bá", "Hà Lâm", "Võ Tân", "Quý Sáu", "Trà Xuân", "Phù Cát", "Hoà An"],
        [
            "José Muñoz",
            "François Müller",
            "café",
            "naïve",
            "señor",
            "año",
            "São Paulo",
            "Straße",
            "déjà vu",
            "Zoë",
            "Ångström",
        ],
        ["hoa.nguyen@ldld.vn", "x@y.vn", "https://ldld.vn/a?b=ñ"],
        ["STT", "Name", "Phone", "0912345678", "5/7/1985", "x", "nt"],
        ["Công ty TNHH Samsung Việt Nam", "Ñ", "§ 5", "«x»", "© 2026", "® nhãn hiệu", "3 × 5", "±2°"],
        ["N÷", "Nam"],  # too little to decide
        ["C«ng ®oµn"],
    ],
)
def test_unicode_text_names_from_abroad_and_too_little_text_stay_unicode(texts: list[str]) -> None:
    assert detect_texts(texts) is Encoding.UNICODE


@given(st.lists(st.text(max_size=30), max_size=30))
def test_any_text_can_be_looked_at_and_converted(texts: list[str]) -> None:
    detect_texts(texts)
    for text in texts:
        for encoding in Encoding:
            assert isinstance(convert(text, encoding), str)
        if text.isascii():
            assert convert(text, Encoding.TCVN3) == text


def test_a_few_unicode_cells_do_not_hide_an_old_column() -> None:
    column = [*map(as_tcvn3, SENTENCES), "Ghi chú: Đã kiểm tra", "Nguyễn Văn An", "Lê Thị Bưởi"]
    assert detect_texts(column) is Encoding.TCVN3


@pytest.mark.parametrize(
    ("font", "encoding", "capitals"),
    [
        (".VnTime", Encoding.TCVN3, False),
        (".VnTimeH", Encoding.TCVN3, True),
        (".VnArialH", Encoding.TCVN3, True),
        (".vnarial narrow", Encoding.TCVN3, False),
        ("VNI-Times", Encoding.VNI, False),
        ("VNI-Helve-Condense", Encoding.VNI, False),
        ("VNI Times", Encoding.VNI, False),
        ("Times New Roman", None, False),
        ("Arial", None, False),
        ("VNtimes new roman", None, False),
        ("", None, False),
    ],
)
def test_fonts_tell_the_encoding(font: str, encoding: Encoding | None, capitals: bool) -> None:
    assert detect_font(font) is encoding
    assert is_capitals_font(font) is capitals


@pytest.mark.parametrize(
    "word", ["Nguyễn", "khuỷu", "QUYẾT", "ngoằn", "giếng", "Đỗ", "yêu", "xoong", "nghiêng", "úy", "quý", "gì", "huơ"]
)
def test_these_are_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["cafộ", "Josộ", "nguyÔn", "tat", "càp", "ăâ", "đđa", "Phaïm", "straòe", ""])
def test_these_are_no_syllables(word: str) -> None:
    assert not is_syllable(word)
