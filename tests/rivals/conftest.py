"""A database of these tests' own, and processes that work on it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Rivals:
    """``ask("runs", 3)``: what the process printed, or its exit status when it was killed."""

    home: Path
    url: str

    def ask(self, verb: str, *arguments: object) -> Any:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("NONGCOT_", "DJANGO_"))}
        run = subprocess.run(
            [sys.executable, "-m", "tests.rivals.process", verb, *map(str, arguments)],
            env={**kept, "NONGCOT_HOME": str(self.home), "NONGCOT_DATABASE_URL": self.url},
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
            cwd=ROOT,
        )
        if run.returncode < 0:
            return run.returncode
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def rivals(tmp_path_factory: pytest.TempPathFactory, make_database: Callable[[], str]) -> Rivals:
    return Rivals(tmp_path_factory.mktemp("home"), make_database())


@pytest.fixture(scope="module")
def world(rivals: Rivals) -> dict[str, Any]:
    """A superior with three unions, an officer of the first, and a token of the superior's officer."""
    found: dict[str, Any] = rivals.ask("begin")
    return found
