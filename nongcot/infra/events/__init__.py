"""News that travels upward: an app low in the house announces, apps above subscribe; nobody imports upward.

An event is told when the transaction that announced it is committed, and not at all when it is rolled back. What a
subscriber does is no part of the action: when it fails, that is logged and the action stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.db import transaction

Handler = Callable[..., None]

_handlers: dict[str, list[Handler]] = defaultdict(list)


def subscribe(event: str, handler: Handler) -> None:
    """Have ``handler`` called with the facts of every ``event``. Subscribing twice changes nothing."""
    if handler not in _handlers[event]:
        _handlers[event].append(handler)


def announce(event: str, **facts: Any) -> None:
    """Tell the subscribers of ``event`` after the commit of the present transaction."""
    for handler in _handlers[event]:
        transaction.on_commit(_telling(handler, facts), robust=True)


def _telling(handler: Handler, facts: dict[str, Any]) -> Callable[[], None]:
    def tell() -> None:
        handler(**facts)

    return tell
