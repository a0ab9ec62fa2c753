"""The start code: only who can read the terminal or the home folder of the machine may begin an installation."""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no I, L, O, 0, 1: read from a screen and typed
_GROUPS, _LONG = 5, 4
NAME = "start-code.txt"


def path() -> Path:
    return Path(settings.HOME) / NAME


def current() -> str:
    """The code of this installation, made on first use and kept in the home folder (mode 600)."""
    path().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with os.fdopen(os.open(path(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            groups = ("".join(secrets.choice(_LETTERS) for _ in range(_LONG)) for _ in range(_GROUPS))
            file.write("-".join(groups))
    except FileExistsError:
        pass
    return path().read_text().strip()


def _bare(code: str) -> bytes:
    return "".join(code.upper().split()).replace("-", "").encode()


def fits(code: str) -> bool:
    """Whether this is the code; spaces, hyphens and small letters do not matter."""
    return hmac.compare_digest(_bare(code), _bare(current()))


def forget() -> None:
    path().unlink(missing_ok=True)


def link(address: str) -> str:
    """The address that begins the installation; ``address`` is that of the server ("http://127.0.0.1:8000/")."""
    return f"{address.rstrip('/')}{reverse('start:begin')}?{urlencode({'code': current()})}"
