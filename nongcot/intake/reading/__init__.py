"""Reads spreadsheet files into one :class:`~nongcot.intake.kinds.Reading`: everything understood, repaired, refused."""

from nongcot.intake.reading.files import read_book, read_files

__all__ = ["read_book", "read_files"]
