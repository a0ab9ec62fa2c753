from __future__ import annotations

import pytest

from nongcot.intake.foreign import Told, federations_named, seems_foreign

OWN = ["Liên đoàn Lao động tỉnh Sao Mai"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("LIÊN ĐOÀN LAO ĐỘNG TỈNH BÌNH MINH", ["BÌNH MINH"]),
        ("LĐLĐ tỉnh Sao Mai | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", ["Sao Mai"]),
        ("LIÊN ĐOÀN LAO ĐỘNG THÀNH PHỐ HUẾ CÔNG ĐOÀN PHƯỜNG THUẬN HÓA", ["HUẾ"]),
        ("LĐLĐ TP. Hồ Chí Minh, ngày 5 tháng 7", ["Hồ Chí Minh"]),
        ("CÔNG ĐOÀN PHƯỜNG AN PHÚ", []),
        ("Danh sách cán bộ liên đoàn lao động", []),
    ],
)
def test_the_province_of_a_federation_is_found_in_a_title(text: str, named: list[str]) -> None:
    assert federations_named([text]) == named


@pytest.mark.parametrize(
    ("title", "own", "known", "told", "reasons"),
    [
        ("LĐLĐ TỈNH BÌNH MINH", OWN, 0, (1, 1), ["federation"]),
        ("LĐLĐ TỈNH SAO MAI CÔNG ĐOÀN PHƯỜNG AN PHÚ", OWN, 0, (1, 1), []),
        ("LĐLĐ thành phố Huế", ["Liên đoàn Lao động thành phố Huế"], 0, (1, 1), []),
        ("", OWN, 30, (5, 4), ["units"]),
        ("", OWN, 30, (5, 3), []),
        ("", OWN, 29, (5, 5), []),
        ("", OWN, 30, (2, 2), []),
        ("", OWN, 199, (1, 1), []),
        ("", OWN, 200, (1, 1), ["units"]),
        ("", OWN, 200, (2, 1), []),
        ("", OWN, 5000, (0, 0), []),
        ("LĐLĐ TỈNH BÌNH MINH", [], 0, (1, 1), []),
    ],
)
def test_files_seem_foreign_by_name_or_by_unions_nobody_knows(
    title: str, own: list[str], known: int, told: tuple[int, int], reasons: list[str]
) -> None:
    units, new = told
    found = seems_foreign(Told([title], units, new), own=own, known_units=known)
    assert [reason["why"] for reason in found] == reasons


def test_superiors_nobody_knows_are_told_beside_unions_nobody_knows() -> None:
    found = seems_foreign(Told([], 5, 5, ["Công đoàn phường Tân Lập"]), own=OWN, known_units=40)
    assert [reason["why"] for reason in found] == ["units", "superiors"]
    assert found[0] == {"why": "units", "new": 5, "of": 5, "known": 40}


@pytest.mark.parametrize(
    ("superior", "known", "placed", "reasons"),
    [
        ("Công đoàn phường Tân Lập", 30, 0, ["units", "superiors"]),
        ("Công đoàn phường Tân Lập", 29, 0, []),
        ("Công đoàn phường Tân Lập", 30, 1, []),
        ("LĐLĐ tỉnh Bình Minh", 0, 0, ["federation"]),
        ("LĐLĐ tỉnh Sao Mai", 30, 0, []),
        ("Công đoàn phường An Phú", 30, 0, []),
    ],
)
def test_a_short_list_is_strange_when_its_superior_is_nobodys(
    superior: str, known: int, placed: int, reasons: list[str]
) -> None:
    told = Told([], 2, 2, [superior], placed)
    found = seems_foreign(told, own=[*OWN, "Công đoàn phường An Phú"], known_units=known)
    assert [reason["why"] for reason in found] == reasons


def test_one_new_union_under_a_superior_on_record_is_newly_founded() -> None:
    assert seems_foreign(Told([], 1, 1, [], 1), own=OWN, known_units=5000) == []
