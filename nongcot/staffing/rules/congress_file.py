"""What the file for recognition holds: a dated list. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).parents[2] / "regulations" / "data" / "programmes" / "congress_file.yaml"


@dataclass(frozen=True, slots=True)
class FileItem:
    """One thing the file holds; ``paper`` is the document the house drafts of it."""

    id: str
    title: str
    title_en: str
    paper: str = ""


@lru_cache(maxsize=1)
def _versions() -> tuple[tuple[date, tuple[FileItem, ...]], ...]:
    told: list[dict[str, Any]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    found = ((one["from"], tuple(FileItem(**item) for item in one["items"])) for one in told)
    return tuple(sorted(found))


def file_items(day: date) -> tuple[FileItem, ...]:
    """The list that held on ``day``; the first one for days before it."""
    versions = _versions()
    return next((items for first, items in reversed(versions) if first <= day), versions[0][1])
