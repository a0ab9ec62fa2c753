"""Figures of large units are counted in the background and kept: counting a province takes longer than a page may.

Who sees a whole unit sees the same figures as everybody who does, so they are kept once a unit. Several units at once
and small units are counted when they are asked for, and so is a unit whose kept figures have been behind for too long,
as where no worker runs; of an earlier day that count is kept (:mod:`nongcot.insight.past`). Pages wait for no writing:
on SQLite that may be an import that is being applied.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from typing import Any

from django.db.models import Count, F, QuerySet

from nongcot.infra.audit.api import System
from nongcot.infra.prepared import prepared
from nongcot.insight.kinds import Question
from nongcot.insight.models import KeptFigures
from nongcot.insight.past import make_waiting, past_figures, waiting
from nongcot.insight.queries import figures
from nongcot.insight.scope import Scope
from nongcot.insight.stored import LONGEST_KEPT, Told, for_reader, has_rested, is_too_old, read, written
from nongcot.kernel import clock
from nongcot.people.kinds import GRASSROOTS_KINDS
from nongcot.people.models import RoleGrant, UnitReach, on_day

LARGE = 200  # unions; fewer are counted as quickly as a page is written
_MOST_NAMED = 1000  # units; for more all figures count as changed


def figures_for(scope: Scope, question: Question | None = None) -> Told:
    """The figures a page of ``scope`` shows, kept or counted now; of one ``question``, the others may be empty."""
    if scope.top is not None and scope.day < clock.today():
        return past_figures(scope, question)
    row = _kept(scope)
    found = read(row.figures) if row is not None else None
    if row is None or found is None or row.made_at is None:
        return Told(figures(scope, question))
    behind = row.made_from != row.changes
    if is_too_old(row.made_at, behind=behind):
        return Told(figures(scope, question))
    return Told(for_reader(found, sensitive=scope.may_read_sensitive), row.made_at, behind)


def _kept(scope: Scope) -> KeptFigures | None:
    if scope.top is None or scope.day != clock.today():
        return None
    return KeptFigures.objects.filter(unit=scope.top, day=scope.day).first()


def note_change(*, units: Collection[int] | None = None, **_facts: Any) -> None:
    """Facts or duties of these units (None: of all) changed: what was counted above them is behind."""
    rows = KeptFigures.objects.all()
    if units is not None and len(units) <= _MOST_NAMED:
        rows = rows.filter(pk__in=_kept_above(units=units))
    rows.update(changes=F("changes") + 1)


@prepared
def _kept_above(*, units: Collection[int]) -> QuerySet[KeptFigures, int]:
    """What is kept of the units above. Of what is kept from now on the change is part: it is committed."""
    above = UnitReach.objects.filter(unit__in=units).values("ancestor")
    return KeptFigures.objects.filter(unit__in=above).values_list("pk", flat=True)


def is_due() -> bool:
    """Whether figures that are kept wait to be made anew."""
    return any(_waits(row) for row in KeptFigures.objects.defer("figures")) or bool(waiting())


def _waits(row: KeptFigures) -> bool:
    if row.made_at is None or row.day != clock.today():
        return True
    age = clock.now() - row.made_at
    return age > LONGEST_KEPT or (row.made_from != row.changes and has_rested(row.made_at, row.seconds))


def make_due() -> int:
    """Make anew what waits; gives how many."""
    rows = [row for row in KeptFigures.objects.defer("figures") if _waits(row)]
    for row in rows:
        _make(row)
    return len(rows) + make_waiting()


def make_all() -> int:
    """Begin to keep the figures of every large unit that somebody is granted, leave those that are so no more, and make
    what waits; gives how many units are kept.
    """
    large = _large()
    KeptFigures.objects.exclude(unit__in=large).delete()
    known = set(KeptFigures.objects.values_list("unit", flat=True))
    today = clock.today()
    rows = [KeptFigures(unit_id=unit, day=today) for unit in large if unit not in known]
    KeptFigures.objects.bulk_create(rows, ignore_conflicts=True)
    make_due()
    return len(large)


def _large() -> list[int]:
    """Units above the unions, granted to somebody today, with many unions below."""
    today, kinds = clock.today(), [kind.value for kind in GRASSROOTS_KINDS]
    granted = RoleGrant.objects.filter(on_day(today)).exclude(unit__kind__in=kinds).values("unit")
    below = UnitReach.objects.filter(on_day(today), ancestor__in=granted, unit__kind__in=kinds)
    counted = below.order_by().values("ancestor").annotate(n=Count("pk")).filter(n__gte=LARGE)
    return list(counted.values_list("ancestor", flat=True))


def _make(row: KeptFigures) -> None:
    """Count anew. What changes while it is counted leaves the figures behind: the row says from which change on."""
    row.refresh_from_db(fields=["changes"])
    made_at, started, day = clock.now(), time.monotonic(), clock.today()
    found = figures(Scope(System("insight"), day, row.unit_id))
    seconds = time.monotonic() - started
    KeptFigures.objects.filter(pk=row.pk).update(
        day=day, figures=written(found), made_from=row.changes, made_at=made_at, seconds=seconds
    )
