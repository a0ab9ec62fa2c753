"""Questions about duties that were done: how many days they took, by kind and by month."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Count, QuerySet

from nongcot.duties.api import closed
from nongcot.duties.checks.registry import CHECKS
from nongcot.duties.kinds import FELL_AWAY
from nongcot.duties.models import Duty
from nongcot.insight.kinds import ALL, Finished, Question, Row
from nongcot.insight.rules import median_of, months_to
from nongcot.insight.scope import Scope


def finished(scope: Scope) -> Finished:
    """Both pictures of what was done: one query."""
    spans = _done(scope).order_by().values_list("code", "opened_on", "closed_on").annotate(n=Count("pk"))
    kinds: dict[str, Counter[int]] = defaultdict(Counter)
    months: dict[date, Counter[int]] = {month: Counter() for month in months_to(scope.day)}
    for code, opened_on, closed_on, n in spans:
        days = (closed_on - opened_on).days
        kinds[code][days] += n
        months[closed_on.replace(day=1)][days] += n
    by_kind = sorted((_row(code, days) for code, days in kinds.items()), key=lambda row: (-row.values[0], row.key))
    by_month = [_row(f"{month:%Y-%m}", days) for month, days in months.items()]
    every = list(months.values())
    halves = tuple(_median(_summed(half)) for half in (every[:6], every[6:]))
    whole = _row(ALL, _summed(every)) if kinds else None
    return Finished(by_kind, by_month, whole, (halves[0], halves[1]))


def _done(scope: Scope) -> QuerySet[Duty]:
    """What was closed because it was done; not what fell away with a rule, a unit or a day."""
    rows = closed(scope.actor, day=scope.day, within=scope.within, since=months_to(scope.day)[0])
    if scope.roots is not None:
        rows = rows.filter(scope.units("unit_id"))
    return rows.exclude(close_reason__in=[reason.value for reason in FELL_AWAY])


def _summed(counts: Iterable[Counter[int]]) -> Counter[int]:
    return sum(counts, Counter())


def _median(days: Counter[int]) -> int | None:
    return median_of(days.items()) if days else None


def _row(key: str, days: Counter[int]) -> Row:
    return Row(key, (sum(days.values()), _median(days) or 0))


def duties_behind(scope: Scope, question: Question, key: str) -> QuerySet[Duty]:
    """The duties that a row of "closing" or "pace" counts, those done last first.

    Raises:
        KeyError: there is no such row.
    """
    rows = _done(scope)
    if key == ALL:
        return rows
    if question is Question.CLOSING:
        if key not in CHECKS:
            raise KeyError(key)
        return rows.filter(code=key)
    months = {f"{month:%Y-%m}": month for month in months_to(scope.day)}
    return rows.filter(closed_on__year=months[key].year, closed_on__month=months[key].month)
