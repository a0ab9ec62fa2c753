"""Duties that a mere day takes away: nobody did anything, the time they were about is over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from nongcot.duties.checks.view import days
from nongcot.duties.kinds import Context

# the fact that holds the day from which there is nothing to do any more
_OVER_ON = {"term.ending": "ends_on", "contract.ends_before_term": "term_ends_on"}

Lapsed = Callable[[Mapping[str, Any], Context], bool]
_above: dict[str, Lapsed] = {}


def learn(more: Mapping[str, Lapsed]) -> None:
    """How it is told of the duties of an app above that their time is over."""
    _above.update(more)


def lapsed(code: str, facts: Mapping[str, Any], context: Context) -> bool:
    """Whether the duty with these facts is over by the context's day, whatever anybody did.

    A term about to end has ended; the term that protected a contract is over; a chair is no beginner any more.
    """
    if code in _OVER_ON:
        over = facts.get(_OVER_ON[code])
        return over is not None and date.fromisoformat(over) <= context.day
    if code == "chair.first_term" and facts.get("since"):
        window = days(context, "deadline.first_term")
        return window is not None and date.fromisoformat(facts["since"]) + timedelta(days=window) <= context.day
    return code in _above and _above[code](facts, context)
