from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.kernel.names import looks_like_person, proper_case, sort_key

IN_ORDER = [
    "An",
    "Lê An",
    "Nguyễn Văn An",
    "Nguyễn Xuân An",
    "Trần An",
    "Nguyễn Án",
    "Lê Anh",
    "Lê Ánh",
    "Lê Ăn",
    "Lê Ân",
    "An Bình",
    "Trần Dũng",
    "Đỗ Dự",
    "Lê Đào",
    "Ngô Em",
    "Ngô Êm",
    "Bùi Ha",
    "Bùi Hà",
    "Bùi Hả",
    "Bùi Hã",
    "Bùi Há",
    "Bùi Hạ",
    "Cao Hằng",
    "Cao Hoa",
    "Bùi Hòa",
    "Cao Hoà",
    "Vũ On",
    "Vũ Ôn",
    "Vũ Ơn",
    "Vũ Tú",
    "Vũ Tùng",
    "Vũ Tư",
    "Vũ Xa",
    "Vũ Yến",
]
SYLLABLES = ["An", "Án", "Anh", "Ăn", "Ân", "Bình", "Dũng", "Đào", "Hoa", "Hòa", "Hoà", "Y", "K'Brêo", "Bình (A)"]
names = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=4).map(" ".join)


def test_names_are_sorted_by_given_name_then_the_rest_in_vietnamese_order() -> None:
    turned = list(reversed(IN_ORDER))
    assert sorted(turned, key=sort_key) == IN_ORDER


def test_the_order_of_the_example_is_strict() -> None:
    keys = [sort_key(name) for name in IN_ORDER]
    assert len(set(keys)) == len(keys)


@given(names)
def test_a_sort_key_is_plain_ascii_without_spaces_at_its_ends_that_a_database_could_drop(name: str) -> None:
    key = sort_key(name + " Hoà")
    assert key.isascii()
    assert key == key.lstrip()


@given(names, names, names)
def test_the_order_by_given_name_holds_whatever_the_family_name(a: str, b: str, family: str) -> None:
    """The key of a longer given name never comes between: comparing keys is comparing word by word."""
    a, b, family = (name.replace(" (A)", "") for name in (a, b, family))
    given_a, given_b = sort_key(a.rsplit(maxsplit=1)[-1]), sort_key(b.rsplit(maxsplit=1)[-1])
    if given_a < given_b:
        assert sort_key(a) < sort_key(b)
        assert sort_key(f"{family} {a}") < sort_key(f"{family} {b}")


def test_the_place_of_the_tone_mark_and_case_do_not_change_the_order() -> None:
    assert sort_key("Lê Hòa") == sort_key("LÊ HOÀ")


def test_words_in_brackets_do_not_become_the_given_name() -> None:
    assert sort_key("Nguyễn Thị An") < sort_key("Nguyễn Thị An (B)") < sort_key("Lê Anh")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("CAO NGỌC THÚY", "Cao Ngọc Thúy"),
        ("đinh bích đào", "Đinh Bích Đào"),
        ("K'BRÊO", "K'Brêo"),
        ("H' HEN NIÊ", "H' Hen Niê"),
        ("Cao ngọc Thúy", "Cao ngọc Thúy"),
        ("Y Bhưm Niê", "Y Bhưm Niê"),
    ],
)
def test_capitals_are_put_right_only_where_all_are_alike(typed: str, written: str) -> None:
    assert proper_case(typed) == written


@pytest.mark.parametrize(
    "name",
    ["Nguyễn Văn An", "CAO\u00a0NGỌC THÚY", "Y Bhưm Niê", "K'Brêo", "H' Hen Niê", "Lò Thị", "Hoa", "Tô Văn Hải",
     "Trương Thị Mỹ", "Hồ Thị Giang", "Tống Văn Trọng", "Phòng Văn B", "Nguyễn Thị Hoa (A)", "Công Tằng Tôn Nữ Thị Hoa",
     "Lưu Ban", "Đỗ Ô", "Đồng Chí Thanh", "ĐỒNG CHÍ CÔNG"],
)  # fmt: skip
def test_these_could_be_persons(name: str) -> None:
    assert looks_like_person(name)


@pytest.mark.parametrize(
    "line",
    ["", "Tổng cộng: 27 đồng chí", "Tổng cộng", "NGƯỜI LẬP BIỂU", "TM. BAN THƯỜNG VỤ", "Công đoàn phường An Phú",
     "Cộng", "Công ty TNHH An Phú", "Nghiệp đoàn Vận tải", "12", "(1)", "Ủy viên BCH", "Chủ tịch", "Kế toán", "a@b.vn",
     "A", "Nguyễn Văn An 3", "Họ và tên", "Ghi chú", "nt", "Trường THPT Kim Đồng", "May TNHH An", "x" * 70,
     "một hai ba bốn năm sáu bảy", "Đồng chí", "đồng chí Thanh", "Đồng Chí"],
)  # fmt: skip
def test_these_are_no_persons(line: str) -> None:
    assert not looks_like_person(line)
