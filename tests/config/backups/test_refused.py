"""What is refused when restoring, with its reason, and that nothing changes then."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.config.backups.installations import URL, Installation, Make, backup


def test_a_backup_sealed_with_another_key_is_refused_and_nothing_changes(
    filled: Installation, make: Make, tmp_path: Path
) -> None:
    file = backup(filled, tmp_path / "a.zip")
    filled.python("from nongcot.people.models import Unit; Unit.objects.create(name='Sau', kind='enterprise')")
    before, files = filled.rows(), filled.files()

    done = filled("restore", file, "--yes", env={"NONGCOT_CITIZEN_KEY": "x" * 64})

    assert (done.returncode, "NONGCOT_CITIZEN_KEY" in done.stdout) == (2, True), done.stdout
    assert (filled.rows(), filled.files()) == (before, files)


@pytest.mark.parametrize("answer", ["", "n\n"])
def test_nothing_is_restored_without_a_yes(filled: Installation, tmp_path: Path, answer: str) -> None:
    file = backup(filled, tmp_path / "a.zip")
    filled.python("from nongcot.people.models import Unit; Unit.objects.create(name='Sau', kind='enterprise')")
    before = filled.rows()

    done = filled("restore", file, input=answer)

    assert done.returncode == 2
    assert filled.rows() == before


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
