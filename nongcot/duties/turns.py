"""Runs of the engine take turns, so that none holds findings against duties that another one is writing.

On SQLite one transaction writes at a time anyway. On PostgreSQL these are advisory locks, let go with the transaction:
a run for all is alone; runs for some units go side by side unless they share one.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

_ALL, _UNIT = 0x4E43, 0x4E44  # the two classes of locks: the whole, one unit
_MANY = 200  # a run for more units waits to be alone: each lock takes a place in the server's shared memory


def take_turn(units: Collection[int] | None, *, wait: bool) -> bool:
    """Wait for the turn of a run for all or for ``units``; without ``wait`` False where a run for all is at work.

    Call it first in the run's transaction: what is read after it is what the run before has left.
    """
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        alone = units is None or len(units) > _MANY
        if not _take(cursor, "" if alone else "_shared", wait=wait):
            return False
        for unit in () if alone or units is None else sorted(units):
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_UNIT, unit % 2**31])
    return True


def _take(cursor: object, kind: str, *, wait: bool) -> bool:
    ask = "SELECT pg_advisory_xact_lock" if wait else "SELECT pg_try_advisory_xact_lock"
    cursor.execute(f"{ask}{kind}(%s, 0)", [_ALL])  # type: ignore[attr-defined]
    return wait or bool(cursor.fetchone()[0])  # type: ignore[attr-defined]
