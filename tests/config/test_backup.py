"""Backups are proved by restoring them: whole installations, real commands, on both databases."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from tests.conftest import NONGCOT
from tests.installed import Installed
from tests.intake.habit_files import to_xlsx
from tests.intake.habits import Grid
from tests.intake.test_coverage import HEAD, UNIONS, A, B

URL = os.environ.get("NONGCOT_DATABASE_URL", "")
CITIZEN = "012185000001"
OFFICERS = Grid(
    "CB",
    [
        [*HEAD, "Số CCCD", "Điện thoại"],
        [1, "Trần Văn An", A, "Chủ tịch", CITIZEN, "0912345678"],
        [2, "Lê Thị Bình", B, "Chủ tịch", "", "0987654321"],
    ],
)
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


@pytest.fixture
def make(tmp_path: Path, model_installation: Installed) -> Iterator[Make]:
    """``make(name)``: a new installation without data, its tables only where a server keeps them; ``like`` another."""
    made: list[Installation] = []

    def one(name: str, like: Installation | Installed | None = None, database: str = "") -> Installation:
        home = like.home if like else None
        made.append(Installation(tmp_path / name, home, database or (like or model_installation).database))
        return made[-1]

    yield one
    for installation in made:
        installation.drop()


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory, model_installation: Installed) -> Iterator[Installation]:
    """An installation into which a workbook was imported; nobody changes it."""
    folder = tmp_path_factory.mktemp("imported")
    installation = Installation(folder / "home", model_installation.home, model_installation.database)
    workbook = folder / "tỉnh.xlsx"
    workbook.write_bytes(to_xlsx([UNIONS, OFFICERS]))
    done = installation("import", workbook)
    assert done.returncode == 0, done.stdout + done.stderr
    yield installation
    installation.drop()


@pytest.fixture
def filled(imported: Installation, make: Make) -> Installation:
    """A copy of the imported one, to work with."""
    return make("first", imported)


def backup(installation: Installation, target: Path, *options: str) -> Path:
    done = installation("backup", target, *options)
    assert done.returncode == 0, done.stdout + done.stderr
    return target


def key_of(installation: Installation) -> dict[str, str]:
    return {"NONGCOT_CITIZEN_KEY": (installation.home / "citizen.key").read_text().strip()}


def test_a_backup_restored_elsewhere_has_every_row_file_and_guard(
    filled: Installation, make: Make, tmp_path: Path
) -> None:
    file = backup(filled, tmp_path / "a.zip")
    other = make("second")
    other.environment |= key_of(filled)

    done = other("restore", file, "--yes")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "đủ số dòng" in done.stdout
    assert other.rows() == filled.rows()
    assert other.files() == filled.files() != {}
    assert {path.stat().st_mode & 0o777 for path in other.home.glob("*.sqlite3")} <= {0o600}
    assert other.python(UNSEAL) == f"['{CITIZEN}']"
    looked = other("doctor")
    assert (looked.returncode, "không thể sửa, xóa" in looked.stdout) == (0, True), looked.stdout
    before = len(other.rows()["people_unit"])
    other.python("from nongcot.people.models import Unit; Unit.objects.create(name='Mới', kind='enterprise')")
    assert len(other.rows()["people_unit"]) == before + 1


def test_the_file_is_for_its_owner_alone_and_holds_no_key_unless_asked(filled: Installation, tmp_path: Path) -> None:
    plain = filled("backup", tmp_path / "a.zip")
    with_key = filled("backup", tmp_path / "b.zip", "--with-key")

    key = (filled.home / "citizen.key").read_text()
    assert (tmp_path / "a.zip").stat().st_mode & 0o777 == 0o600
    assert str(filled.home / "citizen.key") in plain.stdout
    with zipfile.ZipFile(tmp_path / "a.zip") as package:
        assert "citizen.key" not in package.namelist()
        assert not any(key.encode() in package.read(name) for name in package.namelist())
        assert CITIZEN.encode() not in b"".join(map(package.read, package.namelist()))
    with zipfile.ZipFile(tmp_path / "b.zip") as package:
        assert package.read("citizen.key").decode() == key
    assert "cất giữ" in with_key.stdout
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.zip", "b.zip", "first"]


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


def test_a_backup_sealed_with_another_key_is_refused_and_nothing_changes(
    filled: Installation, make: Make, tmp_path: Path
) -> None:
    file = backup(filled, tmp_path / "a.zip")
    filled.python("from nongcot.people.models import Unit; Unit.objects.create(name='Sau', kind='enterprise')")
    before, files = filled.rows(), filled.files()

    done = filled("restore", file, "--yes", env={"NONGCOT_CITIZEN_KEY": "x" * 64})

    assert (done.returncode, "NONGCOT_CITIZEN_KEY" in done.stdout) == (2, True), done.stdout
    assert (filled.rows(), filled.files()) == (before, files)


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


@pytest.mark.parametrize("answer", ["", "n\n"])
def test_nothing_is_restored_without_a_yes(filled: Installation, tmp_path: Path, answer: str) -> None:
    file = backup(filled, tmp_path / "a.zip")
    filled.python("from nongcot.people.models import Unit; Unit.objects.create(name='Sau', kind='enterprise')")
    before = filled.rows()

    done = filled("restore", file, input=answer)

    assert done.returncode == 2
    assert filled.rows() == before


WRITER = """
from nongcot.people.models import Unit, UnitName
from django.db import transaction
print("ready", flush=True)
n = 0
while True:
    with transaction.atomic():
        unit = Unit.objects.create(name=f"u{n}", kind="enterprise")
        UnitName.objects.create(unit=unit, name=f"u{n}", search_key="", match_key="")
    n += 1
"""


@pytest.fixture
def writer(filled: Installation) -> Iterator[subprocess.Popen[str]]:
    """Another process that writes a unit with its name, again and again, until the test is over."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("NONGCOT_", "DJANGO_"))}
    ready = "from nongcot.config import installation; installation.set_up()\n"
    process = subprocess.Popen(
        [sys.executable, "-c", ready + WRITER],
        env={**kept, **filled.environment},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    yield process
    assert process.poll() is None, "the writer failed"
    process.kill()
    process.wait()
    process.stdout.close()


PAIRS = "SELECT count(*), (SELECT count(*) FROM people_unitname) FROM people_unit"


def test_a_backup_made_while_another_writes_is_of_one_moment(
    filled: Installation, writer: subprocess.Popen[str], make: Make, tmp_path: Path
) -> None:
    file = backup(filled, tmp_path / "a.zip")
    other = make("second")
    other.environment |= key_of(filled)

    done = other("restore", file, "--yes")

    assert done.returncode == 0, done.stdout + done.stderr
    ((units, names),) = other.ask(PAIRS)
    assert units == names
    with zipfile.ZipFile(file) as package:
        assert json.loads(package.read("manifest.json"))["counts"]["people_unit"] == units


def test_restoring_while_another_writes_takes_the_place_of_the_old_data_at_once(
    filled: Installation, writer: subprocess.Popen[str], tmp_path: Path
) -> None:
    file = backup(filled, tmp_path / "a.zip")

    done = filled("restore", file, "--yes")

    assert done.returncode == 0, done.stdout + done.stderr
    assert writer.poll() is None
    ((units, names),) = filled.ask(PAIRS)
    assert units == names


def damaged(file: Path, how: str) -> Path:
    data = bytearray(file.read_bytes())
    target = file.with_name(f"{how}.zip")
    if how == "truncated":
        data = data[: len(data) // 2]
    elif how == "flipped":
        with zipfile.ZipFile(file) as package:
            (name,) = (n for n in package.namelist() if n.startswith("database."))
            start = package.getinfo(name).header_offset
        data[start + 400] ^= 0xFF
    elif how == "text":
        data = bytearray(b"CREATE TABLE x;")
    elif how == "empty":
        data = bytearray()
    target.write_bytes(data)
    return target


def rewritten(file: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    with zipfile.ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    with zipfile.ZipFile(target, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target


def _manifest(parts: dict[str, bytes], /, **changes: Any) -> None:
    parts["manifest.json"] = json.dumps({**json.loads(parts["manifest.json"]), **changes}).encode()


def _foreign(parts: dict[str, bytes]) -> None:
    parts.clear()
    parts["xl/workbook.xml"] = b"<workbook/>"


def _climbing(parts: dict[str, bytes]) -> None:
    told = json.loads(parts["manifest.json"])["parts"]
    name = next(name for name in parts if name.startswith("files/"))
    parts["files/../../../../evil"] = parts.pop(name)
    told["files/../../../../evil"] = told.pop(name)
    _manifest(parts, parts=told)


def _changed_file(parts: dict[str, bytes]) -> None:
    name = next(name for name in parts if name.startswith("files/"))
    parts[name] = parts[name][:-1] + bytes([parts[name][-1] ^ 1])


def _fewer_rows(parts: dict[str, bytes]) -> None:
    counts = json.loads(parts["manifest.json"])["counts"]
    _manifest(parts, counts={**counts, "people_person": counts["people_person"] + 1})


def _newer(parts: dict[str, bytes]) -> None:
    migrations = json.loads(parts["manifest.json"])["migrations"]
    _manifest(parts, migrations=[*migrations, ["people", "0999_from_the_future"]], version="99.0")


def _other_database(parts: dict[str, bytes]) -> None:
    there, here = ("sqlite", "postgresql") if URL else ("postgresql", "sqlite")
    names = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
    parts[names[there]] = parts.pop(names[here])
    told = json.loads(parts["manifest.json"])["parts"]
    told[names[there]] = told.pop(names[here])
    _manifest(parts, vendor=there, parts=told)


RESTORE_ALL = """
import io, json
from pathlib import Path
from nongcot.config.backup import run_restore
from rich.console import Console

told = {}
for how, path in %s.items():
    said = io.StringIO()
    code = run_restore(Path(path), yes=True, ask=bool, console=Console(file=said))
    told[how] = [code, said.getvalue()]
print(json.dumps(told))
"""
REWRITES: dict[str, tuple[Callable[[dict[str, bytes]], None], str]] = {
    "a workbook": (_foreign, "không phải bản sao lưu của Nòng Cốt"),
    "no manifest of ours": (lambda parts: _manifest(parts, format="x"), "không phải bản sao lưu của Nòng Cốt"),
    "a newer form": (lambda parts: _manifest(parts, shape=2), "mới hơn"),
    "newer tables": (_newer, "mới hơn chương trình này"),
    "another kind of database": (_other_database, "NONGCOT_DATABASE_URL"),
    "a name that climbs": (_climbing, "không khớp với bản kê"),
    "a part nobody listed": (lambda parts: parts.update({"files/x": b"x"}), "không khớp với bản kê"),
    "a file changed": (_changed_file, "bị hỏng ở phần files/"),
    "a row too few": (_fewer_rows, "people_person" if URL else "bị hỏng ở phần database.sqlite3"),
}


def test_a_damaged_or_foreign_file_is_refused_with_its_reason_and_nothing_changes(
    filled: Installation, tmp_path: Path
) -> None:
    file = backup(filled, tmp_path / "a.zip")
    filled.python("from nongcot.people.models import Unit; Unit.objects.create(name='Sau', kind='enterprise')")
    before, files = filled.rows(), filled.files()
    tried = {how: damaged(file, how) for how in ("truncated", "flipped", "text", "empty")}
    expected = {"truncated": "cắt cụt", "flipped": "bị hỏng ở phần database.", "text": "cắt cụt", "empty": "cắt cụt"}
    for number, (how, (change, words)) in enumerate(REWRITES.items()):
        tried[how] = rewritten(file, tmp_path / f"r{number}.zip", change)
        expected[how] = words
    tried["missing"], expected["missing"] = tmp_path / "nowhere.zip", "Không mở được"

    told = json.loads(filled.python(RESTORE_ALL % json.dumps({how: str(path) for how, path in tried.items()})))

    assert {how: code for how, (code, _said) in told.items()} == dict.fromkeys(tried, 2)
    assert {how: told[how][1] for how, words in expected.items() if words not in told[how][1]} == {}
    assert (filled.rows(), filled.files()) == (before, files)
    assert not (tmp_path / "evil").exists()
    assert not (filled.home.parent.parent / "evil").exists()
    assert not list(filled.home.glob("restoring-*"))


def test_a_database_without_tables_is_no_backup(make: Make, tmp_path: Path) -> None:
    empty = make("empty", database="template0")
    done = empty("backup", tmp_path / "a.zip")
    assert (done.returncode, (tmp_path / "a.zip").exists()) == (2, False), done.stdout
    assert ("nongcot migrate" if URL else "Chưa có cơ sở dữ liệu") in done.stdout


def test_a_backup_never_overwrites_and_leaves_nothing_behind_when_it_fails(
    filled: Installation, tmp_path: Path
) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "a.zip").write_bytes(b"older")

    again = filled("backup", folder / "a.zip")
    nowhere = filled("backup", tmp_path / "no folder" / "a.zip")

    assert (again.returncode, (folder / "a.zip").read_bytes()) == (2, b"older")
    assert (nowhere.returncode, "no folder" in nowhere.stdout) == (2, True)
    assert [p.name for p in folder.iterdir()] == ["a.zip"]


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
