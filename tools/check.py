"""Everything CI checks besides the suite, in one go: all are run side by side, then the failed ones are named.

Exit status: 0 when all are kept, else 1.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.prefix) / "bin"
PYTHON = sys.executable

# the longest first: the others fit beside it
CHECKS: dict[str, list[str | Path]] = {
    "types": [BIN / "mypy", "--no-error-summary"],
    "style": [BIN / "ruff", "check", "--quiet", "."],
    "format": [BIN / "ruff", "format", "--quiet", "--check", "."],
    "layers": [BIN / "lint-imports", "--no-logo"],
    "migrations": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
    "translations": [PYTHON, "tools/messages.py", "check"],
    "architecture": [PYTHON, "-m", "pytest", "-q", "tests/test_architecture.py"],
}

HINTS = {
    "style": "make fmt",
    "format": "make fmt",
    "migrations": "python manage.py makemigrations -n what_it_does",
    "translations": "make messages",
}


def run(name: str, home: Path) -> tuple[str, bool]:
    """Run one check, tell what it said in one piece; gives its name and whether it is kept."""
    began = time.monotonic()
    home.mkdir()
    done = subprocess.run(
        list(map(str, CHECKS[name])),
        cwd=ROOT,
        env={**os.environ, "NONGCOT_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    verdict = "ok" if done.returncode == 0 else "FAILED"
    print(f"{done.stdout}check: {name:<13} {verdict:<7} {time.monotonic() - began:5.1f} s", flush=True)
    return name, done.returncode == 0


def main() -> int:
    failed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="nongcot-check-") as home, ThreadPoolExecutor(os.cpu_count()) as beside:
        for done in as_completed([beside.submit(run, name, Path(home) / name) for name in CHECKS]):
            name, kept = done.result()
            if not kept:
                failed.append(f"{name} ({HINTS[name]})" if name in HINTS else name)
    if failed:
        print("check: not kept: " + ", ".join(failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
