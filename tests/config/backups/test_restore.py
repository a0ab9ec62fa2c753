"""Backups are proved by restoring them: whole installations, real commands, on both databases."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

from tests.config.backups.installations import CITIZEN, PAIRS, UNSEAL, URL, Installation, Make, backup, key_of, restored
from tests.installed import Installed


def test_a_backup_restored_elsewhere_has_every_row_file_and_guard(
    filled: Installation, make: Make, tmp_path: Path
) -> None:
    other, said = restored(filled, make, tmp_path / "a.zip")
    assert "đủ số dòng" in said
    assert other.rows() == filled.rows()
    assert other.files() == filled.files() != {}
    assert {path.stat().st_mode & 0o777 for path in other.home.glob("*.sqlite3")} <= {0o600}
    assert other.python(UNSEAL) == f"['{CITIZEN}']"
    looked = other("doctor")
    assert (looked.returncode, "không thể sửa, xóa" in looked.stdout) == (0, True), looked.stdout
    before = len(other.rows()["people_unit"])
    other.python("from nongcot.people.models import Unit; Unit.objects.create(name='Mới', kind='enterprise')")
    assert len(other.rows()["people_unit"]) == before + 1


def test_a_backup_with_its_key_restores_where_there_is_another_key(
    filled: Installation, make: Make, tmp_path: Path
) -> None:
    file = backup(filled, tmp_path / "a.zip", "--with-key")
    other = make("second")
    other("doctor")
    old_key = (other.home / "citizen.key").read_text()

    done = other("restore", file, "--yes")

    assert done.returncode == 0, done.stdout + done.stderr
    assert other.python(UNSEAL) == f"['{CITIZEN}']"
    assert [p.read_text() for p in other.home.glob("citizen-before-*.key")] == [old_key]
    assert (other.home / "citizen.key").stat().st_mode & 0o777 == 0o600


def test_restoring_brings_the_old_day_back_and_keeps_the_day_before(filled: Installation, tmp_path: Path) -> None:
    file, then, files = backup(filled, tmp_path / "a.zip"), filled.rows(), filled.files()
    filled.python(
        "from nongcot.people.models import Person, PostHeld; PostHeld.objects.all().delete(); "
        "Person.objects.all().delete()"
    )
    for path in (filled.home / "files").rglob("*.sealed"):
        path.unlink()
    (filled.home / "files" / "new.sealed").write_bytes(b"new")
    lost = filled.rows()

    done = filled("restore", file, "--yes")

    assert done.returncode == 0, done.stdout + done.stderr
    assert filled.rows() == then != lost
    assert filled.files() == {**files, "new.sealed": b"new"}
    if URL:
        (schema,) = filled.ask("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'before_restore_%'")
        assert filled.ask(f"SELECT count(*) FROM {schema[0]}.people_person") == [(0,)]  # noqa: S608
        assert schema[0] in done.stdout
    else:
        (kept,) = filled.home.glob("before-restore-*.sqlite3")
        with closing(sqlite3.connect(kept)) as database:
            assert database.execute("SELECT count(*) FROM people_person").fetchone() == (0,)
        assert (kept.stat().st_mode & 0o777, str(kept) in done.stdout.replace("\n", "")) == (0o600, True)
    assert not list(filled.home.glob("restoring-*"))


def test_restoring_while_another_writes_takes_the_place_of_the_old_data_at_once(
    filled: Installation, writer: subprocess.Popen[str], tmp_path: Path
) -> None:
    file = backup(filled, tmp_path / "a.zip")

    done = filled("restore", file, "--yes")

    assert done.returncode == 0, done.stdout + done.stderr
    assert writer.poll() is None
    ((units, names),) = filled.ask(PAIRS)
    assert units == names


KILLED_SQLITE = """
import os, signal, sqlite3, sys
from contextlib import closing
from pathlib import Path
from nongcot.config.backup import run_restore, sqlite
from rich.console import Console

def replace(live, copy):
    with closing(sqlite3.connect(copy)) as source, closing(sqlite3.connect(live, timeout=60)) as target:
        def die(_status, remaining, total):
            if remaining < total / 2:
                os.kill(os.getpid(), signal.SIGKILL)
        source.backup(target, pages=5, progress=die)

sqlite.replace = replace
run_restore(Path(sys.argv[1]), yes=True, ask=bool, console=Console())
"""
KILLED_POSTGRES = r"""
import os, signal, sys
from pathlib import Path
from nongcot.config.backup import postgres, run_restore
from rich.console import Console

compare = postgres._compare
postgres._compare = lambda expected: postgres.sql.SQL("{}\n\\! kill -9 $PPID\n").format(compare(expected))
code = run_restore(Path(sys.argv[1]), yes=True, ask=bool, console=Console())
if code == 2:
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_killed_in_the_middle_the_old_data_is_still_there_and_the_next_restoring_works(
    filled: Installation, tmp_path: Path
) -> None:
    file, then = backup(filled, tmp_path / "a.zip"), filled.rows()
    filled.python("from nongcot.people.models import Unit; Unit.objects.create(name='Sau', kind='enterprise')")
    before = filled.rows()
    ready = "from nongcot.config import installation; installation.set_up()\n"

    killed = filled.run([sys.executable, "-c", ready + (KILLED_POSTGRES if URL else KILLED_SQLITE), str(file)])

    assert killed.returncode == -signal.SIGKILL, killed.stdout + killed.stderr
    assert filled.rows() == before
    assert filled("restore", file, "--yes").returncode == 0
    assert filled.rows() == then
    assert not list(filled.home.glob("restoring-*"))


def test_an_older_backup_is_brought_up_to_the_program(
    filled: Installation, make: Make, model_installation: Installed, tmp_path: Path
) -> None:
    older = make("older", model_installation)
    older.environment |= key_of(filled)
    older.python(
        "from django.core.management import call_command; call_command('migrate', 'httpapi', 'zero', verbosity=0)"
    )
    file = backup(older, tmp_path / "old.zip")
    with zipfile.ZipFile(file) as package:
        assert ["httpapi", "0001_tokens"] not in json.loads(package.read("manifest.json"))["migrations"]

    done = filled("restore", file, "--yes")

    assert done.returncode == 0, done.stdout + done.stderr
    assert filled.ask("SELECT count(*) FROM django_migrations WHERE app = 'httpapi'") == [(1,)]
    assert filled.ask("SELECT count(*) FROM people_unit") == [(0,)]
