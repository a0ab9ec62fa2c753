"""What the file for recognition holds: a dated list. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from nongcot.regulations.programmes import versions_of


@dataclass(frozen=True, slots=True)
class FileItem:
    """One thing the file holds; ``paper`` is the document the house drafts of it."""

    id: str
    title: str
    title_en: str
    paper: str = ""


@lru_cache(maxsize=1)
def _versions() -> tuple[tuple[date, tuple[FileItem, ...]], ...]:
    told = versions_of("congress_file")
    return tuple((one["from"], tuple(FileItem(**item) for item in one["items"])) for one in told)


def file_items(day: date) -> tuple[FileItem, ...]:
    """The list that held on ``day``; the first one for days before it."""
    versions = _versions()
    return next((items for first, items in reversed(versions) if first <= day), versions[0][1])
