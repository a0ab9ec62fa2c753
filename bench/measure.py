"""Runs one step in a process of its own and says how long it took and how much memory it needed at most."""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_MARK = "BENCH "


@dataclass(frozen=True, slots=True)
class Measured:
    """Median of the repetitions: ``seconds`` of the work alone, ``cpu`` and ``peak_mb`` of the whole process.

    On a busy machine ``cpu`` tells how much of the time was spent waiting for the others.
    """

    seconds: float
    cpu: float
    peak_mb: float
    facts: dict[str, Any]


@contextmanager
def home() -> Iterator[Path]:
    """An empty folder for one installation, removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="nongcot-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def step(name: str, *, folder: Path, database: str = "", **given: Any) -> Measured:
    """Run ``bench.steps.NAME(**given)`` in a fresh process over the installation in ``folder``.

    Raises:
        subprocess.CalledProcessError: the step failed; its own words are on standard error.
    """
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("NONGCOT_", "DJANGO_"))}
    env = {**kept, "NONGCOT_HOME": str(folder), "NONGCOT_DATABASE_URL": database, "NONGCOT_UPLOAD_LIMIT_MB": "500"}
    command = [sys.executable, "-m", "bench.steps", name, json.dumps(given)]
    done = subprocess.run(command, env=env, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    line = next(line for line in reversed(done.stdout.splitlines()) if line.startswith(_MARK))
    said = json.loads(line.removeprefix(_MARK))
    return Measured(**said)


def median(runs: list[Measured]) -> Measured:
    """The run in the middle by time, with the largest peak of all."""
    middle = statistics.median_low([run.seconds for run in runs])
    found = next(run for run in runs if run.seconds == middle)
    return Measured(found.seconds, found.cpu, max(run.peak_mb for run in runs), found.facts)


def report(work: Callable[[], dict[str, Any]]) -> None:
    """In the child: time ``work`` and print what the parent reads."""
    started = time.perf_counter()
    facts = work()
    seconds = facts.pop("seconds", time.perf_counter() - started)
    used = resource.getrusage(resource.RUSAGE_SELF)
    said = {"seconds": seconds, "cpu": used.ru_utime + used.ru_stime, "peak_mb": used.ru_maxrss / 1024, "facts": facts}
    print(_MARK + json.dumps(said))
