"""The inbox looked over at once: where each open duty stands in it, then those of one page."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast

from nongcot.duties.kinds import Whose
from nongcot.duties.models import Duty
from nongcot.duties.queries import given_to, is_mine, open_in, with_shown
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.prepared import prepared
from nongcot.people.api import in_scope, scope_values
from nongcot.people.models import Unit

MOST_COUNTED = 2000  # beyond this the inbox says "more than": nobody reads the difference, the database would


class Seen(NamedTuple):
    """As much of an open duty as decides where in the inbox it stands; ``due_on`` is ISO text, which sorts as days do.

    A survey reads up to two thousand: as many dates would take longer to make than the rows to find.
    """

    pk: int
    code: str
    mine: bool
    given: bool
    due_on: str | None


@dataclass(frozen=True, slots=True)
class Survey:
    """The duties open on a day and not postponed, nearest first; at most :data:`MOST_COUNTED` (``whole`` if all).

    ``mine`` and ``late`` are how many are the actor's own, and how many had to be done before the day.
    """

    day: date
    rows: Sequence[Seen]
    whole: bool
    mine: int
    late: int
    by_code: dict[str, int]

    @property
    def total(self) -> int:
        return len(self.rows)

    def chosen(
        self, *, whose: Whose | None = None, code: str = "", overdue: bool = False, until: date | None = None
    ) -> list[int]:
        """The keys of those that :func:`inbox` finds for the same choices, in its order. Only of a whole survey."""
        today, last = self.day.isoformat(), until.isoformat() if until else None

        def fits(row: Seen) -> bool:
            due = row.due_on
            return (
                (not code or row.code == code)
                and (not overdue or (due is not None and due < today))
                and (last is None or (due is not None and due <= last))
                and (whose is None or row.mine == (whose is Whose.MINE))
                and (whose is not Whose.DELEGATED or row.given)
            )

        if not code and not overdue and until is None and whose in (Whose.MINE, Whose.OTHERS):
            wanted = whose is Whose.MINE  # the page as it opens
            return [row.pk for row in self.rows if row.mine == wanted]
        return [row.pk for row in self.rows if fits(row)]


def survey(
    actor: User | System,
    *,
    day: date,
    roles: Collection[str],
    within: Unit | int | None = None,
    current: bool = False,
    most: int = MOST_COUNTED,
) -> Survey:
    """Look the inbox over in one query that reads no more than ``most`` duties."""
    top = within.pk if isinstance(within, Unit) else within
    found = _waiting(day=day, within=top, current=current, **scope_values(actor))
    key = None if isinstance(actor, System) else actor.pk
    never, today = date.max.isoformat(), day.isoformat()
    seen = [
        # two thousand of them: Seen(...) itself would take twice as long
        tuple.__new__(Seen, (pk, code, given == key if given is not None else role in roles, given is not None, due_on))
        for pk, code, role, given, due_on in sorted(found[:most], key=lambda row: (row[4] or never, row[0]))
    ]
    late = bisect_left(seen, today, key=lambda row: row.due_on or never)
    codes = dict(sorted(Counter(row.code for row in seen).items()))
    return Survey(day, seen, len(found) <= most, sum(row.mine for row in seen), late, codes)


@prepared
def _waiting(
    *, day: date, within: int | None, current: bool, roots: tuple[int, ...] | None, today: date | None
) -> QuerySet[Duty, tuple[Any, ...]]:
    rows = open_in(in_scope(roots, today, path="unit_id"), day, within, current=current)
    iso = Cast("due_on", CharField())
    asked = ("pk", "code", "role", "delegated_to", iso)
    return rows.exclude(postponed_to__gt=day).order_by().values_list(*asked)[: MOST_COUNTED + 1]


def these(actor: User | System, keys: Sequence[int], *, day: date, roles: Collection[str]) -> list[Duty]:
    """The duties with these keys, which a :func:`survey` of the actor found, in this order and as in :func:`inbox`."""
    if isinstance(actor, System):
        found: Iterable[Duty] = with_shown(Duty.objects.filter(pk__in=keys), is_mine(actor, roles), day)
    else:
        found = _these(keys=keys, actor=actor.pk, roles=sorted(roles), day=day)
    rows = {duty.pk: duty for duty in found}
    return [rows[key] for key in keys if key in rows]


@prepared
def _these(*, keys: Sequence[int], actor: int, roles: Sequence[str], day: date) -> QuerySet[Duty]:
    return with_shown(Duty.objects.filter(pk__in=keys), given_to(actor, roles), day)
