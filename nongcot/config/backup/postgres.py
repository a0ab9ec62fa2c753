"""Copies of a PostgreSQL database by its own tools: one snapshot out, one transaction in."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg
from django.utils.translation import gettext as _
from psycopg import sql

from nongcot.config.backup.archive import NoBackup

_DEBIAN = Path("/usr/lib/postgresql")
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
_LOCK_SECONDS = 60


class Server:
    """The database that Django's settings name, asked past Django."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        words = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
        self.parameters = {word: str(settings[name]) for word, name in words.items() if settings.get(name)}
        options = settings.get("OPTIONS", {})
        self.parameters.update({word: str(options[word]) for word in ("sslmode", "sslrootcert") if word in options})

    def connect(self) -> psycopg.Connection[Any]:
        return psycopg.connect(**self.parameters, autocommit=True)  # type: ignore[arg-type]

    def run(self, program: str, *arguments: str) -> None:
        """Run a program of PostgreSQL against this database; the password is in its environment, never in sight.

        Raises:
            NoBackup: it is not installed, or it failed; with what it said.
        """
        names = {"dbname": "PGDATABASE", "user": "PGUSER", "password": "PGPASSWORD", "host": "PGHOST", "port": "PGPORT"}
        names |= {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT"}
        environment = {**os.environ, **{names[word]: value for word, value in self.parameters.items()}}
        done = subprocess.run(
            [_found(program, self), *arguments],
            env={**environment, "PGOPTIONS": f"-c lock_timeout={_LOCK_SECONDS}s", "LC_MESSAGES": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            said = (done.stderr or done.stdout).strip().splitlines() or [str(done.returncode)]
            why = next((line for line in said if "error:" in line.lower()), said[-1])
            raise NoBackup(_("%(program)s báo lỗi: %(why)s") % {"program": program, "why": why})


def _found(program: str, server: Server) -> str:
    """The program of the server's own version where several are installed, else any that is at least as new."""
    with server.connect() as connection:
        needed = connection.info.server_version // 10000
    versions = sorted(int(folder.name) for folder in _DEBIAN.glob("*") if (folder / "bin" / program).exists())
    for version in versions:
        if version >= needed:
            return str(_DEBIAN / str(version) / "bin" / program)
    plain = shutil.which(program)
    if plain is None:
        text = _("Chưa có chương trình %(program)s. Hãy cài: apt-get install postgresql-client")
        raise NoBackup(text % {"program": program})
    return plain


def snapshot(server: Server, target: Path) -> dict[str, int]:
    """Dump the schema ``public`` as it is at one moment; gives its rows by table, of that very moment.

    Raises:
        NoBackup: pg_dump is missing or failed.
    """
    with server.connect() as connection:
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        moment = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert moment is not None  # noqa: S101  (a SELECT without FROM gives a row)
        options = ("--format=custom", "--schema=public", "--no-owner", "--no-privileges", f"--snapshot={moment[0]}")
        server.run("pg_dump", *options, f"--file={target}")
        return counts(connection)


def counts(connection: psycopg.Connection[Any], schema: str = "public") -> dict[str, int]:
    """The number of rows of each table."""
    found: dict[str, int] = {}
    for (name,) in connection.execute(_TABLES.replace("'public'", "%s"), [schema]).fetchall():
        question = sql.SQL("SELECT count(*) FROM {}.{}").format(sql.Identifier(schema), sql.Identifier(name))
        row = connection.execute(question).fetchone()
        found[name] = row[0] if row else 0
    return found


def replace(server: Server, dump: Path, expected: Mapping[str, int], before: str) -> None:
    """Put the dump in place of the schema ``public``, which is kept as schema ``before``: one transaction, or nothing.

    Writers are waited for, then wait; nobody sees a half. Every table must have the ``expected`` number of rows.

    Raises:
        NoBackup: somebody holds a table for too long, the dump is damaged, or counts differ. Nothing was changed.
    """
    wanted, script, first, last = (dump.with_suffix(suffix) for suffix in (".list", ".sql", ".first", ".last"))
    server.run("pg_restore", "--list", f"--file={wanted}", str(dump))
    lines = wanted.read_text(encoding="utf-8").splitlines()
    # the schema itself is made below
    wanted.write_text("\n".join(line for line in lines if " SCHEMA - public " not in line) + "\n", encoding="utf-8")
    options = ("--no-owner", "--no-privileges", f"--use-list={wanted}", f"--file={script}")
    server.run("pg_restore", *options, str(dump))
    with server.connect() as connection:
        tables = [name for (name,) in connection.execute(_TABLES).fetchall()]
        first.write_text(_aside(tables, before).as_string(connection), encoding="utf-8")
        last.write_text(_compare(expected).as_string(connection), encoding="utf-8")
    files = [argument for path in (first, script, last) for argument in ("-f", str(path))]
    server.run("psql", "-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", *files)


def _aside(tables: list[str], before: str) -> sql.Composed:
    """Nobody writes to the old tables any more; they stay, in a schema of another name."""
    steps: list[sql.Composable] = []
    if tables:
        names = sql.SQL(", ").join(sql.Identifier("public", name) for name in tables)
        steps.append(sql.SQL("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE;").format(names))
    steps.append(sql.SQL("ALTER SCHEMA public RENAME TO {};").format(sql.Identifier(before)))
    steps.append(sql.SQL("CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC;"))
    return sql.SQL("\n").join(steps)


def _compare(expected: Mapping[str, int]) -> sql.Composed:
    step = sql.SQL(
        "DO $check$ BEGIN IF (SELECT count(*) FROM {table}) <> {count} THEN "
        "RAISE EXCEPTION 'rows of % differ from the manifest', {name}; END IF; END $check$;"
    )
    steps = [
        step.format(table=sql.Identifier("public", name), count=sql.Literal(count), name=sql.Literal(name))
        for name, count in expected.items()
    ]
    return sql.SQL("\n").join(steps)


def put_back(server: Server, before: str) -> None:
    """Undo :func:`replace`: the schema that was put aside is ``public`` again, what was restored is dropped."""
    with server.connect() as connection, connection.transaction():
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute(sql.SQL("ALTER SCHEMA {} RENAME TO public").format(sql.Identifier(before)))
