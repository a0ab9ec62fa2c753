"""Into which row something falls."""

from __future__ import annotations

from datetime import date
from statistics import median_low

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.insight.kinds import AGE_BOUNDS, Education
from nongcot.insight.rules import age_bands, birthday_before, education_of, median_of
from nongcot.kernel.dates import age_on

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Thạc sĩ Luật", Education.POSTGRADUATE),
        ("Sau đại học", Education.POSTGRADUATE),
        ("ThS. Quản trị", Education.POSTGRADUATE),
        ("Đại học Kinh tế", Education.UNIVERSITY),
        ("ĐH", Education.UNIVERSITY),
        ("Kỹ sư may", Education.UNIVERSITY),
        ("Cao đẳng, Đại học tại chức", Education.UNIVERSITY),
        ("Cao đẳng", Education.COLLEGE),
        ("CĐ nghề", Education.COLLEGE),
        ("Trung cấp", Education.INTERMEDIATE),
        ("12/12", Education.SCHOOL),
        ("THPT", Education.SCHOOL),
        ("Tốt nghiệp phổ thông", Education.SCHOOL),
        ("Chứng chỉ A", Education.OTHER),
        ("", Education.UNKNOWN),
        ("  ", Education.UNKNOWN),
    ],
)
def test_education_is_read_from_the_words_people_write(text, level):
    assert education_of(text) is level


def test_bands_of_age_touch_each_other_without_a_gap():
    assert age_bands() == ["0-29", "30-39", "40-49", "50-59", "60-", "unknown"]


days = st.dates(date(1930, 1, 1), date(2010, 12, 31))


@given(
    born=days, cut=st.sampled_from([4, 7, 10]), years=st.sampled_from(AGE_BOUNDS), day=st.dates(DAY, date(2040, 12, 31))
)
def test_a_birth_compared_as_text_tells_the_same_age_as_the_kernel(born, cut, years, day):
    known = born.isoformat()[:cut]
    age = age_on(known, day)
    assert age is not None
    assert (known <= birthday_before(day, years)) == (age >= years)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=40))
def test_the_median_of_counted_values_is_the_lower_median(values):
    assert median_of((value, values.count(value)) for value in set(values)) == median_low(values)


def test_there_is_no_median_of_nothing():
    with pytest.raises(ValueError, match="nothing"):
        median_of([])
