"""Once only: the same key sent twice does what it asks once, and gets the same answer twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from nongcot.infra.accounts.models import User
from nongcot.infra.acting.models import Submission
from nongcot.kernel import clock

SHAPE = 1
_SEED = "nongcot"


class KeyReused(Exception):
    """The key was used before, for something else."""


def digest(*asked: Any) -> str:
    """A short, stable mark of what is asked: the same values in the same order give the same mark."""
    return hashlib.sha256(json.dumps(asked, sort_keys=True, default=str).encode()).hexdigest()


def earlier(*, actor: User, key: str, asked: str = "") -> dict[str, Any] | None:
    """The answer given before under this key, or None.

    Raises:
        KeyReused: under this key something else was asked before.
    """
    row = Submission.objects.filter(actor=actor, key=key).first()
    if row is None:
        return None
    if row.asked != asked:
        raise KeyReused(key)
    return row.answer


@transaction.atomic
def once(
    *, actor: User, key: str, perform: Callable[[], dict[str, Any]], asked: str = ""
) -> tuple[dict[str, Any], bool]:
    """Do ``perform`` unless it was done under this key before: (its JSON answer, whether it was done now).

    Two requests with one key at the same moment wait for each other.

    Raises:
        KeyReused: under this key something else was asked before.
    """
    hold([f"{actor.pk}:{key}"])
    before = earlier(actor=actor, key=key, asked=asked)
    if before is not None:
        return before, False
    answer = perform()
    outcome = {"shape": SHAPE, **answer}
    Submission.objects.create(actor=actor, key=key, asked=asked, at=clock.now(), outcome=outcome)
    return answer, True


def hold(names: Iterable[str]) -> None:
    """Keep everybody else who holds one of these names waiting until this transaction ends.

    SQLite lets one transaction write at a time anyway; on PostgreSQL it is an advisory lock. Names are taken in one
    order, so that two who hold the same ones never wait for each other in a circle.
    """
    if connection.vendor != "postgresql":
        return
    numbers = sorted(
        {int.from_bytes(hashlib.sha256(f"{_SEED}:{name}".encode()).digest()[:8], "big", signed=True) for name in names}
    )
    with connection.cursor() as cursor:
        for number in numbers:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def forget_answers(tells: Callable[[Any], bool], blanked: Callable[[Any], Any], *, users: Collection[int]) -> int:
    """Blank the answers kept for ``users`` that ``tells`` is true of, for when a person's data is erased: how many.

    What was asked under a key stays done: sent again, it repeats an answer of the same shape.
    """
    theirs = Submission.objects.filter(actor__in=users).iterator(1000)
    rows = [row for row in theirs if tells(row.outcome)]
    for row in rows:
        row.outcome = blanked(row.outcome)
    Submission.objects.bulk_update(rows, ["outcome"], batch_size=500)
    return len(rows)


def drop_answers(*, before: datetime) -> int:
    """Forget what was sent under its key before this moment, long after anybody would send it again; gives how many."""
    gone, _rows = Submission.objects.filter(at__lt=before).delete()
    return gone
