"""Whether the static files that are served are those of this version."""

from __future__ import annotations

import hashlib
from pathlib import Path


def fingerprint() -> str:
    """A hash of the names, sizes and times of all static files of the installed apps."""
    from django.contrib.staticfiles.finders import get_finders

    total = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list(None), key=lambda found: found[0]):
            state = Path(storage.path(name)).stat()
            total.update(f"{name}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return total.hexdigest()


def are_current() -> bool:
    """Whether the collected files are those of the installed apps."""
    from django.conf import settings

    stamp = Path(settings.STATIC_ROOT) / ".fingerprint"
    return stamp.exists() and stamp.read_text() == fingerprint()
