"""How far applying has come. It is one transaction, whose rows nobody else sees: a small file says it instead.

The work is an import, by its number, or another's, by a name of its own.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from django.conf import settings


def _path(work: int | str) -> Path:
    return Path(settings.HOME) / "progress" / str(work)


def tell(work: int | str, percent: int) -> None:
    """Say how far the work has come. Comfort only: where it cannot be written, it is left out."""
    path = _path(work)
    with contextlib.suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        path.write_text(str(percent))


def told(work: int | str) -> int | None:
    """Per cent done, None where nothing is told (another machine does the work, or it has not begun)."""
    try:
        text = _path(work).read_text()
    except OSError:
        return None
    return min(int(text), 100) if text.isascii() and text.isdigit() else None


def forget(work: int | str) -> None:
    with contextlib.suppress(OSError):
        _path(work).unlink()
