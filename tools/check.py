"""Everything CI checks besides the suite, in one go: all are run, then the failed ones are named.

Exit status: 0 when all are kept, else 1.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.prefix) / "bin"
PYTHON = sys.executable

CHECKS: dict[str, list[str | Path]] = {
    "style": [BIN / "ruff", "check", "--quiet", "."],
    "format": [BIN / "ruff", "format", "--quiet", "--check", "."],
    "layers": [BIN / "lint-imports", "--no-logo"],
    "types": [BIN / "mypy", "--no-error-summary"],
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


def main() -> int:
    failed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="nongcot-check-") as home:
        env = {**os.environ, "NONGCOT_HOME": home}
        for name, command in CHECKS.items():
            began = time.monotonic()
            done = subprocess.run(list(map(str, command)), cwd=ROOT, env=env, stdin=subprocess.DEVNULL, check=False)
            verdict = "ok" if done.returncode == 0 else "FAILED"
            print(f"check: {name:<13} {verdict:<7} {time.monotonic() - began:5.1f} s", flush=True)
            if done.returncode != 0:
                failed.append(f"{name} ({HINTS[name]})" if name in HINTS else name)
    if failed:
        print("check: not kept: " + ", ".join(failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
