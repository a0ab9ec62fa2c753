"""``nongcot serve``: the web processes and the background worker, as two children of one watchful parent.

    parent (this module's ``serve``)
      |- web     gunicorn, which has its own processes: ``python -m nongcot.config.serve web FD WORKERS``
      `- worker  background tasks from the database:     ``python -m nongcot.config.serve worker``

The parent opens the socket, so a port in use is told at once and in plain words. When it is asked to stop it stops
both; when it dies without a word, the kernel tells both (Linux), so that nothing is left running.
"""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from datetime import date
from datetime import time as time_of_day
from pathlib import Path
from types import FrameType
from typing import Any

from nongcot.config import installation
from nongcot.kernel import clock

logger = logging.getLogger(__name__)

EXIT_OK, EXIT_FAILED, EXIT_UNUSABLE = 0, 1, 2

# a task may finish within this time when asked to stop; then it is ended
PATIENCE_SECONDS = 8.0
# a worker that falls this often within this time would only fall again
RESTARTS, RESTART_WINDOW_SECONDS = 5, 300.0
HEARTBEAT_SECONDS = 15.0
LOOK_SECONDS = 0.5
LEFT_SECONDS, MOST_LEFT_SECONDS = 60.0, 3600.0  # between two times of asking for what a killed process left
REMIND_AT = time_of_day(6, 30)  # in Viet Nam: read on the way to work
THREADS = 4


def heartbeat_path() -> Path:
    """The file whose time of change says when this machine's worker was last alive."""
    from django.conf import settings

    return Path(settings.HOME) / "worker.alive"


# The parent


class Stop:
    """Set by SIGTERM, SIGINT or SIGHUP; waiting on it ends at once when it is set."""

    def __init__(self) -> None:
        self._asked = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._handle)

    def _handle(self, _number: int, _frame: FrameType | None) -> None:
        self._asked.set()

    def wait(self, seconds: float) -> bool:
        return self._asked.wait(seconds)


class Worker:
    """The background worker, started again when it falls, but not for ever."""

    def __init__(self) -> None:
        self.fallen: deque[float] = deque()
        self.process: subprocess.Popen[bytes] | None = start("worker")

    def look_after(self) -> None:
        if self.process is None or self.process.poll() is None:
            return
        now = time.monotonic()
        self.fallen.append(now)
        while self.fallen[0] < now - RESTART_WINDOW_SECONDS:
            self.fallen.popleft()
        if len(self.fallen) > RESTARTS:
            logger.error("the background worker fell %d times and is not started again", len(self.fallen))
            self.process = None
            return
        logger.warning("the background worker fell (status %s) and is started again", self.process.returncode)
        self.process = start("worker")


class Calendar:
    """Asks the worker to look at all duties and to delete what is kept long enough, when serving begins and whenever a
    new day has begun; to look at what a killed process left; to count figures that are behind; to begin plans whose
    time has come; and to send the reminders of a day once it is time. A reminder that was sent before a restart is not
    sent again.

    What is left though it was asked for is asked for ever less often: it waits for a worker, or it fails. A database
    that does not answer is asked again after a while.
    """

    def __init__(self) -> None:
        self.day: date | None = None
        self.reminded: date | None = None
        self.next_look = 0.0  # by the monotonic clock
        self.next_asking = 0.0
        self.wait = LEFT_SECONDS

    def look(self) -> None:
        """Called twice a second; the database is asked once a minute."""
        from django.db import DatabaseError, connections

        if time.monotonic() < self.next_look:
            return
        self.next_look = time.monotonic() + LEFT_SECONDS
        try:
            self._ask()
        except DatabaseError:
            logger.exception("the database did not answer the calendar; it is asked again in a minute")
        finally:
            connections.close_all()  # held for a minute it might be dead by the next time

    def _ask(self) -> None:
        from nongcot.config.jobs import is_waiting
        from nongcot.config.retention import keep_to_retention
        from nongcot.duties.api import left_behind, look_at_all, pay_looks
        from nongcot.infra.notices.api import send_digests
        from nongcot.insight.api import is_due, keep_figures_current
        from nongcot.staffing.api import start_due_plans

        now = clock.now().astimezone(clock.VIETNAM)
        if self.day != now.date():
            look_at_all()
            keep_to_retention.enqueue()
            self.day = now.date()
        if self.reminded != now.date() and now.time() >= REMIND_AT:
            send_digests.enqueue()
            self.reminded = now.date()
        start_due_plans()
        if is_due() and not is_waiting(keep_figures_current):
            keep_figures_current.enqueue()
        left = left_behind()
        if left and time.monotonic() >= self.next_asking:
            pay_looks.enqueue()
            self.wait = min(self.wait * 2, MOST_LEFT_SECONDS)
            self.next_asking = time.monotonic() + self.wait
        elif not left:
            self.wait, self.next_asking = LEFT_SECONDS, 0.0


def start(*arguments: str, descriptors: tuple[int, ...] = ()) -> subprocess.Popen[bytes]:
    """Start one of our two children, out of the terminal's reach: Ctrl-C comes through the parent only."""
    return subprocess.Popen(
        [sys.executable, "-m", "nongcot.config.serve", *arguments],
        stdin=subprocess.DEVNULL,
        pass_fds=descriptors,
        start_new_session=True,
        env={**os.environ, "NONGCOT_PARENT": str(os.getpid())},
    )


def end(processes: list[subprocess.Popen[bytes] | None]) -> None:
    """Ask all to stop, wait together for as long as patience lasts, then end those that are left."""
    running = [process for process in processes if process is not None]
    for process in running:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
    last = time.monotonic() + PATIENCE_SECONDS
    for process in running:
        try:
            process.wait(max(0.0, last - time.monotonic()))
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def open_socket(host: str, port: int) -> socket.socket:
    """Listen on the address. Raises ``OSError`` when it is in use or not of this machine."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener


def address_of(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    shown = "127.0.0.1" if host == "0.0.0.0" else f"[{host}]" if ":" in host else host  # noqa: S104 - only compared
    return f"http://{shown}:{port}/"


def serve(host: str, port: int, workers: int | None = None) -> int:
    """Serve pages and run background tasks until SIGTERM or SIGINT.

    The database must be up to date already. Static files are collected here when they have changed.

    Args:
        host: an address of this machine.
        port: 0 takes any free one; the address printed says which.
        workers: web processes; None takes NONGCOT_WORKERS.

    Returns:
        0 stopped as asked; 1 the web processes fell; 2 the address cannot be listened on.
    """
    from django.conf import settings
    from django.utils.translation import gettext as _

    try:
        listener = open_socket(host, port)
    except OSError as error:
        text = _("Không mở được cổng %(port)s trên %(host)s: %(reason)s. Hãy chọn cổng khác bằng --port.")
        sys.stderr.write(text % {"port": port, "host": host, "reason": error.strerror} + "\n")
        return EXIT_UNUSABLE
    with listener:
        collect_static_files()
        stop = Stop()
        count = workers or settings.ENVIRONMENT.workers
        web = start("web", str(listener.fileno()), str(count), descriptors=(listener.fileno(),))
        worker, calendar = Worker(), Calendar()
        text = _("Nòng Cốt đang chạy tại %(address)s (nhấn Ctrl-C để dừng)")
        sys.stdout.write(text % {"address": address_of(listener)} + "\n")
        sys.stdout.write(first_steps(address_of(listener)))
        sys.stdout.flush()
        try:
            while not stop.wait(LOOK_SECONDS):
                if web.poll() is not None:
                    logger.error("the web processes fell (status %s)", web.returncode)
                    return EXIT_FAILED
                worker.look_after()
                calendar.look()
        finally:
            end([web, worker.process])
    return EXIT_OK


def first_steps(address: str) -> str:
    """A line with the link that begins an installation nobody has a login of yet; "" for any other."""
    from django.utils.translation import gettext as _

    from nongcot.config.start.code import link
    from nongcot.infra.accounts.api import anybody

    if anybody():
        return ""
    return _("Cài đặt lần đầu: mở %(link)s để bắt đầu.") % {"link": link(address)} + "\n"


def collect_static_files() -> None:
    """Copy the static files to where they are served from, when they have changed since the last time."""
    from django.conf import settings
    from django.core.management import call_command

    from nongcot.config.static import fingerprint

    root = Path(settings.STATIC_ROOT)
    stamp, now = root / ".fingerprint", fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(now)


# The children


def die_with_parent() -> None:
    """Have the kernel send SIGTERM when the parent is gone; at once when it is gone already."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)
    if os.getppid() != int(os.environ.pop("NONGCOT_PARENT", os.getppid())):
        sys.exit(EXIT_FAILED)


def run_web(descriptor: int, workers: int) -> None:
    """Run gunicorn on a socket that is open already."""
    from gunicorn.app.base import BaseApplication

    options = {
        "bind": f"fd://{descriptor}",
        "workers": workers,
        "threads": THREADS,
        "worker_class": "gthread",
        "timeout": 120,
        "graceful_timeout": int(PATIENCE_SECONDS) - 2,
        "preload_app": True,  # loaded once, shared by all; one that is started anew answers at once
        "proc_name": "nongcot",
        "loglevel": "warning",
        "max_requests": 20_000,
        "max_requests_jitter": 2_000,
        "forwarded_allow_ips": "127.0.0.1,::1",
        "control_socket_disable": True,
    }

    class Web(BaseApplication):
        def load_config(self) -> None:
            for key, value in options.items():
                if key in self.cfg.settings:
                    self.cfg.set(key, value)

        def load(self) -> Any:
            from nongcot.config.warm import warm_up
            from nongcot.config.wsgi import application

            warm_up()
            return application

    Web().run()


def run_worker() -> None:
    """Take background tasks from the database, one at a time, and show a sign of life."""
    from django.core.management import call_command

    from nongcot.config import jobs

    path = heartbeat_path()

    def beat() -> None:
        while True:
            with contextlib.suppress(OSError):
                path.touch()
            time.sleep(HEARTBEAT_SECONDS)

    threading.Thread(target=beat, name="heartbeat", daemon=True).start()
    buried = jobs.bury_the_dead()
    if buried:
        logger.warning("%d background tasks were cut off when the worker before died", buried)
    call_command("db_worker", queue_name="*", interval=1, reload=False, verbosity=0, worker_id=jobs.worker_name())


def main(arguments: list[str]) -> None:
    die_with_parent()
    if arguments[:1] == ["web"]:
        descriptor, workers = (int(argument) for argument in arguments[1:])
        run_web(descriptor, workers)
    else:
        installation.set_up()
        run_worker()


if __name__ == "__main__":
    main(sys.argv[1:])
