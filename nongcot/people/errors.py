"""What an action says when it cannot do what it is asked."""

from __future__ import annotations

from collections.abc import Mapping

from nongcot.kernel.errors import Refused

__all__ = ["BadValues", "Refused"]


class BadValues(Refused):
    """Some of the values given cannot be: ``fields`` says of each field why, for the reader."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(" ".join(fields.values()))
        self.fields = dict(fields)
