"""Rows into a table by the hundred thousand: keys are reserved first, so that rows may point at each other.

Django's ``bulk_create`` builds objects, and one statement for every forty rows of a wide table on SQLite; this is what
is left when neither is needed. Inside a transaction only.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, TypeVar

from django.db import connection, models

_BATCH = 5000
# Below the number of parameters every SQLite allows in one statement.
CHUNK = 900
Row = Sequence[Any]
T = TypeVar("T")


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """``values`` in lists of at most ``size``: as many as one question may name."""
    rest = iter(values)
    while chunk := list(islice(rest, size)):
        yield chunk


def reserve(model: type[models.Model], count: int) -> range | list[int]:
    """``count`` new primary keys of ``model``, used by nobody else.

    On SQLite the writer holds the only write lock (``transaction_mode`` IMMEDIATE): counting on is safe.
    """
    if count == 0:
        return range(0)
    table = model._meta.db_table  # noqa: SLF001
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [row[0] for row in cursor.fetchall()]
        quoted = connection.ops.quote_name(table)
        cursor.execute(f"SELECT COALESCE(MAX(id), 0) FROM {quoted}")  # noqa: S608  (the table is a model's)
        largest = cursor.fetchone()[0]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        given = cursor.fetchone()
    first = max(largest, given[0] if given else 0) + 1
    return range(first, first + count)


def insert(model: type[models.Model], fields: Sequence[str], rows: Iterable[Row]) -> int:
    """Insert ``rows``, each with a value for each of ``fields`` (attribute names, "unit_id"); gives how many.

    ``rows`` must not ask the database while they are made.
    """
    table, used = _table(model), _used(model, fields)
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in used)
    converters = [(n, c) for n, c in enumerate(map(_converter, used)) if c is not None]
    prepared = _prepared(rows, converters)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            return _copy(cursor, f"COPY {table} ({columns}) FROM STDIN", prepared)
        marks = ", ".join(["%s"] * len(used))
        return _execute_many(cursor, f"INSERT INTO {table} ({columns}) VALUES ({marks})", prepared)  # noqa: S608


def update(model: type[models.Model], changes: dict[int, dict[str, Any]]) -> None:
    """Set ``changes`` (primary key -> attribute -> value): one prepared statement for each set of attributes."""
    by_fields: dict[tuple[str, ...], list[Row]] = {}
    for pk, values in changes.items():
        names = tuple(sorted(values))
        by_fields.setdefault(names, []).append([*(values[name] for name in names), pk])
    table = _table(model)
    with connection.cursor() as cursor:
        for names, rows in by_fields.items():
            used = _used(model, names)
            sets = ", ".join(f"{connection.ops.quote_name(str(field.column))} = %s" for field in used)
            converters = [(n, c) for n, c in enumerate(map(_converter, used)) if c is not None]
            _execute_many(cursor, f"UPDATE {table} SET {sets} WHERE id = %s", _prepared(rows, converters))  # noqa: S608


def analyse(*tables: type[models.Model]) -> None:
    """On PostgreSQL take the statistics of ``tables`` now, for questions asked before autovacuum comes by."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE " + ", ".join(map(_table, tables)))


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001  (Django's public door to a model)


def _used(model: type[models.Model], names: Sequence[str]) -> list[models.Field[Any, Any]]:
    found = {field.attname: field for field in model._meta.concrete_fields}  # noqa: SLF001
    return [found[name] for name in names]


Converter = Callable[[Any], Any]


def _converter(field: models.Field[Any, Any]) -> Converter | None:
    """How a value of the field is written; None where it goes as it is."""
    if isinstance(field, models.JSONField):
        return lambda value: json.dumps(value, ensure_ascii=False)
    if connection.vendor == "postgresql":
        return None
    if isinstance(field, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value
    if isinstance(field, models.DateField):
        return lambda value: None if value is None else value.isoformat()
    return None


def _prepared(rows: Iterable[Row], converters: list[tuple[int, Converter]]) -> Iterator[Row]:
    if not converters:
        yield from rows
        return
    for row in rows:
        written = list(row)
        for n, convert in converters:
            written[n] = convert(written[n])
        yield written


def _copy(cursor: Any, statement: str, rows: Iterable[Row]) -> int:
    count, rows = 0, iter(rows)
    # the first row is asked for before: its maker reserves keys, a question that the open COPY would wait for, for ever
    first = list(islice(rows, 1))
    with cursor.copy(statement) as copy:
        for row in chain(first, rows):
            copy.write_row(row)
            count += 1
    return count


def _execute_many(cursor: Any, statement: str, rows: Iterable[Row]) -> int:
    count, rows = 0, iter(rows)
    while batch := list(islice(rows, _BATCH)):
        cursor.executemany(statement, batch)
        count += len(batch)
    return count
