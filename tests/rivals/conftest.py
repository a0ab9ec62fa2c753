"""A database of these tests' own, and processes that work on it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.forked import Forked, forked


@dataclass(frozen=True, slots=True)
class Rivals:
    """``ask("runs", 3)``: what the process printed, or its exit status when it was killed."""

    run: Forked

    def ask(self, verb: str, *arguments: object) -> Any:
        run = self.run(verb, *arguments)
        if run.returncode < 0:
            return run.returncode
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def rivals(tmp_path_factory: pytest.TempPathFactory, install_in: Callable[[Path], str]) -> Iterator[Rivals]:
    home = tmp_path_factory.mktemp("rivals") / "home"
    with forked("tests.rivals.process", home=home, database_url=install_in(home)) as run:
        yield Rivals(run)


@pytest.fixture(scope="module")
def world(rivals: Rivals) -> dict[str, Any]:
    """A superior with three unions, an officer of the first, and a token of the superior's officer."""
    found: dict[str, Any] = rivals.ask("begin")
    return found
