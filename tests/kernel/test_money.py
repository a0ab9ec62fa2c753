from __future__ import annotations

from decimal import Decimal

import pytest

from nongcot.kernel.money import round_dong


@pytest.mark.parametrize(
    ("amount", "dong"), [("0.5", 1), ("1.5", 2), ("2.5", 3), ("2.49", 2), ("-0.5", -1), ("1012000", 1012000)]
)
def test_halves_are_rounded_up(amount: str, dong: int) -> None:
    assert round_dong(Decimal(amount)) == dong


def test_no_sum_is_made_of_what_is_no_number() -> None:
    with pytest.raises(ValueError, match="not a sum of money"):
        round_dong(Decimal("NaN"))
