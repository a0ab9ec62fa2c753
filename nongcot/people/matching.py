"""The key under which different writings of one unit's name meet."""

from __future__ import annotations

from nongcot.kernel.text import tone_key


def unit_key(name: str) -> str:
    """A key with diacritics kept, in one tone placement."""
    return tone_key(name)
