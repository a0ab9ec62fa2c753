"""Writes that a client may send again without fear."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Header
from pydantic import BaseModel

from nongcot.infra.acting.once import digest, once
from nongcot.infra.httpapi.auth import asker

IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=8,
        max_length=80,
        pattern=r"^[A-Za-z0-9_.:-]+$",
        description="A key of your own for this write (say a UUID). Sent again, it only repeats the answer.",
    ),
]


def write_once(
    request: HttpRequest,
    response: HttpResponse,
    key: str,
    perform: Callable[[], BaseModel],
    content: bytes | None = None,
) -> dict[str, Any]:
    """Do ``perform`` unless it was done under the client's key before; its answer as JSON values.

    ``content`` is what was sent, where the body itself differs from one attempt to the next (an upload's boundary). A
    repeated answer carries the header ``Idempotent-Replayed: true``.

    Raises:
        KeyReused: the key was used for another request.
    """
    sent = hashlib.sha256(_canonical(request.body) if content is None else content).hexdigest()
    answer, now = once(
        actor=asker(request),
        key=f"api:{key}",
        asked=digest(request.method, request.get_full_path(), sent),
        perform=lambda: {"answer": perform().model_dump(mode="json", by_alias=True)},
    )
    if not now:
        response["Idempotent-Replayed"] = "true"
    found: dict[str, Any] = answer["answer"]
    return found


def _canonical(body: bytes) -> bytes:
    """The same JSON in one spelling: a client that writes it anew asks for the same thing."""
    try:
        return json.dumps(json.loads(body), sort_keys=True).encode()
    except ValueError:
        return body
