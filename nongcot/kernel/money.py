"""Money is whole đồng. This is the one place where a sum is rounded."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def round_dong(amount: Decimal) -> int:
    """``amount`` in whole đồng, halves away from zero. Raises ValueError for NaN and infinities."""
    if not amount.is_finite():
        raise ValueError(f"not a sum of money: {amount}")
    return int(amount.to_integral_value(rounding=ROUND_HALF_UP))
