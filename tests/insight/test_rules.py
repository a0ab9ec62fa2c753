"""Figures over counted values."""

from __future__ import annotations

from statistics import median_low

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.insight.rules import median_of


@given(st.lists(st.integers(0, 50), min_size=1, max_size=40))
def test_the_median_of_counted_values_is_the_lower_median(values):
    assert median_of((value, values.count(value)) for value in set(values)) == median_low(values)


def test_there_is_no_median_of_nothing():
    with pytest.raises(ValueError, match="nothing"):
        median_of([])
