"""Kinds of words in addresses."""

from __future__ import annotations


class FileKind:
    """The suffix of a list as a file."""

    regex = "csv|xlsx"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
