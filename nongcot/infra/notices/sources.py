"""Apps above say what somebody is to be reminded of; this app does not know them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from nongcot.infra.accounts.models import User
from nongcot.infra.notices.kinds import Item

# (user, day): what this login may see and answers for on that day
Source = Callable[[User, date], Iterable[Item]]
_sources: list[Source] = []


def provide(source: Source) -> None:
    """Ask ``source`` for items too; providing it twice changes nothing."""
    if source not in _sources:
        _sources.append(source)


def items_of(user: User, day: date) -> list[Item]:
    """Everything the login is to be reminded of; an inactive one of nothing."""
    return [item for source in _sources for item in source(user, day)] if user.is_active else []
