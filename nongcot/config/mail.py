"""The mail server as one address: smtp://user:password@host:587/?tls=true."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

EXPECTED = "smtp://user:password@host:587/?tls=true, or smtps://user:password@host:465"
TIMEOUT_SECONDS = 20
_SWITCHES = {"true": True, "1": True, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class MailServer:
    """``tls`` begins in the clear and turns to TLS (STARTTLS, port 587); ``ssl`` is TLS from the start (port 465)."""

    host: str
    port: int
    user: str
    password: str
    tls: bool
    ssl: bool


def read(url: str) -> MailServer:
    """The server of an address; reserved letters of user and password are written as %40 and the like.

    Raises:
        ValueError: not such an address; the text says what is expected.
    """
    try:
        parts = urlsplit(url)
        options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
        ssl = {"smtp": False, "smtps": True}[parts.scheme]
        tls = _SWITCHES[options.pop("tls", "false").lower()]
        port = parts.port or (465 if ssl else 587 if tls else 25)
    except (ValueError, KeyError):
        raise ValueError(EXPECTED) from None
    if not parts.hostname or options or parts.path not in ("", "/") or parts.fragment or (tls and ssl):
        raise ValueError(EXPECTED)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(parts.hostname, port, user, password, tls, ssl)


def is_address(text: str) -> bool:
    """Whether this is an e-mail address, alone or as ``Name <a@b.vn>``."""
    return re.fullmatch(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+|[^<>@\r\n]+<[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+>", text) is not None
