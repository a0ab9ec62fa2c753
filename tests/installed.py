"""One migrated, empty installation for all processes of a run: migrating takes fifteen seconds of a core, a copy none.

The embedded database is kept from run to run, under a name made of all that shapes it; on a PostgreSQL server the model
is made once a run and dropped with it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from tests.forked import environment

ROOT = Path(__file__).resolve().parent.parent
# what a migrate leaves behind: tables by migrations, triggers by the code that keeps them
SHAPED_BY = (
    *("nongcot/**/migrations/*.py", "nongcot/infra/audit/guards.py", "nongcot/people/derived/*.py"),
    *("nongcot/infra/sealing/*.py", "requirements/dev.lock"),
)


@dataclass(frozen=True, slots=True)
class Installed:
    """The home folder of the model, and its database's URL on a server; empty for the embedded one in the folder."""

    home: Path
    url: str

    @property
    def database(self) -> str:
        """The name of the database on the server."""
        return urlsplit(self.url).path.lstrip("/")

    def fill(self, connection: Any) -> None:
        """Copy the embedded database into an open, empty one."""
        with closing(sqlite3.connect(self.home / "nongcot.sqlite3")) as model:
            model.backup(connection)


def fingerprint() -> str:
    """Different whenever a migrate could leave something else behind."""
    found = hashlib.sha256(sys.version.encode())
    for path in sorted({path for pattern in SHAPED_BY for path in ROOT.glob(pattern)}):
        found.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return found.hexdigest()[:12]


def installed(folder: Path, server: str) -> Installed:
    """The model, made in ``folder`` (and on the server of that URL) by whoever asks first; the others wait for it."""
    name = f"nongcot_model_{fingerprint()}"
    home = folder / (name if not server else f"{name}_{hashlib.sha256(server.encode()).hexdigest()[:12]}")
    url = urlunsplit(urlsplit(server)._replace(path=f"/{name}")) if server else ""
    with _alone(folder):
        if server and not _exists(server, name):
            shutil.rmtree(home, ignore_errors=True)
        if not home.exists():
            _make(home, server, url)
    return Installed(home, url)


def drop(folder: Path, server: str) -> None:
    """Take the model off a server that may outlive the run."""
    name = f"nongcot_model_{fingerprint()}"
    for home in folder.glob(f"{name}_*"):
        shutil.rmtree(home, ignore_errors=True)
    _on(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _make(home: Path, server: str, url: str) -> None:
    partial = home.with_name(f"{home.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    if server:
        _on(server, f"CREATE DATABASE {urlsplit(url).path.lstrip('/')}")
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(migrate, env=environment(partial, url), cwd=ROOT, check=True)
    if not server:
        with closing(sqlite3.connect(partial / "nongcot.sqlite3")) as made:
            made.execute("PRAGMA journal_mode=DELETE")  # a database in memory, filled from it, knows no other
    partial.rename(home)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _exists(server: str, name: str) -> bool:
    import psycopg

    with psycopg.connect(server) as asked:
        return bool(asked.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone())


def _on(server: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as asked:
        asked.execute(statement)  # type: ignore[call-overload]


def server_of_the_run() -> str:
    """The URL of the server that the suite runs on; empty for the embedded database."""
    url = os.environ.get("NONGCOT_DATABASE_URL", "")
    return url if url.startswith("postgres") else ""
