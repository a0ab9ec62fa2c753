"""News that travels upward: an app low in the house announces, apps above subscribe; nobody imports upward.

An event is told when the transaction that announced it is committed, and not at all when it is rolled back. What a
subscriber does is no part of the action: when it fails, that is logged and the action stands. A process may die between
the commit and the telling; who must not lose an event keeps it *within* the transaction, as a part of the action.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.db import transaction

Handler = Callable[..., None]

_handlers: dict[str, list[Handler]] = defaultdict(list)
_keepers: dict[str, list[Handler]] = defaultdict(list)


def subscribe(event: str, handler: Handler, *, within: bool = False) -> None:
    """Have ``handler`` called with the facts of every ``event``. Subscribing twice changes nothing.

    ``within`` calls it at once, in the transaction of the action: it writes with it, and its failure is the action's.
    """
    handlers = (_keepers if within else _handlers)[event]
    if handler not in handlers:
        handlers.append(handler)


def announce(event: str, **facts: Any) -> None:
    """Tell the subscribers of ``event`` after the commit of the present transaction; its keepers now."""
    for keeper in _keepers[event]:
        keeper(**facts)
    for handler in _handlers[event]:
        transaction.on_commit(_telling(handler, facts), robust=True)


def _telling(handler: Handler, facts: dict[str, Any]) -> Callable[[], None]:
    def tell() -> None:
        handler(**facts)

    return tell
