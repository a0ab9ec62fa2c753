"""A private PostgreSQL for tests and measurements: made in a second, gone at the end.

    python tools/postgres.py run -- COMMAND...      runs COMMAND with NONGCOT_DATABASE_URL set

It listens on a socket in a temporary folder only, gives up durability for speed, and never touches a server of the
machine. PostgreSQL refuses to run as root; started by root it runs as the user ``postgres`` (or ``nobody``).
Exit status: that of COMMAND; 2 when there is no PostgreSQL here.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType

OLDEST = 15
DEBIAN = Path("/usr/lib/postgresql")

MISSING = """\
Không tìm thấy PostgreSQL {oldest} trở lên. Trên Debian hoặc Ubuntu: apt-get install postgresql
PostgreSQL {oldest} or newer was not found. On Debian or Ubuntu: apt-get install postgresql"""

# Nothing here must survive a power cut; everything must be quick.
OPTIONS = {
    "listen_addresses": "''",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
}


class NoPostgresError(Exception):
    """There is no PostgreSQL to run here; the text says what to install."""


def programs() -> Path:
    """The folder of ``initdb`` and ``pg_ctl``: the oldest version that will do, so that all run the same one."""
    versions = sorted(int(folder.name) for folder in DEBIAN.glob("*") if (folder / "bin" / "initdb").exists())
    for version in versions:
        if version >= OLDEST:
            return DEBIAN / str(version) / "bin"
    found = shutil.which("initdb")
    if found and shutil.which("pg_ctl", path=str(Path(found).resolve().parent)):
        return Path(found).resolve().parent
    raise NoPostgresError(MISSING.format(oldest=OLDEST))


def owner() -> pwd.struct_passwd | None:
    """The user to run as when we are root, else None."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise NoPostgresError("useradd --system postgres")


def run_as(user: pwd.struct_passwd | None, command: Sequence[str | Path]) -> None:
    """Run a program of PostgreSQL quietly, and show what it said when it fails."""
    identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    # a file, not a pipe: the server inherits it and would keep a pipe open for ever
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(  # type: ignore[call-overload]
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            cwd="/",
            env={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8"},
            check=False,
            **identity,
        )
        if done.returncode != 0:
            said.seek(0)
            print(said.read(), file=sys.stderr)
            raise subprocess.CalledProcessError(done.returncode, str(command[0]))


@contextlib.contextmanager
def cluster(options: dict[str, str] | None = None) -> Iterator[str]:
    """Make and start a cluster with an empty database; yields its address; stops and removes it whatever happens.

    Args:
        options: further server settings, e.g. ``{"shared_buffers": "1GB"}``.

    Raises:
        NoPostgresError: no PostgreSQL is installed.
    """
    bin_folder, user = programs(), owner()
    # /tmp, not TMPDIR: a socket's path may have 107 characters, and the other user must be able to reach it
    folder = Path(tempfile.mkdtemp(prefix="nongcot-pg-", dir="/tmp"))
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)
    data = folder / "data"
    settings = {**OPTIONS, **(options or {})}
    flags = " ".join(f"-c {name}={value}" for name, value in settings.items())
    locale = ["--locale-provider=icu", "--icu-locale=vi-VN", "--locale=C.UTF-8"]
    try:
        run_as(user, [bin_folder / "initdb", "-D", data, "-U", "nongcot", "-A", "trust", "-E", "UTF8", *locale, "-N"])
        start: list[str | Path] = ["-o", f"-k {folder} {flags}", "-l", folder / "log", "-w", "-t", "60", "start"]
        run_as(user, [bin_folder / "pg_ctl", "-D", data, *start])
        try:
            run_as(user, [bin_folder / "createdb", "-h", folder, "-U", "nongcot", "nongcot"])
            yield f"postgresql://nongcot@{str(folder).replace('/', '%2F')}/nongcot"
        finally:
            run_as(user, [bin_folder / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _stop(number: int, _frame: FrameType | None) -> None:
    # an exception, so that the cluster is stopped on the way out
    sys.exit(128 + number)


def run(command: list[str], options: dict[str, str]) -> int:
    """Run ``command`` beside a cluster; returns its exit status."""
    signal.signal(signal.SIGTERM, _stop)
    with cluster(options) as address:
        child = subprocess.Popen(command, env={**os.environ, "NONGCOT_DATABASE_URL": address})
        try:
            return child.wait()
        except KeyboardInterrupt:
            # the terminal has told the command too
            return child.wait()
        finally:
            if child.poll() is None:
                child.terminate()
                child.wait()


def main() -> int:
    parser = argparse.ArgumentParser(
        description="Run a command beside a private PostgreSQL.",
        usage="%(prog)s run [--set NAME=VALUE]... -- COMMAND...",
    )
    parser.add_argument("action", choices=["run"])
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a further server setting")
    given = sys.argv[1:]
    split = given.index("--") if "--" in given else len(given)
    arguments, command = parser.parse_args(given[:split]), given[split + 1 :]
    if not command:
        parser.error("-- COMMAND...")
    try:
        return run(command, dict(pair.split("=", 1) for pair in arguments.set))
    except NoPostgresError as problem:
        print(problem, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
