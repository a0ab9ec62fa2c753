"""A whole installation, what is asked of it by real commands, and its backup."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

from tests.conftest import NONGCOT

URL = os.environ.get("NONGCOT_DATABASE_URL", "")
CITIZEN = "012185000001"
UNSEAL = """
from nongcot.infra import sealing
from nongcot.people.models import Person
print([sealing.unseal(person.citizen_sealed) for person in Person.objects.exclude(citizen_index="")])
"""


class Installation:
    """A home folder with its database: an embedded one, or one of its own on the server the suite runs on."""

    def __init__(self, home: Path, like: Path | None, database: str) -> None:
        """A copy of the folder ``like``, or an empty one, and on a server of that ``database``."""
        self.home = home
        if like:
            shutil.copytree(like, home)
        self.environment = {"NONGCOT_HOME": str(home), "PYTHONUTF8": "1"}
        self.database = ""
        if URL:
            self.database = f"backup_{uuid4().hex[:12]}"
            with psycopg.connect(URL, autocommit=True) as server:
                server.execute(f"CREATE DATABASE {self.database} TEMPLATE {database}")
            base, _, query = URL.partition("?")
            self.url = f"{base.rpartition('/')[0]}/{self.database}" + (f"?{query}" if query else "")
            self.environment["NONGCOT_DATABASE_URL"] = self.url

    def __call__(self, *arguments: str | Path, env: dict[str, str] | None = None, **options: Any) -> Any:
        """Run the real command to its end."""
        return self.run([NONGCOT, *map(str, arguments)], env, **options)

    def python(self, code: str) -> str:
        """Run Python with this installation's settings; gives what it printed."""
        ready = "from nongcot.config import installation; installation.set_up()\n"
        done = self.run([sys.executable, "-c", ready + code])
        assert done.returncode == 0, done.stderr
        return str(done.stdout.strip())

    def run(self, command: list[Any], env: dict[str, str] | None = None, **options: Any) -> Any:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("NONGCOT_", "DJANGO_"))}
        given = {"capture_output": True, "text": True, "input": "", "timeout": 300, "check": False, **options}
        return subprocess.run(command, env={**kept, **self.environment, **(env or {})}, **given)  # noqa: PLW1510

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        if URL:
            with psycopg.connect(self.url) as server:
                return server.execute(question).fetchall()
        with closing(sqlite3.connect(self.home / "nongcot.sqlite3", timeout=30)) as database:
            return database.execute(question).fetchall()

    def rows(self) -> dict[str, list[str]]:
        """Everything of the roster and the trail."""
        tables = ("people_unit", "people_person", "people_postheld", "audit_auditentry", "intake_importedfile")
        return {table: sorted(map(str, self.ask(f"SELECT * FROM {table}"))) for table in tables}  # noqa: S608

    def files(self) -> dict[str, bytes]:
        folder = self.home / "files"
        return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}

    def drop(self) -> None:
        if self.database:
            with psycopg.connect(URL, autocommit=True) as server:
                server.execute(f"DROP DATABASE {self.database} WITH (FORCE)")


Make = Callable[..., Installation]


def backup(installation: Installation, target: Path, *options: str) -> Path:
    done = installation("backup", target, *options)
    assert done.returncode == 0, done.stdout + done.stderr
    return target


def key_of(installation: Installation) -> dict[str, str]:
    return {"NONGCOT_CITIZEN_KEY": (installation.home / "citizen.key").read_text().strip()}


def restored(filled: Installation, make: Make, file: Path) -> tuple[Installation, str]:
    """A backup of ``filled``, made into ``file``, restored into another installation; gives that and what was said."""
    backup(filled, file)
    other = make("second")
    other.environment |= key_of(filled)
    done = other("restore", file, "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    return other, done.stdout


# How many units there are, and how many names of units.
PAIRS = "SELECT count(*), (SELECT count(*) FROM people_unitname) FROM people_unit"
