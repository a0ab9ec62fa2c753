"""Places in a page that apps above fill: the unit page knows no duties, yet shows the unit's duties.

``config`` connects them once; a provider gets the facts of the place as keywords.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

Provider = Callable[..., Any]
_providers: dict[str, list[Provider]] = defaultdict(list)


def provide(slot: str, provider: Provider) -> None:
    """``provider`` is asked whenever ``slot`` is drawn; connecting it twice changes nothing."""
    if provider not in _providers[slot]:
        _providers[slot].append(provider)


def gather(slot: str, **facts: Any) -> list[Any]:
    """What the providers of ``slot`` give, without those that have nothing to say (None)."""
    answers = (provider(**facts) for provider in _providers[slot])
    return [answer for answer in answers if answer is not None]
