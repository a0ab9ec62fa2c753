"""Copies of the embedded database by SQLite's online backup: consistent while others read and write."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path


def snapshot(source: Path, target: Path) -> dict[str, int]:
    """Copy the database at ``source`` as it is at one moment to the new file ``target``; gives its rows by table."""
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(_open(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, whatever the source used
    return counts(target)


def replace(live: Path, copy: Path) -> None:
    """Put the content of ``copy`` into the database at ``live``, in one transaction that waits for running writers.

    Programs that have it open go on with the new content; a kill in the middle leaves the old.
    """
    live.touch(mode=0o600)  # SQLite would make a file that everybody on the machine can read
    live.chmod(0o600)
    with closing(_open(copy)) as source, closing(_open(live)) as target:
        source.backup(target)


def is_whole(path: Path) -> bool:
    try:
        with closing(_open(path)) as database:
            found = database.execute("PRAGMA integrity_check(1)").fetchone()
            return found == ("ok",) and not database.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError:
        return False


def counts(path: Path) -> dict[str, int]:
    """The number of rows of each table."""
    with closing(_open(path)) as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        names = sorted(name for (name,) in tables)
        return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=60)
