"""Taking a backup: what is in the file, who may read it, and what it never does."""

from __future__ import annotations

import json
import subprocess
import zipfile
from pathlib import Path

from tests.config.backups.installations import CITIZEN, PAIRS, URL, Installation, Make, restored


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


def test_a_backup_made_while_another_writes_is_of_one_moment(
    filled: Installation, writer: subprocess.Popen[str], make: Make, tmp_path: Path
) -> None:
    file = tmp_path / "a.zip"
    other, _said = restored(filled, make, file)
    ((units, names),) = other.ask(PAIRS)
    assert units == names
    with zipfile.ZipFile(file) as package:
        assert json.loads(package.read("manifest.json"))["counts"]["people_unit"] == units


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
