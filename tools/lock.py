"""Choose the newest fitting versions and write the locks: names, versions and hashes, never an address.

``uv.lock`` records where each file was found, so it stays out of the repository; what is committed is its export.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = str(Path(sys.prefix) / "bin" / "uv")

# lock -> which groups of pyproject.toml it holds
EXPORTS = {
    "run": ["--no-default-groups"],
    "dev": ["--group", "dev"],
    "front": ["--only-group", "front"],
    "bootstrap": ["--only-group", "bootstrap"],
}


def export(name: str, groups: list[str]) -> None:
    path = ROOT / "requirements" / f"{name}.lock"
    options = ["--frozen", "--no-emit-project", "--no-header", "--no-annotate", "--quiet", "-o", str(path)]
    subprocess.run([UV, "export", *groups, *options], cwd=ROOT, check=True)
    if re.search(r"\w+://", path.read_text()):
        raise SystemExit(f"{path.name} holds an address")


def main() -> None:
    subprocess.run([UV, "lock", "--upgrade", "--quiet"], cwd=ROOT, check=True)
    for name, groups in EXPORTS.items():
        export(name, groups)
    subprocess.run(["npm", "install", "--package-lock-only", "--ignore-scripts"], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
