"""Tables that repeat facts for quick lists and searches, kept right by triggers.

Whoever writes a person, a post or a unit's name, an import by the hundred thousand or one correction, need not know of
them: the database brings them up to date within the same transaction. SQLite forgets triggers when Django rebuilds
a table; so before a migration they are taken away, and afterwards they come back and the tables are filled anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

from nongcot.people.derived import postgresql, sqlite
from nongcot.people.derived.words import TABLES, fill_statements

_MANY = 20_000


def _dialect(vendor: str) -> Any:
    return postgresql if vendor == "postgresql" else sqlite


def is_installed(using: str = DEFAULT_DB_ALIAS) -> bool:
    """Whether the derived tables exist."""
    connection = connections[using]
    with connection.cursor() as cursor:
        return set(TABLES) <= set(connection.introspection.table_names(cursor))


def remove(using: str = DEFAULT_DB_ALIAS) -> None:
    """Take the triggers away (only SQLite needs it, before tables are rebuilt)."""
    with connections[using].cursor() as cursor:
        for statement in _dialect(connections[using].vendor).REMOVE:
            cursor.execute(statement)


def install(using: str = DEFAULT_DB_ALIAS) -> None:
    """Set the triggers; doing it again changes nothing."""
    with transaction.atomic(using), connections[using].cursor() as cursor:
        for statement in _dialect(connections[using].vendor).INSTALL:
            cursor.execute(statement)


def refill(using: str = DEFAULT_DB_ALIAS) -> None:
    """Make the derived tables anew from the facts: after a migration, or after rows were written past the triggers."""
    dialect = _dialect(connections[using].vendor)
    statements = fill_statements(dialect.SPLIT, dialect.AREA, dialect.AREAS)
    with transaction.atomic(using), connections[using].cursor() as cursor:
        for statement in (*statements, *dialect.AFTER_FILL):
            cursor.execute(statement)


@contextmanager
def rows_by_the_thousand(count: int) -> Iterator[None]:
    """Around the writing of about ``count`` new rows, inside a transaction.

    SQLite asks its triggers row by row: from some number on it is quicker to make the derived tables anew at the end.
    What fails in between is rolled back with the triggers in their places.
    """
    if connection.vendor != "sqlite" or count < _MANY:
        yield
        return
    remove()
    yield
    install()
    refill()


def _touched(plan: Any) -> bool:
    return any(migration.app_label == "people" for migration, _backwards in plan)


def before_migration(*, using: str = DEFAULT_DB_ALIAS, plan: Any = (), **_given: Any) -> None:
    """Connected to ``pre_migrate``."""
    if _touched(plan) and connections[using].vendor == "sqlite":
        remove(using)


def after_migration(*, using: str = DEFAULT_DB_ALIAS, plan: Any = (), **_given: Any) -> None:
    """Connected to ``post_migrate``."""
    if _touched(plan) and is_installed(using):
        install(using)
        refill(using)
