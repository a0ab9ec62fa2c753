"""Stores the invented province, and says whether a database holds one."""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction

from nongcot.config.demo.places import FICTIONAL, PROVINCE
from nongcot.config.demo.roster import Roster
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.infra.audit.models import AuditEntry
from nongcot.people.api import rebuild_reach
from nongcot.people.models import Person, Unit

ACTION = "demo.build"
BUILDER = System("nongcot demo")
_BATCH = 2000


class NotEmpty(Exception):
    """The database holds real data: the sample province is not mixed into it."""


def is_demo() -> bool:
    """Whether this database holds the invented sample province: pages then say so."""
    return AuditEntry.objects.filter(action=ACTION).exists()


def is_empty() -> bool:
    return not (Unit.objects.exists() or Person.objects.exists() or User.objects.exists())


@transaction.atomic
def store(roster: Roster, *, seed: int, day: date) -> None:
    """Write every row, derive the reach, and leave the durable mark that all of it is invented.

    Raises:
        NotEmpty: there is something in the database already.
    """
    if not is_empty():
        raise NotEmpty
    for table in roster.tables():
        if table:
            type(table[0]).objects.bulk_create(table, batch_size=_BATCH)
    rebuild_reach()
    record(
        actor=BUILDER,
        action=ACTION,
        object_type="database",
        object_id=seed,
        seed=seed,
        day=day.isoformat(),
        province=f"{PROVINCE} {FICTIONAL}",
        fictional=True,
    )


def analyse() -> None:
    """Let the database learn its sizes, so that the first pages are planned well."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
