#!/usr/bin/env python3
"""Prepare ``.venv`` with the ``nongcot`` command in it: what ``make setup`` runs.

Needs Python 3.11 to 3.13 and nothing else: it is the only file here that may run before anything is installed.
Every step leaves a stamp made of what it read, so a second run has nothing to do and is over at once.

    python3 bootstrap.py          what the application needs to run
    python3 bootstrap.py --dev    also what tests and checks need

Exit status: 0 prepared, 1 something is missing (the message says what to do, in Vietnamese and English).
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "nongcot-setup"
LOCKS = ROOT / "requirements"

# what tools/front.py makes
VENDORS = ("nongcot/infra/ui/static/vendor", "nongcot/infra/documents/vendor")

OLDEST, BEYOND = (3, 11), (3, 14)
DEBIAN_WHEELS = Path("/usr/share/python-wheels")
DEBIAN_ROOTS = Path("/etc/ssl/certs/ca-certificates.crt")

NO_PYTHON = """\
Cần Python 3.11, 3.12 hoặc 3.13; máy này chạy {version}. Trên Debian hoặc Ubuntu: apt install python3.11
Python 3.11, 3.12 or 3.13 is needed; this is {version}. On Debian or Ubuntu: apt install python3.11"""

NO_VENV = """\
Python của máy này thiếu phần tạo môi trường riêng (venv, ensurepip) và không tìm thấy pip nào để thay.
Hãy chạy lệnh sau với quyền quản trị rồi chạy lại lệnh vừa rồi:  apt-get install python3-venv
This machine's Python has no venv/ensurepip, and no pip was found to stand in for it.
Run this as an administrator, then repeat your command:  apt-get install python3-venv"""

NO_PACKAGES = """\
Không cài được các gói trong {lock} (lỗi in ở trên).
Hãy kiểm tra mạng, cấu hình proxy hoặc kho gói của pip, rồi chạy lại.
The packages of {lock} could not be installed (see above).
Check the network, the proxy or pip's index, then repeat."""

FAILED = """\
Bước "{step}" không xong (lỗi in ở trên). Sửa lỗi rồi chạy lại; các bước đã xong không phải làm lại.
The step "{step}" did not finish (see above). Put it right and repeat; finished steps are not done again."""


class SetupError(Exception):
    """Something is missing that only a person can provide; the text says what to do."""


def say(text: str) -> None:
    print(f"setup: {text}", file=sys.stderr, flush=True)


def call(command: list[str | Path], *, env: dict[str, str] | None = None, problem: str) -> None:
    """Run ``command`` from the project's root with no input; on failure raise ``SetupError(problem)``."""
    everything = {**trusted_roots(), **os.environ, **(env or {})}
    try:
        subprocess.run([str(part) for part in command], cwd=ROOT, check=True, stdin=subprocess.DEVNULL, env=everything)
    except (subprocess.CalledProcessError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        raise SetupError(problem) from error


def trusted_roots() -> dict[str, str]:
    """Have every installer trust what this machine trusts: many offices sit behind a proxy with a root of its own."""
    if not DEBIAN_ROOTS.exists():
        return {}
    return {"UV_SYSTEM_CERTS": "1", "NODE_EXTRA_CA_CERTS": str(DEBIAN_ROOTS)}


# Python and its private environment


def use_a_fitting_python() -> None:
    """Start again under another interpreter when this one is too old or too new."""
    if OLDEST <= sys.version_info[:2] < BEYOND:
        return
    for minor in range(OLDEST[1], BEYOND[1]):
        found = shutil.which(f"python3.{minor}")
        if found:
            os.execv(found, [found, *sys.argv])
    raise SetupError(NO_PYTHON.format(version=sys.version.split()[0]))


def venv_works() -> bool:
    """Whether ``.venv`` holds an interpreter that starts (a moved folder or an upgraded Python breaks it)."""
    if not PYTHON.exists():
        return False
    probe = "import sys, os; print(os.path.realpath(sys.prefix))"
    done = subprocess.run([str(PYTHON), "-c", probe], capture_output=True, text=True, check=False)
    return done.returncode == 0 and done.stdout.strip() == str(VENV.resolve())


def make_venv() -> None:
    if venv_works():
        return
    if VENV.exists():
        say("the old .venv does not work here: making it anew")
        shutil.rmtree(VENV)
    say("making .venv")
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        if importlib.util.find_spec("venv") is None:
            raise SetupError(NO_VENV)
        call([sys.executable, "-m", "venv", "--without-pip", VENV], problem=NO_VENV)
    else:
        call([sys.executable, "-m", "venv", VENV], problem=NO_VENV)


def has_pip() -> bool:
    return subprocess.run([str(PYTHON), "-c", "import pip"], capture_output=True, check=False).returncode == 0


def pip() -> tuple[list[str | Path], dict[str, str]]:
    """The command (and the extra environment) that installs into ``.venv``: Debian ships Python without ensurepip."""
    if has_pip():
        return [PYTHON, "-m", "pip"], {}
    if importlib.util.find_spec("pip") is not None:
        return [sys.executable, "-m", "pip", "--python", PYTHON], {}
    wheel = debian_pip_wheel()
    if wheel is None:
        shutil.rmtree(VENV)
        raise SetupError(NO_VENV)
    return [PYTHON, "-m", "pip"], {"PYTHONPATH": str(wheel)}


def run_quietly(*command: str, folder: str = "/") -> None:
    subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)


def debian_pip_wheel() -> Path | None:
    """pip as Debian packages it: already here, fetched without touching the system, or installed when we may."""
    installed = next(iter(sorted(DEBIAN_WHEELS.glob("pip-*.whl"))), None)
    if installed or not shutil.which("apt-get"):
        return installed
    say("this Python has no ensurepip: taking pip from Debian's package python3-pip-whl")
    if os.geteuid() == 0 and not any(Path("/var/lib/apt/lists").glob("*Packages*")):
        run_quietly("apt-get", "update", "-qq")
    with tempfile.TemporaryDirectory(prefix="nongcot-setup-") as folder:
        # apt's download user must be able to enter the folder when we are root
        Path(folder).chmod(0o755)
        run_quietly("apt-get", "download", "-qq", "python3-pip-whl", folder=folder)
        for package in Path(folder).glob("*.deb"):
            run_quietly("dpkg-deb", "-x", str(package), folder, folder=folder)
        for wheel in Path(folder).glob("usr/share/python-wheels/pip-*.whl"):
            return Path(shutil.copy(wheel, VENV / wheel.name))
    return None


# Steps that are done once for what they read


def fingerprint(*paths: Path) -> str:
    """A hash of the contents of ``paths``, of the interpreter and of where the project lies."""
    total = hashlib.sha256(f"{ROOT}\0{sys.version}".encode())
    for path in paths:
        total.update(f"\0{path.name}\0".encode())
        total.update(path.read_bytes() if path.exists() else b"(none)")
    return total.hexdigest()


class Step:
    """Runs the ``with`` body's work only when what it reads has changed since it last succeeded."""

    def __init__(self, name: str, reads: list[Path], makes: list[Path] | None = None) -> None:
        self.stamp = STAMPS / name
        self.now = fingerprint(*reads)
        self.makes = makes or []

    def is_needed(self) -> bool:
        if not all(path.exists() for path in self.makes):
            return True
        return not self.stamp.exists() or self.stamp.read_text() != self.now

    def is_done(self) -> None:
        STAMPS.mkdir(parents=True, exist_ok=True)
        self.stamp.write_text(self.now)


def pip_install_locked(lock: Path) -> None:
    command, env = pip()
    options = [
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
        "--retries=2",
        "--require-hashes",
        "-r",
    ]
    call([*command, *options, lock], env=env, problem=NO_PACKAGES.format(lock=lock.name))


def install_installer() -> None:
    lock = LOCKS / "bootstrap.lock"
    step = Step("bootstrap", [lock], makes=[VENV / "bin" / "uv"])
    if step.is_needed():
        say("installing the installer (uv)")
        pip_install_locked(lock)
        step.is_done()


def uv_pip_install(*arguments: str | Path, problem: str) -> None:
    # the uv of the lock, not the machine's, and into .venv whatever VIRTUAL_ENV says
    call([VENV / "bin" / "uv", "pip", "install", "--quiet", "--python", PYTHON, *arguments], problem=problem)


def install_packages(name: str) -> None:
    """Install the packages of ``requirements/<name>.lock``, each checked against its hash."""
    lock = LOCKS / f"{name}.lock"
    step = Step(name, [lock])
    if not step.is_needed():
        return
    say(f"installing the packages of requirements/{lock.name}")
    try:
        uv_pip_install("--require-hashes", "-r", lock, problem="")
    except SetupError:
        # pip is slower, but knows an index or a proxy that the machine's pip.conf names
        say("uv could not: trying pip, which takes some minutes")
        pip_install_locked(lock)
    step.is_done()


def install_project() -> None:
    step = Step("project", [ROOT / "pyproject.toml"], makes=[VENV / "bin" / "nongcot"])
    if not step.is_needed():
        return
    say("installing the nongcot command")
    uv_pip_install("--no-deps", "--no-build-isolation", "-e", ROOT, problem=FAILED.format(step="nongcot"))
    step.is_done()


def run_tool(name: str, *arguments: str, reads: list[Path], makes: list[Path]) -> None:
    """Run ``tools/<name>.py`` when it, or something that it reads, has changed."""
    tool = ROOT / "tools" / f"{name}.py"
    if not tool.exists():
        return
    step = Step(f"tool-{name}", [tool, *reads], makes)
    if step.is_needed():
        say(f"tools/{name}.py {' '.join(arguments)}".rstrip())
        call([PYTHON, tool, *arguments], problem=FAILED.format(step=f"tools/{name}.py"))
        step.is_done()


def prepare(*, dev: bool) -> None:
    """Everything, in order. Safe to run twice, and by two people at once in one folder."""
    with Path(__file__).open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        make_venv()
        install_installer()
        install_packages("run")
        if dev:
            install_packages("dev")
        install_project()
        front = [
            ROOT / "package.json",
            ROOT / "package-lock.json",
            LOCKS / "front.lock",
            ROOT / "nongcot/infra/ui/fonts.css",
        ]
        run_tool("front", reads=front, makes=[ROOT / folder for folder in VENDORS])
        catalogues = sorted((ROOT / "nongcot/locale").glob("*/LC_MESSAGES/*.po"))
        run_tool("messages", "compile", reads=catalogues, makes=[path.with_suffix(".mo") for path in catalogues])


def main() -> int:
    parser = argparse.ArgumentParser(description="Prepare .venv with the nongcot command in it.")
    parser.add_argument("--dev", action="store_true", help="also install what tests and checks need")
    arguments = parser.parse_args()
    try:
        use_a_fitting_python()
        prepare(dev=arguments.dev)
    except SetupError as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
