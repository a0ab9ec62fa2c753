"""What stands around a person's name."""

from __future__ import annotations

import pytest

from nongcot.intake.cells.addresses import strip_address, strip_post
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
    ],
)
def test_an_address_is_no_part_of_the_name(written: str, name: str, sex: Sex | None) -> None:
    assert strip_address(written) == (name, sex)


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
