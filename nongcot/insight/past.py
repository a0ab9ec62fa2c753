"""Figures of an earlier day: counted when somebody asks for it first, then kept for the next ones.

What a reader sees of an earlier day depends on the units granted and on whether a unit was chosen on the page: figures
are kept apart for each. They live for an hour and a quarter after a page counted them; what changes in the meantime is
counted anew in the background, as of today's.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from nongcot.infra.audit.api import System
from nongcot.insight.kinds import Figures, Question
from nongcot.insight.models import KeptFigures, PastFigures
from nongcot.insight.queries import figures
from nongcot.insight.scope import Scope
from nongcot.insight.stored import LONGEST_BEHIND, LONGEST_KEPT, Told, for_reader, has_rested, is_too_old, read, written
from nongcot.kernel import clock

MOST_DAYS = 40  # of one unit: who goes through a whole year does not fill the database
_FIELDS = ["figures", "made_from", "made_at", "asked_at", "seconds"]


def past_figures(scope: Scope, question: Question | None = None) -> Told:
    """The figures of an earlier day, kept or counted now; of one ``question``, the others may be empty."""
    row = _row_of(scope)
    found = read(row.figures) if row is not None else None
    if row is None or found is None:
        return Told(_counted(scope, question))
    behind = row.made_from != row.of.changes
    if is_too_old(row.made_at, behind=behind) or row.made_at.astimezone(clock.VIETNAM).date() != clock.today():
        return Told(_counted(scope, question))
    return Told(for_reader(found, sensitive=scope.may_read_sensitive), row.made_at, behind)


def _row_of(scope: Scope) -> PastFigures | None:
    rows = PastFigures.objects.filter(of__unit=scope.top, day=scope.day, roots=_words(scope), chosen=_is_chosen(scope))
    return rows.select_related("of").defer("of__figures").first()


def _is_chosen(scope: Scope) -> bool:
    return scope.within is not None


def _words(scope: Scope) -> str:
    return ",".join(map(str, scope.reached or ()))


def _counted(scope: Scope, question: Question | None) -> Figures:
    """Count for the reader, and keep it for others where all is counted of a unit whose figures are kept."""
    if question is not None:
        return figures(scope, question)
    of = KeptFigures.objects.defer("figures").filter(unit=scope.top).first()
    if of is None or not scope.reached:
        return figures(scope)
    row = PastFigures(of=of, day=scope.day, roots=_words(scope), chosen=_is_chosen(scope), asked_at=clock.now())
    found = _make(row)
    _keep(row)
    return for_reader(found, sensitive=scope.may_read_sensitive)


def _make(row: PastFigures) -> Figures:
    """Count what ``row`` keeps, whoever asked. What changes meanwhile leaves it behind: ``of`` was read before."""
    started, row.made_at, row.made_from = time.monotonic(), clock.now(), row.of.changes
    roots = tuple(int(number) for number in row.roots.split(","))
    found = figures(Scope(System("insight"), row.day, row.of.unit_id if row.chosen else None, roots))
    row.figures, row.seconds = written(found), time.monotonic() - started
    return found


def _keep(row: PastFigures) -> None:
    """Written if nobody else is writing: a page waits for no import. Else the next one counts again."""
    try:
        with _without_waiting(), transaction.atomic():
            PastFigures.objects.bulk_create(
                [row], update_conflicts=True, unique_fields=["of", "day", "roots", "chosen"], update_fields=_FIELDS
            )
            newest = PastFigures.objects.filter(of=row.of).order_by("-asked_at", "-pk")
            if too_many := list(newest.values_list("pk", flat=True)[MOST_DAYS:]):
                PastFigures.objects.filter(pk__in=too_many).delete()
    except DatabaseError:
        return


@contextmanager
def _without_waiting() -> Iterator[None]:
    """SQLite lets one process write at a time, and a page would wait for it as long as an action does."""
    if connection.vendor != "sqlite":
        yield
        return
    seconds = settings.DATABASES["default"].get("OPTIONS", {}).get("timeout", 5)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")


def waiting() -> list[PastFigures]:
    """Kept figures of earlier days that fell behind, of those that somebody asked for lately."""
    rows = PastFigures.objects.filter(asked_at__gt=_oldest()).select_related("of").defer("figures", "of__figures")
    return [row for row in rows if row.made_from != row.of.changes and has_rested(row.made_at, row.seconds)]


def make_waiting() -> int:
    """Make those anew, delete what nobody asked for lately; gives how many were made."""
    PastFigures.objects.filter(asked_at__lte=_oldest()).delete()
    rows = waiting()
    for row in rows:
        row.of.refresh_from_db(fields=["changes"])
        _make(row)
        row.save(update_fields=["figures", "made_from", "made_at", "seconds"])
    return len(rows)


def _oldest() -> datetime:
    return clock.now() - LONGEST_KEPT - LONGEST_BEHIND
