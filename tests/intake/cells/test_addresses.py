"""What stands around a person's name."""

from __future__ import annotations

import pytest

from nongcot.intake.cells.addresses import person_text, strip_address, strip_post
from nongcot.people.kinds import Sex


@pytest.mark.parametrize(
    ("written", "name", "sex"),
    [
        ("Ông Lê Lợi", "Lê Lợi", Sex.MALE),
        ("Ông Cao Thắng", "Ông Cao Thắng", None),
        ("Bà Triệu Thị Trinh", "Triệu Thị Trinh", Sex.FEMALE),
        ("Đ/c Nguyễn An", "Nguyễn An", None),
        ("Đ.c: Lê Bình", "Lê Bình", None),
        ("đồng chí Lê Nam", "Lê Nam", None),
        ("Mr. Lê Nam", "Lê Nam", Sex.MALE),
        ("Cô Lan", "Cô Lan", None),
        ("Bàng Thị Hoa", "Bàng Thị Hoa", None),
        ("Chu Văn An", "Chu Văn An", None),
        ("Đồng Chí Thanh", "Đồng Chí Thanh", None),
        ("Đồng Chí Công Minh", "Đồng Chí Công Minh", None),
        ("Đồng Chí Nguyễn Văn An", "Nguyễn Văn An", None),
        ("ĐỒNG CHÍ LÊ VĂN TÁM", "LÊ VĂN TÁM", None),
    ],
)
def test_an_address_is_no_part_of_the_name(written: str, name: str, sex: Sex | None) -> None:
    assert strip_address(written) == (name, sex)


@pytest.mark.parametrize(
    "title",
    [
        "BS.", "Bs", "BSCKI.", "Bs CKII", "ThS.", "Th.S", "ThS.BS", "TS", "PGS.TS.", "KS.", "CN.", "DS CKI", "Dr.",
        "Đ/c ThS.", "Bác sĩ", "Thạc sỹ", "Kỹ sư", "NGƯT.",
    ],
)  # fmt: skip
def test_a_degree_is_no_part_of_the_name(title: str) -> None:
    told = person_text(f"{title} Lê Thị Bình")
    assert (told.name, told.titled) == ("Lê Thị Bình", True)


@pytest.mark.parametrize(
    "name", ["Tiến Sĩ Hùng", "Kỹ Sư Tài", "Sĩ Bác Thông", "K'Brêo", "Ksor Y Thanh", "Lê Thị Ts", "Cô Lan", "Bs Lan"]
)
def test_what_only_sounds_like_a_degree_stays(name: str) -> None:
    assert person_text(name).name == name


@pytest.mark.parametrize(
    ("written", "name", "born"),
    [
        ("1. Vũ Văn Ba (SN 1980)", "Vũ Văn Ba", "1980"),
        ("2) Lê Thị Năm, sinh năm 1982", "Lê Thị Năm", "1982"),
        ("- Lê Thị Sáu - 05/07/1984", "Lê Thị Sáu", "05/07/1984"),
        ("Lê Thị Bảy (A)", "Lê Thị Bảy", ""),
        ("Lê Thị Tám, ThS.", "Lê Thị Tám", ""),
        ("Lê Thị Chín - Chủ tịch", "Lê Thị Chín", ""),
        ("Lê Văn 1980", "Lê Văn 1980", ""),
    ],
)
def test_an_ordinal_before_and_a_birth_behind_are_told_apart(written: str, name: str, born: str) -> None:
    told = person_text(written)
    assert (told.name, told.born) == (name, born)


def test_where_nobody_is_addressed_ong_is_a_family() -> None:
    assert strip_address("Ông Lý Phương Chi", usual=False) == ("Ông Lý Phương Chi", None)
    assert strip_address("Bà Lý Phương Chi", usual=False) == ("Lý Phương Chi", Sex.FEMALE)


@pytest.mark.parametrize(
    ("written", "name", "post"),
    [
        ("Nguyễn Văn An (Chủ tịch)", "Nguyễn Văn An", "Chủ tịch"),
        ("Nguyễn Văn An - Phó Chủ tịch", "Nguyễn Văn An", "Phó Chủ tịch"),
        ("Nguyễn Văn An, UV BCH", "Nguyễn Văn An", "UV BCH"),
        ("Nguyễn Văn An (Ba)", "Nguyễn Văn An (Ba)", ""),
        ("Ủy viên BCH, CN UBKT", "Ủy viên BCH, CN UBKT", ""),
        ("Nguyễn Văn An", "Nguyễn Văn An", ""),
    ],
)
def test_a_post_behind_the_name_is_told_apart(written: str, name: str, post: str) -> None:
    assert strip_post(written) == (name, post)
