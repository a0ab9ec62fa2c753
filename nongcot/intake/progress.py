"""How far applying has come. It is one transaction, whose rows nobody else sees: a small file says it instead."""

from __future__ import annotations

import contextlib
from pathlib import Path

from django.conf import settings


def _path(imported: int) -> Path:
    return Path(settings.HOME) / "progress" / str(imported)


def tell(imported: int, percent: int) -> None:
    """Say how far the work on an import has come. Comfort only: where it cannot be written, it is left out."""
    path = _path(imported)
    with contextlib.suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        path.write_text(str(percent))


def told(imported: int) -> int | None:
    """Per cent done, None where nothing is told (another machine does the work, or it has not begun)."""
    try:
        text = _path(imported).read_text()
    except OSError:
        return None
    return min(int(text), 100) if text.isascii() and text.isdigit() else None


def forget(imported: int) -> None:
    with contextlib.suppress(OSError):
        _path(imported).unlink()
