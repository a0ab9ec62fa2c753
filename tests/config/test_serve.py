"""The real command in real processes: what it starts, watches and leaves behind."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from nongcot.config import serve
from tests.forked import environment

NONGCOT = Path(sys.executable).parent / "nongcot"
PATIENCE = 60.0


def children_of(pid: int) -> dict[int, str]:
    """pid -> command line of the direct children of a process, those that are not already dead."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(state[1]) == pid and state[0] != "Z":
                found[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def until(condition, what: str):
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"in vain waited for: {what}")


class Served:
    def __init__(self, home: Path, database_url: str) -> None:
        self.process = subprocess.Popen(
            [NONGCOT, "serve", "--port", str(free_port())],
            env={**environment(home, database_url), "NONGCOT_WORKERS": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.line = self.process.stdout.readline()
        self.address = re.search(r"http://\S+", self.line)[0]

    def status(self) -> int:
        try:
            return urllib.request.urlopen(self.address, timeout=PATIENCE).status  # noqa: S310 - our own
        except urllib.error.HTTPError as error:
            return error.code

    def family(self) -> set[int]:
        """The processes of the server: parent, web, the web's own, worker."""
        direct = children_of(self.process.pid)
        return {self.process.pid, *direct, *(pid for child in direct for pid in children_of(child))}

    def worker(self) -> int | None:
        return next(
            (pid for pid, line in children_of(self.process.pid).items() if line.strip().endswith("worker")), None
        )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def served(request, tmp_path, install_in):
    """A served installation; in an empty folder the first start makes all."""
    home = tmp_path / "home"
    empty = getattr(request, "param", "") == "an empty folder"
    server = Served(home, "" if empty else install_in(home))
    yield server
    family = server.family()
    server.process.kill()
    server.process.wait()
    server.process.stdout.close()
    for pid in family:
        if is_alive(pid):
            os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("served", ["an empty folder"], indirect=True)
def test_it_serves_watches_its_worker_and_leaves_nothing_behind(served, tmp_path):
    assert served.status() in {200, 404}
    until((tmp_path / "home" / "worker.alive").exists, "a sign of life of the worker")

    first = until(served.worker, "the worker")
    os.kill(first, signal.SIGKILL)
    second = until(lambda: served.worker() not in {None, first} and served.worker(), "a new worker")
    assert second != first
    assert served.status() in {200, 404}

    family = until(lambda: len(served.family()) == 4 and served.family(), "parent, web, one web process, worker")
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(PATIENCE) == 0
    assert [pid for pid in family if is_alive(pid)] == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")
def test_nothing_runs_on_when_the_parent_is_killed(served):
    served.status()
    family = until(lambda: len(served.family()) == 4 and served.family(), "parent, web, one web process, worker")
    served.process.kill()
    served.process.wait()
    until(lambda: not any(is_alive(pid) for pid in family), "the end of all")
    assert [pid for pid in family if is_alive(pid)] == []


def test_a_port_in_use_is_told_at_once_and_in_plain_words(run_nongcot):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run_nongcot("serve", "--port", str(port))
    assert done.returncode == 2
    assert f"Không mở được cổng {port} trên 127.0.0.1" in done.stderr
    assert "--port" in done.stderr


class Fallen:
    """A worker process that has ended already."""

    returncode = 1

    def poll(self) -> int:
        return self.returncode


@pytest.mark.logs_errors
def test_a_worker_that_keeps_falling_is_given_up(monkeypatch):
    started = []
    monkeypatch.setattr(serve, "start", lambda name: started.append(name) or Fallen())
    worker = serve.Worker()
    for _ in range(20):
        worker.look_after()
    assert started == ["worker"] * (1 + serve.RESTARTS)
    assert worker.process is None


@pytest.fixture
def hours(monkeypatch):
    """Let an hour of the calendar pass, minute by minute; gives how often it asked for what was left."""
    from nongcot.config import retention
    from nongcot.duties import api
    from nongcot.infra.notices import api as notices

    class Asked:
        times = 0

        def enqueue(self) -> None:
            self.times += 1

    asked, now = Asked(), [1000.0]
    monkeypatch.setattr(api, "pay_looks", asked)
    monkeypatch.setattr(notices, "send_digests", Asked())
    monkeypatch.setattr(retention, "keep_to_retention", Asked())
    monkeypatch.setattr(serve.time, "monotonic", lambda: now[0])
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)  # it would close the test's own
    calendar = serve.Calendar()

    def pass_one() -> int:
        asked.times = 0
        for _second in range(3600):
            now[0] += 1
            calendar.look()
        return asked.times

    return pass_one


@pytest.mark.django_db
def test_the_calendar_asks_for_what_a_killed_process_left_and_ever_less_often_where_that_is_in_vain(hours):
    from datetime import timedelta

    from nongcot.duties.models import LookOwed
    from nongcot.kernel import clock

    assert hours() == 0, "what the day begins with was asked for with it"
    young = LookOwed.objects.create(units=[1], size=1, actor_name="x", since=clock.now() + timedelta(days=1))
    assert hours() == 0
    young.since = clock.now() - timedelta(minutes=2)
    young.save()
    assert hours() == 5, "after 0, 2, 6, 14 and 30 minutes"
    young.delete()
    assert hours() == 0


@pytest.mark.logs_errors
def test_a_database_that_does_not_answer_is_asked_again_and_does_not_end_the_serving(monkeypatch):
    from django.db import OperationalError

    tries, now = [], [1000.0]

    def ask(_calendar):
        tries.append(now[0])
        raise OperationalError("gone")

    monkeypatch.setattr(serve.Calendar, "_ask", ask)
    monkeypatch.setattr(serve.time, "monotonic", lambda: now[0])
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    calendar = serve.Calendar()
    for _second in range(150):
        now[0] += 1
        calendar.look()
    assert len(tries) == 3


def test_the_address_shown_can_be_opened_in_a_browser():
    with serve.open_socket("0.0.0.0", 0) as listener:  # noqa: S104
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", serve.address_of(listener))


def test_static_files_are_collected_again_only_when_they_changed(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    serve.collect_static_files()
    stamp = tmp_path / "static" / ".fingerprint"
    first = stamp.stat().st_mtime_ns
    serve.collect_static_files()
    assert stamp.stat().st_mtime_ns == first
    stamp.write_text("of another version")
    (tmp_path / "static" / "left-over.css").write_text("")
    serve.collect_static_files()
    assert not (tmp_path / "static" / "left-over.css").exists()
