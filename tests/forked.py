"""Processes for the tests about kills and rivals: real ones, and quick to begin.

The application is loaded once, in a process that touches no database; every process asked for is a fork of it, with
the output and the end of its own. Run as ``python -m tests.forked MODULE``: each line it reads is a JSON list, the
arguments of one process and the files for what it says; each line it writes is that process's exit status.
"""

from __future__ import annotations

import importlib
import json
import os
import select
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 240.0


class Forked:
    """``run("verb", 3)``: what a process of ``MODULE.main(["verb", "3"])`` said and how it ended."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        self.process, self.folder = process, folder

    def __call__(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        said = [self.folder / "forked.out", self.folder / "forked.err"]
        status = self._ask([list(map(str, arguments)), *map(str, said)])
        out, err = (path.read_text(encoding="utf-8") for path in said)
        return subprocess.CompletedProcess(list(map(str, arguments)), status, out, err)

    def _ask(self, line: list[object]) -> int:
        sent, told = _pipes(self.process)
        sent.write(json.dumps(line) + "\n")
        sent.flush()
        if not select.select([told], [], [], PATIENCE)[0]:
            raise TimeoutError(f"{line[0]} did not end in {PATIENCE:.0f} seconds")
        return int(told.readline())


@contextmanager
def forked(module: str, *, home: Path, database_url: str) -> Iterator[Forked]:
    """Processes of one module over one home folder and database (empty: the embedded one)."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.forked", module],
        env=environment(home, database_url),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        start_new_session=True,
    )
    try:
        yield Forked(process, home.parent)
    finally:
        for pipe in _pipes(process):
            pipe.close()
        process.wait(timeout=30)


def environment(home: Path, database_url: str) -> dict[str, str]:
    """The variables of a process over that installation, and none of the suite's own."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("NONGCOT_", "DJANGO_"))}
    return {**kept, "NONGCOT_HOME": str(home), "NONGCOT_DATABASE_URL": database_url, "PYTHONUTF8": "1"}


def _pipes(process: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("the process has no pipes")
    return process.stdin, process.stdout


def serve(module: str) -> None:
    from nongcot.config import installation

    installation.set_up()
    main = importlib.import_module(module).main
    for line in sys.stdin:
        arguments, *said = json.loads(line)
        child = os.fork()
        if child == 0:
            _be_a_process(main, arguments, *said)
        _pid, ended = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(ended)}\n")
        sys.stdout.flush()


def _be_a_process(main: object, arguments: list[str], out: str, err: str) -> None:
    for number, path in ((1, out), (2, err)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    status = 1
    try:
        main(arguments)  # type: ignore[operator]
        status = 0
    except BaseException:  # noqa: BLE001  (told to the test, as an interpreter would)
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    serve(sys.argv[1])
