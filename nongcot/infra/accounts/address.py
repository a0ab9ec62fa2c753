"""Where a request comes from."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

LONGEST_AGENT = 300


def address_of(request: HttpRequest) -> str | None:
    """The reader's address: of the connection, or from the header that the own proxy sets (NONGCOT_ADDRESS_HEADER).

    Of X-Forwarded-For only the last part counts: the own proxy wrote it, the others anybody can send.
    """
    connection = request.META.get("REMOTE_ADDR", "")
    header = settings.ADDRESS_HEADER
    told = request.headers.get(header, "").rpartition(",")[2].strip() if header else ""
    return _valid(told) or _valid(connection)


def _valid(text: str) -> str | None:
    try:
        return str(ip_address(text))
    except ValueError:
        return None


def agent_of(request: HttpRequest) -> str:
    return request.headers.get("User-Agent", "").replace("\0", "")[:LONGEST_AGENT]
