from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.kernel.text import fold, nfc, tidy, tone_key

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
vietnamese = st.text(alphabet=LETTERS + LETTERS.upper() + " -.'", max_size=40)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Đặng Thị Ưởng", "dang thi uong"),
        ("hòa", "hoa"),
        ("hoà", "hoa"),
        ("HOA\u0300", "hoa"),
        ("Ðặng", "dang"),  # Icelandic eth
        ("K'Brêo", "k breo"),
        ("  CN.UBKT \n- tổ\t3 ", "cn ubkt to 3"),
        ("Tổ\u00a0may\u200b số 3", "to may so 3"),
        ("", ""),
        ("...", ""),
    ],
)
def test_the_search_key_has_no_case_diacritics_or_punctuation(text: str, key: str) -> None:
    assert fold(text) == key


@given(st.text(max_size=80))
def test_folding_a_key_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(vietnamese)
def test_the_keys_of_composed_and_decomposed_text_are_equal(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert fold(decomposed) == fold(text)
    assert tone_key(decomposed) == tone_key(text)
    assert tidy(decomposed) == tidy(text)


@given(vietnamese)
def test_the_key_of_vietnamese_text_is_plain_ascii(text: str) -> None:
    assert fold(text).isascii()
    assert fold(text.upper()) == fold(text)


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        (" CAO\u00a0NGỌC \u200bTHÚY ", "CAO NGỌC THÚY"),
        ("Cao Ngo\u0323c Thu\u0301y", "Cao Ngọc Thúy"),
        ("a\u0000b\tc\r\nd", "a b c d"),
        ("Ðức", "Đức"),
        ("x\ud800y", "xy"),
        ("đã gọn", "đã gọn"),
    ],
)
def test_tidying_leaves_what_a_reader_sees(text: str, tidied: str) -> None:
    assert tidy(text) == tidied


@given(st.text(max_size=60))
def test_tidied_text_is_composed_trimmed_and_stays(text: str) -> None:
    once = tidy(text)
    assert once == once.strip()
    assert "  " not in once
    assert tidy(once) == once


def test_nfc_composes() -> None:
    assert nfc("hoa\u0300") == "hoà"


def test_only_case_spaces_and_the_place_of_the_tone_mark_do_not_count() -> None:
    assert tone_key("Hòa  Bình") == tone_key("HOÀ BÌNH")
    assert tone_key("Thúy") == tone_key("Thuý")
    assert len({tone_key(name) for name in ("Hòa", "Hoa", "Hóa", "Dũng", "Đũng")}) == 5
    assert tone_key("Công  Ty") == "công ty"


@given(vietnamese)
def test_the_comparison_key_of_a_key_is_itself(text: str) -> None:
    assert tone_key(tone_key(text)) == tone_key(text)
