"""What stands over and under every document."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from nongcot.infra.documents.letterhead import letterhead, place_and_date


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 1, 5), "……, ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 10), "……, ngày 10 tháng 02 năm 2026"),
        (date(2026, 3, 9), "……, ngày 09 tháng 3 năm 2026"),
        (date(2026, 11, 22), "……, ngày 22 tháng 11 năm 2026"),
    ],
)
def test_the_line_of_place_and_date_follows_the_decree(day, said):
    with translation.override("vi"):
        assert place_and_date(day) == said


def test_an_english_reader_gets_the_day_as_all_pages_write_it():
    with translation.override("en"):
        assert place_and_date(date(2026, 11, 22)).endswith("22/11/2026")


def test_the_issuer_stands_in_capitals_and_is_left_open_where_unknown():
    with translation.override("vi"):
        assert letterhead("Liên đoàn Lao động tỉnh Sao Khuê", day=date(2026, 1, 1)).issuer == (
            "LIÊN ĐOÀN LAO ĐỘNG TỈNH SAO KHUÊ"
        )
        assert "……" in letterhead("", day=date(2026, 1, 1)).issuer
        assert letterhead("A", day=date(2026, 1, 1), number="Số: 5/QĐ-LĐLĐ").number == "Số: 5/QĐ-LĐLĐ"
