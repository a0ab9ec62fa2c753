"""Citizen ids: 12 digits, or the 9 of the old identity card.

The 12 digits (Thông tư 59/2021/TT-BCA): three for the place of birth registration, one for century and sex, two for the
year of birth, six at random.
"""

from __future__ import annotations

import re

_SEPARATORS = re.compile(r"[\s.\-]")


def is_citizen_id(digits: str) -> bool:
    """Whether ``digits`` could be a citizen id or the number of an old identity card."""
    if not (digits.isascii() and digits.isdigit()):
        return False
    return (len(digits) == 12 and digits[:3] != "000") or (len(digits) == 9 and digits != "000000000")


def read_citizen_id(written: str) -> str | None:
    """The digits of an id as a person types it ("079 085 005 687"), or None if it is none."""
    digits = _SEPARATORS.sub("", written)
    return digits if is_citizen_id(digits) else None
