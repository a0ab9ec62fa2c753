"""Installations to back up: an empty one, a filled one, and one that another process writes to."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.config.backups.installations import CITIZEN, Installation, Make
from tests.installed import Installed
from tests.intake.habit_files import to_xlsx
from tests.intake.habits import Grid
from tests.intake.test_coverage import HEAD, UNIONS, A, B

OFFICERS = Grid(
    "CB",
    [
        [*HEAD, "Số CCCD", "Điện thoại"],
        [1, "Trần Văn An", A, "Chủ tịch", CITIZEN, "0912345678"],
        [2, "Lê Thị Bình", B, "Chủ tịch", "", "0987654321"],
    ],
)
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


@pytest.fixture(scope="package")
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
